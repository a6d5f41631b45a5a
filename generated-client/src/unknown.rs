//! What a response holds that this version of the API description does not know.

use serde_json::{Map, Value};
use std::fmt;

/// Fields that were kept as they came. Empty, it takes one pointer.
///
/// `Debug` shows their names only, since nothing is known about what they hold.
#[derive(Clone, Default, PartialEq)]
pub struct Unknown(Option<Box<Map<String, Value>>>);

impl Unknown {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_deref().and_then(|fields| fields.get(name))
    }

    /// Every field, with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|fields| fields.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn insert(&mut self, name: &str, value: Value) {
        self.0.get_or_insert_default().insert(name.to_owned(), value);
    }
}

/// What one component of a response holds beside what is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComponentUnknown {
    /// Fields beside `enabled` and `features`.
    pub fields: Unknown,
    /// Features this version does not know.
    pub features: Unknown,
    /// Whether the response left out `features` as a whole.
    pub(crate) features_missing: bool,
}

impl fmt::Debug for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
