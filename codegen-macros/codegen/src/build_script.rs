//! Generated source as formatted text, for build scripts and the command line.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use quote::quote;
use schema::{CheckedSchema, Reading, Source, Style};

use crate::expand;

/// The reason why no code could be generated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A file can't be read or written.
    #[error("can't access `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The schema has errors.
    #[error("the schema has errors:\n\n{0}")]
    Schema(String),
    /// The function is called outside of a build script.
    #[error("`OUT_DIR` is not set: call this function in a build script")]
    NoOutDir,
}

/// Generates the Rust of a schema in a build script, and returns its path: `OUT_DIR`, with the name of the schema's file.
///
/// Cargo runs the build script again when the schema changes. The crate includes the file in a module, and depends on
/// `generated-client-runtime`:
///
/// ```ignore
/// // build.rs
/// fn main() -> Result<(), generated_client_codegen::BuildError> {
///     generated_client_codegen::generate("windows.yaml")?;
///     Ok(())
/// }
///
/// // src/lib.rs
/// pub mod windows {
///     include!(concat!(env!("OUT_DIR"), "/windows.rs"));
/// }
/// ```
///
/// # Errors
///
/// If the schema can't be read or has errors, all of which are in the message, or the file can't be written.
pub fn generate(schema: impl AsRef<Path>) -> Result<PathBuf, BuildError> {
    let path = schema.as_ref();
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| BuildError::Io { path, source }
    };
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read(path).map_err(io(path))?;
    let source = Source::new(path.to_string_lossy(), text);
    let Reading { schema, diagnostics } = schema::read(&source);
    let errors = || diagnostics.iter().map(|diagnostic| diagnostic.render(&source, Style::Plain));
    let Some(schema) = schema.filter(|_| !diagnostics.has_errors()) else {
        return Err(BuildError::Schema(errors().collect::<Vec<_>>().join("\n\n")));
    };
    let folder = env::var_os("OUT_DIR").ok_or(BuildError::NoOutDir)?;
    let out = Path::new(&folder).join(path.with_extension("rs").file_name().unwrap_or("schema.rs".as_ref()));
    fs::write(&out, self::source(&schema)).map_err(io(&out))?;
    Ok(out)
}

/// The formatted Rust of a schema.
pub fn source(schema: &CheckedSchema) -> String {
    let tokens = expand(schema, &quote!(::generated_client_runtime));
    // Whatever is expanded is Rust; the tokens would show where it is not.
    let source = syn::parse2(tokens.clone()).map_or_else(|_| tokens.to_string(), |file| prettyplease::unparse(&file));
    with_blank_lines(&source)
}

/// Separates items by blank lines, which the formatter leaves out.
fn with_blank_lines(source: &str) -> String {
    const STARTS: [&str; 7] = ["///", "#[", "pub ", "fn ", "impl", "mod ", "rt::impl_"];
    let mut lines = source.lines().peekable();
    let mut separated = String::with_capacity(source.len());
    while let Some(line) = lines.next() {
        separated.push_str(line);
        separated.push('\n');
        let next = lines.peek().map_or("", |next| next.trim_start());
        let ends_item = line.trim_start() == "}" || line.ends_with(';') || line.ends_with("{}");
        if ends_item && STARTS.iter().any(|start| next.starts_with(start)) {
            separated.push('\n');
        }
    }
    separated
}
