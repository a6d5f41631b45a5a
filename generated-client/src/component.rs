//! One component of a request and one of a response: booleans by their position, and beside them whatever is no boolean.
//!
//! Generated types hold one of these and name its places. What is done with them is written once, here.

use crate::{
    form::Form,
    json::{self, Slot, Value, View},
    param::Name,
    reflect::{ComponentInfo, DefaultRule, FeatureInfo, Literal},
    request::FeatureError,
    unknown::ComponentUnknown,
};
use serde_json::Value as Json;
use std::fmt;

/// The features of a component that are no plain booleans, by their position in [`ComponentInfo::features`].
pub trait Values: Default {
    /// What one of them holds; `None` where the feature is a plain boolean.
    fn value(&self, feature: usize) -> Option<&dyn Value>;
    /// Where its value goes.
    fn value_mut(&mut self, feature: usize) -> Option<&mut dyn Value>;
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
}

/// What a request says of a component with `N` features.
#[derive(Clone, PartialEq, Eq)]
pub struct Given<const N: usize, V = ()> {
    /// Whether the session may show it.
    pub enabled: bool,
    /// The booleans that were set.
    pub features: [Option<bool>; N],
    /// The other features that were set.
    pub values: V,
}

/// A component with `N` features as a session has it.
#[derive(Clone, PartialEq)]
pub struct Shown<const N: usize, V = ()> {
    /// Whether the session may show it.
    pub enabled: Option<bool>,
    /// The booleans.
    pub features: [Option<bool>; N],
    /// The other features.
    pub values: V,
    /// What the response holds beside this.
    pub unknown: ComponentUnknown,
}

impl<const N: usize, V> Given<N, V> {
    /// Every feature left to its default.
    #[inline]
    pub const fn new(enabled: bool, values: V) -> Self {
        Given { enabled, features: [None; N], values }
    }
}

impl<const N: usize, V: Default> Default for Shown<N, V> {
    fn default() -> Self {
        Shown { enabled: None, features: [None; N], values: V::default(), unknown: ComponentUnknown::default() }
    }
}

impl<const N: usize, V: Values> Given<N, V> {
    /// Writes what was set, in the order of the API description.
    #[inline]
    pub fn encode(&self, info: &ComponentInfo, form: &mut Form) {
        form.name(info.param);
        form.boolean("[enabled]", self.enabled);
        for (index, (feature, set)) in info.features.iter().zip(self.features).enumerate() {
            match (set, self.values.value(index)) {
                (Some(set), _) => form.boolean(feature.param, set),
                (None, Some(value)) => value.write(Name::Whole(feature.param), form),
                (None, None) => {}
            }
        }
    }

    /// Shows it with the names of its features.
    pub fn fmt(&self, name: &str, info: &ComponentInfo, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct(name);
        shown.field("enabled", &self.enabled);
        debug_features(&mut shown, info, &self.features, &self.values);
        shown.finish()
    }
}

impl<const N: usize, V: Values> Shown<N, V> {
    /// Shows it with the names of its features.
    pub fn fmt(&self, name: &str, info: &ComponentInfo, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct(name);
        shown.field("enabled", &self.enabled);
        debug_features(&mut shown, info, &self.features, &self.values);
        shown.field("unknown", &self.unknown).finish()
    }
}

fn debug_features(
    shown: &mut fmt::DebugStruct<'_, '_>,
    info: &ComponentInfo,
    features: &[Option<bool>],
    values: &impl Values,
) {
    for (index, (feature, set)) in info.features.iter().zip(features).enumerate() {
        match values.value(index) {
            Some(value) => shown.field(feature.name, &value),
            None => shown.field(feature.name, set),
        };
    }
}

/// A component of a request, whichever it is.
pub trait AnyGiven {
    /// Leaves every feature to its default.
    fn reset(&mut self, enabled: bool);
    /// Where the value of a feature goes.
    fn slot(&mut self, feature: usize) -> Option<&mut dyn Value>;
}

impl<const N: usize, V: Values> AnyGiven for Given<N, V> {
    fn reset(&mut self, enabled: bool) {
        *self = Given::new(enabled, V::default());
    }

    fn slot(&mut self, feature: usize) -> Option<&mut dyn Value> {
        match self.values.value_mut(feature) {
            Some(value) => Some(value),
            None => self.features.get_mut(feature).map(|set| set as &mut dyn Value),
        }
    }
}

