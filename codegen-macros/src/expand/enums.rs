//! The types of values that are one of several texts.

use super::{docs::doc, ident};
use proc_macro2::TokenStream;
use quote::quote;
use schema::{
    model::{Enum, Schema},
    names,
};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    schema.enums().iter().map(one).collect()
}

fn one(Enum { name, values }: &Enum<'_>) -> TokenStream {
    let ty = ident(&names::value(name));
    let variants = names::variants(values);
    let named = || variants.iter().zip(values).filter_map(|(variant, value)| Some((ident(variant.as_ref()?), *value)));
    let (variants, texts): (Vec<_>, Vec<_>) = named().unzip();
    let docs = texts.iter().map(|text| doc(&[&format!("`{text}`")]));
    let what = doc(&[&format!("What `{name}` can be.")]);
    quote! {
        #what
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ty {
            #(#docs #variants,)*
            /// A text that has no variant of its own.
            Unrecognized(String),
        }

        impl #ty {
            /// Every value that has a variant of its own, in the order of the API description.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The text as the API writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Unrecognized(text) => text,
                }
            }
        }

        impl Default for #ty {
            /// The empty text, which the API does not take.
            fn default() -> Self {
                Self::Unrecognized(String::new())
            }
        }

        impl From<&str> for #ty {
            fn from(text: &str) -> Self {
                match text {
                    #(#texts => Self::#variants,)*
                    text => Self::Unrecognized(text.to_owned()),
                }
            }
        }

        impl rt::Known for #ty {
            fn text(&self) -> &str {
                self.as_str()
            }
        }
    }
}
