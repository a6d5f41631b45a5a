//! The components of a request.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use schema::model::{Component, ComponentFeature, Schema};

use crate::{
    doc_comments::{self, attributes, doc},
    field_setters,
    idents::{params_type, snake},
    rust_types,
};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let components = collection(schema);
    let types = schema.components.iter().enumerate().map(|(index, item)| component(schema, index, item));
    let names = schema.components.iter().map(params_type);
    quote! {
        #components
        #(#types)*

        rt::impl_component_json!(#(#names),*);
    }
}

fn collection(schema: &Schema) -> TokenStream {
    let indices = (0..schema.components.len()).map(Literal::usize_unsuffixed);
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

        impl rt::Components for ComponentsParams {
            fn api(&self) -> &'static rt::Api {
                &API
            }

            fn view<'a>(&'a self, view: &mut dyn FnMut(usize, &'a dyn rt::Component)) {
                #(rt::view_component(#indices, &self.#names, view);)*
            }

            fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentsMut<'_, '_>)) {
                edit(rt::ComponentsMut { slots: &mut [#(&mut self.#names),*], unknown: None });
            }
        }

        rt::impl_components_json!(ComponentsParams);
    }
}

fn component(schema: &Schema, index: usize, component: &Component) -> TokenStream {
    let ty = params_type(component);
    let type_doc = doc(&[
        &format!("Configures the component `{}`.", component.name),
        &component.doc,
        &format!("Parameter `{}`.", schema.operation.component_param(component)),
    ]);
    let names: Vec<_> = component.features.iter().map(|feature| snake(&feature.name)).collect();
    let types = component.features.iter().map(feature_type);
    let lent = component.features.iter().map(|it| rust_types::field_ref(&it.name, &it.kind, it.clearable, true));
    let docs = component.features.iter().map(|feature| doc_comments::feature(schema, component, feature));
    let docs = docs.zip(&component.features).map(|(docs, feature)| attributes(docs, feature.deprecated));
    let setters = component.features.iter().map(|ComponentFeature { name, kind, clearable, deprecated, .. }| {
        field_setters::expand(name, kind, name, *clearable, *deprecated)
    });
    let index = Literal::usize_unsuffixed(index);
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

        impl rt::Component for #ty {
            fn info(&self) -> &'static rt::ComponentInfo {
                &API.components[#index]
            }

            fn view<'a>(&'a self, view: &mut dyn FnMut(rt::ComponentRef<'_, 'a>)) {
                view(rt::ComponentRef { enabled: Some(self.enabled), features: &[#(#lent),*], unknown: None });
            }

            fn edit(&mut self, edit: &mut dyn FnMut(rt::ComponentMut<'_, '_>)) {
                edit(rt::ComponentMut {
                    enabled: &mut self.enabled,
                    features: &mut [#(&mut self.#names),*],
                    unknown: None,
                });
            }
        }
    }
}

fn feature_type(feature: &ComponentFeature) -> TokenStream {
    rust_types::param_type(&feature.kind, feature.clearable, &feature.name)
}