/// Sets a feature of a request's component that is chosen at run time.
pub fn set_feature(
    given: &mut dyn AnyGiven,
    component: &'static ComponentInfo,
    feature: &'static str,
    value: Json,
) -> Result<(), FeatureError> {
    put(component, feature, value, |position| given.slot(position))
}

/// The same of a session's component, which is put in place if need be.
pub fn show_feature(
    components: &mut dyn json::Components,
    component: usize,
    feature: &'static str,
    value: Json,
) -> Result<(), FeatureError> {
    let info = &components.api().components[component];
    put(info, feature, value, |position| match components.insert(component)?.slot(position)? {
        Slot::Boolean(slot) => Some(slot as &mut dyn Value),
        Slot::Value(slot) => Some(slot),
        Slot::Components(_) | Slot::OptionalComponents(_) => None,
    })
}

fn put<'s>(
    component: &'static ComponentInfo,
    feature: &'static str,
    value: Json,
    slot: impl FnOnce(usize) -> Option<&'s mut dyn Value>,
) -> Result<(), FeatureError> {
    let refused = |expected| FeatureError { component: component.name, feature, expected };
    let position = component.features.iter().position(|info| info.name == feature);
    let slot = position.and_then(slot).ok_or_else(|| refused(None))?;
    slot.read(value).map_err(|expected| refused(Some(expected)))
}

impl<const N: usize, V: Values> json::Component for Shown<N, V> {
    fn enabled_mut(&mut self) -> &mut Option<bool> {
        &mut self.enabled
    }

    fn enabled(&self) -> Option<bool> {
        self.enabled
    }

    #[inline]
    fn slot(&mut self, feature: usize) -> Option<Slot<'_>> {
        match self.values.value_mut(feature) {
            Some(value) => Some(Slot::Value(value)),
            None => self.features.get_mut(feature).map(Slot::Boolean),
        }
    }

    fn view(&self, feature: usize) -> View<'_> {
        match self.values.value(feature) {
            Some(value) => View::Value(value),
            None => View::Boolean(self.features.get(feature).copied().flatten()),
        }
    }

    fn unknown(&self) -> &ComponentUnknown {
        &self.unknown
    }

    fn unknown_mut(&mut self) -> &mut ComponentUnknown {
        &mut self.unknown
    }
}

/// Applies the defaults of an account to a component that a request mentions, or does not. `facts` has the position of
/// each fact's value, as far as they are known.
pub fn resolve<const N: usize, G: Values, S: Values>(
    given: Option<&Given<N, G>>,
    info: &ComponentInfo,
    facts: &[Option<usize>],
) -> Shown<N, S> {
    let mut shown: Shown<N, S> = Shown::default();
    shown.enabled = Some(given.is_some_and(|given| given.enabled));
    for (index, feature) in info.features.iter().enumerate() {
        match (shown.values.value_mut(index), shown.features.get_mut(index)) {
            (Some(value), _) => {
                let set = |index| given?.values.value(index)?.to_json();
                match settle(info.features, index, facts, set, Json::from) {
                    Some((Json::Null, _)) => shown.unknown.features.insert_null(feature.name),
                    // What was set and what is the default have the type of the feature.
                    Some((json, _)) => _ = value.read(json),
                    None => {}
                }
            }
            (None, Some(value)) => {
                let set = |index: usize| *given?.features.get(index)?;
                let literal = |literal| literal == Literal::Boolean(true);
                let settled = settle(info.features, index, facts, set, literal);
                *value = settled.map(|(value, opposite)| value != opposite);
            }
            (None, None) => {}
        }
    }
    shown
}

/// What a feature comes to: what was set, or else its default, or what becomes of the feature that the default refers to;
/// and whether it is the opposite of that. `None` where it can't be known.
fn settle<T>(
    features: &[FeatureInfo],
    mut index: usize,
    facts: &[Option<usize>],
    set: impl Fn(usize) -> Option<T>,
    literal: impl Fn(Literal) -> T,
) -> Option<(T, bool)> {
    let mut opposite = false;
    loop {
        if let Some(value) = set(index) {
            return Some((value, opposite));
        }
        match features.get(index)?.default {
            DefaultRule::Value(value) => return Some((literal(value), opposite)),
            DefaultRule::ByFact { fact, values } => {
                let value = facts.get(fact).copied().flatten()?;
                return Some((literal(*values.get(value)?), opposite));
            }
            DefaultRule::SameAs(other) => index = other,
            DefaultRule::OppositeOf(other) => (index, opposite) = (other, !opposite),
            DefaultRule::Undocumented => return None,
        }
    }
}
