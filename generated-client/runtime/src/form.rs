//! Encoding as `application/x-www-form-urlencoded` with the API's bracketed names.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    component::{self, ComponentRef, FieldRef, Record},
    json::Json,
    param_path::ParamPath,
    reflect::Type,
};

/// All bytes but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes the parameters of a request, in the order of the API description. Names are written as they are, brackets
/// included; values are percent-encoded.
pub fn encode(params: &dyn Record) -> String {
    // Room for a request of the usual size.
    let mut body = String::with_capacity(512);
    params.view(&mut |params| {
        for (field, value) in params.table.iter().zip(params.fields) {
            match value.components() {
                Some(components) => component::each(components, &mut |component| push_component(&mut body, component)),
                None => push_value(&mut body, ParamPath::Root(field.name), &field.value_type, value.get()),
            }
        }
    });
    // Each pair is written with the `&` after it, so that no pair has to look for one before it.
    body.pop();
    body
}

/// Adds a parameter, if it is set.
fn push_value(body: &mut String, path: ParamPath<'_>, value_type: &Type, json: Option<Json<'_>>) {
    if let Some(json) = json {
        push_json(body, path, value_type, &json);
    }
}

/// Adds a value: `null` clears, and nested values get a name in brackets each. Fields that the type does not have are left
/// out.
fn push_json(body: &mut String, path: ParamPath<'_>, value_type: &Type, json: &Json<'_>) {
    match (value_type, json) {
        (Type::Object { fields }, Json::Object(entries)) => {
            for (name, json) in entries {
                if let Some(field) = fields.iter().find(|field| field.name == name) {
                    push_json(body, ParamPath::Key(&path, name), &field.value_type, json);
                }
            }
        }
        (Type::List(of), Json::List(items)) => {
            for (index, json) in items.iter().enumerate() {
                push_json(body, ParamPath::Index(&path, index), of, json);
            }
        }
        (_, Json::Null) => push_pair(body, path, ""),
        (_, Json::Boolean(true)) => push_pair(body, path, "true"),
        (_, Json::Boolean(false)) => push_pair(body, path, "false"),
        (_, Json::Number(number)) => push_pair(body, path, &number.to_string()),
        (_, Json::Text(text)) => push_pair(body, path, text),
        // Values have the type of their table.
        (_, Json::List(_) | Json::Object(_)) => {}
    }
}

fn push_component(body: &mut String, component: ComponentRef<'_, '_>) {
    let info = component.info;
    if let Some(enabled) = component.enabled {
        body.push_str(info.param);
        push_boolean(body, "[enabled]", enabled);
    }
    for (feature, value) in info.features.iter().zip(component.features) {
        match value {
            FieldRef::Boolean(Some(value)) => push_boolean(body, feature.param, *value),
            FieldRef::Boolean(None) | FieldRef::Components(_) => {}
            FieldRef::Value(value) => {
                push_value(body, ParamPath::Root(feature.param), &feature.field.value_type, value.get());
            }
        }
    }
}

fn push_boolean(body: &mut String, name: &str, value: bool) {
    body.push_str(name);
    match value {
        true => body.push_str("=true&"),
        false => body.push_str("=false&"),
    }
}

fn push_pair(body: &mut String, path: ParamPath<'_>, value: &str) {
    path.write_to(body);
    body.push('=');
    body.extend(utf8_percent_encode(value, RESERVED));
    body.push('&');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::reflect::Field;

    const NESTED: Type = Type::Object {
        fields: &[
            Field::new("list", "", Type::List(&Type::String)),
            Field::new("empty", "", Type::List(&Type::String)),
            Field::new("object", "", Type::Object { fields: &[Field::new("x", "", Type::Integer)] }),
            Field::new("cleared", "", Type::String),
        ],
    };

    #[test]
    fn values_are_escaped_and_names_are_not() {
        let mut body = String::new();
        push_pair(&mut body, ParamPath::Root("account"), "acct_1 &=+%/é~");
        let nested = json!({
            "list": ["a", "b[]"], "object": {"x": -3, "unknown": true}, "cleared": null, "empty": [], "unknown": 1
        });
        push_json(&mut body, ParamPath::Root("p"), &NESTED, &(&nested).into());
        assert_eq!(
            body,
            "account=acct_1%20%26%3D%2B%25%2F%C3%A9~&p[cleared]=&p[list][0]=a&p[list][1]=b%5B%5D&p[object][x]=-3&"
        );
    }
}
