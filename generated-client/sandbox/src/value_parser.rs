//! Parameter values: text to the JSON value of the type that the tables declare.

use runtime::{
    reflect::{Field, Type},
    rt::Json,
};

use crate::{
    error_response::ApiError,
    form_parser::{Map, Node},
};

/// Parses a value into its form in a response; `null` clears it.
pub(crate) fn value(node: &Node, param: &str, value_type: &Type, clearable: bool) -> Result<Json<'static>, ApiError> {
    if clearable && matches!(node, Node::Text(text) if text.is_empty()) {
        return Ok(Json::Null);
    }
    let owned = |text: &str| Json::Text(text.to_owned().into());
    Ok(match value_type {
        Type::Boolean => Json::Boolean(boolean(node, param)?),
        Type::Integer | Type::Timestamp => Json::Number(integer(node, param)?.into()),
        Type::String | Type::Id { .. } | Type::Secret => owned(text(node, param)?),
        Type::Enum { values } => owned(one_of(text(node, param)?, param, values)?),
        Type::List(of) => {
            let items = items(node).ok_or_else(|| ApiError::invalid("Invalid array").param(param))?;
            let items = items.into_iter().enumerate();
            let items = items.map(|(index, item)| value(item, &format!("{param}[{index}]"), of, false));
            Json::List(items.collect::<Result<_, _>>()?)
        }
        Type::Object { fields } => object(node, param, fields)?,
        // Components are not a single value: `request_params` reads them.
        _ => Json::Null,
    })
}

fn object(node: &Node, param: &str, fields: &[Field]) -> Result<Json<'static>, ApiError> {
    let given = map(node, param)?;
    let path = |name: &str| format!("{param}[{name}]");
    if let Some((name, _)) = given.iter().find(|(name, _)| fields.iter().all(|field| field.name != *name)) {
        return Err(unknown(path(name)));
    }
    let mut entries = Vec::new();
    for field in fields {
        let path = path(field.name);
        match given.get(field.name) {
            Some(node) => entries.push((field.name.into(), value(node, &path, &field.value_type, field.clearable)?)),
            None if field.required => return Err(missing(&path)),
            None => {}
        }
    }
    Ok(Json::Object(entries))
}

pub(crate) fn map<'a>(node: &'a Node, param: &str) -> Result<&'a Map, ApiError> {
    match node {
        Node::Map(map) => Ok(map),
        Node::Text(text) if text.is_empty() => Err(empty(param)),
        Node::Text(_) | Node::List(_) => Err(ApiError::invalid("Invalid object").param(param)),
    }
}

pub(crate) fn unknown(param: String) -> ApiError {
    ApiError::invalid(format!("Received unknown parameter: {param}")).code("parameter_unknown").param(param)
}

pub(crate) fn missing(param: &str) -> ApiError {
    ApiError::invalid(format!("Missing required param: {param}.")).code("parameter_missing").param(param)
}

/// The items of a list: `a[]=x&a[]=y`, or `a[0]=x&a[1]=y`.
fn items(node: &Node) -> Option<Vec<&Node>> {
    match node {
        Node::List(items) => Some(items.iter().collect()),
        Node::Map(map) if map.iter().all(|(name, _)| name.parse::<usize>().is_ok()) => {
            Some(map.iter().map(|(_, item)| item).collect())
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

pub(crate) fn text<'a>(node: &'a Node, param: &str) -> Result<&'a str, ApiError> {
    scalar(node, param, "string")
}

/// Parses a boolean. The API also accepts Python's spelling, which some SDKs send.
pub(crate) fn boolean(node: &Node, param: &str) -> Result<bool, ApiError> {
    match scalar(node, param, "boolean")? {
        "true" | "True" => Ok(true),
        "false" | "False" => Ok(false),
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
        Node::Map(_) => Err(ApiError::invalid(format!("Invalid {expected}: got an object")).param(param)),
    }
}

pub(crate) fn empty(param: &str) -> ApiError {
    let message = format!(
        "You passed an empty string for '{param}'. Empty values are taken as an attempt to unset a field, but \
         '{param}' cannot be unset. Leave it out or give it a value."
    );
    ApiError::invalid(message).code("parameter_invalid_empty").param(param)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn form(body: &str) -> Map {
        crate::form_parser::parse(form_urlencoded::parse(body.as_bytes())).unwrap()
    }

    #[test]
    fn every_type() {
        const SIZES: Type = Type::Enum { values: &["small", "large"] };
        // A body, the type, whether it can be cleared, and the value or the error's message.
        let table = [
            ("a=true", Type::Boolean, false, Ok(json!(true))),
            ("a=True", Type::Boolean, false, Ok(json!(true))),
            ("a=False", Type::Boolean, false, Ok(json!(false))),
            ("a=TRUE", Type::Boolean, false, Err("Invalid boolean: TRUE")),
            ("a=1", Type::Boolean, false, Err("Invalid boolean: 1")),
            ("a=-3", Type::Integer, false, Ok(json!(-3))),
            ("a=3.5", Type::Integer, false, Err("Invalid integer: 3.5")),
            ("a=x%26", Type::String, false, Ok(json!("x&"))),
            ("a=small", SIZES, false, Ok(json!("small"))),
            ("a=huge", SIZES, false, Err("Invalid a: must be one of small, large")),
            ("a[0]=small&a[1]=large", Type::List(&SIZES), false, Ok(json!(["small", "large"]))),
            ("a[]=small", Type::List(&SIZES), true, Ok(json!(["small"]))),
            ("a[0]=small&a[1]=huge", Type::List(&SIZES), true, Err("Invalid a[1]: must be one of small, large")),
            ("a[x]=small", Type::List(&SIZES), true, Err("Invalid array")),
            ("a=small", Type::List(&SIZES), true, Err("Invalid array")),
            ("a=", Type::List(&SIZES), true, Ok(json!(null))),
            ("a=", SIZES, true, Ok(json!(null))),
            ("a=", Type::Boolean, true, Ok(json!(null))),
        ];
        for (body, kind, clearable, expected) in table {
            let found = value(form(body).get("a").unwrap(), "a", &kind, clearable);
            let found = found.map(|json| json.to_value()).map_err(|error| error.to_json()["error"]["message"].clone());
            assert_eq!(found, expected.map_err(serde_json::Value::from), "{body}");
        }
        assert!(
            value(form("a=").get("a").unwrap(), "a", &SIZES, false).is_err(),
            "cleared a value that is not clearable"
        );
    }
}
