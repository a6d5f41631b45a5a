//! What is said of a feature, with names as the schema has them.

use super::{
    openapi_types::{Kind, Type},
    yaml_text as text,
};
use schema::yaml::{Node, Value};

/// Everything that is said of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) kind: Type,
    pub(crate) default: Default,
    pub(crate) may_be: Option<Restriction>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Default {
    Value(bool),
    /// A fact, and the value for each of the fact's values in their order, as written.
    By(String, Vec<(String, String)>),
    SameAs(String),
    OppositeOf(String),
    Undocumented,
    /// A value that is not boolean, as written.
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Restriction {
    /// The restricted value, as written.
    pub(crate) value: String,
    /// Facts with their values, by name.
    pub(crate) only_when: Vec<(String, String)>,
}

/// The keys that rules are written as, in order.
pub(crate) const KEYS: [&str; 8] = ["type", "prefix", "of", "values", "fields", "clearable", "default", "may_be"];

/// How many of [`KEYS`], from the first, are about the type.
pub(crate) const TYPE_KEYS: usize = 6;

/// The texts of [`KEYS`], of which those that are missing are not written.
pub(crate) type Texts = [Option<String>; KEYS.len()];

impl Rules {
    /// The value of each of [`KEYS`]. A boolean says nothing of its type.
    pub(crate) fn texts(&self) -> Texts {
        let [name, prefix, of, values, fields, clearable] = self.kind.keys().map(|(_, text)| text);
        let name = name.filter(|_| self.kind.kind != Kind::Boolean);
        let may_be = self.may_be.as_ref().map(Restriction::text);
        [name, prefix, of, values, fields, clearable, Some(self.default.text()), may_be]
    }
}

impl Default {
    pub(crate) fn text(&self) -> String {
        match self {
            Default::Value(value) => value.to_string(),
            Default::By(fact, rows) => {
                let rows: String = rows.iter().map(|(value, default)| format!(", {value}: {default}")).collect();
                format!("{{ by: {fact}{rows} }}")
            }
            Default::SameAs(other) => format!("{{ same_as: {other} }}"),
            Default::OppositeOf(other) => format!("{{ opposite_of: {other} }}"),
            Default::Undocumented => "undocumented".to_owned(),
            Default::Other(text) => text.clone(),
        }
    }

    /// The feature that it refers to.
    pub(crate) fn reference(&self) -> Option<&str> {
        match self {
            Default::SameAs(other) | Default::OppositeOf(other) => Some(other),
            _ => None,
        }
    }

    /// The default that a checked schema has there; `text` is how a value is written.
    pub(crate) fn read(node: &Node, text: impl Fn(&Node) -> String) -> Default {
        let entries = match &node.value {
            Value::Bool(value) => return Default::Value(*value),
            Value::Text(word) if word == "undocumented" => return Default::Undocumented,
            Value::Map(entries) => entries,
            _ => return Default::Other(text(node)),
        };
        let word = |key: &str| entries.iter().find(|entry| entry.key.value == key).map(|entry| text(&entry.value));
        match (word("by"), word("same_as"), word("opposite_of")) {
            (Some(fact), ..) => {
                let rows = entries.iter().filter(|entry| entry.key.value != "by");
                Default::By(fact, rows.map(|entry| (entry.key.value.clone(), text(&entry.value))).collect())
            }
            (_, Some(other), _) => Default::SameAs(other),
            (.., Some(other)) => Default::OppositeOf(other),
            _ => Default::Other(text(node)),
        }
    }

    /// Whether a feature of this type can have it. What it refers to is not looked at.
    pub(crate) fn fits(&self, kind: &Type) -> bool {
        let fits = |text: &str| match &kind.kind {
            _ if text == "null" => kind.clearable,
            Kind::Boolean => matches!(text, "true" | "false"),
            Kind::Integer | Kind::Timestamp => text.parse::<i64>().is_ok(),
            Kind::Enum(values) => values.iter().any(|value| text::scalar(value, true) == text),
            Kind::String => text.starts_with('"') || text::scalar(text, true) == text,
            // Whether each item fits is not worth telling.
            Kind::Strings | Kind::Integers | Kind::Enums(_) => text == "[]",
            _ => false,
        };
        match self {
            Default::Value(value) => fits(&value.to_string()),
            Default::Other(text) => fits(text),
            Default::By(_, rows) => rows.iter().all(|(_, text)| fits(text)),
            Default::SameAs(_) | Default::Undocumented => true,
            Default::OppositeOf(_) => *kind == Kind::Boolean.plain(),
        }
    }
}

impl Restriction {
    pub(crate) fn text(&self) -> String {
        let facts = self.only_when.iter().map(|(fact, value)| format!("{fact}: {value}"));
        format!("{{ value: {}, only_when: {{ {} }} }}", self.value, facts.collect::<Vec<_>>().join(", "))
    }
}
