//! Types: as an OpenAPI document has them, and as a schema writes them.

use super::{
    document::{Document, Place},
    error::Error,
    text,
};
use serde_json::Value;

/// What values a feature, a parameter or a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) kind: Kind,
    /// Whether an empty value takes back what was set.
    pub(crate) clearable: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    String,
    Integer,
    Timestamp,
    Enum(Vec<String>),
    Strings,
    Integers,
    Enums(Vec<String>),
    /// One that documents do not tell from text.
    Id(String),
    Secret,
    /// The embedded components.
    Components,
}

impl Kind {
    pub(crate) fn plain(self) -> Type {
        Type { kind: self, clearable: false }
    }
}

impl Type {
    /// The type of a value in a document. `None` for one that the schema language has no word for.
    pub(crate) fn of(document: &Document<'_>, place: &Place) -> Result<Option<Type>, Error> {
        let place = document.resolve(place)?;
        for key in ["anyOf", "oneOf", "allOf"] {
            let mut clearable = false;
            let mut others = Vec::new();
            for branch in place.items(key) {
                let branch = document.resolve(&branch)?;
                match clears(&branch.value) {
                    true => clearable = true,
                    false => others.push(branch),
                }
            }
            match others.as_slice() {
                [] => {}
                [only] => {
                    let of = Type::of(document, only)?;
                    return Ok(of.map(|of| Type { clearable: of.clearable || clearable, ..of }));
                }
                _ => return Ok(None),
            }
        }
        let enumerated: Vec<String> = strings(&place.value, "enum");
        let clearable = enumerated.iter().any(String::is_empty);
        let mut values: Vec<String> = Vec::with_capacity(enumerated.len());
        for value in enumerated.into_iter().filter(|value| !value.is_empty()) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let kind = match place.text("type") {
            Some("boolean") => Kind::Boolean,
            Some("integer") if place.text("format") == Some("unix-time") => Kind::Timestamp,
            Some("integer") => Kind::Integer,
            Some("string") if !values.is_empty() => Kind::Enum(values),
            Some("string") => Kind::String,
            Some("array") => match place.get("items").map(|items| Type::of(document, &items)).transpose()?.flatten() {
                Some(Type { kind: Kind::String, .. }) => Kind::Strings,
                Some(Type { kind: Kind::Integer | Kind::Timestamp, .. }) => Kind::Integers,
                Some(Type { kind: Kind::Enum(values), .. }) => Kind::Enums(values),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(Some(Type { kind, clearable }))
    }

    /// Whether a document that says `stated` agrees with a schema that says this.
    pub(crate) fn agrees(&self, stated: &Type) -> bool {
        let kind = match (&self.kind, &stated.kind) {
            (Kind::Id(_) | Kind::Secret, Kind::String) | (Kind::Timestamp, Kind::Integer) => true,
            (Kind::Enum(known) | Kind::Enums(known), Kind::Enum(stated) | Kind::Enums(stated)) => {
                known.len() == stated.len() && stated.iter().all(|value| known.contains(value))
            }
            (known, stated) => known == stated,
        };
        let sort = |kind: &Kind| matches!(kind, Kind::Enums(_));
        kind && sort(&self.kind) == sort(&stated.kind) && self.clearable == stated.clearable
    }

    /// How the schema language writes the type: the only place that knows. Keys that are missing are not written.
    pub(crate) fn keys(&self) -> [(&'static str, Option<String>); 5] {
        let (name, prefix, of, values) = match &self.kind {
            Kind::Boolean => ("boolean", None, None, None),
            Kind::String => ("string", None, None, None),
            Kind::Integer => ("integer", None, None, None),
            Kind::Timestamp => ("timestamp", None, None, None),
            Kind::Enum(values) => ("enum", None, None, Some(list(values))),
            Kind::Strings => ("list", None, Some("string".to_owned()), None),
            Kind::Integers => ("list", None, Some("integer".to_owned()), None),
            Kind::Enums(values) => ("list", None, Some("enum".to_owned()), Some(list(values))),
            Kind::Id(prefix) => ("id", Some(prefix.clone()), None, None),
            Kind::Secret => ("secret", None, None, None),
            Kind::Components => ("components", None, None, None),
        };
        let clearable = self.clearable.then(|| "true".to_owned());
        [("type", Some(name.to_owned())), ("prefix", prefix), ("of", of), ("values", values), ("clearable", clearable)]
    }
}

/// Values as a schema writes them.
pub(crate) fn list(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| text::scalar(value, true)).collect();
    format!("[{}]", values.join(", "))
}

/// Whether a branch of an alternative is the empty text that takes a value back.
fn clears(value: &Value) -> bool {
    let values = value.get("enum").and_then(Value::as_array);
    values.is_some_and(|values| matches!(values.as_slice(), [only] if *only == "" || only.is_null()))
        || value.get("type") == Some(&Value::from("null"))
}

/// The texts in a list.
pub(crate) fn strings(value: &Value, key: &str) -> Vec<String> {
    let values = value.get(key).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}
