//! The values of parameters: text to what the tables say it is.

use super::{
    api_error::ApiError,
    form::{Hash, Node},
};
use runtime::reflect::{Field, Kind};
use serde_json::{Map, Value as Json};

/// A value as an answer has it; `null` for one that is cleared.
pub(super) fn value(node: &Node, param: &str, kind: &Kind, clearable: bool) -> Result<Json, ApiError> {
    if clearable && matches!(node, Node::Text(text) if text.is_empty()) {
        return Ok(Json::Null);
    }
    Ok(match kind {
        Kind::Boolean => boolean(node, param)?.into(),
        Kind::Integer | Kind::Timestamp => integer(node, param)?.into(),
        Kind::String | Kind::Id { .. } | Kind::Secret => text(node, param)?.into(),
        Kind::Enum { values } => one_of(text(node, param)?, param, values)?.into(),
        Kind::List(of) => {
            let items = items(node).ok_or_else(|| ApiError::invalid("Invalid array").param(param))?;
            let items = items.into_iter().enumerate();
            items.map(|(index, item)| value(item, &format!("{param}[{index}]"), of, false)).collect::<Result<_, _>>()?
        }
        Kind::Object { fields } => object(node, param, fields)?,
        // They are not among the values that one parameter has.
        Kind::Components => Json::Null,
    })
}

fn object(node: &Node, param: &str, fields: &[Field]) -> Result<Json, ApiError> {
    let given = hash(node, param)?;
    let path = |name: &str| format!("{param}[{name}]");
    if let Some((name, _)) = given.iter().find(|(name, _)| fields.iter().all(|field| field.name != *name)) {
        return Err(unknown(path(name)));
    }
    let mut object = Map::new();
    for field in fields {
        let path = path(field.name);
        match given.get(field.name) {
            Some(node) => {
                object.insert(field.name.to_owned(), value(node, &path, &field.kind, field.clearable)?);
            }
            None if field.required => return Err(missing(&path)),
            None => {}
        }
    }
    Ok(object.into())
}

pub(super) fn hash<'a>(node: &'a Node, param: &str) -> Result<&'a Hash, ApiError> {
    match node {
        Node::Hash(hash) => Ok(hash),
        Node::Text(text) if text.is_empty() => Err(empty(param)),
        Node::Text(_) | Node::List(_) => Err(ApiError::invalid("Invalid object").param(param)),
    }
}

pub(super) fn unknown(param: String) -> ApiError {
    ApiError::invalid(format!("Received unknown parameter: {param}")).code("parameter_unknown").param(param)
}

pub(super) fn missing(param: &str) -> ApiError {
    ApiError::invalid(format!("Missing required param: {param}.")).code("parameter_missing").param(param)
}

/// What is listed: `a[]=x&a[]=y`, or `a[0]=x&a[1]=y`.
fn items(node: &Node) -> Option<Vec<&Node>> {
    match node {
        Node::List(items) => Some(items.iter().collect()),
        Node::Hash(hash) if hash.iter().all(|(name, _)| name.parse::<usize>().is_ok()) => {
            Some(hash.iter().map(|(_, item)| item).collect())
        }
        _ => None,
    }
}

fn one_of<'a>(text: &'a str, param: &str, values: &[&str]) -> Result<&'a str, ApiError> {
    if values.contains(&text) {
        return Ok(text);
    }
    Err(ApiError::invalid(format!("Invalid {param}: must be one of {}", values.join(", "))).param(param))
}

pub(super) fn text<'a>(node: &'a Node, param: &str) -> Result<&'a str, ApiError> {
    scalar(node, param, "string")
}

pub(super) fn boolean(node: &Node, param: &str) -> Result<bool, ApiError> {
    match scalar(node, param, "boolean")? {
        "true" => Ok(true),
        "false" => Ok(false),
        other => Err(ApiError::invalid(format!("Invalid boolean: {other}")).param(param)),
    }
}

fn integer(node: &Node, param: &str) -> Result<i64, ApiError> {
    let text = scalar(node, param, "integer")?;
    text.parse().map_err(|_| {
        ApiError::invalid(format!("Invalid integer: {text}")).code("parameter_invalid_integer").param(param)
    })
}

fn scalar<'a>(node: &'a Node, param: &str, expected: &str) -> Result<&'a str, ApiError> {
    match node {
        Node::Text(text) if text.is_empty() => Err(empty(param)),
        Node::Text(text) => Ok(text),
        Node::List(_) => Err(ApiError::invalid(format!("Invalid {expected}: got an array")).param(param)),
        Node::Hash(_) => Err(ApiError::invalid(format!("Invalid {expected}: got an object")).param(param)),
    }
}

pub(super) fn empty(param: &str) -> ApiError {
    let message = format!(
        "You passed an empty string for '{param}'. Empty values are taken as an attempt to unset a field, but \
         '{param}' cannot be unset. Leave it out or give it a value."
    );
    ApiError::invalid(message).code("parameter_invalid_empty").param(param)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;
    use serde_json::json;

    #[test]
    fn every_type() {
        const SIZES: Kind = Kind::Enum { values: &["small", "large"] };
        // A body, what it should be, whether that can be cleared, and what it is: a message for what is refused.
        let table = [
            ("a=true", Kind::Boolean, false, Ok(json!(true))),
            ("a=-3", Kind::Integer, false, Ok(json!(-3))),
            ("a=3.5", Kind::Integer, false, Err("Invalid integer: 3.5")),
            ("a=x%26", Kind::String, false, Ok(json!("x&"))),
            ("a=small", SIZES, false, Ok(json!("small"))),
            ("a=huge", SIZES, false, Err("Invalid a: must be one of small, large")),
            ("a[0]=small&a[1]=large", Kind::List(&SIZES), false, Ok(json!(["small", "large"]))),
            ("a[]=small", Kind::List(&SIZES), true, Ok(json!(["small"]))),
            ("a[0]=small&a[1]=huge", Kind::List(&SIZES), true, Err("Invalid a[1]: must be one of small, large")),
            ("a[x]=small", Kind::List(&SIZES), true, Err("Invalid array")),
            ("a=small", Kind::List(&SIZES), true, Err("Invalid array")),
            ("a=", Kind::List(&SIZES), true, Ok(json!(null))),
            ("a=", SIZES, true, Ok(json!(null))),
            ("a=", Kind::Boolean, true, Ok(json!(null))),
        ];
        for (body, kind, clearable, expected) in table {
            let form = form::parse(&[body.as_bytes()]).unwrap();
            let found = value(form.get("a").unwrap(), "a", &kind, clearable);
            let found = found.map_err(|error| serde_json::to_value(error).unwrap()["error"]["message"].clone());
            assert_eq!(found, expected.map_err(Json::from), "{body}");
        }
        let form = form::parse(&[b"a="]).unwrap();
        assert!(value(form.get("a").unwrap(), "a", &SIZES, false).is_err(), "only what is clearable can be cleared");
    }
}
