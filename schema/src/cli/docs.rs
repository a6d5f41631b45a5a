//! `schema docs`: a description as a page to read.

use super::{Outcome, load::load, output::print};
use clap::Args;
use std::path::PathBuf;

/// Prints the reference of a description as Markdown.
///
/// Ends with 0, or with 2 if the file can't be used.
#[derive(Args)]
pub(super) struct Arguments {
    /// The description.
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match load(&arguments.file) {
        Ok(schema) => print(&schema::docs::reference(&schema), Outcome::Fine),
        Err(unusable) => {
            anstream::eprintln!("{unusable}");
            Outcome::Failed
        }
    }
}
