//! The macro's input: finds the schema file, reads it, and reports its errors.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use schema::{Reading, Severity, Source, Style};
use std::{
    env, fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};
use syn::{
    Ident, LitStr, Token,
    parse::{Parse, ParseStream},
};

/// Expands the file that the input names, with its errors as compiler errors.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    read_file(input).map_or_else(syn::Error::into_compile_error, |(Input { path, span, runtime, .. }, source)| {
        let Reading { schema, diagnostics } = schema::read(&source);
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).map(|diagnostic| {
            // The compiler puts its own `error: ` in front.
            let message = diagnostic.render(&source, Style::Plain);
            let message = message.strip_prefix("error: ").unwrap_or(&message);
            syn::Error::new(span, message).into_compile_error()
        });
        let items = schema.as_ref().map(|schema| codegen::expand(schema, &runtime));
        // Makes the compiler expand the macro again when the file changes.
        let path = path.to_string_lossy();
        let watch = quote! { const _: &[u8] = ::core::include_bytes!(#path); };
        quote! { #(#errors)* #watch #items }
    })
}

/// The table of features of the file that the input names. Errors of the file are left to `generate!`.
pub(crate) fn literal(input: TokenStream) -> TokenStream {
    read_file(input).map_or_else(syn::Error::into_compile_error, |(Input { span, .. }, source)| {
        let schema = schema::read(&source).schema;
        let table = schema.map(|schema| schema::feature_table::table(&schema)).unwrap_or_default();
        LitStr::new(&table, span).into_token_stream()
    })
}

/// Reads the schema file that the input names.
fn read_file(input: TokenStream) -> syn::Result<(Input, Source)> {
    let input: Input = syn::parse2(input)?;
    let Input { name, path, span, .. } = &input;
    match fs::read(path) {
        Ok(text) => {
            let source = Source::new(name, text);
            Ok((input, source))
        }
        Err(error) => {
            let reason = match error.kind() {
                ErrorKind::NotFound => "no such file".to_owned(),
                ErrorKind::IsADirectory => "it is a directory".to_owned(),
                _ => error.to_string(),
            };
            let known = if path.starts_with(schema::SHIPPED) {
                let versions: Vec<&str> = schema::shipped().iter().map(|(version, _)| *version).collect();
                format!("; the described versions are {}", versions.join(", "))
            } else {
                format!("\n  looked for {}", path.display())
            };
            Err(syn::Error::new(*span, format!("can't read the schema `{name}`: {reason}{known}")))
        }
    }
}

/// The macro's input: `"path.yaml"` or `version = "..."`, after an optional `crate = path,`.
struct Input {
    name: String,
    path: PathBuf,
    /// The place in the macro's input that names the file.
    span: Span,
    /// The path of the runtime crate.
    runtime: TokenStream,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        const EXPECTED: &str =
            "expected the path of a schema in quotes, such as `\"schema.yaml\"`, or `version = \"...\"`";
        let runtime = runtime(input)?;
        let keyword = if input.peek(Ident) && input.peek2(Token![=]) {
            let keyword: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            Some(keyword)
        } else {
            None
        };
        let literal: LitStr = input.parse().map_err(|error| syn::Error::new(error.span(), EXPECTED))?;
        input.parse::<Option<Token![,]>>()?;
        if !input.is_empty() {
            return Err(input.error("expected nothing after the schema"));
        }
        let (value, span) = (literal.value(), literal.span());
        match keyword {
            None => Ok(Input { path: relative(&value, span)?, name: value, span, runtime }),
            Some(keyword) if keyword == "version" => {
                let name = format!("{value}.yaml");
                Ok(Input { path: Path::new(schema::SHIPPED).join(&name), name, span, runtime })
            }
            Some(keyword) => Err(syn::Error::new(keyword.span(), EXPECTED)),
        }
    }
}

/// The path of the runtime crate: from `crate = path,`, or its name on the registry. It is taken as tokens, since `syn`
/// does not accept the `$crate` of a `macro_rules!` macro as a path.
fn runtime(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if !input.peek(Token![crate]) {
        return Ok(quote!(::generated_client_runtime));
    }
    input.parse::<Token![crate]>()?;
    input.parse::<Token![=]>()?;
    let mut path = TokenStream::new();
    while !input.peek(Token![,]) {
        path.extend([input.parse::<TokenTree>()?]);
    }
    input.parse::<Token![,]>()?;
    Ok(path)
}

fn relative(path: &str, span: Span) -> syn::Result<PathBuf> {
    let path = PathBuf::from(path);
    if path.is_absolute() {
        return Err(syn::Error::new(span, "the path of a schema is relative to the Cargo.toml of the crate"));
    }
    match env::var_os("CARGO_MANIFEST_DIR") {
        Some(root) => Ok(PathBuf::from(root).join(path)),
        None => Err(syn::Error::new(span, "CARGO_MANIFEST_DIR is not set: build with cargo")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: TokenStream) -> Result<(String, String), String> {
        let input: Input = syn::parse2(input).map_err(|error| error.to_string())?;
        Ok((input.name, input.runtime.to_string()))
    }

    #[test]
    fn the_runtime_has_any_path() {
        let schema = |runtime: &str| Ok(("a.yaml".to_owned(), runtime.to_owned()));
        assert_eq!(read(quote!("a.yaml")), schema(":: generated_client_runtime"));
        assert_eq!(read(quote!(crate = rt2, "a.yaml",)), schema("rt2"));
        assert_eq!(read(quote!(crate = ::a::b, "a.yaml")), schema(":: a :: b"));
        assert_eq!(read(quote!(crate = $crate, version = "1")), Ok(("1.yaml".to_owned(), "$ crate".to_owned())));
    }

    #[test]
    fn mistakes_of_the_input() {
        let expected = "expected the path of a schema in quotes, such as `\"schema.yaml\"`, or `version = \"...\"`";
        for input in [quote!(), quote!(a.yaml), quote!(release = "1"), quote!(crate = rt2,)] {
            assert!(read(input.clone()).unwrap_err().contains(expected), "{input}");
        }
        assert_eq!(read(quote!("a.yaml", "b.yaml")).unwrap_err(), "expected nothing after the schema");
        assert!(read(quote!(crate = rt2 "a.yaml")).is_err());
    }
}
