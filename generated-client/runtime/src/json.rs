//! Reading and writing response objects: tolerant of what is missing, keeping what is unknown, exact about where
//! something can't be read.
//!
//! Generated types only say where each field lives ([`Slot`], [`View`]); what is done with JSON is written once, here,
//! so that a schema of a thousand components costs a thousand small tables and not a thousand parsers.

mod read;
mod write;

pub use read::{any, deserialize, deserialize_components};
pub use write::{serialize, serialize_components};

use crate::{
    clearable::Clearable,
    param::{Known, Param},
    reflect::{Api, ComponentInfo},
    unknown::{ComponentUnknown, Unknown},
    value::{Id, Secret, Timestamp},
};
use serde_json::{Map, Value as Json};
use std::{borrow::Cow, fmt};

/// Why a body could not be decoded. It names types, never values: a body holds secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where, such as `components.payments.features.refund_management`; empty for the body as a whole.
    pub path: String,
    /// What was expected and what was found there, or what is wrong with the text.
    pub problem: String,
}

impl fmt::Display for JsonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => formatter.write_str(&self.problem),
            path => write!(formatter, "`{path}`: {}", self.problem),
        }
    }
}

impl std::error::Error for JsonError {}

/// An object that can be read from a response body.
pub trait FromJson: Sized {
    /// Decodes it.
    ///
    /// # Errors
    ///
    /// When the body is not JSON, lacks a required field, or has a value of another type than the API description
    /// says.
    fn from_json(body: &[u8]) -> Result<Self, JsonError>;
}

/// A generated response object.
pub trait Object: Send {
    /// The object with nothing in it.
    fn blank() -> Self
    where
        Self: Sized;
    /// The API version it belongs to.
    fn api(&self) -> &'static Api;
    /// Where the value of a field goes, by its position in [`Api::fields`].
    fn slot(&mut self, field: usize) -> Option<Slot<'_>>;
    /// What a field holds.
    fn view(&self, field: usize) -> View<'_>;
    /// What else was in the response.
    fn unknown(&self) -> &Unknown;
    /// Where to keep it.
    fn unknown_mut(&mut self) -> &mut Unknown;
}

/// The components of a response object, with each value at its place.
pub trait AnyShown {
    /// Whether a component is there.
    fn has(&self, info: &ComponentInfo) -> bool;
    /// A boolean.
    fn flag(&self, position: usize) -> Option<bool>;
    /// Sets a boolean, or notes that there is a value.
    fn put(&mut self, position: usize, value: bool);
    /// What is at a place that is no plain boolean's.
    fn value(&self, position: usize) -> Option<&dyn Value>;
    /// Where the value of such a place goes.
    fn value_mut(&mut self, position: usize) -> Option<&mut dyn Value>;
    /// Components that are not known.
    fn unknown(&self) -> &Unknown;
    /// Where to keep them.
    fn unknown_mut(&mut self) -> &mut Unknown;
    /// What a component holds beside what is known.
    fn part(&self, info: &ComponentInfo) -> &ComponentUnknown;
    /// Where to keep that. The component is there from then on.
    fn part_mut(&mut self, info: &ComponentInfo) -> &mut ComponentUnknown;
}

/// The generated components of a response object.
pub trait Components: Default {
    /// All that is in them.
    fn shown(&mut self) -> &mut dyn AnyShown;
}

