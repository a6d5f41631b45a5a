//! What the macro is given: which file, and what is in it.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use schema::{CheckedSchema, Reading, Source};
use std::{env, fs, path::PathBuf};
use syn::{
    Ident, LitStr, Token,
    parse::{Parse, ParseStream},
};

/// Expands the file that the input names, and what is wrong with it.
pub(crate) fn expand(input: TokenStream, expand: impl Fn(&CheckedSchema) -> TokenStream) -> TokenStream {
    File::read(input).map_or_else(syn::Error::into_compile_error, |file| {
        let Reading { schema, diagnostics } = file.check();
        let source = Source::new(&file.name, &file.text);
        let errors = diagnostics.iter().map(|diagnostic| {
            // The compiler puts its own `error: ` in front.
            let message = diagnostic.render(&source);
            let message = message.strip_prefix("error: ").unwrap_or(&message);
            syn::Error::new(file.span, message).into_compile_error()
        });
        let items = schema.as_ref().map(expand);
        let watch = file.watch();
        quote! { #(#errors)* #watch #items }
    })
}

/// The reference table of the file that the input names. What is wrong with the file is left for `generate!` to say.
pub(crate) fn literal(input: TokenStream) -> TokenStream {
    File::read(input).map_or_else(syn::Error::into_compile_error, |file| {
        let table = file.check().schema.map(|schema| schema::docs::table(&schema)).unwrap_or_default();
        LitStr::new(&table, file.span).into_token_stream()
    })
}

/// A schema file that has been read.
struct File {
    /// The name it goes by in messages.
    name: String,
    path: PathBuf,
    text: String,
    /// Where the macro's input names it.
    span: Span,
}

impl File {
    fn read(input: TokenStream) -> syn::Result<File> {
        let Input { name, path, span } = syn::parse2(input)?;
        match fs::read_to_string(&path) {
            Ok(text) => Ok(File { name, path, text, span }),
            Err(error) => {
                let message = format!("can't read the schema `{name}`: {error}\n  looked for {}", path.display());
                Err(syn::Error::new(span, message))
            }
        }
    }

    fn check(&self) -> Reading {
        schema::read(&Source::new(&self.name, &self.text))
    }

    /// Makes the compiler expand the macro again when the file changes.
    fn watch(&self) -> TokenStream {
        let path = self.path.to_string_lossy();
        quote! { const _: &[u8] = ::core::include_bytes!(#path); }
    }
}

/// The macro's input: `"path.yaml"` or `version = "..."`.
struct Input {
    name: String,
    path: PathBuf,
    span: Span,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        const EXPECTED: &str =
            "expected the path of a schema in quotes, such as `\"schema.yaml\"`, or `version = \"...\"`";
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
            None => Ok(Input { path: relative(&value, span)?, name: value, span }),
            Some(keyword) if keyword == "version" => {
                Ok(Input { path: schema::shipped(&value), name: format!("{value}.yaml"), span })
            }
            Some(keyword) => Err(syn::Error::new(keyword.span(), EXPECTED)),
        }
    }
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
