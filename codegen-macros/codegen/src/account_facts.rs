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
    name_enums::NameEnum,
    table_consts::option,
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
        let values = schema.facts.iter().zip(&account_type.facts).map(|(fact, value)| {
            let (ty, variants) = (pascal(&fact.name), variants(fact));
            let value = value.map(|value| &variants[value]);
            option(value.map(|value| quote!(#ty::#value)))
        });
        quote! { #doc pub const fn #name() -> Self { Self { #(#names: #values),* } } }
    });
    let count = Literal::usize_unsuffixed(schema.facts.len());
    let missing = schema
        .account_type_field
        .as_ref()
        .filter(|_| !schema.facts.is_empty())
        .map(|field| format!(", missing ones from the account type in `{field}`"));
    let from_account_doc = doc(&[
        &format!("Reads the facts from the API's account object{}.", missing.unwrap_or_default()),
        "A value that this version does not know leaves a fact unknown.",
    ]);
    let types = schema.facts.iter().map(|fact| pascal(&fact.name));
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

            #from_account_doc
            pub fn from_account(account: &rt::serde_json::Value) -> Self {
                let [#(#names),*] = rt::fact_positions(&API, account);
                Self { #(#names: #names.and_then(|value| #types::ALL.get(value).copied())),* }
            }

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

fn fact(fact: &Fact) -> TokenStream {
    let items = variants(fact).into_iter().zip(&fact.values);
    let items = items.map(|(variant, value)| (variant, value.as_str(), doc(&[&format!("`{value}`")])));
    NameEnum { ty: pascal(&fact.name), doc: doc(&[&fact.doc]), item: "value", items: items.collect() }.expand()
}

/// The variants of a fact's values, all of which have a name in a checked schema.
fn variants(fact: &Fact) -> Vec<Ident> {
    names::variants(&fact.values).iter().flatten().map(|name| ident(name)).collect()
}
