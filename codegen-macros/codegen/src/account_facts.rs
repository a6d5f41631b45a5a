//! The facts about an account that rules depend on.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use schema::{
    model::{Fact, Schema},
    names,
};

use crate::{
    doc_comments::doc,
    idents::{ident, pascal, snake},
    name_enums::name_conversions,
};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let enums = schema.facts.iter().map(fact);
    let fields = schema.facts.iter().map(|fact| {
        let (name, ty) = (snake(&fact.name), pascal(&fact.name));
        let source = format!("Field `{}` of the account object.", fact.account_field);
        let doc = doc(&[&fact.doc, &source, "`None` if unknown."]);
        quote! { #doc pub #name: Option<#ty>, }
    });
    let names: Vec<_> = schema.facts.iter().map(|fact| snake(&fact.name)).collect();
    let account_types = schema.account_types.iter().map(|account_type| {
        let name = snake(&account_type.name);
        let doc = doc(&[&format!("The facts of a `{}` account.", account_type.name)]);
        let values = schema.facts.iter().zip(&account_type.facts).map(|(fact, value)| match value {
            Some(value) => {
                let (ty, value) = (pascal(&fact.name), &variants(fact)[*value]);
                quote!(Some(#ty::#value))
            }
            None => quote!(None),
        });
        quote! { #doc pub const fn #name() -> Self { Self { #(#names: #values),* } } }
    });
    let count = Literal::usize_unsuffixed(schema.facts.len());
    let from_account = from_account(schema);
    quote! {
        #(#enums)*

        /// The facts about a connected account on which defaults and restrictions depend.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct AccountFacts { #(#fields)* }

        impl AccountFacts {
            /// No fact is known.
            pub const fn unknown() -> Self { Self { #(#names: None),* } }

            #(#account_types)*

            #from_account

            /// The position of each fact's value.
            fn positions(&self) -> [Option<usize>; #count] {
                [#(self.#names.map(|value| value as usize)),*]
            }
        }

        impl rt::FromAccount for AccountFacts {
            fn from_account(account: &rt::serde_json::Value) -> Self { Self::from_account(account) }
        }
    }
}

fn from_account(schema: &Schema) -> TokenStream {
    let names: Vec<_> = schema.facts.iter().map(|fact| snake(&fact.name)).collect();
    let types = schema.facts.iter().map(|fact| pascal(&fact.name));
    let paths = schema.facts.iter().map(|fact| &fact.account_field);
    let unused = schema.facts.is_empty().then(|| quote!(let _ = account;));
    let field = schema.account_type_field.as_ref().filter(|_| !schema.facts.is_empty());
    let (doc, by_type, reads) = match field {
        Some(field) => {
            let account_types = schema.account_types.iter().map(|account_type| {
                let (name, function) = (&account_type.name, snake(&account_type.name));
                quote!(Some(#name) => Self::#function(),)
            });
            (
                doc(&[
                    &format!(
                        "Reads the facts from the API's account object, missing ones from the account type in `{field}`."
                    ),
                    "A value that this version does not know leaves a fact unknown.",
                ]),
                quote! {
                    let by_type = match rt::text_at(account, #field) {
                        #(#account_types)*
                        _ => Self::unknown(),
                    };
                },
                quote!(#(#names: rt::text_at(account, #paths).map_or(by_type.#names, #types::from_name)),*),
            )
        }
        None => (
            doc(&[
                "Reads the facts from the API's account object.",
                "A fact that is missing, or has a value that this version does not know, stays unknown.",
            ]),
            quote!(),
            quote!(#(#names: rt::text_at(account, #paths).and_then(#types::from_name)),*),
        ),
    };
    quote! {
        #doc
        pub fn from_account(account: &rt::serde_json::Value) -> Self {
            #unused
            #by_type
            Self { #reads }
        }
    }
}

fn fact(fact: &Fact) -> TokenStream {
    let ty = pascal(&fact.name);
    let doc = doc(&[&fact.doc]);
    let variants = variants(fact);
    let conversions = name_conversions(&variants, &fact.values.iter().collect::<Vec<_>>());
    let variant_docs = fact.values.iter().map(|value| self::doc(&[&format!("`{value}`")]));
    quote! {
        #doc
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ty { #(#variant_docs #variants),* }

        impl #ty {
            /// Every value.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #conversions
        }
    }
}

/// The variants of a fact's values, all of which have a name in a checked schema.
fn variants(fact: &Fact) -> Vec<Ident> {
    names::variants(&fact.values).iter().flatten().map(|name| ident(name)).collect()
}
