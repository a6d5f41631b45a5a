//! The components of a request.

use super::{
    docs::{self, doc},
    ident, pascal, snake,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::{
    model::{Component, ComponentFeature, Default, Schema},
    names,
};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let types = schema.components.iter().map(|component| params(schema, component));
    let fields: Vec<_> = schema.components.iter().map(|component| snake(&component.name)).collect();
    let params: Vec<_> = schema.components.iter().map(params_ident).collect();
    let variants = schema.components.iter().map(|component| pascal(&component.name));
    let docs: Vec<_> = schema
        .components
        .iter()
        .map(|component| {
            doc(&[&component.doc, &format!("Parameter `{}`.", schema.operation.component_param(component))])
        })
        .collect();
    quote! {
        /// The embedded components that a session may show. What is not mentioned is disabled.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct ComponentsParams {
            #(#docs pub #fields: Option<#params>,)*
        }

        impl ComponentsParams {
            /// No component.
            pub const fn new() -> Self {
                Self { #(#fields: None),* }
            }

            #(
                #docs
                #[must_use]
                pub fn #fields(mut self, params: #params) -> Self {
                    self.#fields = Some(params);
                    self
                }
            )*

            /// Sets a component that is chosen at run time, with its features.
            ///
            /// # Errors
            ///
            /// When the component lacks one of the features; nothing is set then.
            pub fn set(
                &mut self,
                component: Component,
                enabled: bool,
                features: &[(Feature, bool)],
            ) -> Result<(), UnknownFeature> {
                match component {
                    #(Component::#variants => self.#fields = Some(rt::Params::with(#params::new(enabled), features)?),)*
                }
                Ok(())
            }

            fn encode(&self, form: &mut rt::Form) {
                #(if let Some(params) = &self.#fields {
                    rt::Params::encode(params, form);
                })*
            }

            fn resolve(&self, facts: &AccountFacts) -> Components {
                Components {
                    #(#fields: Some(rt::resolve(self.#fields.as_ref(), &const { #params::disabled() }, facts)),)*
                    unknown: Default::default(),
                }
            }
        }

        #(#types)*
    }
}

/// The parameter type of a component.
fn params_ident(component: &Component) -> Ident {
    ident(&names::component_params(&component.name))
}

fn params(schema: &Schema, component: &Component) -> TokenStream {
    let (ty, response) = (params_ident(component), pascal(&component.name));
    let param = schema.operation.component_param(component);
    let what = doc(&[
        &format!("Configures the component `{}`.", component.name),
        &component.doc,
        &format!("Parameter `{param}`."),
    ]);
    let enabled = format!("{param}[enabled]");
    let enabled_doc = doc(&["Whether the session may show the component.", &format!("Parameter `{enabled}`.")]);
    let fields: Vec<_> = component.features.iter().map(|feature| snake(&feature.name)).collect();
    let variants = component.features.iter().map(|feature| pascal(&feature.name));
    let docs: Vec<_> = component.features.iter().map(|feature| docs::feature(schema, component, feature)).collect();
    let paths = component.features.iter().map(|feature| schema.operation.feature_param(component, feature));
    let slot = match component.features.as_slice() {
        [] => quote! {
            let _ = feature;
            None
        },
        _ => quote! {
            Some(match feature {
                #(Feature::#variants => &mut self.#fields,)*
                #[allow(unreachable_patterns)]
                _ => return None,
            })
        },
    };
    let name = &component.name;
    let resolve = resolve(schema, component);
    quote! {
        #what
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #ty {
            #enabled_doc
            pub enabled: bool,
            #(
                /// What the method of this name has set; `None` leaves it to the default.
                pub #fields: Option<bool>,
            )*
        }

        impl #ty {
            /// The component, with every feature left to its default.
            pub const fn new(enabled: bool) -> Self {
                Self { enabled, #(#fields: None),* }
            }

            /// The component enabled, with every feature left to its default.
            pub const fn enabled() -> Self {
                Self::new(true)
            }

            /// The component disabled, with every feature left to its default.
            pub const fn disabled() -> Self {
                Self::new(false)
            }

            #(
                #docs
                #[must_use]
                pub const fn #fields(mut self, value: bool) -> Self {
                    self.#fields = Some(value);
                    self
                }
            )*
        }

        impl rt::Params for #ty {
            type Feature = Feature;
            type Facts = AccountFacts;
            type Resolved = #response;

            const COMPONENT: &'static str = #name;

            fn slot(&mut self, feature: Feature) -> Option<&mut Option<bool>> {
                #slot
            }

            fn encode(&self, form: &mut rt::Form) {
                form.boolean(#enabled, self.enabled);
                #(if let Some(value) = self.#fields {
                    form.boolean(#paths, value);
                })*
            }

            #resolve
        }
    }
}

/// The function that applies defaults. Each feature comes after the one its default refers to.
fn resolve(schema: &Schema, component: &Component) -> TokenStream {
    let ty = pascal(&component.name);
    let features = component.features_by_dependency();
    let values = features.iter().map(|&index| {
        let feature = &component.features[index];
        let (name, value) = (snake(&feature.name), value(schema, component, feature));
        quote! { resolved.#name = #value; }
    });
    let facts = match component.features.iter().any(|feature| matches!(feature.default, Default::ByFact { .. })) {
        true => quote!(facts),
        false => quote!(_),
    };
    quote! {
        fn resolve(&self, #facts: &AccountFacts) -> #ty {
            let mut resolved = #ty::default();
            resolved.enabled = Some(self.enabled);
            #(#values)*
            resolved
        }
    }
}

/// What was set, or else the default.
fn value(schema: &Schema, component: &Component, feature: &ComponentFeature) -> TokenStream {
    let name = snake(&feature.name);
    let other = |index: usize| snake(&component.features[index].name);
    match &feature.default {
        Default::Value(value) => quote!(self.#name.or(Some(#value))),
        Default::ByFact { fact, values } => {
            let fact = &schema.facts[*fact];
            let (field, ty) = (snake(&fact.name), pascal(&fact.name));
            let arms = fact.values.iter().zip(values).map(|(value, default)| {
                let value = pascal(value);
                quote!(#ty::#value => #default)
            });
            quote!(self.#name.or_else(|| facts.#field.map(|fact| match fact { #(#arms,)* })))
        }
        Default::SameAs(index) => {
            let other = other(*index);
            quote!(self.#name.or(resolved.#other))
        }
        Default::OppositeOf(index) => {
            let other = other(*index);
            quote!(self.#name.or(resolved.#other.map(|value| !value)))
        }
        Default::Undocumented => quote!(self.#name),
    }
}
