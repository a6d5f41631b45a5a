//! Values of each type as JSON, and the fields that hold them.

use serde_json::Number;

use crate::{
    clearable::Clearable,
    component::FieldValue,
    json::Json,
    json_error::JsonError,
    scalars::{Id, Secret, Timestamp},
};

/// A value of a parameter, feature or field.
pub trait Value: Sized {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// If the JSON is of another type.
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError>;

    /// The value as JSON.
    fn to_json(&self) -> Json<'_>;
}

impl<T: Value> FieldValue for T {
    fn get(&self) -> Option<Json<'_>> {
        Some(self.to_json())
    }

    fn set(&mut self, json: &Json<'_>) -> Result<(), JsonError> {
        *self = T::from_json(json)?;
        Ok(())
    }
}

impl<T: Value> FieldValue for Option<T> {
    fn get(&self) -> Option<Json<'_>> {
        self.as_ref().map(T::to_json)
    }

    fn set(&mut self, json: &Json<'_>) -> Result<(), JsonError> {
        *self = Some(T::from_json(json)?);
        Ok(())
    }
}

/// Implements [`Value`] for a type with one JSON type.
macro_rules! value {
    ($type:ty, $expected:literal, $read:expr, $write:expr) => {
        impl Value for $type {
            fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
                let read: fn(&Json<'_>) -> Option<$type> = $read;
                read(json).ok_or_else(|| JsonError::mismatch($expected, json))
            }

            fn to_json(&self) -> Json<'_> {
                let write: fn(&$type) -> Json<'_> = $write;
                write(self)
            }
        }
    };
}

value!(bool, "a boolean", |json| json.as_bool(), |&value| Json::Boolean(value));
value!(i64, "a whole number", |json| json.as_integer(), |&value| Json::Number(Number::from(value)));
value!(String, "text", |json| json.as_text().map(str::to_owned), |value| Json::text(value));
value!(Id, "an identifier", |json| json.as_text().map(Id::from), |value| Json::text(value.as_str()));
value!(Secret, "text", |json| json.as_text().map(Secret::from), |value| Json::text(value.expose_secret()));
value!(Timestamp, "a time in seconds", |json| json.as_seconds().map(Timestamp::from_seconds), |value| Json::Number(
    Number::from(value.as_seconds())
));

impl<T: Value> Value for Vec<T> {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let Json::List(items) = json else { return Err(JsonError::mismatch("a list", json)) };
        let read = |(index, item)| T::from_json(item).map_err(|error: JsonError| error.within_item(index));
        items.iter().enumerate().map(read).collect()
    }

    fn to_json(&self) -> Json<'_> {
        Json::List(self.iter().map(T::to_json).collect())
    }
}

impl<T: Value> Value for Clearable<T> {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        match json {
            Json::Null => Ok(Clearable::Clear),
            json => T::from_json(json).map(Clearable::Set),
        }
    }

    fn to_json(&self) -> Json<'_> {
        self.value().map_or(Json::Null, T::to_json)
    }
}

crate::impl_json!(Id, Secret, Timestamp);

impl<T: Value> serde_core::Serialize for Clearable<T> {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de, T: Value> serde_core::Deserialize<'de> for Clearable<T> {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

/// Reads a text.
pub fn text_from_json<'j>(json: &'j Json<'_>) -> Result<&'j str, JsonError> {
    json.as_text().ok_or_else(|| JsonError::mismatch("text", json))
}

/// Reads a value in any self-describing format.
pub fn deserialize<'de, T: Value, D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = <Json<'_> as serde_core::Deserialize>::deserialize(deserializer)?;
    T::from_json(&json).map_err(serde_core::de::Error::custom)
}