/// Where a value goes.
pub enum Slot<'a> {
    /// A boolean that may be missing.
    Boolean(&'a mut Option<bool>),
    /// Any other single value.
    Value(&'a mut dyn Value),
    /// The components.
    Components(&'a mut dyn AnyShown),
    /// The components, where they may be missing.
    OptionalComponents(&'a mut dyn OptionalComponents),
}

/// Where components go that may be missing.
pub trait OptionalComponents {
    /// The components, put in place if need be.
    fn insert(&mut self) -> &mut dyn AnyShown;
}

impl<T: Components> OptionalComponents for Option<T> {
    fn insert(&mut self) -> &mut dyn AnyShown {
        self.get_or_insert_default().shown()
    }
}

/// What a field holds.
pub enum View<'a> {
    /// A boolean that may be missing.
    Boolean(Option<bool>),
    /// Any other single value.
    Value(&'a dyn Value),
    /// The components.
    Components(&'a dyn AnyShown),
}

/// The value of a feature by its name, as JSON; `null` where the response had it so.
pub fn feature_value(components: &dyn AnyShown, info: &ComponentInfo, feature: &str) -> Option<Json> {
    let index = info.features.iter().position(|info| info.name == feature)?;
    let position = info.position + 1 + index;
    let value = match components.value(position) {
        Some(value) => value.to_json(),
        None => components.flag(position).map(Json::from),
    };
    value.or_else(|| components.part(info).features.was_null(feature).then_some(Json::Null))
}

/// What a value should have been.
pub type Expected = Cow<'static, str>;

/// A single value.
pub trait Value: Param + fmt::Debug {
    /// Takes the value, or says what it should have been.
    fn read(&mut self, json: Json) -> Result<(), Expected>;
    /// The value as JSON; `None` where it is missing.
    fn to_json(&self) -> Option<Json>;
    /// What a list of such values is called.
    fn list() -> &'static str
    where
        Self: Sized,
    {
        "a list of texts"
    }
}

impl<T: Value + Default> Value for Option<T> {
    fn read(&mut self, json: Json) -> Result<(), Expected> {
        let mut value = T::default();
        value.read(json)?;
        *self = Some(value);
        Ok(())
    }

    fn to_json(&self) -> Option<Json> {
        self.as_ref().and_then(Value::to_json)
    }
}

macro_rules! value {
    ($type:ty, $expected:literal, $read:expr, $write:expr $(, $list:literal)?) => {
        impl Value for $type {
            fn read(&mut self, json: Json) -> Result<(), Expected> {
                let read: fn(Json) -> Option<$type> = $read;
                *self = read(json).ok_or(Expected::Borrowed($expected))?;
                Ok(())
            }

            fn to_json(&self) -> Option<Json> {
                let write: fn(&$type) -> Json = $write;
                Some(write(self))
            }

            $(fn list() -> &'static str {
                $list
            })?
        }
    };
}

value!(bool, "a boolean", |json| json.as_bool(), |&value| value.into());
value!(i64, "a whole number", |json| json.as_i64(), |&value| value.into(), "a list of whole numbers");
value!(String, "text", into_text, |value| value.as_str().into());
value!(Id, "an identifier", |json| into_text(json).map(Id::from), |value| value.as_str().into());
value!(Secret, "text", |json| into_text(json).map(Secret::from), |value| value.expose_secret().into());
value!(Timestamp, "a time in seconds", |json| json.as_i64().map(Timestamp::from_seconds), |value| value
    .as_seconds()
    .into());

impl<T: Known> Value for T {
    fn read(&mut self, json: Json) -> Result<(), Expected> {
        *self = json.as_str().ok_or(Expected::Borrowed("text"))?.into();
        Ok(())
    }

    fn to_json(&self) -> Option<Json> {
        Some(self.text().into())
    }
}

impl<T: Value + Default> Value for Vec<T> {
    fn read(&mut self, json: Json) -> Result<(), Expected> {
        let Json::Array(items) = json else { return Err(T::list().into()) };
        let item = |json| {
            let mut item = T::default();
            item.read(json).map(|()| item)
        };
        *self = items.into_iter().map(item).collect::<Result<_, _>>().map_err(|_: Expected| T::list())?;
        Ok(())
    }

    fn to_json(&self) -> Option<Json> {
        Some(self.iter().filter_map(Value::to_json).collect())
    }
}

/// Of a request: `null` clears.
impl<T: Value + Default> Value for Clearable<T> {
    fn read(&mut self, json: Json) -> Result<(), Expected> {
        *self = match json {
            Json::Null => Clearable::Clear,
            json => {
                let mut value = T::default();
                value.read(json)?;
                Clearable::Set(value)
            }
        };
        Ok(())
    }

    fn to_json(&self) -> Option<Json> {
        self.value().map_or(Some(Json::Null), Value::to_json)
    }
}

/// The fields of an object that are yet to be read.
pub struct Fields(Map<String, Json>);

impl Fields {
    /// Opens an object.
    pub fn of(json: Json) -> Result<Self, Expected> {
        match json {
            Json::Object(fields) => Ok(Fields(fields)),
            _ => Err("an object".into()),
        }
    }

    /// Takes out a field, which may be missing.
    pub fn take(&mut self, name: &'static str, value: &mut dyn Value, unknown: &mut Unknown) -> Result<(), Expected> {
        match self.0.remove(name) {
            None => Ok(()),
            Some(Json::Null) => {
                // What can be cleared holds that it was.
                if value.read(Json::Null).is_err() {
                    unknown.insert_null(name);
                }
                Ok(())
            }
            Some(json) => value.read(json).map_err(|expected| format!("an object whose `{name}` is {expected}").into()),
        }
    }

    /// Keeps the fields that are left.
    pub fn keep(self, unknown: &mut Unknown) {
        self.0.into_iter().for_each(|(name, json)| unknown.insert(&name, json));
    }
}

/// An object of fields, and of what came with them.
pub fn object<const N: usize>(fields: [(&'static str, &dyn Value); N], unknown: &Unknown) -> Json {
    let known = fields.into_iter().filter_map(|(name, value)| {
        let json = value.to_json().or_else(|| unknown.was_null(name).then_some(Json::Null))?;
        Some((name.to_owned(), json))
    });
    known.chain(unknown.iter().map(|(name, json)| (name.to_owned(), json.clone()))).collect::<Map<_, _>>().into()
}

fn into_text(json: Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text),
        _ => None,
    }
}
