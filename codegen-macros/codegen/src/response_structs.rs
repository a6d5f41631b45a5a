//! The response object and its components.

use proc_macro2::TokenStream;
use quote::quote;
use schema::model::{Component, Kind, Member, Schema};

use crate::{
    doc_comments::{self, attributes, doc},
    idents::{ident, pascal, snake},
    rust_types,
    trait_impls::{self, LentField},
};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let object = object(schema);
    let components = collection(schema);
    let types = schema.components.iter().enumerate().map(|(index, item)| component(schema, index, item));
    let names = schema.components.iter().map(|component| pascal(&component.name));
    quote! {
        #object
        #components
        #(#types)*

        rt::impl_value!(component_from_json, component_to_json, #(#names),*);
    }
}

fn object(schema: &Schema) -> TokenStream {
    let ty = pascal(&schema.object.name);
    let fields: Vec<_> = schema.object.all_fields().collect();
    let secrets: Vec<_> =
        fields.iter().filter(|field| field.kind == Kind::Secret).map(|field| format!("`{}`", field.name)).collect();
    let secrets = match secrets.is_empty() {
        true => String::new(),
        false => format!("Serializing it writes {} in plain text; `Debug` does not show it.", secrets.join(", ")),
    };
    let names: Vec<_> = fields.iter().map(|field| snake(&field.name)).collect();
    let docs = fields.iter().map(|field| attributes(doc(&[&field.doc]), field.deprecated));
    let is_option = |field: &Member| !field.required && field.kind != Kind::Components;
    let lent: Vec<_> = fields.iter().map(|field| LentField::new(field, is_option(field))).collect();
    let record_impl = trait_impls::record(&ty, &quote!(API.fields), &lent, true);
    let types = fields.iter().map(|field| {
        let ty = rust_types::response_type(&field.kind, &field.name);
        // A session without components is one without any.
        if is_option(field) { quote!(Option<#ty>) } else { ty }
    });
    let type_doc = doc(&[
        &schema.object.doc,
        "A field is `None` where the response left it out. Fields that this version does not know, or can't read, are kept \
         in `unknown`, and serialized again.",
        &secrets,
    ]);
    quote! {
        #type_doc
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #ty {
            #(#docs pub #names: #types,)*
            /// Fields of the response that this version does not know.
            pub unknown: Unknown,
        }

        #record_impl

        rt::impl_json!(#ty);
    }
}

fn collection(schema: &Schema) -> TokenStream {
    let names: Vec<_> = schema.components.iter().map(|component| snake(&component.name)).collect();
    let types = schema.components.iter().map(|component| pascal(&component.name));
    let docs = schema.components.iter().map(|item| attributes(doc(&[&item.doc]), item.deprecated));
    let impls = trait_impls::components(&ident("Components"), schema, true);
    quote! {
        /// The embedded components of a session.
        ///
        /// A component is `None` where the response left it out.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct Components {
            #(#docs pub #names: Option<#types>,)*
            /// Components of the response that this version does not know.
            pub unknown: Unknown,
        }

        impl Components {
            /// True if a component that is chosen at run time is enabled; `None` where the response does not say.
            pub fn is_enabled(&self, component: Component) -> Option<bool> {
                rt::is_enabled(self, component.index())
            }

            /// The value of a boolean feature that is chosen at run time; `None` where the response does not say, or
            /// the component lacks the feature.
            pub fn feature(&self, component: Component, feature: Feature) -> Option<bool> {
                self.feature_value(component, feature)?.as_bool()
            }

            /// The value of a feature of any type that is chosen at run time, as JSON.
            pub fn feature_value(&self, component: Component, feature: Feature) -> Option<rt::serde_json::Value> {
                rt::feature_value(self, component.index(), feature.name())
            }

            /// Enables or disables a component that is chosen at run time, such as for a test.
            pub fn set_enabled(&mut self, component: Component, enabled: bool) {
                rt::set_enabled(self, component.index(), enabled);
            }

            /// Sets a feature that is chosen at run time, such as for a test.
            ///
            /// # Errors
            ///
            /// If the component lacks the feature, or the value has another type; nothing is changed then.
            pub fn set_feature(
                &mut self,
                component: Component,
                feature: Feature,
                value: impl Into<rt::serde_json::Value>,
            ) -> Result<(), FeatureError> {
                rt::set_feature(self, component.index(), feature.name(), &value.into())
            }
        }

        #impls
    }
}

fn component(schema: &Schema, index: usize, component: &Component) -> TokenStream {
    let ty = pascal(&component.name);
    let type_doc = doc(&[
        &format!("The component `{}` of a session.", component.name),
        &component.doc,
        "A value is `None` where the response left it out, or where `resolve` can't predict it.",
    ]);
    let members = || component.features.iter().map(|feature| &feature.member);
    let names: Vec<_> = members().map(|member| snake(&member.name)).collect();
    let types = members().map(|member| rust_types::response_type(&member.kind, &member.name));
    let lent: Vec<_> = members().map(LentField::optional).collect();
    let docs = component.features.iter().map(|feature| doc_comments::feature(schema, component, feature));
    let component_impl = trait_impls::component(&ty, index, &lent, true);
    quote! {
        #type_doc
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #ty {
            /// True if the session may show the component.
            pub enabled: Option<bool>,
            #(#docs pub #names: Option<#types>,)*
            /// Fields and features of the response that this version does not know.
            pub unknown: ComponentUnknown,
        }

        #component_impl
    }
}
