//! Why nothing could be imported.

/// Why nothing could be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It is larger than any description of an API.
    #[error("the document is larger than {} MiB, the most that is read of {format}", limit >> 20)]
    TooLarge {
        /// How it is written: JSON or YAML.
        format: &'static str,
        /// The most bytes it may have.
        limit: usize,
    },
    /// It is not text.
    #[error("the document is not UTF-8 from byte {offset} on")]
    NotUtf8 {
        /// The first byte that is not.
        offset: usize,
    },
    /// It can't be parsed.
    #[error("the document is not {format}: {reason}")]
    Syntax {
        /// What it looked like: JSON or YAML.
        format: &'static str,
        /// What is wrong, with line and column.
        reason: String,
    },
    /// It is JSON or YAML, and something else than a description of an API.
    #[error("this is not an OpenAPI 3 document: {reason}")]
    NotOpenApi {
        /// What is missing.
        reason: String,
    },
    /// It does not describe the endpoint.
    #[error("the document has no `{}`{}", pointer(&["paths", path, method]), meant(closest.as_deref()))]
    NoEndpoint {
        /// The path.
        path: String,
        /// The method, in small letters.
        method: String,
        /// The path it has instead.
        closest: Option<String>,
    },
    /// Something is not where it should be.
    #[error("`{pointer}` {problem}")]
    Unexpected {
        /// Where, as a JSON pointer.
        pointer: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A reference to nothing.
    #[error("`{pointer}` refers to `{target}`, which the document does not have")]
    Dangling {
        /// Where, as a JSON pointer.
        pointer: String,
        /// What it refers to.
        target: String,
    },
    /// References that lead back to where they start.
    #[error("`{pointer}` refers to `{target}`, which it is a part of")]
    Cycle {
        /// Where, as a JSON pointer.
        pointer: String,
        /// What it refers to.
        target: String,
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
        /// What is wrong.
        message: String,
    },
    /// The schema to start from is written in a way that can't be edited.
    #[error("`{path}` is written in a way that can't be edited: {reason}; write that part in another way")]
    Layout {
        /// The schema's name.
        path: String,
        /// What is wrong.
        reason: String,
    },
}

fn meant(closest: Option<&str>) -> String {
    closest.map(|path| format!("; did you mean `{path}`?")).unwrap_or_default()
}

/// A JSON pointer.
pub(crate) fn pointer(names: &[&str]) -> String {
    let names = names.iter().map(|name| name.replace('~', "~0").replace('/', "~1"));
    format!("#/{}", names.collect::<Vec<_>>().join("/"))
}
