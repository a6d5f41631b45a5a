//! Reads a schema, checks it and expands it as the macro does, and leaves the compiler out.

use std::{env, fs, process::exit};

fn main() {
    let path = env::args().nth(1).unwrap_or_default();
    let text = fs::read(&path).unwrap_or_default();
    let reading = schema::read(&schema::Source::new(path, text));
    let Some(schema) = reading.schema.filter(|_| !reading.diagnostics.has_errors()) else { exit(1) };
    println!("{}", codegen::expand(&schema, &quote::quote!(::generated_client_runtime)).is_empty());
}
