//! Values where neither the request nor the tables give one.

use runtime::{reflect::Type, rt::Json};

/// The empty value of a type: `false`, 0, or an empty list, object or text.
pub(crate) fn placeholder(value_type: &Type) -> Json<'static> {
    match value_type {
        Type::Boolean => Json::Boolean(false),
        Type::Integer | Type::Timestamp => Json::Number(0.into()),
        Type::List(_) => Json::List(Vec::new()),
        Type::Object { .. } => Json::Object(Vec::new()),
        _ => Json::text(""),
    }
}
