//! A schema where there is none to start from: everything but features and components, which are then added to it.

use super::{
    openapi::Release,
    prose::words,
    text::{self, Yaml},
};

/// A schema without features, components, parameters and fields.
pub(crate) fn skeleton(release: &Release, version: &str, path: &str) -> String {
    let object = release.object.as_str();
    let prose = |text: &str, otherwise: String| {
        let text = words::plain(text);
        ("doc".to_owned(), Yaml::Prose(if text.is_empty() { otherwise } else { text }))
    };
    let raw = |key: &str, text: &str| (key.to_owned(), Yaml::raw(text::scalar(text, false)));
    let empty = |key: &str| (key.to_owned(), Yaml::Flow(Vec::new()));
    let operation = vec![
        raw("name", &format!("create_{object}")),
        prose(&release.operation, format!("Creates an object of the type `{object}`.")),
        raw("method", "POST"),
        raw("path", path),
        empty("params"),
        raw("returns", object),
    ];
    let fields = vec![
        raw("name", object),
        prose(&release.object_description, format!("The object `{object}`.")),
        empty("fields"),
    ];
    let sections = [
        raw("api_version", version),
        ("operation".to_owned(), Yaml::Block(operation)),
        ("object".to_owned(), Yaml::Block(fields)),
        empty("features"),
        empty("components"),
    ];
    let sections = sections.iter().map(|(key, value)| text::entry(key, value, 0, 2).join("\n") + "\n");
    sections.collect::<Vec<_>>().join("\n")
}
