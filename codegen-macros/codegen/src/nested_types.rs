//! The types of enum and object values.

use proc_macro2::TokenStream;
use quote::quote;
use schema::{
    model::{Member, Schema, within},
    names,
};

use crate::{
    doc_comments::{attributes, doc},
    field_setters,
    idents::{ident, snake},
    rust_types,
    table_consts::field,
    trait_impls::{self, LentField},
};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let types = schema.named_types();
    let enums = types.enums.iter().map(|(name, values)| self::values(name, values));
    let objects = types.objects.iter().map(|(name, fields)| object(name, fields));
    enums.chain(objects).collect()
}

fn values(name: &str, values: &[String]) -> TokenStream {
    let ty = ident(&names::value(name));
    let variants = names::variants(values);
    let named = || variants.iter().zip(values).filter_map(|(variant, value)| Some((ident(variant.as_ref()?), value)));
    let (variants, texts): (Vec<_>, Vec<_>) = named().unzip();
    let docs = texts.iter().map(|text| doc(&[&format!("`{text}`")]));
    let type_doc = doc(&[&format!("A value of `{name}`.")]);
    quote! {
        #type_doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ty {
            #(#docs #variants,)*
            /// A value that this version does not know.
            Unrecognized(String),
        }

        impl #ty {
            /// Every known value, in the order of the API description.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Unrecognized(text) => text,
                }
            }
        }

        impl Default for #ty {
            /// The empty text, which the API refuses.
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

        impl rt::Value for #ty {
            fn from_json(json: &rt::Json<'_>) -> Result<Self, rt::JsonError> {
                rt::text_from_json(json).map(Self::from)
            }

            fn to_json(&self) -> rt::Json<'_> {
                rt::Json::text(self.as_str())
            }
        }

        rt::impl_json!(#ty);
    }
}

fn object(name: &str, fields: &[Member]) -> TokenStream {
    let ty = ident(&names::object(name));
    let type_doc = doc(&[&format!("The fields of `{name}`.")]);
    let idents: Vec<_> = fields.iter().map(|field| snake(&field.name)).collect();
    let docs = fields.iter().map(|field| attributes(doc(&[&field.doc]), field.deprecated));
    let place = |field: &Member| within(name, &field.name);
    let types = fields.iter().map(|field| rust_types::param_type(field, &place(field)));
    let required: Vec<&Member> = fields.iter().filter(|field| field.required).collect();
    let taken = required.iter().map(|field| {
        let (name, (input, _)) = (snake(&field.name), setter(field, &place(field)));
        quote!(#name: #input)
    });
    let given = required.iter().map(|field| {
        let (name, (_, value)) = (snake(&field.name), setter(field, &place(field)));
        quote!(#name: Some(#value))
    });
    let others = fields.iter().filter(|field| !field.required).map(|field| snake(&field.name));
    let setters = fields.iter().map(|field| field_setters::expand(field, &place(field)));
    // Fields that a request needs may be missing in a response.
    let table = fields.iter().map(|member| field(&Member { required: false, ..member.clone() }, &place(member)));
    let lent = fields.iter().map(LentField::optional);
    let record_impl = trait_impls::record(&ty, &quote!(Self::FIELDS), &lent.collect::<Vec<_>>(), true);
    quote! {
        #type_doc
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #ty {
            #(#docs pub #idents: Option<#types>,)*
            /// Fields of the response that this version does not know. They are not sent.
            pub unknown: Unknown,
        }

        impl #ty {
            const FIELDS: &[rt::Field] = &[#(#table),*];

            /// An object with its required fields.
            pub fn new(#(#taken),*) -> Self {
                Self { #(#given,)* #(#others: None,)* unknown: Default::default() }
            }

            #(#setters)*
        }

        #record_impl

        rt::impl_json!(#ty);
    }
}

/// The type that the setter of a field takes, and the expression that makes it the field's type.
fn setter(field: &Member, place: &str) -> (TokenStream, TokenStream) {
    let name = snake(&field.name);
    rust_types::setter(field, place, &quote!(#name))
}
