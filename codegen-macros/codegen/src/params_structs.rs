//! The components of a request.

use proc_macro2::TokenStream;
use quote::quote;
use schema::model::{Component, Schema};

use crate::{
    doc_comments::{self, attributes, doc},
    field_setters,
    idents::{ident, params_type, snake},
    rust_types,
    trait_impls::{self, LentField},
};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let components = collection(schema);
    let types = schema.components.iter().enumerate().map(|(index, item)| component(schema, index, item));
    let names = schema.components.iter().map(params_type);
    quote! {
        #components
        #(#types)*

        rt::impl_value!(component_from_json, component_to_json, #(#names),*);
    }
}

fn collection(schema: &Schema) -> TokenStream {
    let names: Vec<_> = schema.components.iter().map(|component| snake(&component.name)).collect();
    let types: Vec<_> = schema.components.iter().map(params_type).collect();
    let docs = schema.components.iter().map(|component| {
        let param = format!("Parameter `{}`.", schema.operation.component_param(component));
        attributes(doc(&[&component.doc, &param]), component.deprecated)
    });
    let setter_docs = schema
        .components
        .iter()
        .map(|component| attributes(doc_comments::setter("Self", &component.name), component.deprecated));
    let impls = trait_impls::components(&ident("ComponentsParams"), schema, false);
    quote! {
        /// The embedded components that a session may show. Components that are left out are disabled.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct ComponentsParams {
            #(#docs pub #names: Option<#types>,)*
        }

        impl ComponentsParams {
            /// No component.
            pub fn new() -> Self {
                Default::default()
            }

            #(
                #setter_docs
                #[must_use]
                pub fn #names(mut self, params: #types) -> Self {
                    self.#names = Some(params);
                    self
                }
            )*

            /// Sets a component that is chosen at run time, with boolean features.
            ///
            /// # Errors
            ///
            /// If the component lacks one of the features, or it is not boolean; nothing is set then.
            pub fn set(
                &mut self,
                component: Component,
                enabled: bool,
                features: &[(Feature, bool)],
            ) -> Result<(), FeatureError> {
                let mut changed = Clone::clone(self);
                rt::remove(&mut changed, component.index());
                rt::set_enabled(&mut changed, component.index(), enabled);
                for &(feature, value) in features {
                    changed.set_feature(component, feature, value)?;
                }
                *self = changed;
                Ok(())
            }

            /// Sets a feature of any type that is chosen at run time; `null` clears it. Its component is enabled unless
            /// it was set before.
            ///
            /// # Errors
            ///
            /// If the component lacks the feature, or the value has another type; nothing is set then.
            pub fn set_feature(
                &mut self,
                component: Component,
                feature: Feature,
                value: impl Into<rt::serde_json::Value>,
            ) -> Result<(), FeatureError> {
                rt::set_feature(self, component.index(), feature.name(), &value.into())
            }

            /// True if no component is set.
            pub fn is_empty(&self) -> bool {
                rt::is_empty(self)
            }
        }

        #impls
    }
}

fn component(schema: &Schema, index: usize, component: &Component) -> TokenStream {
    let ty = params_type(component);
    let type_doc = doc(&[
        &format!("Configures the component `{}`.", component.name),
        &component.doc,
        &format!("Parameter `{}`.", schema.operation.component_param(component)),
    ]);
    let members = || component.features.iter().map(|feature| &feature.member);
    let names: Vec<_> = members().map(|member| snake(&member.name)).collect();
    let types = members().map(|member| rust_types::param_type(member, &member.name));
    let lent: Vec<_> = members().map(LentField::optional).collect();
    let docs = component.features.iter().map(|feature| doc_comments::feature(schema, component, feature));
    let setters = members().map(|member| field_setters::expand(member, &member.name));
    let component_impl = trait_impls::component(&ty, index, &lent, false);
    quote! {
        #type_doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #ty {
            /// Enables the component.
            pub enabled: bool,
            #(#docs pub #names: Option<#types>,)*
        }

        impl #ty {
            /// The component, with every feature left to its default.
            pub fn new(enabled: bool) -> Self {
                Self { enabled, #(#names: None),* }
            }

            /// The component enabled, with every feature left to its default.
            pub fn enabled() -> Self {
                Self::new(true)
            }

            /// The component disabled, with every feature left to its default.
            pub fn disabled() -> Self {
                Self::new(false)
            }

            #(#setters)*
        }

        impl Default for #ty {
            /// The component enabled, with every feature left to its default.
            fn default() -> Self {
                Self::enabled()
            }
        }

        #component_impl
    }
}
