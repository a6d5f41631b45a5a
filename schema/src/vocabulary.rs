//! Types, values, defaults and restrictions: the vocabulary of syntax trees and of checked schemas.
//!
//! In a syntax tree, the parts of a default or restriction have locations: see their type parameters.

use crate::{source::Text, suggest::quoted};
use std::fmt;

/// The type of a [`Member`] or of a component's feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `boolean`
    Boolean,
    /// `string`
    String,
    /// `integer`
    Integer {
        /// The largest value that is valid.
        maximum: Option<i64>,
    },
    /// `timestamp`: seconds since 1970.
    Timestamp,
    /// `id`: text that starts with a prefix.
    Id {
        /// The prefix; empty where any identifier is valid.
        prefix: String,
        /// `true` if a response may have the whole object in its place.
        expandable: bool,
    },
    /// `secret`: text that must not be shown.
    Secret,
    /// `enum`: one of several texts, to which the API may add.
    Enum {
        /// The texts.
        values: Vec<String>,
    },
    /// `object`: several values, each under its name.
    Object {
        /// The values.
        fields: Vec<Member>,
    },
    /// `list`, of one of those above.
    List(Box<Kind>),
    /// `components`: the embedded components.
    Components,
}

/// A parameter of the request, a field of the response, or a field of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// Its type.
    pub kind: Kind,
    /// `true` if an empty value clears it.
    pub clearable: bool,
    /// `true` if it must be present.
    pub required: bool,
    /// `true` if the API discourages its use.
    pub deprecated: bool,
}

/// A value written in a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// `null`: a cleared feature.
    Null,
    /// Of a `boolean`.
    Boolean(bool),
    /// Of an `integer`, or a `timestamp` in seconds.
    Integer(i64),
    /// Of a `string`, an `id` or an `enum`.
    Text(String),
    /// Of a `list`.
    List(Vec<Literal>),
}

/// The value of a feature that a request leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Default<Name = String, Row = (String, Option<Literal>), Value = Literal> {
    /// Always this value.
    Value(Value),
    /// Depends on a fact.
    ByFact {
        /// The fact.
        fact: Name,
        /// Each of the fact's values with its default, in a checked schema in their order; `None` where undocumented.
        values: Vec<Row>,
    },
    /// Equal to another feature of the same component, which has the same type.
    SameAs(Name),
    /// Opposite to another feature of the same component, both of them boolean.
    OppositeOf(Name),
    /// Known to the server only.
    Undocumented,
}

/// A value that a boolean feature may be set to only for some accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction<Name = String, Value = bool> {
    /// The restricted value.
    pub value: Value,
    /// The conditions, all of which must hold: pairs of a fact and its value.
    pub only_when: Vec<(Name, Name)>,
}

impl Kind {
    /// The values of an `enum`, or of a list of such.
    pub fn enum_values(&self) -> Option<&[String]> {
        match self {
            Kind::Enum { values } => Some(values),
            Kind::List(of) => of.enum_values(),
            _ => None,
        }
    }

    /// The fields of an `object`, or of a list of such.
    pub fn object_fields(&self) -> Option<&[Member]> {
        match self {
            Kind::Object { fields } => Some(fields),
            Kind::List(of) => of.object_fields(),
            _ => None,
        }
    }

    /// The word of the language for the type.
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Boolean => "boolean",
            Kind::String => "string",
            Kind::Integer { .. } => "integer",
            Kind::Timestamp => "timestamp",
            Kind::Id { .. } => "id",
            Kind::Secret => "secret",
            Kind::Enum { .. } => "enum",
            Kind::Object { .. } => "object",
            Kind::List(_) => "list",
            Kind::Components => "components",
        }
    }

    /// `true` if both types accept the same values, regardless of documentation.
    pub fn accepts_same_values_as(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::List(of), Kind::List(other)) => of.accepts_same_values_as(other),
            (Kind::Object { fields }, Kind::Object { fields: others }) => {
                let is_same = |(field, other): (&Member, &Member)| {
                    let is_alike = field.name == other.name && field.required == other.required;
                    is_alike && field.accepts_same_values_as(other)
                };
                fields.len() == others.len() && fields.iter().zip(others).all(is_same)
            }
            _ => self == other,
        }
    }

    /// `true` if a value has this type.
    pub fn accepts(&self, value: &Literal, clearable: bool) -> bool {
        match (self, value) {
            (_, Literal::Null) => clearable,
            (Kind::Boolean, Literal::Boolean(_)) => true,
            (Kind::Integer { maximum }, Literal::Integer(value)) => maximum.is_none_or(|maximum| *value <= maximum),
            (Kind::Timestamp, Literal::Integer(_)) => true,
            (Kind::String | Kind::Id { .. }, Literal::Text(_)) => true,
            (Kind::Enum { values }, Literal::Text(text)) => values.contains(text),
            (Kind::List(of), Literal::List(items)) => items.iter().all(|item| of.accepts(item, false)),
            _ => false,
        }
    }

    /// The type in words, with whether it can be cleared.
    pub fn describe(&self, clearable: bool) -> String {
        format!("{self}{}", if clearable { ", which an empty value clears" } else { "" })
    }
}

