//! What is said of a feature, with names as the schema has them.

use super::kind::{Kind, Type};
use crate::yaml::{Entry, Node, Value};

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
    /// A fact, and the value for each of the fact's values in their order.
    By(String, Vec<(String, bool)>),
    SameAs(String),
    OppositeOf(String),
    Undocumented,
    /// A value that only a person can have written, as written.
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
pub(crate) const KEYS: [&str; 6] = ["type", "of", "values", "clearable", "default", "may_be"];

impl Rules {
    /// The value of each of [`KEYS`], as text. A boolean says nothing of its type.
    pub(crate) fn texts(&self) -> [Option<String>; 6] {
        let mut texts = [const { None }; 6];
        if self.kind != Kind::Boolean.plain() {
            for (key, text) in self.kind.keys() {
                if let Some(at) = KEYS.iter().position(|known| *known == key) {
                    texts[at] = text;
                }
            }
        }
        texts[4] = Some(self.default.text());
        texts[5] = self.may_be.as_ref().map(Restriction::text);
        texts
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

    /// The default that a checked schema has there; `text` is how it is written.
    pub(crate) fn read(node: &Node, text: impl Fn(&Node) -> String) -> Default {
        let entries = match &node.value {
            Value::Bool(value) => return Default::Value(*value),
            Value::Text(word) if word == "undocumented" => return Default::Undocumented,
            Value::Map(entries) => entries,
            _ => return Default::Other(text(node)),
        };
        let word = |key: &str| entries.iter().find(|entry| entry.key.text == key).map(|entry| text(&entry.value));
        match (word("by"), word("same_as"), word("opposite_of")) {
            (Some(fact), ..) => {
                let rows = entries.iter().filter(|entry| entry.key.text != "by");
                let row = |entry: &Entry| (entry.key.text.clone(), matches!(entry.value.value, Value::Bool(true)));
                Default::By(fact, rows.map(row).collect())
            }
            (_, Some(other), _) => Default::SameAs(other),
            (.., Some(other)) => Default::OppositeOf(other),
            _ => Default::Other(text(node)),
        }
    }
}

impl Restriction {
    pub(crate) fn text(&self) -> String {
        let facts = self.only_when.iter().map(|(fact, value)| format!("{fact}: {value}"));
        format!("{{ value: {}, only_when: {{ {} }} }}", self.value, facts.collect::<Vec<_>>().join(", "))
    }
}
