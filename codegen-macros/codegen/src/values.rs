//! What holds those features of a component that are no plain booleans.

use super::{ident, kinds, params_ident, pascal, places, position, snake};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::model::{Component, ComponentFeature, Schema};

/// Of each component that has such features, and of all, one type for requests and one for responses, named as what
/// holds it.
pub(super) fn expand(schema: &Schema) -> TokenStream {
    let components: Vec<_> =
        schema.components.iter().zip(places(schema)).filter(|(component, _)| has_values(component)).collect();
    if components.is_empty() {
        return TokenStream::new();
    }
    let types = components.iter().map(|(component, _)| {
        let request = |feature: &ComponentFeature| kinds::param_type(&feature.kind, feature.clearable, &feature.name);
        let response = |feature: &ComponentFeature| kinds::response_type(&feature.kind, &feature.name);
        let request = values(component, &params_ident(component), request);
        let response = values(component, &pascal(&component.name), response);
        quote! { #request #response }
    });
    let request = all(&components, "ComponentsParams", params_ident);
    let response = all(&components, "Components", |component| pascal(&component.name));
    quote! {
        mod values {
            use super::*;
            #(#types)*
            #request
            #response
        }
    }
}

/// What holds those of a component, in the type of that name.
pub(super) fn of(component: &Component, ty: &Ident) -> TokenStream {
    if has_values(component) { quote!(values::#ty) } else { quote!(()) }
}

/// What holds those of all components, in the type of that name.
pub(super) fn of_all(schema: &Schema, ty: &str) -> TokenStream {
    let ty = ident(ty);
    if schema.components.iter().any(has_values) { quote!(values::#ty) } else { quote!(()) }
}

/// Nothing, as a constant.
pub(super) fn none(component: &Component, ty: &Ident) -> TokenStream {
    let names = features(component).map(|(_, feature)| snake(&feature.name));
    if has_values(component) { quote!(values::#ty { #(#names: None),* }) } else { quote!(()) }
}

/// The same of all components.
pub(super) fn none_of_all(schema: &Schema) -> TokenStream {
    let with_values = || schema.components.iter().filter(|component| has_values(component));
    let names = with_values().map(|component| snake(&component.name));
    let values = with_values().map(|component| none(component, &params_ident(component)));
    if with_values().next().is_some() { quote!(values::ComponentsParams { #(#names: #values),* }) } else { quote!(()) }
}

pub(super) fn has_values(component: &Component) -> bool {
    features(component).next().is_some()
}

fn features(component: &Component) -> impl Iterator<Item = (usize, &ComponentFeature)> {
    component.features.iter().enumerate().filter(|(_, feature)| !feature.is_boolean())
}

fn values(component: &Component, ty: &Ident, of: impl Fn(&ComponentFeature) -> TokenStream) -> TokenStream {
    let names: Vec<_> = features(component).map(|(_, feature)| snake(&feature.name)).collect();
    let types = features(component).map(|(_, feature)| of(feature));
    let places: Vec<_> = features(component).map(|(index, _)| position(1 + index)).collect();
    quote! {
        #[derive(Clone, Default, PartialEq, Eq)]
        pub(super) struct #ty {
            #(pub(super) #names: Option<#types>,)*
        }

        impl rt::Values for #ty {
            fn value(&self, position: usize) -> Option<&dyn rt::Value> {
                match position {
                    #(#places => Some(&self.#names),)*
                    _ => None,
                }
            }

            fn value_mut(&mut self, position: usize) -> Option<&mut dyn rt::Value> {
                match position {
                    #(#places => Some(&mut self.#names),)*
                    _ => None,
                }
            }

            fn reset(&mut self, _: usize) {
                *self = Default::default();
            }
        }
    }
}

fn all(components: &[(&Component, usize)], ty: &str, of: impl Fn(&Component) -> Ident) -> TokenStream {
    let ty = ident(ty);
    let names: Vec<_> = components.iter().map(|(component, _)| snake(&component.name)).collect();
    let types = components.iter().map(|(component, _)| of(component));
    let firsts: Vec<_> = components.iter().map(|(_, place)| position(*place)).collect();
    let lasts: Vec<_> =
        components.iter().map(|(component, place)| position(place + component.features.len())).collect();
    quote! {
        #[derive(Clone, Default, PartialEq, Eq)]
        pub(super) struct #ty {
            #(pub(super) #names: #types,)*
        }

        impl rt::Values for #ty {
            fn value(&self, position: usize) -> Option<&dyn rt::Value> {
                match position {
                    #(#firsts..=#lasts => self.#names.value(position - #firsts),)*
                    _ => None,
                }
            }

            fn value_mut(&mut self, position: usize) -> Option<&mut dyn rt::Value> {
                match position {
                    #(#firsts..=#lasts => self.#names.value_mut(position - #firsts),)*
                    _ => None,
                }
            }

            fn reset(&mut self, position: usize) {
                match position {
                    #(#firsts => self.#names.reset(0),)*
                    _ => {}
                }
            }
        }
    }
}
