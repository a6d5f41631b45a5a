//! A checked schema to tokens. It takes nothing else, so it never fails.

mod builder;
mod docs;
mod facts;
mod kinds;
mod named;
mod operation;
mod params;
mod reflect;
mod response;
mod rules;
mod values;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use schema::{
    CheckedSchema,
    model::{Component, Schema},
    names,
};

/// Every item of a schema. They stand in a module of their own, where no name around the macro's call can get in the
/// way of a name they use; the schema's names can't either, since `schema::names` keeps these.
pub fn expand(schema: &CheckedSchema, runtime: &TokenStream) -> TokenStream {
    let operation = operation::expand(schema);
    let params = params::expand(schema);
    let response = response::expand(schema);
    let facts = facts::expand(schema);
    let named = named::expand(schema);
    let values = values::expand(schema);
    let reflect = reflect::expand(schema);
    // An import that nothing uses is a warning.
    let clearable = schema.has_clearable().then(|| {
        quote!(
            use #runtime::Clearable;
        )
    });
    quote! {
        pub use self::generated::*;

        mod generated {
            use #runtime::{
                ComponentUnknown, FeatureError, Id, Secret, Timestamp, Unknown, ValidationError,
                rt,
            };
            use ::std::fmt;
            #clearable

            #operation
            #params
            #response
            #facts
            #values
            #named
            #reflect
        }
    }
}

/// The functions between the variants of an enum and the names that the API has for them.
fn naming(variants: &[Ident], names: &[&String]) -> TokenStream {
    quote! {
        /// The name as the API writes it.
        pub const fn name(self) -> &'static str {
            match self { #(Self::#variants => #names),* }
        }

        /// What the API writes so.
        pub fn from_name(name: &str) -> Option<Self> {
            match name {
                #(#names => Some(Self::#variants),)*
                _ => None,
            }
        }
    }
}

/// The field, method or variable of a name.
fn snake(name: &str) -> Ident {
    let name = names::snake(name);
    if names::is_keyword(&name) { Ident::new_raw(&name, Span::call_site()) } else { ident(&name) }
}

/// The type or variant of a name.
fn pascal(name: &str) -> Ident {
    ident(&names::pascal(name))
}

/// The parameter type of a component.
fn params_ident(component: &Component) -> Ident {
    ident(&names::component_params(&component.name))
}

/// The first place of each component: that of `enabled`, which its features follow.
fn places(schema: &Schema) -> impl Iterator<Item = usize> {
    schema
        .components
        .iter()
        .scan(0, |next, component| Some(std::mem::replace(next, *next + 1 + component.features.len())))
}

/// How many words the places of all components take.
fn words(schema: &Schema) -> Literal {
    let places = schema.components.iter().map(|component| 1 + component.features.len()).sum::<usize>();
    position(places.div_ceil(64))
}

/// A number without its type.
fn position(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

/// A name that is a Rust identifier as it is.
fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
