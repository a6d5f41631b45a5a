//! The Rust types of parameters, features and fields.

use proc_macro2::TokenStream;
use quote::quote;
use schema::{
    model::{Kind, Member},
    names,
};

use crate::idents::ident;

/// The type of a response's value; `name` is the name of the field or feature.
pub(crate) fn response_type(kind: &Kind, name: &str) -> TokenStream {
    match kind {
        Kind::Boolean => quote!(bool),
        Kind::String => quote!(String),
        Kind::Integer { .. } => quote!(i64),
        Kind::Timestamp => quote!(Timestamp),
        Kind::Id { expandable: true, .. } => quote!(ExpandableId),
        Kind::Id { .. } => quote!(Id),
        Kind::Secret => quote!(Secret),
        Kind::Enum { .. } => {
            let ty = ident(&names::value(name));
            quote!(#ty)
        }
        Kind::Object { .. } => {
            let ty = ident(&names::object(name));
            quote!(#ty)
        }
        Kind::List(of) => {
            let of = response_type(of, name);
            quote!(Vec<#of>)
        }
        Kind::Components => quote!(Components),
    }
}

/// The type of a request's value that is not clearable.
fn value_type(kind: &Kind, name: &str) -> TokenStream {
    match kind {
        Kind::Components => quote!(ComponentsParams),
        other => response_type(other, name),
    }
}

/// The type of a request's value.
pub(crate) fn param_type(param: &Member, place: &str) -> TokenStream {
    let ty = value_type(&param.kind, place);
    if param.clearable { quote!(Clearable<#ty>) } else { ty }
}

/// True if the type is passed by value.
pub(crate) fn is_copy(kind: &Kind) -> bool {
    matches!(kind, Kind::Boolean | Kind::Integer { .. } | Kind::Timestamp)
}

/// The type that a getter of the request returns, and the expression that it returns for a place.
pub(crate) fn getter(member: &Member, place: &TokenStream) -> (TokenStream, TokenStream) {
    let Member { kind, clearable, required, name, .. } = member;
    let ty = param_type(member, name);
    let (borrowed, borrow) = match kind {
        Kind::String if !clearable => (quote!(&str), quote!(.as_deref())),
        Kind::List(of) if !clearable => {
            let of = response_type(of, name);
            (quote!(&[#of]), quote!(.as_deref()))
        }
        kind if is_copy(kind) && !clearable => {
            return (if *required { ty } else { quote!(Option<#ty>) }, place.clone());
        }
        _ => (quote!(&#ty), quote!(.as_ref())),
    };
    match required {
        true => (borrowed, quote!(&#place)),
        false => (quote!(Option<#borrowed>), quote!(#place #borrow)),
    }
}

/// The type that a setter takes, and the expression that makes it the parameter's type.
pub(crate) fn setter(param: &Member, place: &str, value: &TokenStream) -> (TokenStream, TokenStream) {
    let (input, value) = setter_input(&param.kind, place, value);
    (input, if param.clearable { quote!(Clearable::Set(#value)) } else { value })
}

fn setter_input(kind: &Kind, name: &str, value: &TokenStream) -> (TokenStream, TokenStream) {
    match kind {
        Kind::Boolean | Kind::Integer { .. } | Kind::Timestamp | Kind::Object { .. } | Kind::Components => {
            (value_type(kind, name), value.clone())
        }
        Kind::String | Kind::Id { .. } | Kind::Secret | Kind::Enum { .. } => {
            let target = value_type(kind, name);
            (quote!(impl Into<#target>), quote!(#value.into()))
        }
        Kind::List(of) => {
            let (item, convert) = setter_input(of, name, &quote!(item));
            let items = quote!(impl IntoIterator<Item = #item>);
            match is_copy(of) || matches!(**of, Kind::Object { .. }) {
                true => (items, quote!(#value.into_iter().collect())),
                false => (items, quote!(#value.into_iter().map(|item| #convert).collect())),
            }
        }
    }
}
