//! A schema that is kept as JSON.

use schema::{
    Diagnostics, Source,
    yaml::{self, Node, Value},
};
use serde::de::IgnoredAny;

/// The text of a schema as JSON if the base is JSON, with an item on each line and the indentation of the base.
pub(super) fn like(base: &str, text: String) -> String {
    if serde_json::from_str::<IgnoredAny>(base).is_err() {
        return text;
    }
    let Some(root) = yaml::parse(&Source::new("the schema", text.as_str()), &mut Diagnostics::default()) else {
        return text;
    };
    let second = base.lines().nth(1).unwrap_or_default();
    let step = second.len() - second.trim_start().len();
    let mut json = String::with_capacity(text.len());
    print(&root, 0, if step == 0 { 2 } else { step }, &mut json);
    if base.ends_with('\n') {
        json.push('\n');
    }
    json
}

fn print(node: &Node, indent: usize, step: usize, json: &mut String) {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut lines = |open: char, close: char, items: &mut dyn Iterator<Item = (Option<&str>, &Node)>| {
        json.push(open);
        let mut is_empty = true;
        for (key, value) in items {
            json.push_str(if is_empty { "\n" } else { ",\n" });
            json.push_str(&" ".repeat(indent + step));
            if let Some(key) = key {
                json.push_str(&quoted(key));
                json.push_str(": ");
            }
            print(value, indent + step, step, json);
            is_empty = false;
        }
        if !is_empty {
            json.push('\n');
            json.push_str(&" ".repeat(indent));
        }
        json.push(close);
    };
    match &node.value {
        Value::Map(entries) => {
            lines('{', '}', &mut entries.iter().map(|entry| (Some(entry.key.value.as_str()), &entry.value)));
        }
        Value::List(items) => lines('[', ']', &mut items.iter().map(|item| (None, item))),
        Value::Null | Value::Invalid => json.push_str("null"),
        Value::Bool(value) => json.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => json.push_str(number),
        Value::Text(text) => json.push_str(&quoted(text)),
    }
}
