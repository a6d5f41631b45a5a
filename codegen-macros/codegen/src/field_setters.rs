//! The methods that set and clear a field.

use proc_macro2::TokenStream;
use quote::quote;
use schema::{model::Member, names};

use crate::{
    doc_comments::{self, attributes},
    idents::{ident, snake},
    rust_types,
};

/// The methods of a generated struct that set one of its fields and, if it is clearable, clear it. The types of enums and
/// objects are named after their place.
pub(crate) fn expand(member: &Member, place: &str) -> TokenStream {
    let field = snake(&member.name);
    let set = |value| {
        quote! {
            self.#field = Some(#value);
            self
        }
    };
    methods(member, place, "Self", &quote!(#[must_use]), &quote!(Self), set)
}

/// The methods that set and clear a field of the type `owner`; `set` makes the body that sets it to a value.
pub(crate) fn methods(
    member: &Member,
    place: &str,
    owner: &str,
    must_use: &TokenStream,
    output: &TokenStream,
    set: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let (name, method) = (&member.name, snake(&member.name));
    let doc = attributes(doc_comments::setter(owner, name), member.deprecated);
    let (input, value) = rust_types::setter(member, place, &quote!(value));
    let set_value = set(value);
    let clear = member.clearable.then(|| {
        let (method, doc, clear) =
            (ident(&names::clear(name)), doc_comments::clear(name), set(quote!(Clearable::Clear)));
        quote! {
            #doc
            #must_use
            pub fn #method(mut self) -> #output { #clear }
        }
    });
    quote! {
        #doc
        #must_use
        pub fn #method(mut self, value: #input) -> #output { #set_value }

        #clear
    }
}
