//! Reading of files that describe the API: schemas and OpenAPI documents.

use crate::import::{self, Endpoint, MAX_BYTES, is_document};
use schema::{CheckedSchema, Reading, Severity, Source, Style};
use std::{fmt::Display, fs, io::Read, path::Path};

/// The reason why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("error: can't {verb} `{name}`: {reason}")]
    File { verb: &'static str, name: String, reason: String },
    /// With every error as `check` shows it, in a terminal's colours.
    #[error("{errors}error: `{name}` is not a valid description")]
    Invalid { name: String, errors: String },
    #[error("error: {0}")]
    Argument(String),
}

impl Failure {
    /// A file that a command can't `read`, `use`, `import` or `write`.
    pub(crate) fn file(verb: &'static str, path: &Path, reason: impl Display) -> Failure {
        Failure::File { verb, name: path.display().to_string(), reason: reason.to_string() }
    }
}

/// A description of the API in one of the two languages.
pub(crate) enum File {
    Schema(Source),
    /// An OpenAPI document, with the file's name.
    Document(String, Vec<u8>),
}

impl File {
    /// Reads a file, in whichever language.
    pub(crate) fn read(path: &Path) -> Result<File, Failure> {
        let (name, text) = (path.display().to_string(), document(path)?);
        Ok(if is_document(&text) { File::Document(name, text) } else { File::Schema(Source::new(name, text)) })
    }

    /// The description, without errors. A document is completed by the other file, if that is a schema, and otherwise
    /// describes the endpoint.
    pub(crate) fn checked(&self, other: Option<&File>, endpoint: &Endpoint) -> Result<CheckedSchema, Failure> {
        let (name, text) = match self {
            File::Schema(source) => return checked(source),
            File::Document(name, text) => (name, text),
        };
        let base = match other {
            Some(File::Schema(source)) => Some(source),
            _ => None,
        };
        let imported = import::import_endpoint(text, base, None, endpoint)
            .map_err(|error| Failure::file("use", Path::new(name), error))?;
        checked(&Source::new(format!("the schema of {name}"), imported.text))
    }
}

/// Reads a schema's text.
pub(crate) fn source(path: &Path) -> Result<Source, Failure> {
    Ok(Source::new(path.display().to_string(), document(path)?))
}

/// Reads a document, up to little more than may be imported.
pub(crate) fn document(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| Failure::file("read", path, error))?;
    Ok(bytes)
}

fn checked(source: &Source) -> Result<CheckedSchema, Failure> {
    match schema::read(source) {
        Reading { schema: Some(schema), diagnostics } if !diagnostics.has_errors() => Ok(schema),
        Reading { diagnostics, .. } => {
            let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
            let errors = errors.map(|diagnostic| format!("{}\n\n", diagnostic.render(source, Style::Colour)));
            Err(Failure::Invalid { name: source.path().to_owned(), errors: errors.collect() })
        }
    }
}
