//! `cargo schema expand`: the generated Rust of a description.

use crate::{
    description_file::{Failure, File},
    outcome::{Outcome, print},
};
use clap::Args;
use std::path::PathBuf;

/// Prints the Rust that the macro generates for a description, formatted.
///
/// Ends with 0, or with 2 if the file can't be used.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The description.
    file: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let schema = File::read(&arguments.file)?.checked(None)?;
    Ok(print(&codegen::source(&schema), Outcome::Fine))
}
