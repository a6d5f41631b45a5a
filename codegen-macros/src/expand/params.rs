//! The components of a request.

use super::{
    docs::{self, doc},
    ident, kinds, pascal, resolve, snake,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::{
    model::{Component, ComponentFeature, Schema},
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
    // `is_empty` has no branches: joined by the compiler, they would read as one what was just written in parts.
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
                #[inline]
                pub fn #fields(mut self, params: #params) -> Self {
                    self.#fields = Some(params);
                    self
                }
            )*

            /// Sets a component that is chosen at run time, with boolean features.
            ///
            /// # Errors
            ///
            /// When the component lacks one of the features, or it is not boolean; nothing is set then.
            pub fn set(
                &mut self,
                component: Component,
                enabled: bool,
                features: &[(Feature, bool)],
            ) -> Result<(), FeatureError> {
                let mut features = features.iter().map(|&(feature, value)| (feature.name(), value));
                self.slot(component).set(component.info(), enabled, &mut features)
            }

            /// Sets a feature of any type that is chosen at run time, with its component; `null` clears it. The
            /// component is enabled unless it was set before.
            ///
            /// # Errors
            ///
            /// When the component lacks the feature, or the value has another type; nothing is set then.
            pub fn set_feature(
                &mut self,
                component: Component,
                feature: Feature,
                value: impl Into<rt::serde_json::Value>,
            ) -> Result<(), FeatureError> {
                self.slot(component).set_feature(component.info(), feature.name(), value.into())
            }

            /// Whether no component is mentioned.
            pub const fn is_empty(&self) -> bool {
                !(false #(| self.#fields.is_some())*)
            }

            fn slot(&mut self, component: Component) -> &mut dyn rt::ParamsSlot {
                match component {
                    #(Component::#variants => &mut self.#fields,)*
                }
            }

            fn encode(&self, form: &mut rt::Form) {
                #(if let Some(params) = &self.#fields {
                    rt::Params::encode(params, form);
                })*
            }

            fn resolve(&self, facts: &AccountFacts) -> Components {
                let mut components = Components::default();
                #(components.#fields = Some(rt::resolve(self.#fields.as_ref(), const { &#params::disabled() }, facts));)*
                components
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
    let write_enabled = kinds::boolean(&enabled, &quote!(self.enabled));
    let enabled_doc = doc(&["Whether the session may show the component.", &format!("Parameter `{enabled}`.")]);
    let fields: Vec<_> = component.features.iter().map(|feature| snake(&feature.name)).collect();
    let types = component.features.iter().map(param_type);
    let setters = component.features.iter().map(|feature| setter(schema, component, feature));
    let writes = component.features.iter().map(|feature| {
        let (name, path) = (snake(&feature.name), schema.operation.feature_param(component, feature));
        kinds::encode(&feature.kind, feature.clearable, &path, &quote!(self.#name), false)
    });
    let positions = 0..fields.len();
    let slot = match component.features.as_slice() {
        [] => quote! {
            let _ = feature;
            None
        },
        _ => quote! {
            Some(match feature {
                #(#positions => &mut self.#fields as &mut dyn rt::Value,)*
                _ => return None,
            })
        },
    };
    let resolve = resolve::expand(schema, component);
    quote! {
        #what
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #ty {
            #enabled_doc
            pub enabled: bool,
            #(
                /// What the method of this name has set; `None` leaves it to the default.
                pub #fields: Option<#types>,
            )*
        }

        impl #ty {
            /// The component, with every feature left to its default.
            #[inline]
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

            #(#setters)*
        }

        impl rt::Params for #ty {
            type Facts = AccountFacts;
            type Resolved = #response;

            fn with(enabled: bool) -> Self {
                Self::new(enabled)
            }

            fn slot(&mut self, feature: usize) -> Option<&mut dyn rt::Value> {
                #slot
            }

            #[inline]
            fn encode(&self, form: &mut rt::Form) {
                #write_enabled
                #(#writes)*
            }

            #resolve
        }
    }
}

fn param_type(feature: &ComponentFeature) -> TokenStream {
    kinds::param_type(&feature.kind, feature.clearable, &feature.name)
}

/// The methods that set a feature and, where it can be cleared, clear it.
fn setter(schema: &Schema, component: &Component, feature: &ComponentFeature) -> TokenStream {
    let (name, doc) = (snake(&feature.name), docs::feature(schema, component, feature));
    let (input, value) = kinds::setter(&feature.kind, feature.clearable, &feature.name, &quote!(value));
    let constant = kinds::is_copy(&feature.kind).then(|| quote!(const));
    let clear = feature.clearable.then(|| {
        let (method, doc) = (ident(&names::clear(&feature.name)), docs::clear(&feature.name));
        quote! {
            #doc
            #[must_use]
            pub #constant fn #method(mut self) -> Self {
                self.#name = Some(Clearable::Clear);
                self
            }
        }
    });
    quote! {
        #doc
        #[must_use]
        #[inline]
        pub #constant fn #name(mut self, value: #input) -> Self {
            self.#name = Some(#value);
            self
        }

        #clear
    }
}
