//! The types that a schema makes up: enums of texts, and objects.

use super::{
    docs::{self, doc},
    ident, kinds, snake,
};
use proc_macro2::TokenStream;
use quote::quote;
use schema::{
    model::{Kind, Member, Named, Schema, Shape, within},
    names,
};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let types = schema.named();
    let types = types.iter().map(|Named { name, shape }| match shape {
        Shape::Enum(values) => self::values(name, values),
        Shape::Object(fields) => object(name, fields),
    });
    types.collect()
}

fn values(name: &str, values: &[String]) -> TokenStream {
    let ty = ident(&names::value(name));
    let variants = names::variants(values);
    let named = || variants.iter().zip(values).filter_map(|(variant, value)| Some((ident(variant.as_ref()?), value)));
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

fn object(name: &str, fields: &[Member]) -> TokenStream {
    let ty = ident(&names::object(name));
    let what = doc(&[&format!("What `{name}` holds.")]);
    let texts: Vec<_> = fields.iter().map(|field| &field.name).collect();
    let idents: Vec<_> = fields.iter().map(|field| snake(&field.name)).collect();
    let docs = fields.iter().map(|field| doc(&[&field.doc]));
    let place = |field: &Member| within(name, &field.name);
    let types = fields.iter().map(|field| kinds::param_type(&field.kind, field.clearable, &place(field)));
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
    let setters = fields.iter().map(|field| {
        let (name, doc, (input, value)) = (snake(&field.name), doc(&[&field.doc]), setter(field, &place(field)));
        let clear = field.clearable.then(|| {
            let (method, doc) = (ident(&names::clear(&field.name)), docs::clear(&field.name));
            quote! {
                #doc
                #[must_use]
                pub fn #method(mut self) -> Self {
                    self.#name = Some(Clearable::Clear);
                    self
                }
            }
        });
        quote! {
            #doc
            #[must_use]
            pub fn #name(mut self, #name: #input) -> Self {
                self.#name = Some(#value);
                self
            }

            #clear
        }
    });
    let nothing = required.is_empty().then(|| {
        quote! {
            if let Self { #(#idents: None,)* unknown: _ } = self {
                violations.nothing(name);
            }
        }
    });
    let checks = fields.iter().map(check);
    quote! {
        #what
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #ty {
            #(#docs pub #idents: Option<#types>,)*
            /// What the response holds beside this. It is not sent.
            pub unknown: Unknown,
        }

        impl #ty {
            /// With what is required, and nothing else.
            pub fn new(#(#taken),*) -> Self {
                Self { #(#given,)* #(#others: None,)* unknown: Default::default() }
            }

            #(#setters)*
        }

        impl rt::Param for #ty {
            fn write(&self, name: rt::Name<'_>, form: &mut rt::Form) {
                #(rt::Param::write(&self.#idents, rt::Name::Field(&name, #texts), form);)*
            }

            fn check(&self, name: rt::Name<'_>, violations: &mut rt::Violations) {
                #(#checks)*
                #nothing
            }
        }

        impl rt::Value for #ty {
            fn read(&mut self, json: rt::serde_json::Value) -> Result<(), rt::Expected> {
                let mut fields = rt::Fields::of(json)?;
                #(fields.take(#texts, &mut self.#idents, &mut self.unknown)?;)*
                fields.keep(&mut self.unknown);
                Ok(())
            }

            fn to_json(&self) -> Option<rt::serde_json::Value> {
                Some(rt::object([#((#texts, &self.#idents)),*], &self.unknown))
            }

            fn list() -> &'static str {
                "a list of objects"
            }
        }
    }
}

/// What sets a field takes, and what becomes of it.
fn setter(field: &Member, place: &str) -> (TokenStream, TokenStream) {
    let name = snake(&field.name);
    kinds::setter(&field.kind, field.clearable, place, &quote!(#name))
}

/// The statement that checks a field.
fn check(field: &Member) -> TokenStream {
    let (name, text) = (snake(&field.name), &field.name);
    let method = if field.required { quote!(require) } else { quote!(check) };
    let whole = quote!(rt::Param::#method(&self.#name, rt::Name::Field(&name, #text), violations););
    let Kind::Id { prefix } = &field.kind else { return whole };
    let value = match field.clearable {
        true => quote!(self.#name.as_ref().and_then(Clearable::value)),
        false => quote!(self.#name.as_ref()),
    };
    let missing = field.required.then(|| quote! { if self.#name.is_none() { #whole } });
    quote! {
        #missing
        rt::check_prefix(#value, rt::Name::Field(&name, #text), #prefix, violations);
    }
}
