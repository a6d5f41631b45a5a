//! The methods that set and clear a field of a generated struct.

use proc_macro2::TokenStream;
use quote::quote;
use schema::{model::Member, names};

use crate::{
    doc_comments::{self, attributes},
    idents::{ident, snake},
    rust_types,
};

/// The methods of a field that set it and, if it is clearable, clear it. The types of enums and objects are named after
/// their place.
pub(crate) fn expand(member: &Member, place: &str) -> TokenStream {
    let (name, field) = (&member.name, snake(&member.name));
    let doc = attributes(doc_comments::setter("Self", name), member.deprecated);
    let (input, value) = rust_types::setter(member, place, &quote!(value));
    let clear = member.clearable.then(|| {
        let (method, doc) = (ident(&names::clear(name)), doc_comments::clear(name));
        quote! {
            #doc
            #[must_use]
            pub fn #method(mut self) -> Self {
                self.#field = Some(Clearable::Clear);
                self
            }
        }
    });
    quote! {
        #doc
        #[must_use]
        pub fn #field(mut self, value: #input) -> Self {
            self.#field = Some(#value);
            self
        }

        #clear
    }
}