impl Member {
    /// `true` if it is `true` or `false` and nothing else.
    pub fn is_boolean(&self) -> bool {
        self.kind == Kind::Boolean && !self.clearable
    }

    /// `true` if both accept the same values, regardless of documentation.
    pub(crate) fn accepts_same_values_as(&self, other: &Member) -> bool {
        self.kind.accepts_same_values_as(&other.kind) && self.clearable == other.clearable
    }

    /// The type in words, with whether it can be cleared.
    pub fn describe_type(&self) -> String {
        self.kind.describe(self.clearable)
    }

    /// `true` if it or a field within it is deprecated.
    pub(crate) fn has_deprecated(&self) -> bool {
        self.deprecated || self.kind.object_fields().into_iter().flatten().any(Member::has_deprecated)
    }
}

impl<Name, Row, Value> Default<Name, Row, Value> {
    /// The feature that it refers to.
    pub fn reference(&self) -> Option<&Name> {
        match self {
            Default::SameAs(other) | Default::OppositeOf(other) => Some(other),
            _ => None,
        }
    }

    /// The fact that it depends on.
    pub fn fact(&self) -> Option<&Name> {
        match self {
            Default::ByFact { fact, .. } => Some(fact),
            _ => None,
        }
    }
}

impl Default<Text> {
    /// Refers by name alone. `Undocumented` if its reference is invalid.
    pub(crate) fn without_locations(self, is_valid: bool) -> Default {
        match self {
            Default::Value(value) => Default::Value(value),
            Default::ByFact { fact, values } => Default::ByFact { fact: fact.value, values },
            Default::SameAs(other) if is_valid => Default::SameAs(other.value),
            Default::OppositeOf(other) if is_valid => Default::OppositeOf(other.value),
            _ => Default::Undocumented,
        }
    }
}

impl Default {
    /// The default after the words "by default", such as "the same as `dispute_management`". `word` formats a fact's name.
    pub fn in_words(&self, word: impl Fn(&str) -> String) -> String {
        match self {
            Default::Value(value) => format!("`{value}`"),
            Default::ByFact { fact, values } => {
                let mut subject = word(fact);
                let mut cases = Vec::new();
                for (index, (_, default)) in values.iter().enumerate() {
                    if values[..index].iter().any(|(_, said)| said == default) {
                        continue;
                    }
                    let alike = values.iter().filter(|(_, other)| other == default);
                    let alike: Vec<String> = alike.map(|(value, _)| format!("`{value}`")).collect();
                    let default = default.as_ref().map_or("undocumented".to_owned(), |default| format!("`{default}`"));
                    cases.push(format!("{default} where {subject} is {}", alike.join(" or ")));
                    "it".clone_into(&mut subject);
                }
                cases.join(", ")
            }
            Default::SameAs(other) => format!("the same as `{other}`"),
            Default::OppositeOf(other) => format!("the opposite of `{other}`"),
            Default::Undocumented => "undocumented".to_owned(),
        }
    }
}

impl Restriction {
    /// The conditions, such as "`requirement_collection` is `application`". `word` formats a fact's name.
    pub fn conditions(&self, word: impl Fn(&str) -> String) -> String {
        let conditions = self.only_when.iter().map(|(fact, value)| format!("{} is `{value}`", word(fact)));
        conditions.collect::<Vec<_>>().join(" and ")
    }
}

/// The value as a schema writes it, but for quotes around text.
impl fmt::Display for Literal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Null => formatter.write_str("null"),
            Literal::Boolean(value) => write!(formatter, "{value}"),
            Literal::Integer(value) => write!(formatter, "{value}"),
            Literal::Text(text) if text.is_empty() => formatter.write_str("\"\""),
            Literal::Text(text) => formatter.write_str(text),
            Literal::List(items) => {
                let items: Vec<String> = items.iter().map(Literal::to_string).collect();
                write!(formatter, "[{}]", items.join(", "))
            }
        }
    }
}

/// The type in words.
impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Integer { maximum: Some(maximum) } => write!(formatter, "integer up to {maximum}"),
            Kind::Id { prefix, expandable } => {
                let id = if *expandable { "expandable id" } else { "id" };
                if prefix.is_empty() { formatter.write_str(id) } else { write!(formatter, "{id} `{prefix}...`") }
            }
            Kind::Enum { values } => {
                write!(formatter, "enum of {}", quoted(values))
            }
            Kind::Object { fields } => {
                let fields = fields.iter().map(|field| {
                    let required = if field.required { ", required" } else { "" };
                    format!("`{}` ({}{required})", field.name, field.kind.describe(field.clearable))
                });
                write!(formatter, "object of {}", fields.collect::<Vec<_>>().join(", "))
            }
            Kind::List(of) => write!(formatter, "list of {of}"),
            simple => formatter.write_str(simple.word()),
        }
    }
}

impl fmt::Display for Default {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.in_words(|fact| format!("`{fact}`")))
    }
}

/// The restriction after the words "may be", such as "`false` only where `requirement_collection` is `application`".
impl fmt::Display for Restriction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` only where {}", self.value, self.conditions(|fact| format!("`{fact}`")))
    }
}
