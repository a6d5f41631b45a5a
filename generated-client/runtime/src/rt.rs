//! What generated code stands on. Only the macro's output has business here; it may change in any release.

pub use crate::{
    components::{Given, Part, Shown, Values},
    facts::FromAccount,
    flags::Flags,
    form::Form,
    json::{
        AnyShown, Components, Expected, Fields, Object, Slot, Value, View, deserialize, deserialize_components,
        feature_value, object, serialize, serialize_components,
    },
    param::{Known, Name, Param, check_prefix},
    plan::Plan,
    reflect::{AccountType, Api, ComponentInfo, DefaultRule, Fact, FeatureInfo, Field, Kind, Literal, Restriction},
    request::Request,
    violation::{Rule, Violations},
};
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json;

use serde_json::Value as Json;

/// A required parameter that has not been given yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Missing;

/// The text at a dotted path of a JSON object.
pub fn text_at<'j>(json: &'j Json, path: &str) -> Option<&'j str> {
    path.split('.').try_fold(json, |json, name| json.get(name))?.as_str()
}
