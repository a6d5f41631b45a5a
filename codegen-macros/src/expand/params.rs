//! The components of a request.

use super::{
    docs::{self, doc},
    ident, kinds, params_ident, pascal, position, snake, values,
};
use proc_macro2::TokenStream;
use quote::quote;
use schema::{
    model::{Component, ComponentFeature, Schema},
    names,
};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let types = schema.components.iter().enumerate().map(|component| params(schema, component));
    let fields: Vec<_> = schema.components.iter().map(|component| snake(&component.name)).collect();
    let params: Vec<_> = schema.components.iter().map(params_ident).collect();
    let responses = schema.components.iter().map(|component| pascal(&component.name));
    let positions: Vec<_> = (0..fields.len()).map(position).collect();
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
                let mut changed = self.clone();
                let slot = changed.slot(component);
                slot.reset(enabled);
                for &(feature, value) in features {
                    rt::set_feature(slot, component.info(), feature.name(), value.into())?;
                }
                *self = changed;
                Ok(())
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
                let mut changed = self.clone();
                rt::set_feature(changed.slot(component), component.info(), feature.name(), value.into())?;
                *self = changed;
                Ok(())
            }

            /// Whether no component is mentioned.
            pub const fn is_empty(&self) -> bool {
                !(false #(| self.#fields.is_some())*)
            }

            fn slot(&mut self, component: Component) -> &mut dyn rt::AnyGiven {
                match component {
                    #(Component::#variants => &mut self.#fields.get_or_insert(#params::enabled()).0,)*
                }
            }

            fn encode(&self, form: &mut rt::Form) {
                #(if let Some(params) = &self.#fields {
                    params.0.encode(&API.components[#positions], form);
                })*
            }

            fn resolve(&self, facts: &AccountFacts) -> Components {
                let facts = &facts.positions();
                Components {
                    #(#fields: Some(#responses(rt::resolve(
                        match &self.#fields {
                            Some(params) => Some(&params.0),
                            None => None,
                        },
                        &API.components[#positions],
                        facts,
                    ))),)*
                    unknown: Unknown::default(),
                }
            }
        }

        #(#types)*
    }
}

fn params(schema: &Schema, (index, component): (usize, &Component)) -> TokenStream {
    let ty = params_ident(component);
    let what = doc(&[
        &format!("Configures the component `{}`.", component.name),
        &component.doc,
        &format!("Parameter `{}`.", schema.operation.component_param(component)),
    ]);
    let (count, index, name) = (position(component.features.len()), position(index), ty.to_string());
    let (values, none) = (values::path(component, &ty), values::none(component, &ty));
    let setters = component.features.iter().enumerate().map(|feature| setter(schema, component, feature));
    quote! {
        #what
        #[derive(Clone, PartialEq, Eq)]
        pub struct #ty(rt::Given<#count #values>);

        impl #ty {
            /// The component, with every feature left to its default.
            #[inline]
            pub const fn new(enabled: bool) -> Self {
                Self(rt::Given::new(enabled, #none))
            }

            /// The component enabled, with every feature left to its default.
            #[inline]
            pub const fn enabled() -> Self {
                Self::new(true)
            }

            /// The component disabled, with every feature left to its default.
            #[inline]
            pub const fn disabled() -> Self {
                Self::new(false)
            }

            #(#setters)*
        }

        impl fmt::Debug for #ty {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(#name, &API.components[#index], formatter)
            }
        }
    }
}

/// The methods that set a feature and, where it can be cleared, clear it.
fn setter(schema: &Schema, component: &Component, (index, feature): (usize, &ComponentFeature)) -> TokenStream {
    let (name, doc) = (snake(&feature.name), docs::feature(schema, component, feature));
    let place = match feature.is_boolean() {
        true => {
            let index = position(index);
            quote!(self.0.features[#index])
        }
        false => quote!(self.0.values.#name),
    };
    let (input, value) = kinds::setter(&feature.kind, feature.clearable, &feature.name, &quote!(value));
    let constant = kinds::is_copy(&feature.kind).then(|| quote!(const));
    let clear = feature.clearable.then(|| {
        let (method, doc) = (ident(&names::clear(&feature.name)), docs::clear(&feature.name));
        quote! {
            #doc
            #[must_use]
            pub #constant fn #method(mut self) -> Self {
                #place = Some(Clearable::Clear);
                self
            }
        }
    });
    quote! {
        #doc
        #[must_use]
        #[inline]
        pub #constant fn #name(mut self, value: #input) -> Self {
            #place = Some(#value);
            self
        }

        #clear
    }
}
