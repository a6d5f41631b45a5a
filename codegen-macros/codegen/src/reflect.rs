//! The description as enums and constant tables.

use super::{docs::doc, kinds, naming, pascal, places, position, response, words};
use proc_macro2::TokenStream;
use quote::quote;
use schema::model::{AccountType, Component, ComponentFeature, Default, Fact, Member, Schema};

pub(super) fn expand(schema: &Schema) -> TokenStream {
    let components = components(schema);
    let features = features(schema);
    let table = table(schema);
    quote! { #components #features #table }
}

fn components(schema: &Schema) -> TokenStream {
    let variants: Vec<_> = schema.components.iter().map(|component| pascal(&component.name)).collect();
    let docs = schema.components.iter().map(|component| doc(&[&component.doc]));
    // A schema with errors may have no component left, and an enum without variants has no number.
    let index = if variants.is_empty() { quote!(match self {}) } else { quote!(self as usize) };
    quote! {
        /// An embedded component.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Component { #(#docs #variants,)* }

        impl Component {
            /// Every component, in the order of the API description.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// All that the API description says of the component.
            pub fn info(self) -> &'static rt::ComponentInfo {
                &API.components[#index]
            }

            /// The component as the API writes it.
            pub fn name(self) -> &'static str {
                self.info().name
            }

            /// The component that the API writes so.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|component| component.name() == name)
            }

            /// The features that the component has, in the order of its [`info`](Self::info).
            pub fn features(self) -> impl Iterator<Item = Feature> {
                self.info().features.iter().filter_map(|feature| Feature::from_name(feature.name))
            }
        }
    }
}

fn features(schema: &Schema) -> TokenStream {
    let variants: Vec<_> = schema.features.iter().map(|feature| pascal(&feature.name)).collect();
    let docs = schema.features.iter().map(|feature| doc(&[&feature.doc]));
    let naming = naming(&variants, &schema.features.iter().map(|feature| &feature.name).collect::<Vec<_>>());
    quote! {
        /// A feature of one or more components.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Feature { #(#docs #variants,)* }

        impl Feature {
            /// Every feature, in the order of the API description.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #naming
        }

        impl From<Feature> for &'static str {
            fn from(feature: Feature) -> Self {
                feature.name()
            }
        }
    }
}

fn table(schema: &Schema) -> TokenStream {
    let (version, object) = (&schema.api_version, &schema.object.name);
    let (method, path) = (schema.operation.method.as_str(), &schema.operation.path);
    let params = schema.operation.params.iter().map(member);
    let discriminator = response::discriminator(schema);
    let fields = std::iter::once(&discriminator).chain(&schema.object.fields).map(member);
    let facts = schema.facts.iter().map(fact);
    let account_types = schema.account_types.iter().map(account_type);
    let components = schema.components.iter().zip(places(schema));
    let components = components.map(|(component, place)| self::component(schema, component, place));
    let words = words(schema);
    let what = doc(&[&format!("The description of API version `{version}`.")]);
    quote! {
        #what
        pub static API: rt::Api = rt::Api {
            version: #version,
            method: #method,
            path: #path,
            params: &[#(#params),*],
            object: #object,
            fields: &[#(#fields),*],
            facts: &[#(#facts),*],
            account_types: &[#(#account_types),*],
            components: &[#(#components),*],
        };

        static PLAN: rt::Plan<#words> = rt::Plan::of(&API);
    }
}

pub(super) fn member(member: &Member) -> TokenStream {
    let Member { name, doc, required, kind, clearable } = member;
    let kind = kinds::table(kind);
    quote!(rt::Field { name: #name, doc: #doc, required: #required, kind: #kind, clearable: #clearable })
}

fn fact(fact: &Fact) -> TokenStream {
    let Fact { name, doc, account_field, values } = fact;
    quote!(rt::Fact { name: #name, doc: #doc, account_field: #account_field, values: &[#(#values),*] })
}

fn account_type(account_type: &AccountType) -> TokenStream {
    let name = &account_type.name;
    let facts = account_type.facts.iter().map(|value| match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    });
    quote!(rt::AccountType { name: #name, facts: &[#(#facts),*] })
}

fn component(schema: &Schema, component: &Component, place: usize) -> TokenStream {
    let Component { name, doc, features } = component;
    let place = position(place);
    let param = schema.operation.component_param(component);
    let features = features.iter().map(|feature| self::feature(schema, component, feature));
    quote!(rt::ComponentInfo { name: #name, doc: #doc, param: #param, position: #place, features: &[#(#features),*] })
}

fn feature(schema: &Schema, component: &Component, feature: &ComponentFeature) -> TokenStream {
    let (name, doc, same) = (&feature.name, &feature.doc, feature.same_in_every_component);
    let (kind, clearable) = (kinds::table(&feature.kind), feature.clearable);
    let param = schema.operation.feature_param(component, feature);
    let default = match &feature.default {
        Default::Value(value) => {
            let value = kinds::table_literal(value);
            quote!(Value(#value))
        }
        Default::ByFact { fact, values } => {
            let values = values.iter().map(kinds::table_literal);
            quote!(ByFact { fact: #fact, values: &[#(#values),*] })
        }
        Default::SameAs(other) => quote!(SameAs(#other)),
        Default::OppositeOf(other) => quote!(OppositeOf(#other)),
        Default::Undocumented => quote!(Undocumented),
    };
    let restriction = match &feature.restriction {
        Some(restriction) => {
            let value = restriction.value;
            let only_when = restriction.only_when.iter().map(|(fact, value)| quote!((#fact, #value)));
            quote!(Some(rt::Restriction { value: #value, only_when: &[#(#only_when),*] }))
        }
        None => quote!(None),
    };
    quote! {
        rt::FeatureInfo {
            name: #name,
            doc: #doc,
            param: #param,
            kind: #kind,
            clearable: #clearable,
            default: rt::DefaultRule::#default,
            restriction: #restriction,
            same_in_every_component: #same,
        }
    }
}
