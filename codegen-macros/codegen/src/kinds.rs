//! The Rust side of each type a parameter, feature or field can have.

use super::{ident, reflect};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::{
    model::{Kind, Literal, Member},
    names,
};

/// The type of a response's value; `name` is that of the field or feature.
pub(super) fn response_type(kind: &Kind, name: &str) -> TokenStream {
    match kind {
        Kind::Boolean => quote!(bool),
        Kind::String => quote!(String),
        Kind::Integer => quote!(i64),
        Kind::Timestamp => quote!(Timestamp),
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

/// The type of a request's value that is never cleared.
fn value_type(kind: &Kind, name: &str) -> TokenStream {
    match kind {
        Kind::Components => quote!(ComponentsParams),
        other => response_type(other, name),
    }
}

/// The type of a request's value.
pub(super) fn param_type(kind: &Kind, clearable: bool, name: &str) -> TokenStream {
    let ty = value_type(kind, name);
    if clearable { quote!(Clearable<#ty>) } else { ty }
}

/// Whether the type is passed by value.
pub(super) fn is_copy(kind: &Kind) -> bool {
    matches!(kind, Kind::Boolean | Kind::Integer | Kind::Timestamp)
}

/// What a getter of the request gives, and how.
pub(super) fn getter(member: &Member, field: &Ident) -> (TokenStream, TokenStream) {
    let Member { kind, clearable, required, name, .. } = member;
    let place = quote!(self.#field);
    if *clearable {
        let ty = param_type(kind, true, name);
        return if *required {
            (quote!(&#ty), quote!(&#place))
        } else {
            (quote!(Option<&#ty>), quote!(#place.as_ref()))
        };
    }
    let ty = lent(kind, name, &TokenStream::new());
    match required {
        true if is_copy(kind) => (ty, place),
        true => (ty, quote!(&#place)),
        false => (quote!(Option<#ty>), lend(kind, &place)),
    }
}

/// The type of a value that is copied or referred to for a lifetime.
pub(super) fn lent(kind: &Kind, name: &str, lifetime: &TokenStream) -> TokenStream {
    match kind {
        Kind::String => quote!(&#lifetime str),
        Kind::List(of) => {
            let of = response_type(of, name);
            quote!(&#lifetime [#of])
        }
        kind => {
            let ty = value_type(kind, name);
            if is_copy(kind) { ty } else { quote!(&#lifetime #ty) }
        }
    }
}

/// The same of a place that may hold nothing.
pub(super) fn lend(kind: &Kind, place: &TokenStream) -> TokenStream {
    match kind {
        kind if is_copy(kind) => place.clone(),
        Kind::String | Kind::List(_) => quote!(#place.as_deref()),
        _ => quote!(#place.as_ref()),
    }
}

/// What a setter takes, and how it becomes the parameter's type.
pub(super) fn setter(kind: &Kind, clearable: bool, name: &str, value: &TokenStream) -> (TokenStream, TokenStream) {
    let (input, value) = taken(kind, name, value);
    (input, if clearable { quote!(Clearable::Set(#value)) } else { value })
}

fn taken(kind: &Kind, name: &str, value: &TokenStream) -> (TokenStream, TokenStream) {
    match kind {
        Kind::Boolean | Kind::Integer | Kind::Timestamp | Kind::Components => (value_type(kind, name), value.clone()),
        Kind::String | Kind::Id { .. } | Kind::Secret | Kind::Enum { .. } => {
            let target = value_type(kind, name);
            (quote!(impl Into<#target>), quote!(#value.into()))
        }
        Kind::Object { .. } => (value_type(kind, name), value.clone()),
        Kind::List(of) => {
            let (item, convert) = taken(of, name, &quote!(item));
            let items = quote!(impl IntoIterator<Item = #item>);
            match is_copy(of) || matches!(**of, Kind::Object { .. }) {
                true => (items, quote!(#value.into_iter().collect())),
                false => (items, quote!(#value.into_iter().map(|item| #convert).collect())),
            }
        }
    }
}

/// The statement that writes a value of the request into a form.
pub(super) fn encode(kind: &Kind, clearable: bool, path: &str, value: &TokenStream, required: bool) -> TokenStream {
    let place = if required { value.clone() } else { quote!(value) };
    let copied = is_copy(kind) && !clearable;
    let write = match kind {
        Kind::Components => quote!(PLAN.encode(&#place.0, form);),
        Kind::Boolean if copied => quote!(form.boolean(#path, #place);),
        Kind::Integer if copied => quote!(form.integer(#path, #place);),
        Kind::Timestamp if copied => quote!(form.integer(#path, #place.as_seconds());),
        Kind::Id { .. } if !clearable => quote!(form.text(#path, #place.as_str());),
        Kind::Secret if !clearable => quote!(form.text(#path, #place.expose_secret());),
        Kind::String if !clearable && required => quote!(form.text(#path, &#place);),
        Kind::String if !clearable => quote!(form.text(#path, #place);),
        _ if required => quote!(rt::Param::write(&#place, rt::Name::Whole(#path), form);),
        _ => quote!(rt::Param::write(#place, rt::Name::Whole(#path), form);),
    };
    match (required, copied) {
        (true, _) => write,
        (false, true) => quote! { if let Some(value) = #value { #write } },
        (false, false) => quote! { if let Some(value) = &#value { #write } },
    }
}

/// The statement that checks a value wherever it stands; `place` is a reference to it.
pub(super) fn check(kind: &Kind, clearable: bool, path: &str, place: &TokenStream) -> Option<TokenStream> {
    Some(match kind {
        Kind::Boolean | Kind::Integer | Kind::Timestamp | Kind::Components => return None,
        Kind::Id { prefix } if clearable => quote! {
            if let Clearable::Set(value) = #place {
                violations.prefix(#path, value, #prefix);
            }
        },
        Kind::Id { prefix } => quote! { violations.prefix(#path, #place, #prefix); },
        _ => quote! { violations.value(#path, #place); },
    })
}

/// The value as a constant of the tables.
pub(super) fn table_literal(literal: &Literal) -> TokenStream {
    let literal = match literal {
        Literal::Null => quote!(Null),
        Literal::Boolean(value) => quote!(Boolean(#value)),
        Literal::Integer(value) => {
            let value = proc_macro2::Literal::i64_unsuffixed(*value);
            quote!(Integer(#value))
        }
        Literal::Text(text) => quote!(Text(#text)),
        Literal::List(items) => {
            let items = items.iter().map(table_literal);
            quote!(List(&[#(#items),*]))
        }
    };
    quote!(rt::Literal::#literal)
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
        Kind::Enum { values } => quote!(Enum { values: &[#(#values),*] }),
        Kind::Object { fields } => {
            let fields = fields.iter().map(reflect::member);
            quote!(Object { fields: &[#(#fields),*] })
        }
        Kind::List(of) => {
            let of = table(of);
            quote!(List(&#of))
        }
        Kind::Components => quote!(Components),
    };
    quote!(rt::Kind::#kind)
}
