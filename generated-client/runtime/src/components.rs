//! The components of a request and those of a session: all their booleans by position, and beside them what is no boolean.
//!
//! The places of a component follow one another: `enabled`, then its features. In the type of one component the first is
//! 0, in the type of all it is [`ComponentInfo::position`]. Generated types hold one of these and name its places; what is
//! done with them is written once, here.

mod debug;

use crate::{
    flags::Flags,
    json::{AnyShown, Value},
    reflect::{ComponentInfo, FeatureInfo, Kind},
    request::FeatureError,
    unknown::{ComponentUnknown, Unknown},
};
use serde_json::Value as Json;

/// The features that are no plain booleans.
pub trait Values: Clone + Default {
    /// What is at a place; `None` where it is a plain boolean's.
    fn value(&self, position: usize) -> Option<&dyn Value>;
    /// Where the value of a place goes.
    fn value_mut(&mut self, position: usize) -> Option<&mut dyn Value>;
    /// Takes back those of the component that starts at a place.
    fn reset(&mut self, position: usize);
}

/// Every feature is a plain boolean.
impl Values for () {
    #[inline]
    fn value(&self, _: usize) -> Option<&dyn Value> {
        None
    }

    #[inline]
    fn value_mut(&mut self, _: usize) -> Option<&mut dyn Value> {
        None
    }

    fn reset(&mut self, _: usize) {}
}

impl FeatureInfo {
    /// Whether it is `true` or `false` and nothing else.
    #[inline]
    pub(crate) fn is_boolean(&self) -> bool {
        matches!(self.kind, Kind::Boolean) && !self.clearable
    }
}

impl ComponentInfo {
    /// How many places it has.
    pub(crate) fn places(&self) -> usize {
        1 + self.features.len()
    }
}

/// What a request says of one component, or of all.
#[derive(Clone, PartialEq, Eq)]
pub struct Given<const W: usize, V = ()> {
    /// What was set. Where the place is that of a value, it is on if there is one.
    pub flags: Flags<W>,
    /// What was set and is no plain boolean.
    pub values: V,
}

impl<const W: usize, V> Given<W, V> {
    /// Nothing is set.
    #[inline]
    pub const fn nothing(values: V) -> Self {
        Given { flags: Flags::NONE, values }
    }

    /// A component with every feature left to its default.
    #[inline]
    pub const fn component(enabled: bool, values: V) -> Self {
        let mut flags = Flags::NONE;
        flags.put(0, enabled);
        Given { flags, values }
    }
}

impl<const W: usize, V: Values> Given<W, V> {
    /// Sets a component that is chosen at run time, with every feature left to its default.
    pub fn reset(&mut self, info: &ComponentInfo, enabled: bool) {
        self.flags.place(info.position, info.places(), &Flags::<W>::NONE);
        self.values.reset(info.position);
        self.flags.put(info.position, enabled);
    }

    /// Sets a feature that is chosen at run time. Its component is enabled unless it was set before.
    pub fn set_feature(
        &mut self,
        info: &'static ComponentInfo,
        feature: &'static str,
        json: Json,
    ) -> Result<(), FeatureError> {
        set_feature(&mut self.flags, &mut self.values, info, feature, json)?;
        if self.flags.get(info.position).is_none() {
            self.flags.put(info.position, true);
        }
        Ok(())
    }
}

/// What a session holds of all components.
#[derive(Clone, Default, PartialEq)]
pub struct Shown<const W: usize, V = ()> {
    /// What it says. Where the place is that of a value, it is on if there is one.
    pub flags: Flags<W>,
    /// What is no plain boolean.
    pub values: V,
    /// Components that this version does not know.
    pub unknown: Unknown,
    /// What components hold beside what is known, by their first places. Each is here that is there, and of which
    /// nothing is known. In order, so that they can be compared.
    pub(crate) parts: Vec<(usize, ComponentUnknown)>,
}

