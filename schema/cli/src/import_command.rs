//! `cargo schema import`: a schema from the API's OpenAPI document.

use crate::{
    description_file::{self, Failure},
    import::import,
    outcome::Outcome,
};
use clap::Args;
use schema::{Source, Style};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Writes a schema for the release of the API that an OpenAPI document describes.
///
/// Keeps the text of the base schema wherever the document does not differ. Prints what was added, removed and changed,
/// and what needs review. Ends with 0 if the schema was written, with 1 if it was written and has errors to fix by hand,
/// and with 2 if it was not written; the file at `--out` is then unchanged.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in JSON or YAML.
    #[arg(long, value_name = "SPEC")]
    openapi: PathBuf,
    /// The schema to start from, usually that of the version before.
    #[arg(long, value_name = "BASE")]
    from: Option<PathBuf>,
    /// The file to write.
    #[arg(long, value_name = "NEW")]
    out: PathBuf,
    /// The API version, if it is not the document's.
    #[arg(long, value_name = "VERSION")]
    api_version: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let base = arguments.from.as_deref().map(description_file::source).transpose()?;
    let document = description_file::document(&arguments.openapi)?;
    let name = |path: &Path| path.display().to_string();
    let import = import(&document, base.as_ref(), arguments.api_version.as_deref())
        .map_err(|error| Failure::Import { name: name(&arguments.openapi), error })?;
    write(&arguments.out, &import.text).map_err(|error| Failure::Unwritable { name: name(&arguments.out), error })?;
    anstream::eprint!("{}", import.report);
    let source = Source::new(name(&arguments.out), import.text);
    for diagnostic in &import.diagnostics {
        anstream::eprintln!("\n{}", diagnostic.render(&source, Style::Colour));
    }
    Ok(if import.diagnostics.has_errors() { Outcome::Found } else { Outcome::Fine })
}

/// Writes a file as a whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    // The target of a link is written, and the link stays.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&temporary).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let written = written.and_then(|()| fs::rename(&temporary, &path));
    if written.is_err() {
        // It is useless, and may not even exist.
        _ = fs::remove_file(&temporary);
    }
    written
}
