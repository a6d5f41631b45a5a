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
    File::read(input).map_or_else(syn::Error::into_compile_error, |file| {
        let Reading { schema, diagnostics } = schema::read(&file.source);
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).map(|diagnostic| {
            // The compiler puts its own `error: ` in front.
            let message = diagnostic.render(&file.source, Style::Plain);
            let message = message.strip_prefix("error: ").unwrap_or(&message);
            syn::Error::new(file.span, message).into_compile_error()
        });
        let items = schema.as_ref().map(|schema| codegen::expand(schema, &file.runtime));
        let watch = file.watch();
        quote! { #(#errors)* #watch #items }
    })
}

/// The table of features of the file that the input names. Errors of the file are left to `generate!`.
pub(crate) fn literal(input: TokenStream) -> TokenStream {
    File::read(input).map_or_else(syn::Error::into_compile_error, |file| {
        let table =
            schema::read(&file.source).schema.map(|schema| schema::feature_table::table(&schema)).unwrap_or_default();
        LitStr::new(&table, file.span).into_token_stream()
    })
}

/// A schema file that has been read.
struct File {
    source: Source,
    path: PathBuf,
    /// The place in the macro's input that names it.
    span: Span,
    /// The path of the runtime crate.
    runtime: TokenStream,
}

impl File {
    fn read(input: TokenStream) -> syn::Result<File> {
        let Input { name, path, span, runtime } = syn::parse2(input)?;
        match fs::read(&path) {
            Ok(text) => Ok(File { source: Source::new(name, text), path, span, runtime }),
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
                Err(syn::Error::new(span, format!("can't read the schema `{name}`: {reason}{known}")))
            }
        }
    }

    /// Makes the compiler expand the macro again when the file changes.
    fn watch(&self) -> TokenStream {
        let path = self.path.to_string_lossy();
        quote! { const _: &[u8] = ::core::include_bytes!(#path); }
    }
}

/// The macro's input: `"path.yaml"` or `version = "..."`, after an optional `crate = path,`.
struct Input {
    name: String,
    path: PathBuf,
    span: Span,
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
