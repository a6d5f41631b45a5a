//! The procedural macro over `generated-client-codegen`: a schema file in, a typed client out.
//!
//! Use it through [`generate!`] of `generated-client` or `generated-client-runtime`, which pass the path of the runtime
//! crate.

mod input;

use proc_macro::TokenStream;

/// Generates a typed client from a description in YAML.
///
/// ```ignore
/// generated_client::generate!("path/to/schema.yaml"); // relative to the Cargo.toml of the calling crate
/// generated_client::generate!(version = "2024-09-30.acacia"); // a description that comes with the project
/// ```
///
/// It expands to items, so put each version into a module. A change of the file expands the macro again.
///
/// # Errors
///
/// Every mistake in the file is a compiler error that shows its line. The valid rest of the file is generated all the
/// same, so that code which uses it raises no further errors.
#[proc_macro]
pub fn generate(input: TokenStream) -> TokenStream {
    input::expand(input.into()).into()
}

/// A Markdown table of every component and feature with its default for each account type, as a string literal for
/// `#[doc = ...]`. The input is that of [`generate!`].
#[proc_macro]
pub fn reference(input: TokenStream) -> TokenStream {
    input::literal(input.into()).into()
}
