//! The description of Stripe's Account Sessions API, as YAML files beside this crate and as what they mean.
//!
//! [`read`] turns a text into a [`CheckedSchema`] and says everything that is wrong with it, each [`Diagnostic`] at
//! its place. The stages are the modules: text to a tree with positions (`yaml`), tree to what was written (`ast`),
//! that to what is meant (`check` to [`model`]).

mod ast;
mod check;
pub mod diagnostic;
pub mod docs;
pub mod model;
pub mod names;
mod suggest;
mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, Severity, Source};
pub use model::CheckedSchema;
use std::path::{Path, PathBuf};

/// What came of reading a schema.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What could be made of the text. Where there are errors, what they are about is left out of it.
    pub schema: Option<CheckedSchema>,
    /// Everything that is wrong, in the order of the text.
    pub diagnostics: Diagnostics,
}

/// Reads and checks a schema.
pub fn read(source: &Source<'_>) -> Reading {
    let mut diagnostics = Diagnostics::default();
    let schema = yaml::parse(source, &mut diagnostics).and_then(|root| {
        let file = ast::file(&root, &mut diagnostics);
        check::check(&file, &mut diagnostics)
    });
    diagnostics.sort();
    Reading { schema, diagnostics }
}

/// The file that describes an API version, among those that come with this crate.
pub fn shipped(api_version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("{api_version}.yaml"))
}
