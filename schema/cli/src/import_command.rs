//! `cargo schema import`: a schema from the API's OpenAPI document.

use crate::{
    description_file::{self, Failure},
    diff::terminal::{self, BOLD, PLAIN},
    import::{Endpoint, import_endpoint},
    outcome::Outcome,
    output_file,
};
use clap::Args;
use schema::{Source, Style};
use std::path::PathBuf;

/// Writes a schema for the release of the API that an OpenAPI document describes.
///
/// Keeps the text of the base schema wherever the document does not differ. Prints the changes to the base schema, and
/// what needs review. Ends with 0 if the schema was written, with 1 if it was written and has errors to fix by hand, and
/// with 2 if it was not written; the file at `--out` is then unchanged.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in JSON or YAML.
    #[arg(long, value_name = "SPEC")]
    openapi: PathBuf,
    /// The schema to start from, usually that of the version before.
    #[arg(long, value_name = "BASE")]
    from: Option<PathBuf>,
    /// The endpoint, where no base schema names it: a method and a path.
    #[arg(long, value_name = "METHOD PATH", default_value = "POST /v1/account_sessions", conflicts_with = "from")]
    operation: Endpoint,
    /// The file to write, or `-` for the standard output.
    #[arg(long, value_name = "NEW")]
    out: PathBuf,
    /// The API version, if it is not the document's.
    #[arg(long, value_name = "VERSION")]
    api_version: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let base = arguments.from.as_deref().map(description_file::source).transpose()?;
    let document = description_file::document(&arguments.openapi)?;
    let Arguments { openapi, out, api_version, operation, .. } = arguments;
    let import = import_endpoint(&document, base.as_ref(), api_version.as_deref(), operation)
        .map_err(|error| Failure::file("import", openapi, error))?;
    output_file::write(out, &import.text).map_err(|error| Failure::file("write", out, error))?;
    if let Some(difference) = &import.difference {
        anstream::eprintln!("{}", terminal::render(difference));
    }
    if !import.review.notes.is_empty() {
        anstream::eprint!("{BOLD}Needs review{PLAIN}\n{}", import.review);
    }
    let source = Source::new(out.display().to_string(), import.text);
    for diagnostic in &import.diagnostics {
        anstream::eprintln!("\n{}", diagnostic.render(&source, Style::Colour));
    }
    Ok(if import.diagnostics.has_errors() { Outcome::Found } else { Outcome::Fine })
}
