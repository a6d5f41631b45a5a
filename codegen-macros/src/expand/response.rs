//! The object that the API answers with.

use super::{
    docs::{self, doc},
    kinds, pascal, position, snake, values,
};
use proc_macro2::TokenStream;
use quote::quote;
use schema::model::{Component, ComponentFeature, Kind, Member, Schema};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let object = object(schema);
    let components = components(schema);
    let types = schema.components.iter().enumerate().map(|component| self::component(schema, component));
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
            (Kind::Components, true) => quote!(rt::Slot::Components(&mut self.#name)),
            (Kind::Components, false) => quote!(rt::Slot::OptionalComponents(&mut self.#name)),
            _ => quote!(rt::Slot::Value(&mut self.#name)),
        }
    });
    let views = members().map(|field| {
        let name = snake(&field.name);
        match (&field.kind, field.required) {
            (Kind::Boolean, false) => quote!(rt::View::Boolean(self.#name)),
            (Kind::Components, true) => quote!(rt::View::Components(&self.#name)),
            (Kind::Components, false) => quote! {
                match &self.#name {
                    Some(components) => rt::View::Components(components),
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
    let docs = schema.components.iter().map(|component| doc(&[&component.doc]));
    let fields: Vec<_> = schema.components.iter().map(|component| snake(&component.name)).collect();
    let types = schema.components.iter().map(|component| pascal(&component.name));
    let indices: Vec<_> = (0..fields.len()).map(position).collect();
    quote! {
        /// The embedded components of a session.
        ///
        /// A component is `None` where the response left it out.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct Components {
            #(#docs pub #fields: Option<#types>,)*
            /// Components of the response that this version does not know.
            pub unknown: Unknown,
        }

        impl Components {
            /// Whether a component that is chosen at run time is enabled; `None` where the response does not say.
            pub fn is_enabled(&self, component: Component) -> Option<bool> {
                self.get(component as usize)?.enabled()
            }

            /// The value of a boolean feature that is chosen at run time; `None` where the response does not say, or the
            /// component lacks the feature.
            pub fn feature(&self, component: Component, feature: Feature) -> Option<bool> {
                rt::feature(self, component as usize, feature.name())
            }

            /// The same of a feature of any type, as JSON.
            pub fn feature_value(&self, component: Component, feature: Feature) -> Option<rt::serde_json::Value> {
                rt::feature_value(self, component as usize, feature.name())
            }

            /// Changes whether a component is enabled, such as for a test. A component that is missing is put in place.
            pub fn set_enabled(&mut self, component: Component, enabled: bool) {
                if let Some(component) = self.insert(component as usize) {
                    *component.enabled_mut() = Some(enabled);
                }
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
                let mut changed = self.clone();
                rt::show_feature(&mut changed, component as usize, feature.name(), value.into())?;
                *self = changed;
                Ok(())
            }
        }

        impl rt::Components for Components {
            fn api(&self) -> &'static rt::Api {
                &API
            }

            fn insert(&mut self, component: usize) -> Option<&mut dyn rt::Component> {
                match component {
                    #(#indices => Some(&mut self.#fields.get_or_insert_default().0),)*
                    _ => None,
                }
            }

            fn get(&self, component: usize) -> Option<&dyn rt::Component> {
                match component {
                    #(#indices => Some(&self.#fields.as_ref()?.0),)*
                    _ => None,
                }
            }

            fn unknown(&self) -> &Unknown {
                &self.unknown
            }

            fn unknown_mut(&mut self) -> &mut Unknown {
                &mut self.unknown
            }
        }

        impl<'de> rt::Deserialize<'de> for Components {
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut components = Self::default();
                rt::deserialize_components(&mut components, deserializer)?;
                Ok(components)
            }
        }

        impl rt::Serialize for Components {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                rt::serialize_components(self, serializer)
            }
        }
    }
}

fn component(schema: &Schema, (index, component): (usize, &Component)) -> TokenStream {
    let ty = pascal(&component.name);
    let what = doc(&[
        &format!("The component `{}` as a session has it.", component.name),
        &component.doc,
        "What it has is `None` where the response left it out, or where it can't be known before asking.",
    ]);
    let (count, index, name) = (position(component.features.len()), position(index), ty.to_string());
    let values = values::path(component, &ty);
    let getters = component.features.iter().enumerate().map(|feature| getter(schema, component, feature));
    quote! {
        #what
        #[derive(Clone, Default, PartialEq)]
        pub struct #ty(rt::Shown<#count #values>);

        impl #ty {
            /// Whether the session may show the component.
            #[inline]
            pub const fn enabled(&self) -> Option<bool> {
                self.0.enabled
            }

            #(#getters)*

            /// What the response holds beside this.
            #[inline]
            pub const fn unknown(&self) -> &ComponentUnknown {
                &self.0.unknown
            }
        }

        impl fmt::Debug for #ty {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(#name, &API.components[#index], formatter)
            }
        }
    }
}

fn getter(schema: &Schema, component: &Component, (index, feature): (usize, &ComponentFeature)) -> TokenStream {
    let (name, doc) = (snake(&feature.name), docs::feature(schema, component, feature));
    let (ty, value) = match feature.is_boolean() {
        true => {
            let index = position(index);
            (quote!(bool), quote!(self.0.features[#index]))
        }
        false => kinds::shown(&feature.kind, &feature.name, &quote!(self.0.values.#name)),
    };
    let constant = kinds::is_copy(&feature.kind).then(|| quote!(const));
    quote! {
        #doc
        #[inline]
        pub #constant fn #name(&self) -> Option<#ty> {
            #value
        }
    }
}
