//! JSON whose objects keep the order of their fields.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A JSON value with ordered objects.
pub(crate) enum OrderedJson {
    Value(Value),
    Object(Vec<(&'static str, OrderedJson)>),
}

impl<T: Into<Value>> From<T> for OrderedJson {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

impl Serialize for OrderedJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Object(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}
