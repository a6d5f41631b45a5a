//! Response fields that the API description does not have.

use std::fmt;

use serde_json::{Map, Value};

/// Response fields that this version does not know, or could not read, as they came. They are serialized again.
///
/// `Debug` shows their names only, since their values may be secrets.
#[derive(Clone, Default, PartialEq, Eq)]
// Mostly empty: one pointer.
pub struct Unknown(Option<Box<Map<String, Value>>>);

impl Unknown {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_deref()?.get(name)
    }

    /// Every field, with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|fields| fields.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// True if there are no such fields.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Adds a field, such as for a test.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.get_or_insert_default().insert(name.into(), value.into());
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

/// Fields of a response's component that this version does not know, or could not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComponentUnknown {
    /// Fields other than `enabled` and `features`.
    pub fields: Unknown,
    /// Features.
    pub features: Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_kept_and_their_values_not_shown() {
        let mut unknown = Unknown::default();
        assert!(unknown.is_empty());
        unknown.insert("token", "t1");
        unknown.insert("token", "t2");
        assert_eq!((unknown.get("token"), unknown.iter().count()), (Some(&Value::from("t2")), 1));
        assert_eq!(format!("{unknown:?}"), "{\"token\"}");
    }
}
