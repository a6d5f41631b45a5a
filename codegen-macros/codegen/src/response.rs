//! The object that the API answers with.

use super::{
    docs::{self, doc},
    kinds, pascal, places, position, snake, values, words,
};
use proc_macro2::TokenStream;
use quote::quote;
use schema::model::{Component, ComponentFeature, Kind, Member, Schema};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let object = object(schema);
    let components = components(schema);
    let types = schema
        .components
        .iter()
        .zip(places(schema))
        .map(|(component, place)| self::component(schema, component, place));
    quote! { #object #components #(#types)* }
}

/// The field that says what an object is, which every object of the API has.
pub(super) fn discriminator(schema: &Schema) -> Member {
    Member {
        name: "object".to_owned(),
        doc: format!("What the object is: `{}`.", schema.object.name),
        kind: Kind::String,
        clearable: false,
        required: false,
    }
}

fn object(schema: &Schema) -> TokenStream {
    let ty = pascal(&schema.object.name);
    let what = doc(&[&schema.object.doc]);
    let discriminator = discriminator(schema);
    let members = || std::iter::once(&discriminator).chain(&schema.object.fields);
    let fields = members().map(|field| {
        let (name, doc, ty) = (snake(&field.name), doc(&[&field.doc]), kinds::response_type(&field.kind, &field.name));
        match field.required {
            true => quote! { #doc pub #name: #ty, },
            false => quote! { #doc pub #name: Option<#ty>, },
        }
    });
    let names: Vec<_> = members().map(|field| snake(&field.name)).collect();
    let indices: Vec<_> = (0..names.len()).map(position).collect();
    let slots = members().map(|field| {
        let name = snake(&field.name);
        match (&field.kind, field.required) {
            (Kind::Boolean, false) => quote!(rt::Slot::Boolean(&mut self.#name)),
            (Kind::Components, true) => quote!(rt::Slot::Components(&mut self.#name.0)),
            (Kind::Components, false) => quote!(rt::Slot::OptionalComponents(&mut self.#name)),
            _ => quote!(rt::Slot::Value(&mut self.#name)),
        }
    });
    let views = members().map(|field| {
        let name = snake(&field.name);
        match (&field.kind, field.required) {
            (Kind::Boolean, false) => quote!(rt::View::Boolean(self.#name)),
            (Kind::Components, true) => quote!(rt::View::Components(&self.#name.0)),
            (Kind::Components, false) => quote! {
                match &self.#name {
                    Some(components) => rt::View::Components(&components.0),
                    None => rt::View::Boolean(None),
                }
            },
            _ => quote!(rt::View::Value(&self.#name)),
        }
    });
    quote! {
        #what
        ///
        /// A field is `None` where the response left it out. What this version does not know is kept in `unknown`, and
        /// serialized again.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #ty {
            #(#fields)*
            /// Fields of the response that this version does not know.
            pub unknown: Unknown,
        }

        impl rt::Object for #ty {
            fn blank() -> Self {
                Self {
                    #(#names: Default::default(),)*
                    unknown: Default::default(),
                }
            }

            fn api(&self) -> &'static rt::Api {
                &API
            }

            fn slot(&mut self, field: usize) -> Option<rt::Slot<'_>> {
                Some(match field {
                    #(#indices => #slots,)*
                    _ => return None,
                })
            }

            fn view(&self, field: usize) -> rt::View<'_> {
                match field {
                    #(#indices => #views,)*
                    _ => rt::View::Boolean(None),
                }
            }

            fn unknown(&self) -> &Unknown {
                &self.unknown
            }

            fn unknown_mut(&mut self) -> &mut Unknown {
                &mut self.unknown
            }
        }

        impl<'de> rt::Deserialize<'de> for #ty {
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                rt::deserialize(deserializer)
            }
        }

        impl rt::Serialize for #ty {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                rt::serialize(self, serializer)
            }
        }
    }
}

fn components(schema: &Schema) -> TokenStream {
    let getters = schema.components.iter().enumerate().map(|(index, component)| {
        let (name, ty, doc) = (snake(&component.name), pascal(&component.name), doc(&[&component.doc]));
        let index = position(index);
        quote! {
            #doc
            pub fn #name(&self) -> Option<#ty<'_>> {
                self.0.component(&API.components[#index]).map(#ty)
            }
        }
    });
    let (words, of) = (words(schema), values::of_all(schema, "Components"));
    quote! {
        /// The embedded components of a session.
        ///
        /// A component is `None` where the response left it out.
        #[derive(Clone, Default, PartialEq)]
        pub struct Components(rt::Shown<#words, #of>);

        impl Components {
            #(#getters)*

            /// Components of the response that this version does not know.
            pub fn unknown(&self) -> &Unknown {
                &self.0.unknown
            }

            /// Whether a component that is chosen at run time is enabled; `None` where the response does not say.
            pub fn is_enabled(&self, component: Component) -> Option<bool> {
                self.0.flags.get(component.info().position)
            }

            /// The value of a boolean feature that is chosen at run time; `None` where the response does not say, or the
            /// component lacks the feature.
            pub fn feature(&self, component: Component, feature: Feature) -> Option<bool> {
                self.feature_value(component, feature)?.as_bool()
            }

            /// The same of a feature of any type, as JSON.
            pub fn feature_value(&self, component: Component, feature: Feature) -> Option<rt::serde_json::Value> {
                rt::feature_value(&self.0, component.info(), feature.name())
            }

            /// Changes whether a component is enabled, such as for a test. A component that is missing is put in place.
            pub fn set_enabled(&mut self, component: Component, enabled: bool) {
                self.0.set_enabled(component.info(), enabled);
            }

            /// Changes a feature, such as for a test. A component that is missing is put in place.
            ///
            /// # Errors
            ///
            /// When the component lacks the feature, or the value has another type; nothing is changed then.
            pub fn set_feature(
                &mut self,
                component: Component,
                feature: Feature,
                value: impl Into<rt::serde_json::Value>,
            ) -> Result<(), FeatureError> {
                self.0.set_feature(component.info(), feature.name(), value.into())
            }
        }

        impl fmt::Debug for Components {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt_all("Components", API.components, formatter)
            }
        }

        impl rt::Components for Components {
            fn shown(&mut self) -> &mut dyn rt::AnyShown {
                &mut self.0
            }
        }

        impl<'de> rt::Deserialize<'de> for Components {
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut components = Self::default();
                rt::deserialize_components(&mut components.0, &API, deserializer)?;
                Ok(components)
            }
        }

        impl rt::Serialize for Components {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                rt::serialize_components(&self.0, &API, serializer)
            }
        }
    }
}

fn component(schema: &Schema, component: &Component, place: usize) -> TokenStream {
    let ty = pascal(&component.name);
    let what = doc(&[
        &format!("The component `{}` as a session has it.", component.name),
        &component.doc,
        "What it has is `None` where the response left it out, or where it can't be known before asking.",
    ]);
    let (words, of, name) = (words(schema), values::of_all(schema, "Components"), ty.to_string());
    let getters = (place + 1..).zip(&component.features).map(|feature| getter(schema, component, feature));
    let place = position(place);
    quote! {
        #what
        #[derive(Clone, Copy, PartialEq)]
        pub struct #ty<'s>(rt::Part<'s, #words, #of>);

        impl<'s> #ty<'s> {
            /// Whether the session may show the component.
            pub const fn enabled(self) -> Option<bool> {
                self.0.flag(#place)
            }

            #(#getters)*

            /// What the response holds beside this.
            pub fn unknown(self) -> &'s ComponentUnknown {
                self.0.unknown()
            }
        }

        impl fmt::Debug for #ty<'_> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(#name, formatter)
            }
        }
    }
}

fn getter(schema: &Schema, component: &Component, (place, feature): (usize, &ComponentFeature)) -> TokenStream {
    let (name, doc) = (snake(&feature.name), docs::feature(schema, component, feature));
    let (place, part) = (position(place), snake(&component.name));
    let ty = kinds::lent(&feature.kind, &feature.name, &quote!('s));
    let value = match feature.is_boolean() {
        true => quote!(self.0.flag(#place)),
        false => kinds::lend(&feature.kind, &quote!(self.0.shown.values.#part.#name)),
    };
    let constant = kinds::is_copy(&feature.kind).then(|| quote!(const));
    quote! {
        #doc
        pub #constant fn #name(self) -> Option<#ty> {
            #value
        }
    }
}
