//! Types and values in words.

use crate::model::{Kind, Literal};
use std::fmt;

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
            Kind::Boolean => formatter.write_str("boolean"),
            Kind::String => formatter.write_str("string"),
            Kind::Integer => formatter.write_str("integer"),
            Kind::Timestamp => formatter.write_str("timestamp"),
            Kind::Id { prefix } => write!(formatter, "id `{prefix}...`"),
            Kind::Secret => formatter.write_str("secret"),
            Kind::Enum { values } => {
                let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
                write!(formatter, "enum of {}", values.join(", "))
            }
            Kind::Object { fields } => {
                let fields = fields.iter().map(|field| {
                    let required = if field.required { ", required" } else { "" };
                    format!("`{}` ({}{required})", field.name, in_words(&field.kind, field.clearable))
                });
                write!(formatter, "object of {}", fields.collect::<Vec<_>>().join(", "))
            }
            Kind::List(of) => write!(formatter, "list of {of}"),
            Kind::Components => formatter.write_str("components"),
        }
    }
}

/// A type in words, with whether it can be cleared.
pub(crate) fn in_words(kind: &Kind, clearable: bool) -> String {
    format!("{kind}{}", if clearable { ", which an empty value clears" } else { "" })
}