impl<const W: usize, V: Values> Shown<W, V> {
    /// A component, if it is there.
    pub fn component(&self, info: &'static ComponentInfo) -> Option<Part<'_, W, V>> {
        self.has(info).then_some(Part { shown: self, info })
    }

    /// Sets whether a component is enabled, which is put in place if need be.
    pub fn set_enabled(&mut self, info: &ComponentInfo, enabled: bool) {
        self.flags.put(info.position, enabled);
        self.noted(info, |part| part.fields.forget_null("enabled"));
    }

    /// Sets a feature of a component, which is put in place if need be.
    pub fn set_feature(
        &mut self,
        info: &'static ComponentInfo,
        feature: &'static str,
        json: Json,
    ) -> Result<(), FeatureError> {
        set_feature(&mut self.flags, &mut self.values, info, feature, json)?;
        self.noted(info, |part| {
            part.features.forget_null(feature);
            part.fields.forget_null("features");
            part.features_missing = false;
        });
        Ok(())
    }

    /// Where a component's part is, or where it would go.
    fn find(&self, info: &ComponentInfo) -> Result<usize, usize> {
        self.parts.binary_search_by_key(&info.position, |(position, _)| *position)
    }

    /// Takes back what was noted of something missing that has been set.
    fn noted(&mut self, info: &ComponentInfo, forget: impl FnOnce(&mut ComponentUnknown)) {
        self.unknown.forget_null(info.name);
        if let Ok(at) = self.find(info) {
            let (_, part) = &mut self.parts[at];
            forget(part);
            if *part == NOTHING {
                self.parts.remove(at);
            }
        }
    }
}

impl<const W: usize, V: Values> AnyShown for Shown<W, V> {
    fn has(&self, info: &ComponentInfo) -> bool {
        let mut positions = info.position..info.position + info.places();
        positions.any(|position| self.flags.get(position).is_some()) || self.find(info).is_ok()
    }

    fn flag(&self, position: usize) -> Option<bool> {
        self.flags.get(position)
    }

    fn put(&mut self, position: usize, value: bool) {
        self.flags.put(position, value);
    }

    fn value(&self, position: usize) -> Option<&dyn Value> {
        self.values.value(position)
    }

    fn value_mut(&mut self, position: usize) -> Option<&mut dyn Value> {
        self.values.value_mut(position)
    }

    fn unknown(&self) -> &Unknown {
        &self.unknown
    }

    fn unknown_mut(&mut self) -> &mut Unknown {
        &mut self.unknown
    }

    fn part(&self, info: &ComponentInfo) -> &ComponentUnknown {
        self.find(info).map_or(&NOTHING, |at| &self.parts[at].1)
    }

    fn part_mut(&mut self, info: &ComponentInfo) -> &mut ComponentUnknown {
        let at = self.find(info).unwrap_or_else(|at| {
            self.parts.insert(at, (info.position, ComponentUnknown::default()));
            at
        });
        &mut self.parts[at].1
    }
}

static NOTHING: ComponentUnknown = ComponentUnknown::NOTHING;

/// One component of a session.
pub struct Part<'s, const W: usize, V = ()> {
    /// All of them.
    pub shown: &'s Shown<W, V>,
    info: &'static ComponentInfo,
}

impl<const W: usize, V> Clone for Part<'_, W, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<const W: usize, V> Copy for Part<'_, W, V> {}

impl<'s, const W: usize, V> Part<'s, W, V> {
    /// A boolean.
    #[inline]
    pub const fn flag(&self, position: usize) -> Option<bool> {
        self.shown.flags.get(position)
    }
}

impl<'s, const W: usize, V: Values> Part<'s, W, V> {
    /// What the response holds beside this.
    pub fn unknown(&self) -> &'s ComponentUnknown {
        self.shown.part(self.info)
    }
}

impl<const W: usize, V: Values> PartialEq for Part<'_, W, V> {
    fn eq(&self, other: &Self) -> bool {
        let json = |part: &Self, position| part.shown.values.value(position).and_then(Value::to_json);
        let mut positions = self.info.position..self.info.position + self.info.places();
        self.info.position == other.info.position
            && self.unknown() == other.unknown()
            && positions.all(|position| {
                self.flag(position) == other.flag(position) && json(self, position) == json(other, position)
            })
    }
}

fn set_feature<const W: usize>(
    flags: &mut Flags<W>,
    values: &mut impl Values,
    info: &'static ComponentInfo,
    feature: &'static str,
    json: Json,
) -> Result<(), FeatureError> {
    let refused = |expected| FeatureError { component: info.name, feature, expected };
    let index = info.features.iter().position(|info| info.name == feature).ok_or_else(|| refused(None))?;
    let position = info.position + 1 + index;
    let on = match values.value_mut(position) {
        Some(value) => value.read(json).map(|()| true),
        None => {
            let mut value = false;
            value.read(json).map(|()| value)
        }
    };
    flags.put(position, on.map_err(|expected| refused(Some(expected)))?);
    Ok(())
}
