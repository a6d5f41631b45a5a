//! The request and its parameters.

use proc_macro2::TokenStream;
use quote::quote;
use schema::{
    model::{Member, Schema},
    names,
};

use crate::{
    doc_comments::{attributes, doc},
    idents::{ident, parts_type, pascal, snake},
    rust_types,
    trait_impls::{self, LentField},
};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let operation = &schema.operation;
    let (ty, parts, response) = (pascal(&operation.name), parts_type(&operation.name), pascal(&schema.object.name));
    let builder = ident(&names::builder(&operation.name));
    let type_doc = doc(&[&operation.doc, &format!("`{} {}`", operation.method.as_str(), operation.path)]);
    let parts_doc = doc(&[&format!("The parameters of [`{ty}`].")]);
    let into_parts_doc =
        doc(&[&format!("Takes the request apart. [`{parts}::build`] puts parameters together again.")]);
    let params = &operation.params;
    let names: Vec<_> = params.iter().map(|param| snake(&param.name)).collect();
    let types = params.iter().map(stored_type);
    let lent: Vec<_> = params.iter().map(|param| LentField::new(param, !param.required)).collect();
    let record_impl = trait_impls::record(&parts, &quote!(API.params), &lent, false);
    let doc_of = |param: &Member| doc(&[&param.doc, &format!("Parameter `{}`.", param.name)]);
    let docs: Vec<_> = params.iter().map(|param| attributes(doc_of(param), param.deprecated)).collect();
    let getters = params.iter().zip(&docs).map(|(param, doc)| {
        let name = snake(&param.name);
        let (output, value) = rust_types::getter(param, &quote!(self.0.#name));
        quote! { #doc pub fn #name(&self) -> #output { #value } }
    });
    let components = operation.components().map(|_| {
        quote! {
            /// Checks the rules that depend on the account. A rule about an unknown fact is left to the API.
            ///
            /// # Errors
            ///
            /// Every parameter that the API would refuse for such an account, all at once.
            pub fn validate_for(&self, facts: &AccountFacts) -> Result<(), ValidationError> {
                rt::validate_for(rt::components_of(&self.0), &facts.positions())
            }

            /// The components of the session for such an account: the values set, and defaults for the rest.
            /// A value is `None` where it depends on an unknown fact, or on a default that the API does not document.
            pub fn resolve(&self, facts: &AccountFacts) -> Components {
                rt::resolve(rt::components_of(&self.0), &facts.positions())
            }
        }
    });
    quote! {
        #type_doc
        #[derive(Clone, Debug, PartialEq)]
        pub struct #ty(#parts);

        impl #ty {
            /// Starts a request. Its required parameters must be set before it can be built.
            pub fn builder() -> #builder {
                Default::default()
            }

            #(#getters)*

            #into_parts_doc
            pub fn into_parts(self) -> #parts {
                self.0
            }

            #components
        }

        #[diagnostic::do_not_recommend]
        impl rt::Request for #ty {
            type Response = #response;

            const API: &'static rt::Api = &API;

            fn encode(&self) -> String {
                rt::encode(&self.0)
            }

            fn validate(&self) -> Result<(), ValidationError> {
                rt::validate(&self.0)
            }
        }

        #parts_doc
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #parts {
            #(#docs pub #names: #types,)*
        }

        impl #parts {
            /// Completes the request and checks the rules that need no account.
            ///
            /// # Errors
            ///
            /// Every parameter that breaks one of them, all at once.
            pub fn build(self) -> Result<#ty, ValidationError> {
                rt::validate(&self)?;
                Ok(#ty(self))
            }
        }

        #record_impl

        rt::impl_json!(#parts);
        rt::impl_request_json!(#ty, #parts);
    }
}

/// The type that a request stores a parameter as.
fn stored_type(param: &Member) -> TokenStream {
    let ty = rust_types::param_type(param, &param.name);
    if param.required { ty } else { quote!(Option<#ty>) }
}
