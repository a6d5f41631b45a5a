//! Encoding as `application/x-www-form-urlencoded` with the API's bracketed names.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    component::{self, Components, FieldRef, Record},
    json::Json,
    param_path::ParamPath,
    reflect::Type,
};

/// All bytes but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes the parameters of a request, in the order of the API description.
pub fn encode(params: &dyn Record) -> String {
    let mut form = Form::default();
    params.view(&mut |params| {
        for (field, value) in params.table.iter().zip(params.fields) {
            match value.components() {
                Some(components) => form.components(components),
                None => form.optional(ParamPath::Root(field.name), &field.value_type, value.get()),
            }
        }
    });
    form.finish()
}

/// A body under construction. Names are written as they are, brackets included; values are percent-encoded.
pub struct Form {
    body: String,
}

impl Default for Form {
    /// An empty form with room for a request of the usual size.
    fn default() -> Self {
        Form { body: String::with_capacity(512) }
    }
}

/// Each pair is written with the `&` after it, so that no pair has to look for one before it.
impl Form {
    /// Adds a parameter. `null` clears it; nested values get a name in brackets each. Fields of objects that the type
    /// does not have are left out.
    pub fn value(&mut self, path: ParamPath<'_>, value_type: &Type, json: &Json<'_>) {
        match (value_type, json) {
            (Type::Object { fields }, Json::Object(entries)) => {
                for (name, json) in entries {
                    if let Some(field) = fields.iter().find(|field| field.name == name) {
                        self.value(ParamPath::Key(&path, name), &field.value_type, json);
                    }
                }
            }
            (Type::List(of), Json::List(items)) => {
                items.iter().enumerate().for_each(|(index, json)| self.value(ParamPath::Index(&path, index), of, json));
            }
            (_, Json::Null) => self.pair(path, ""),
            (_, Json::Boolean(true)) => self.pair(path, "true"),
            (_, Json::Boolean(false)) => self.pair(path, "false"),
            (_, Json::Number(number)) => self.pair(path, &number.to_string()),
            (_, Json::Text(text)) => self.pair(path, text),
            // Values have the type of their table.
            (_, Json::List(_) | Json::Object(_)) => {}
        }
    }

    fn optional(&mut self, path: ParamPath<'_>, value_type: &Type, json: Option<Json<'_>>) {
        if let Some(json) = json {
            self.value(path, value_type, &json);
        }
    }

    fn components(&mut self, components: &dyn Components) {
        component::each(components, &mut |component| {
            let info = component.info;
            if let Some(enabled) = component.enabled {
                self.body.push_str(info.param);
                self.boolean("[enabled]", enabled);
            }
            for (feature, value) in info.features.iter().zip(component.features) {
                match value {
                    FieldRef::Boolean(Some(value)) => self.boolean(feature.param, *value),
                    FieldRef::Boolean(None) => {}
                    FieldRef::Value(value) => {
                        self.optional(ParamPath::Root(feature.param), &feature.field.value_type, value.get());
                    }
                }
            }
        });
    }

    fn boolean(&mut self, name: &str, value: bool) {
        self.body.push_str(name);
        match value {
            true => self.body.push_str("=true&"),
            false => self.body.push_str("=false&"),
        }
    }

    /// Adds a parameter.
    pub fn pair(&mut self, path: ParamPath<'_>, value: &str) {
        self.path(path);
        self.body.push('=');
        self.body.extend(utf8_percent_encode(value, RESERVED));
        self.body.push('&');
    }

    fn path(&mut self, path: ParamPath<'_>) {
        match path {
            ParamPath::Root(path) => self.body.push_str(path),
            ParamPath::Key(object, field) => {
                self.path(*object);
                self.body.extend(["[", field, "]"]);
            }
            // Writing to a string does not fail.
            ParamPath::Index(..) => _ = write!(self.body, "{path}"),
        }
    }

    /// The body.
    pub fn finish(mut self) -> String {
        self.body.pop();
        self.body
    }
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
        let mut form = Form::default();
        form.pair(ParamPath::Root("account"), "acct_1 &=+%/é~");
        let nested = json!({
            "list": ["a", "b[]"], "object": {"x": -3, "unknown": true}, "cleared": null, "empty": [], "unknown": 1
        });
        form.value(ParamPath::Root("p"), &NESTED, &(&nested).into());
        assert_eq!(
            form.finish(),
            "account=acct_1%20%26%3D%2B%25%2F%C3%A9~&p[cleared]=&p[list][0]=a&p[list][1]=b%5B%5D&p[object][x]=-3"
        );
    }
}
