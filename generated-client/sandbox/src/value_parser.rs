//! Parameter values: text to the JSON value of the type that the tables declare.

use runtime::{
    reflect::{Field, Type},
    rt::Json,
};

use crate::{
    error_response::ApiError,
    form_parser::{Map, get},
};

/// Parses a value into its form in a response; `null` clears it.
pub(crate) fn value(
    form: &Json<'static>,
    param: &str,
    value_type: &Type,
    clearable: bool,
) -> Result<Json<'static>, ApiError> {
    if clearable && form.as_text() == Some("") {
        return Ok(Json::Null);
    }
    let owned = |text: &str| Json::Text(text.to_owned().into());
    Ok(match value_type {
        Type::Boolean => Json::Boolean(boolean(form, param)?),
        Type::Integer | Type::Timestamp => Json::Number(integer(form, param)?.into()),
        Type::String | Type::Id { .. } | Type::Secret => owned(scalar(form, param, "string")?),
        Type::Enum { values } => owned(one_of(scalar(form, param, "string")?, param, values)?),
        Type::List(of) => {
            let items = items(form).ok_or_else(|| ApiError::invalid("Invalid array").param(param))?;
            let items = items.into_iter().enumerate();
            let items = items.map(|(index, item)| value(item, &format!("{param}[{index}]"), of, false));
            Json::List(items.collect::<Result<_, _>>()?)
        }
        Type::Object { fields: table } => {
            let given = map(form, param)?;
            let path = |name: &str| format!("{param}[{name}]");
            if let Some((name, _)) = given.iter().find(|(name, _)| table.iter().all(|field| field.name != name)) {
                refuse(&[path(name)])?;
            }
            Json::Object(fields(given, path, *table)?)
        }
        // Components are not a single value: `request_params` reads them.
        _ => Json::Null,
    })
}

/// Parses the fields of a table that are given.
pub(crate) fn fields<'f>(
    given: &Map,
    path: impl Fn(&str) -> String,
    table: impl IntoIterator<Item = &'f Field>,
) -> Result<Map, ApiError> {
    let mut fields = Map::new();
    for field in table {
        let path = path(field.name);
        match get(given, field.name) {
            Some(form) => fields.push((field.name.into(), value(form, &path, &field.value_type, field.clearable)?)),
            None if field.required => return Err(missing(&path)),
            None => {}
        }
    }
    Ok(fields)
}

pub(crate) fn map<'a>(form: &'a Json<'static>, param: &str) -> Result<&'a Map, ApiError> {
    match form {
        Json::Object(map) => Ok(map),
        Json::Text(text) if text.is_empty() => Err(empty(param)),
        _ => Err(ApiError::invalid("Invalid object").param(param)),
    }
}

/// Refuses unknown parameters.
pub(crate) fn refuse(unknown: &[String]) -> Result<(), ApiError> {
    let [first, more @ ..] = unknown else { return Ok(()) };
    let plural = if more.is_empty() { "" } else { "s" };
    let message = format!("Received unknown parameter{plural}: {}", unknown.join(", "));
    Err(ApiError::invalid(message).code("parameter_unknown").param(first))
}

pub(crate) fn missing(param: &str) -> ApiError {
    ApiError::invalid(format!("Missing required param: {param}.")).code("parameter_missing").param(param)
}

/// The items of a list: `a[]=x&a[]=y`, or `a[0]=x&a[1]=y`.
fn items<'a>(form: &'a Json<'static>) -> Option<Vec<&'a Json<'static>>> {
    match form {
        Json::List(items) => Some(items.iter().collect()),
        Json::Object(map) if map.iter().all(|(name, _)| name.parse::<usize>().is_ok()) => {
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

/// Parses a boolean. The API also accepts Python's spelling, which some SDKs send.
fn boolean(form: &Json<'_>, param: &str) -> Result<bool, ApiError> {
    match scalar(form, param, "boolean")? {
        "true" | "True" => Ok(true),
        "false" | "False" => Ok(false),
        other => Err(ApiError::invalid(format!("Invalid boolean: {other}")).param(param)),
    }
}

fn integer(form: &Json<'_>, param: &str) -> Result<i64, ApiError> {
    let text = scalar(form, param, "integer")?;
    text.parse().map_err(|_| {
        ApiError::invalid(format!("Invalid integer: {text}")).code("parameter_invalid_integer").param(param)
    })
}

fn scalar<'a>(form: &'a Json<'_>, param: &str, expected: &str) -> Result<&'a str, ApiError> {
    match form {
        Json::Text(text) if text.is_empty() => Err(empty(param)),
        Json::Text(text) => Ok(text),
        Json::List(_) => Err(ApiError::invalid(format!("Invalid {expected}: got an array")).param(param)),
        _ => Err(ApiError::invalid(format!("Invalid {expected}: got an object")).param(param)),
    }
}

fn empty(param: &str) -> ApiError {
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
            let found = value(get(&form(body), "a").unwrap(), "a", &kind, clearable);
            let found = found.map(|json| json.to_value()).map_err(|error| error.to_json()["error"]["message"].clone());
            assert_eq!(found, expected.map_err(serde_json::Value::from), "{body}");
        }
        assert!(
            value(get(&form("a="), "a").unwrap(), "a", &SIZES, false).is_err(),
            "cleared a value that is not clearable"
        );
    }
}
