//! `cargo schema history`: the versions that brought each component and feature.

use crate::{
    description_file::{Failure, File},
    history::{history, markdown},
    import::Endpoint,
    outcome::{Outcome, print},
};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;

/// Prints which version brought, changed or removed each component and feature.
///
/// Ends with 0, or with 2 if a file can't be used.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The descriptions, oldest first.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format of the output.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// A table.
    #[default]
    Markdown,
    /// For programs: one JSON array.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let read = |path: &PathBuf| File::read(path)?.checked(None, &Endpoint::default());
    let versions = arguments.files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let entries = history(&versions);
    let text = match arguments.format {
        Format::Markdown => markdown(&entries),
        Format::Json => format!("{:#}\n", json!(entries)),
    };
    Ok(print(&text, Outcome::Fine))
}
