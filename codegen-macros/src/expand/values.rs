//! What holds those features of a component that are no plain booleans.

use super::{kinds, params_ident, pascal, position, snake};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::model::{Component, ComponentFeature, Schema};

/// Of each component that has such features, one type for requests and one for responses, named as the component's own.
pub(super) fn expand(schema: &Schema) -> TokenStream {
    let types: Vec<_> = schema
        .components
        .iter()
        .filter(|component| has_values(component))
        .map(|component| {
            let request = |feature: &ComponentFeature| kinds::param_type(&feature.kind, feature.clearable, &feature.name);
            let response = |feature: &ComponentFeature| kinds::response_type(&feature.kind, &feature.name);
            let request = values(component, &params_ident(component), request);
            let response = values(component, &pascal(&component.name), response);
            quote! { #request #response }
        })
        .collect();
    match types.as_slice() {
        [] => TokenStream::new(),
        types => quote! {
            mod values {
                use super::*;
                #(#types)*
            }
        },
    }
}

/// The type's name within another, after the number of all features.
pub(super) fn path(component: &Component, ty: &Ident) -> Option<TokenStream> {
    has_values(component).then(|| quote!(, values::#ty))
}

/// Nothing, as a constant.
pub(super) fn none(component: &Component, ty: &Ident) -> TokenStream {
    let names = features(component).map(|(_, feature)| snake(&feature.name));
    if has_values(component) { quote!(values::#ty { #(#names: None),* }) } else { quote!(()) }
}

fn has_values(component: &Component) -> bool {
    features(component).next().is_some()
}

fn features(component: &Component) -> impl Iterator<Item = (usize, &ComponentFeature)> {
    component.features.iter().enumerate().filter(|(_, feature)| !feature.is_boolean())
}

fn values(component: &Component, ty: &Ident, of: impl Fn(&ComponentFeature) -> TokenStream) -> TokenStream {
    let names: Vec<_> = features(component).map(|(_, feature)| snake(&feature.name)).collect();
    let types = features(component).map(|(_, feature)| of(feature));
    let positions: Vec<_> = features(component).map(|(index, _)| position(index)).collect();
    quote! {
        #[derive(Clone, Default, PartialEq, Eq)]
        pub(super) struct #ty {
            #(pub(super) #names: Option<#types>,)*
        }

        impl rt::Values for #ty {
            fn value(&self, feature: usize) -> Option<&dyn rt::Value> {
                match feature {
                    #(#positions => Some(&self.#names),)*
                    _ => None,
                }
            }

            fn value_mut(&mut self, feature: usize) -> Option<&mut dyn rt::Value> {
                match feature {
                    #(#positions => Some(&mut self.#names),)*
                    _ => None,
                }
            }
        }
    }
}
