//! The Rust side of each type a parameter or field can have.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::model::Kind;

/// The type of a response's field.
pub(super) fn response_type(kind: &Kind) -> TokenStream {
    match kind {
        Kind::Boolean => quote!(bool),
        Kind::String => quote!(String),
        Kind::Integer => quote!(i64),
        Kind::Timestamp => quote!(Timestamp),
        Kind::Id { .. } => quote!(Id),
        Kind::Secret => quote!(Secret),
        Kind::List(of) => {
            let of = response_type(of);
            quote!(Vec<#of>)
        }
        Kind::Components => quote!(Components),
    }
}

/// The type of a request's parameter.
pub(super) fn param_type(kind: &Kind) -> TokenStream {
    match kind {
        Kind::Components => quote!(ComponentsParams),
        other => response_type(other),
    }
}

/// Whether the type is passed by value.
pub(super) fn is_copy(kind: &Kind) -> bool {
    matches!(kind, Kind::Boolean | Kind::Integer | Kind::Timestamp)
}

/// What a getter of the request gives, and how.
pub(super) fn getter(kind: &Kind, field: &Ident, required: bool) -> (TokenStream, TokenStream) {
    let ty = match kind {
        Kind::String => quote!(&str),
        Kind::List(of) => {
            let of = response_type(of);
            quote!(&[#of])
        }
        kind if is_copy(kind) => param_type(kind),
        kind => {
            let ty = param_type(kind);
            quote!(&#ty)
        }
    };
    match (required, kind) {
        (true, kind) if is_copy(kind) => (ty, quote!(self.#field)),
        (true, _) => (ty, quote!(&self.#field)),
        (false, kind) if is_copy(kind) => (quote!(Option<#ty>), quote!(self.#field)),
        (false, Kind::String | Kind::List(_)) => (quote!(Option<#ty>), quote!(self.#field.as_deref())),
        (false, _) => (quote!(Option<#ty>), quote!(self.#field.as_ref())),
    }
}

/// What a setter takes, and how it becomes the parameter's type.
pub(super) fn setter(kind: &Kind, value: &TokenStream) -> (TokenStream, TokenStream) {
    match kind {
        Kind::Boolean | Kind::Integer | Kind::Timestamp | Kind::Components => (param_type(kind), value.clone()),
        Kind::String | Kind::Id { .. } | Kind::Secret => {
            let target = param_type(kind);
            (quote!(impl Into<#target>), quote!(#value.into()))
        }
        Kind::List(of) => {
            let (item, convert) = setter(of, &quote!(item));
            let items = quote!(impl IntoIterator<Item = #item>);
            (items, quote!(#value.into_iter().map(|item| #convert).collect()))
        }
    }
}

/// The statement that writes the parameter in a field of the request into a form.
pub(super) fn encode(kind: &Kind, name: &str, field: &Ident, required: bool) -> TokenStream {
    let value = if required { quote!(self.#field) } else { quote!(value) };
    let write = match kind {
        Kind::Boolean => quote!(form.boolean(#name, #value);),
        Kind::Integer => quote!(form.integer(#name, #value);),
        Kind::Timestamp => quote!(form.integer(#name, #value.as_seconds());),
        Kind::Id { .. } => quote!(form.text(#name, #value.as_str());),
        Kind::Secret => quote!(form.text(#name, #value.expose_secret());),
        Kind::Components => quote!(#value.encode(form);),
        Kind::String if required => quote!(form.text(#name, &#value);),
        Kind::String => quote!(form.text(#name, #value);),
        Kind::List(_) if required => quote!(form.texts(#name, &#value);),
        Kind::List(_) => quote!(form.texts(#name, #value);),
    };
    match (required, is_copy(kind)) {
        (true, _) => write,
        (false, true) => quote! { if let Some(value) = self.#field { #write } },
        (false, false) => quote! { if let Some(value) = &self.#field { #write } },
    }
}

/// The type as a constant of the tables.
pub(super) fn table(kind: &Kind) -> TokenStream {
    let kind = match kind {
        Kind::Boolean => quote!(Boolean),
        Kind::String => quote!(String),
        Kind::Integer => quote!(Integer),
        Kind::Timestamp => quote!(Timestamp),
        Kind::Id { prefix } => quote!(Id { prefix: #prefix }),
        Kind::Secret => quote!(Secret),
        Kind::List(of) => {
            let of = table(of);
            quote!(List(&#of))
        }
        Kind::Components => quote!(Components),
    };
    quote!(rt::Kind::#kind)
}
