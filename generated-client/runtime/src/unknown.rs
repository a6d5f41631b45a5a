//! What a response holds that this version of the API description does not know.

use serde_json::{Map, Value};
use std::fmt;

/// Fields that were kept as they came. Empty, it takes one pointer.
///
/// `Debug` shows their names only, since nothing is known about what they hold.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unknown(Option<Box<Kept>>);

#[derive(Clone, Default, PartialEq, Eq)]
struct Kept {
    fields: Map<String, Value>,
    /// Known fields that came as `null`, so that they are written as such unless they have been set since.
    /// In order, so that they can be compared.
    nulls: Vec<&'static str>,
}

impl Unknown {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_deref().and_then(|kept| kept.fields.get(name))
    }

    /// Every field, with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|kept| &kept.fields).map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    pub(crate) fn insert(&mut self, name: &str, value: Value) {
        self.0.get_or_insert_default().fields.insert(name.to_owned(), value);
    }

    pub(crate) fn insert_null(&mut self, name: &'static str) {
        let nulls = &mut self.0.get_or_insert_default().nulls;
        if let Err(at) = nulls.binary_search(&name) {
            nulls.insert(at, name);
        }
    }

    /// Takes back the note of a null, once there is a value.
    pub(crate) fn forget_null(&mut self, name: &str) {
        if let Some(kept) = &mut self.0 {
            kept.nulls.retain(|null| *null != name);
            if **kept == Kept::default() {
                self.0 = None;
            }
        }
    }

    pub(crate) fn was_null(&self, name: &str) -> bool {
        self.0.as_deref().is_some_and(|kept| kept.nulls.binary_search(&name).is_ok())
    }
}

/// What one component of a response holds beside what is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComponentUnknown {
    /// Fields beside `enabled` and `features`.
    pub fields: Unknown,
    /// Features this version does not know.
    pub features: Unknown,
    /// Whether the response left out `features` as a whole, or had `null` in its place.
    pub(crate) features_missing: bool,
}

impl ComponentUnknown {
    /// The response holds nothing beside.
    pub(crate) const NOTHING: Self =
        ComponentUnknown { fields: Unknown(None), features: Unknown(None), features_missing: false };
}

impl fmt::Debug for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
