//! Why nothing could be imported.

/// Why nothing could be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The document is too large.
    #[error("the document is larger than {} MiB, the most that is read of {format}{}", limit >> 20, as_json(format))]
    TooLarge {
        /// Its format: JSON or YAML.
        format: &'static str,
        /// The most bytes it may have.
        limit: usize,
    },
    /// The document is not UTF-8.
    #[error("the document is not UTF-8 from byte {offset} on")]
    NotUtf8 {
        /// The first invalid byte.
        offset: usize,
    },
    /// The document can't be parsed.
    #[error("the document is not {format}: {reason}")]
    Syntax {
        /// The assumed format: JSON or YAML.
        format: &'static str,
        /// The parser's message, with line and column.
        reason: String,
    },
    /// The document is not an OpenAPI 3 document.
    #[error("this is not an OpenAPI 3 document: {reason}")]
    NotOpenApi {
        /// The reason.
        reason: String,
    },
    /// The document does not describe the endpoint.
    #[error("the document has no `{}`{}", pointer(&["paths", path, method]), meant(closest.as_deref()))]
    NoEndpoint {
        /// The path.
        path: String,
        /// The method, in lower case.
        method: String,
        /// The closest path of the document.
        closest: Option<String>,
    },
    /// A part of the document is missing, unexpected, or refers to something that is missing or contains it.
    #[error("`{pointer}` {problem}")]
    Unexpected {
        /// The location, as a JSON pointer.
        pointer: String,
        /// The problem.
        problem: String,
    },
    /// The schema to start from has errors.
    #[error("`{path}` has errors, which `schema check` shows; the first is at {line}:{column}: {message}")]
    Base {
        /// The schema's name.
        path: String,
        /// The line, from one.
        line: usize,
        /// The column, from one.
        column: usize,
        /// The problem.
        message: String,
    },
    /// The schema to start from is written in a way that can't be edited.
    #[error("`{path}` is written in a way that can't be edited: {reason}; write that part in another way")]
    Layout {
        /// The schema's name.
        path: String,
        /// The problem.
        reason: String,
    },
}

fn as_json(format: &str) -> &'static str {
    if format == "YAML" { "; name the JSON document that is published with it" } else { "" }
}

fn meant(closest: Option<&str>) -> String {
    match closest {
        Some(path) => format!("; did you mean `{path}`?"),
        None => "; name its endpoint with `--operation`, or as the schema's `operation`".to_owned(),
    }
}

/// A JSON pointer.
pub(crate) fn pointer(names: &[&str]) -> String {
    let names = names.iter().map(|name| name.replace('~', "~0").replace('/', "~1"));
    format!("#/{}", names.collect::<Vec<_>>().join("/"))
}
