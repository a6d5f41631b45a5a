//! The request: what it holds, and how it is written.

use super::{
    builder::{self, stored},
    docs::doc,
    ident, kinds, pascal, rules, snake,
};
use proc_macro2::TokenStream;
use quote::quote;
use schema::{model::Schema, names};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let builder = builder::expand(schema);
    let request = request(schema);
    quote! { #request #builder }
}

fn request(schema: &Schema) -> TokenStream {
    let (ty, response) = (pascal(&schema.operation.name), pascal(&schema.object.name));
    let builder = ident(&names::builder(&schema.operation.name));
    let endpoint = format!("`{} {}`", schema.operation.method.as_str(), schema.operation.path);
    let what = doc(&[&schema.operation.doc, &endpoint]);
    let params = &schema.operation.params;
    let fields = params.iter().map(|param| {
        let (name, ty) = (snake(&param.name), stored(param));
        quote! { #name: #ty, }
    });
    let getters = params.iter().map(|param| {
        let (name, doc) = (snake(&param.name), doc(&[&param.doc]));
        let (output, value) = kinds::getter(param, &name);
        quote! { #doc pub fn #name(&self) -> #output { #value } }
    });
    let writes = params.iter().map(|param| {
        let name = snake(&param.name);
        kinds::encode(&param.kind, param.clearable, &param.name, &quote!(self.#name), param.required)
    });
    let validate = rules::validate(schema);
    let validate_for = rules::validate_for(schema);
    let resolve = rules::bind_components(schema, quote!(self)).map(|components| {
        quote! {
            /// The components as the API will answer them for such an account: what was set, and the defaults.
            /// A value is `None` where it depends on a fact that is not known, or on what the API does not document.
            pub fn resolve(&self, facts: &AccountFacts) -> Components {
                #components
                Components(PLAN.resolve(&components.0, &facts.positions()))
            }
        }
    });
    quote! {
        #what
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct #ty { #(#fields)* }

        impl #ty {
            /// Starts a request. The parameters that are required must be set before it can be built.
            pub fn builder() -> #builder {
                Default::default()
            }

            #(#getters)*

            #validate

            #validate_for

            #resolve
        }

        #[diagnostic::do_not_recommend]
        impl rt::Request for #ty {
            type Response = #response;

            const API: &'static rt::Api = &API;

            fn encode(&self) -> String {
                let form = &mut rt::Form::default();
                #(#writes)*
                form.finish()
            }
        }
    }
}
