//! The macro that turns a YAML description of Stripe's Account Sessions API into Rust: parameter and response types,
//! builders, validators, encoding and constant tables.
//!
//! The pipeline is the file list: `input` finds and reads the file, the `schema` crate checks it, `expand` writes
//! tokens. What the expansion stands on is in the crate `generated-client`, on which its user must depend.

mod input;

use proc_macro::TokenStream;

/// Generates a typed client from a description in YAML.
///
/// ```ignore
/// codegen_macros::generate!("path/to/schema.yaml"); // relative to the Cargo.toml of the crate that says so
/// codegen_macros::generate!(version = "2024-09-30.acacia"); // one of the descriptions that come with the project
/// ```
///
/// It expands to items, so each version wants a module of its own; the file is watched, and a change of it expands the
/// macro again.
///
/// # Errors
///
/// Every mistake in the file is a compiler error that shows its line. What is not wrong is generated all the same, so
/// that code which uses it raises no errors of its own.
#[proc_macro]
pub fn generate(input: TokenStream) -> TokenStream {
    input::expand(input.into()).into()
}

/// A Markdown table of every component and feature with its default for each account type, as a string literal for
/// `#[doc = ...]`. It takes what [`generate!`] takes.
#[proc_macro]
pub fn reference(input: TokenStream) -> TokenStream {
    input::literal(input.into()).into()
}
