//! `schema import`: a schema from the API's OpenAPI document.

use crate::{
    import::{self, MAX_BYTES},
    outcome::Outcome,
};
use clap::Args;
use schema::{Severity, Source, Style};
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// Writes a schema for the release of the API that an OpenAPI document describes.
///
/// Keeps the text of the schema it starts from wherever the document says nothing else. Says what was added, removed
/// and changed, and what is left to a human. Ends with 0 if the schema was written, with 1 if it was and has errors to
/// be mended by hand, and with 2 if it was not; then what was at `--out` before still is.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in JSON or YAML.
    #[arg(long, value_name = "SPEC")]
    openapi: PathBuf,
    /// The schema to start from, usually that of the version before.
    #[arg(long, value_name = "BASE")]
    from: Option<PathBuf>,
    /// Where to write the schema.
    #[arg(long, value_name = "NEW")]
    out: PathBuf,
    /// The API version, if it is not the document's.
    #[arg(long, value_name = "VERSION")]
    api_version: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    match attempt(arguments) {
        Ok(outcome) => outcome,
        Err(reason) => {
            anstream::eprintln!("error: {reason}");
            Outcome::Failed
        }
    }
}

fn attempt(arguments: &Arguments) -> Result<Outcome, String> {
    let unreadable = |path: &Path, error: io::Error| format!("can't read `{}`: {error}", path.display());
    let base = arguments.from.as_deref().map(|path| {
        let text = fs::read(path).map_err(|error| unreadable(path, error))?;
        Ok(Source::new(path.display().to_string(), text))
    });
    let base = base.transpose().map_err(|reason: String| reason)?;
    let document = read(&arguments.openapi).map_err(|error| unreadable(&arguments.openapi, error))?;
    let import = import::import(&document, base.as_ref(), arguments.api_version.as_deref());
    let import = import.map_err(|error| format!("can't import `{}`: {error}", arguments.openapi.display()))?;
    write(&arguments.out, &import.text)
        .map_err(|error| format!("can't write `{}`: {error}", arguments.out.display()))?;
    anstream::eprint!("{}", import.report);
    let source = Source::new(arguments.out.display().to_string(), import.text);
    for diagnostic in &import.diagnostics {
        anstream::eprintln!("\n{}", diagnostic.render(&source, Style::Colour));
    }
    let errors = import.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if errors { Outcome::Found } else { Outcome::Fine })
}

/// Reads a file, but not much more than may be imported.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file as a whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    // What a link points to is written, and the link stays.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let written = written.and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // It is of no use, and may not even be there.
        _ = fs::remove_file(&beside);
    }
    written
}
