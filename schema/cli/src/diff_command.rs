//! `cargo schema diff`: the changes between two descriptions.

use crate::{
    description_file::File,
    diff::{changelog, compare::diff, diff_json, terminal},
    import::Endpoint,
    outcome::{Format, Outcome, print, report},
};
use clap::Args;
use std::path::{Path, PathBuf};

/// Prints the changes between two descriptions, with their effect on users of the generated crate.
///
/// A change is major if code may no longer compile, minor if it adds items or changes behaviour, and patch otherwise. If
/// one of the two is an OpenAPI document and the other a schema, the schema completes the document. Ends with 0 if
/// nothing differs, with 1 if something does, and with 2 if a file can't be used.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The description as it was: a schema, or an OpenAPI document.
    old: PathBuf,
    /// The description as it is: a schema, or an OpenAPI document.
    new: PathBuf,
    /// The format of the output.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let read = |path: &Path| File::read(path).inspect_err(report).ok();
    let check = |file: &Option<File>, other: &Option<File>| {
        file.as_ref()?.checked(other.as_ref(), &Endpoint::default()).inspect_err(report).ok()
    };
    let (old, new) = (read(&arguments.old), read(&arguments.new));
    let (Some(old), Some(new)) = (check(&old, &new), check(&new, &old)) else { return Outcome::Failed };
    let difference = diff(&old, &new);
    let text = match arguments.format {
        Format::Text => terminal::render(&difference),
        Format::Json => format!("{:#}\n", diff_json::describe(&difference)),
        Format::Markdown => changelog::render(&difference),
    };
    print(&text, if difference.changes.is_empty() { Outcome::Fine } else { Outcome::Found })
}
