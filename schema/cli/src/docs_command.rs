//! `cargo schema docs`: the reference of a description.

use crate::{
    description_file::{Failure, File},
    import::Endpoint,
    outcome::{Outcome, print},
    reference::reference,
};
use clap::Args;
use std::path::PathBuf;

/// Prints the reference of a description as Markdown.
///
/// Ends with 0, or with 2 if the file can't be used.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The description: a schema, or an OpenAPI document.
    file: PathBuf,
    /// The endpoint of an OpenAPI document: a method and a path.
    #[arg(long, value_name = "METHOD PATH", default_value = "POST /v1/account_sessions")]
    operation: Endpoint,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let schema = File::read(&arguments.file)?.checked_endpoint(None, &arguments.operation)?;
    Ok(print(&reference(&schema), Outcome::Fine))
}
