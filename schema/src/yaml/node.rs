//! The tree of a YAML text.

use crate::{
    source::{Spanned, Text},
    vocabulary::Literal,
};

/// A value and its location.
pub type Node = Spanned<Value>;

/// A YAML value.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`, or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// Any other scalar.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map.
    Map(Vec<Entry>),
    /// A value that was reported when it was read, and needs no further diagnostic.
    Invalid,
}

/// A key with its value. Keys of one map may repeat.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key as written, whatever type YAML would make of it.
    pub key: Text,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The entries of a map; none for any other value.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a map's key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key.value == key).map(|entry| &entry.value)
    }

    /// The items of a list; none for any other value.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The literal, whatever type is expected. `None` for maps and for numbers other than whole ones.
    pub fn literal(&self) -> Option<Literal> {
        Some(match &self.value {
            Value::Null => Literal::Null,
            Value::Bool(value) => Literal::Boolean(*value),
            Value::Number(number) => Literal::Integer(number.parse().ok()?),
            Value::Text(text) => Literal::Text(text.clone()),
            Value::List(items) => Literal::List(items.iter().map(Node::literal).collect::<Option<_>>()?),
            Value::Map(_) | Value::Invalid => return None,
        })
    }
}

impl Value {
    /// The value's kind, as a message names it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Invalid => "something unreadable",
        }
    }
}
