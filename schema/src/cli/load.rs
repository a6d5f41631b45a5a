//! The one place where commands read a description.

use schema::{CheckedSchema, Diagnostics, Reading, Severity, Source, Style};
use std::{fmt, fs, io, path::Path};

/// Why a file can't be used.
pub(super) enum Unusable {
    /// It can't be read.
    Unreadable {
        /// Its name.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// It has errors.
    Mistaken(Source, Diagnostics),
}

/// Reads a file's text.
pub(super) fn source(file: &Path) -> Result<Source, Unusable> {
    let name = file.display().to_string();
    match fs::read(file) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => Err(Unusable::Unreadable { name, error }),
    }
}

/// Reads a description that has no errors. What it warns of is for `check` to say.
pub(super) fn load(file: &Path) -> Result<CheckedSchema, Unusable> {
    let source = source(file)?;
    match schema::read(&source) {
        Reading { schema: Some(schema), diagnostics } if !diagnostics.has_errors() => Ok(schema),
        Reading { diagnostics, .. } => Err(Unusable::Mistaken(source, diagnostics)),
    }
}

/// Every error as `check` shows it, in a terminal's colours.
impl fmt::Display for Unusable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unusable::Unreadable { name, error } => write!(formatter, "error: can't read `{name}`: {error}"),
            Unusable::Mistaken(source, diagnostics) => {
                let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
                for diagnostic in errors {
                    write!(formatter, "{}\n\n", diagnostic.render(source, Style::Colour))?;
                }
                write!(formatter, "error: `{}` is not a valid description", source.path())
            }
        }
    }
}
