//! The one place where commands read a description.

use crate::import::{self, MAX_BYTES, is_document};
use schema::{CheckedSchema, Reading, Severity, Source, Style};
use std::{
    fmt, fs,
    io::{self, Read},
    path::Path,
};

/// Why a file can't be used.
pub(crate) enum Unusable {
    /// It can't be read.
    Unreadable {
        /// Its name.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// It has errors.
    Mistaken {
        /// Its name.
        name: String,
        /// Every error as `check` shows it, in a terminal's colours.
        errors: String,
    },
    /// It is an OpenAPI document that describes something else.
    Foreign {
        /// Its name.
        name: String,
        /// What is wrong with it.
        error: import::Error,
    },
}

/// A file that describes the API, in one of the two languages.
pub(crate) enum File {
    /// A schema.
    Schema(Source),
    /// An OpenAPI document, with the file's name.
    Document(String, Vec<u8>),
}

impl File {
    /// Reads a file, whatever it holds.
    pub(crate) fn read(file: &Path) -> Result<File, Unusable> {
        let name = file.display().to_string();
        let mut text = Vec::new();
        let read = fs::File::open(file).and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut text));
        match read {
            Err(error) => Err(Unusable::Unreadable { name, error }),
            Ok(_) if is_document(&text) => Ok(File::Document(name, text)),
            Ok(_) => Ok(File::Schema(Source::new(name, text))),
        }
    }

    /// The description, without errors. What a document leaves open is as the other file has it, if that is a schema.
    pub(crate) fn checked(&self, other: Option<&File>) -> Result<CheckedSchema, Unusable> {
        match (self, other) {
            (File::Schema(source), _) => checked(source),
            (File::Document(name, text), other) => {
                let base = match other {
                    Some(File::Schema(source)) => Some(source),
                    _ => None,
                };
                let imported = import::import(text, base, None)
                    .map_err(|error| Unusable::Foreign { name: name.clone(), error })?;
                checked(&Source::new(format!("the schema of {name}"), imported.text))
            }
        }
    }
}

/// Reads a file's text.
pub(crate) fn source(file: &Path) -> Result<Source, Unusable> {
    let name = file.display().to_string();
    match fs::read(file) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => Err(Unusable::Unreadable { name, error }),
    }
}

/// Reads a description that has no errors. What it warns of is for `check` to say.
pub(crate) fn load(file: &Path) -> Result<CheckedSchema, Unusable> {
    File::read(file)?.checked(None)
}

fn checked(source: &Source) -> Result<CheckedSchema, Unusable> {
    match schema::read(source) {
        Reading { schema: Some(schema), diagnostics } if !diagnostics.has_errors() => Ok(schema),
        Reading { diagnostics, .. } => {
            let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
            let errors = errors.map(|diagnostic| format!("{}\n\n", diagnostic.render(source, Style::Colour)));
            Err(Unusable::Mistaken { name: source.path().to_owned(), errors: errors.collect() })
        }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unusable::Unreadable { name, error } => write!(formatter, "error: can't read `{name}`: {error}"),
            Unusable::Foreign { name, error } => write!(formatter, "error: can't use `{name}`: {error}"),
            Unusable::Mistaken { name, errors } => {
                write!(formatter, "{errors}error: `{name}` is not a valid description")
            }
        }
    }
}
