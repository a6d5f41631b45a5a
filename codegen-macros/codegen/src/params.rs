//! The components of a request.

use super::{
    docs::{self, doc},
    ident, kinds, params_ident, places, position, snake, values, words,
};
use proc_macro2::TokenStream;
use quote::quote;
use schema::{
    model::{Component, ComponentFeature, Schema},
    names,
};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let types = schema.components.iter().enumerate().map(|component| params(schema, component));
    let setters = schema.components.iter().zip(places(schema)).map(|(component, place)| {
        let (name, params) = (snake(&component.name), params_ident(component));
        let doc = doc(&[&component.doc, &format!("Parameter `{}`.", schema.operation.component_param(component))]);
        let (place, count) = (position(place), position(1 + component.features.len()));
        let values = values::has_values(component).then(|| quote!(self.0.values.#name = params.0.values;));
        quote! {
            #doc
            #[must_use]
            #[inline]
            pub fn #name(mut self, params: #params) -> Self {
                self.0.flags.place(#place, #count, &params.0.flags);
                #values
                self
            }
        }
    });
    let (words, of) = (words(schema), values::of_all(schema, "ComponentsParams"));
    let none = values::none_of_all(schema);
    quote! {
        /// The embedded components that a session may show. What is not mentioned is disabled.
        #[derive(Clone, PartialEq, Eq)]
        pub struct ComponentsParams(rt::Given<#words, #of>);

        impl ComponentsParams {
            /// No component.
            pub const fn new() -> Self {
                Self(rt::Given::nothing(#none))
            }

            #(#setters)*

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
                changed.0.reset(component.info(), enabled);
                for &(feature, value) in features {
                    changed.0.set_feature(component.info(), feature.name(), value.into())?;
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
                self.0.set_feature(component.info(), feature.name(), value.into())
            }

            /// Whether no component is mentioned.
            pub const fn is_empty(&self) -> bool {
                self.0.flags.is_empty()
            }
        }

        impl Default for ComponentsParams {
            fn default() -> Self {
                Self::new()
            }
        }

        impl fmt::Debug for ComponentsParams {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt_all("ComponentsParams", API.components, formatter)
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
    let (index, name) = (position(index), ty.to_string());
    let (words, of) = (position((1 + component.features.len()).div_ceil(64)), values::of(component, &ty));
    let none = values::none(component, &ty);
    let setters = component.features.iter().enumerate().map(|feature| setter(schema, component, feature));
    quote! {
        #what
        #[derive(Clone, PartialEq, Eq)]
        pub struct #ty(rt::Given<#words, #of>);

        impl #ty {
            /// The component, with every feature left to its default.
            #[inline]
            pub const fn new(enabled: bool) -> Self {
                Self(rt::Given::component(enabled, #none))
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
    // The first place is that of `enabled`.
    let place = position(1 + index);
    let (input, value) = kinds::setter(&feature.kind, feature.clearable, &feature.name, &quote!(value));
    let set = |value| match feature.is_boolean() {
        true => quote!(self.0.flags.put(#place, #value);),
        false => quote! {
            self.0.flags.put(#place, true);
            self.0.values.#name = Some(#value);
        },
    };
    let (constant, set, clear) =
        (kinds::is_copy(&feature.kind).then(|| quote!(const)), set(value), set(quote!(Clearable::Clear)));
    let clear = feature.clearable.then(|| {
        let (method, doc) = (ident(&names::clear(&feature.name)), docs::clear(&feature.name));
        quote! {
            #doc
            #[must_use]
            pub #constant fn #method(mut self) -> Self {
                #clear
                self
            }
        }
    });
    quote! {
        #doc
        #[must_use]
        #[inline]
        pub #constant fn #name(mut self, value: #input) -> Self {
            #set
            self
        }

        #clear
    }
}
