//! Identifiers in whose place a response may have the whole object.

use std::fmt;

use crate::{json::Json, json_error::JsonError, scalars::Id, value::Value};

/// The identifier of an object, or the object itself where the request asked for it with `expand`.
///
/// `Debug` shows the identifier only, since the object may hold personal data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ExpandableId {
    id: Id,
    // A box, since it is mostly empty.
    object: Option<Box<serde_json::Value>>,
}

impl ExpandableId {
    /// The identifier, whether or not the response has the object.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The object, as it came; `None` if the response has the identifier alone.
    pub fn object(&self) -> Option<&serde_json::Value> {
        self.object.as_deref()
    }
}

impl<T: Into<Id>> From<T> for ExpandableId {
    fn from(id: T) -> Self {
        ExpandableId { id: id.into(), object: None }
    }
}

impl fmt::Debug for ExpandableId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_tuple("ExpandableId");
        shown.field(&self.id);
        if self.object.is_some() { shown.finish_non_exhaustive() } else { shown.finish() }
    }
}

impl Value for ExpandableId {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let Json::Object(fields) = json else { return Id::from_json(json).map(ExpandableId::from) };
        let Some((_, id)) = fields.iter().find(|(name, _)| name == "id") else {
            return Err(JsonError::new("missing").within("id"));
        };
        let id = Id::from_json(id).map_err(|error| error.within("id"))?;
        Ok(ExpandableId { id, object: Some(Box::new(json.to_value())) })
    }

    fn to_json(&self) -> Json<'_> {
        self.object().map_or_else(|| Json::text(self.id.as_str()), Json::from)
    }
}

crate::impl_json!(ExpandableId);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_identifier_or_the_object() {
        for (json, has_object) in [(json!("cus_1"), false), (json!({ "id": "cus_1", "name": "Ada" }), true)] {
            let read: ExpandableId = serde_json::from_value(json.clone()).unwrap();
            assert_eq!((read.id().as_str(), read.object().is_some()), ("cus_1", has_object));
            assert_eq!(serde_json::to_value(&read).unwrap(), json);
            assert!(!format!("{read:?}").contains("Ada"), "{read:?}");
        }
        for (json, expected) in [(json!({ "name": "Ada" }), "missing"), (json!(1), "identifier")] {
            let error = serde_json::from_value::<ExpandableId>(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
