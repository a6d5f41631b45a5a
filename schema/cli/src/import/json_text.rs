//! A schema that is kept as JSON.

use schema::yaml;
use serde::de::IgnoredAny;
use serde_json::{Serializer, ser::PrettyFormatter};

/// The text of a schema as JSON if the base is JSON, with an item on each line and the indentation of the base. `None` if
/// it can't be JSON.
pub(super) fn like(base: &str, text: String) -> Option<String> {
    if serde_json::from_str::<IgnoredAny>(base).is_err() {
        return Some(text);
    }
    let second = base.lines().nth(1).unwrap_or_default();
    let indent = &second[..second.len() - second.trim_start().len()];
    let indent = if indent.is_empty() { "  " } else { indent };
    let mut json = Vec::with_capacity(text.len());
    let mut serializer = Serializer::with_formatter(&mut json, PrettyFormatter::with_indent(indent.as_bytes()));
    serde_transcode::transcode(yaml::deserializer(&text), &mut serializer).ok()?;
    let mut json = String::from_utf8(json).ok()?;
    if base.ends_with('\n') {
        json.push('\n');
    }
    Some(json)
}
