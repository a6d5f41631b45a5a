//! A schema that is kept as JSON.

use schema::{
    Diagnostics, Source,
    yaml::{self, Node, Value},
};
use serde::{Serialize, Serializer, de::IgnoredAny};
use serde_json::{Number, ser::PrettyFormatter};

/// The text of a schema as JSON if the base is JSON, with an item on each line and the indentation of the base.
pub(super) fn like(base: &str, text: String) -> String {
    if serde_json::from_str::<IgnoredAny>(base).is_err() {
        return text;
    }
    let Some(root) = yaml::parse(&Source::new("the schema", text.as_str()), &mut Diagnostics::default()) else {
        return text;
    };
    let second = base.lines().nth(1).unwrap_or_default();
    let indent = &second[..second.len() - second.trim_start().len()];
    let indent = if indent.is_empty() { "  " } else { indent };
    let mut json = Vec::with_capacity(text.len());
    let formatter = PrettyFormatter::with_indent(indent.as_bytes());
    let written = Json(&root).serialize(&mut serde_json::Serializer::with_formatter(&mut json, formatter));
    let Some(mut json) = written.ok().and_then(|()| String::from_utf8(json).ok()) else { return text };
    if base.ends_with('\n') {
        json.push('\n');
    }
    json
}

struct Json<'n>(&'n Node);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Map(entries) => {
                serializer.collect_map(entries.iter().map(|entry| (&entry.key.value, Json(&entry.value))))
            }
            Value::List(items) => serializer.collect_seq(items.iter().map(Json)),
            Value::Null | Value::Invalid => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => match number.parse::<Number>() {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(number),
            },
            Value::Text(text) => serializer.serialize_str(text),
        }
    }
}
