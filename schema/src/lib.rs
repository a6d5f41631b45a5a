//! The description of Stripe's Account Sessions API, as YAML files beside this crate and as what they mean.
//!
//! [`read`] turns a text into a [`CheckedSchema`] and says everything that is wrong with it, each [`Diagnostic`] at
//! its place. The stages are the modules: text to a tree with positions (`yaml`), tree to what was written (`ast`),
//! that to what is meant (`check` to [`model`]).

mod ast;
mod check;
mod diagnostic;
#[cfg(feature = "cli")]
pub mod diff;
pub mod docs;
#[cfg(feature = "cli")]
pub mod import;
pub mod model;
pub mod names;
mod render;
#[cfg(feature = "cli")]
pub mod rule;
mod source;
mod suggest;
mod words;
mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, Help, Severity};
pub use model::CheckedSchema;
pub use render::Style;
pub use source::{Source, Span};

/// What came of reading a schema.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What could be made of the text. Where there are errors, what they are about is left out of it.
    pub schema: Option<CheckedSchema>,
    /// Everything that is wrong, in the order of the text.
    pub diagnostics: Diagnostics,
}

/// Reads and checks a schema. Of what is allowed but probably not meant, it says nothing.
pub fn read(source: &Source) -> Reading {
    read_and(source, |_, _, _| {})
}

/// Reads and checks a schema, and where there are no errors, says what was probably not meant.
pub fn lint(source: &Source) -> Reading {
    read_and(source, check::lint)
}

fn read_and(source: &Source, lint: impl Fn(&ast::File, &CheckedSchema, &mut Diagnostics)) -> Reading {
    let mut diagnostics = Diagnostics::default();
    let schema = yaml::parse(source, &mut diagnostics).and_then(|root| {
        let file = ast::file(source, &root, &mut diagnostics);
        let schema = check::check(&file, &mut diagnostics)?;
        // What an error is about may well look unused or unfinished.
        if !diagnostics.has_errors() {
            lint(&file, &schema, &mut diagnostics);
        }
        Some(schema)
    });
    diagnostics.sort();
    Reading { schema, diagnostics }
}

/// The folder of the descriptions that come with this crate, each named after its version: `2024-09-30.acacia.yaml`.
pub const SHIPPED: &str = env!("CARGO_MANIFEST_DIR");

/// The versions whose descriptions come with this crate, oldest first.
pub fn shipped_versions() -> Vec<String> {
    let files = std::fs::read_dir(SHIPPED).into_iter().flatten().flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut versions: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(".yaml")?.to_owned())).collect();
    versions.sort();
    versions
}
