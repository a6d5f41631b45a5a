//! Values where neither the request nor the tables give one.

use runtime::{reflect::Type, rt::Json};

/// A plain value of a type: `false`, 0, an empty list, object or text, or the first of an enum's values.
pub(crate) fn placeholder(value_type: &Type) -> Json<'static> {
    match value_type {
        Type::Boolean => Json::Boolean(false),
        Type::Integer | Type::Timestamp => Json::Number(0.into()),
        Type::List(_) => Json::List(Vec::new()),
        Type::Object { .. } => Json::Object(Vec::new()),
        Type::Enum { values: [first, ..] } => Json::text(first),
        _ => Json::text(""),
    }
}
