//! The enums of component and feature names.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::model::Schema;

use crate::{doc_comments::doc, idents::pascal};

pub(crate) fn expand(schema: &Schema) -> TokenStream {
    let components = components(schema);
    let features = features(schema);
    quote! { #components #features }
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

            fn index(self) -> usize {
                #index
            }

            /// The table that describes the component.
            pub fn info(self) -> &'static rt::ComponentInfo {
                &API.components[self.index()]
            }

            /// The name on the wire.
            pub fn name(self) -> &'static str {
                self.info().name
            }

            /// The component of this name on the wire.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|component| component.name() == name)
            }

            /// The features that the component has, in the order of its [`info`](Self::info).
            pub fn features(self) -> impl Iterator<Item = Feature> {
                self.info().features.iter().filter_map(|feature| Feature::from_name(feature.field.name))
            }
        }
    }
}

fn features(schema: &Schema) -> TokenStream {
    let variants: Vec<_> = schema.features.iter().map(|feature| pascal(&feature.name)).collect();
    let docs = schema.features.iter().map(|feature| doc(&[&feature.doc]));
    let conversions =
        name_conversions(&variants, &schema.features.iter().map(|feature| &feature.name).collect::<Vec<_>>());
    quote! {
        /// A feature of one or more components.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Feature { #(#docs #variants,)* }

        impl Feature {
            /// Every feature, in the order of the API description.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #conversions
        }

        impl From<Feature> for &'static str {
            fn from(feature: Feature) -> Self {
                feature.name()
            }
        }
    }
}

/// The functions that convert between the variants of an enum and names on the wire.
pub(crate) fn name_conversions(variants: &[Ident], names: &[&String]) -> TokenStream {
    quote! {
        /// The name on the wire.
        pub const fn name(self) -> &'static str {
            match self { #(Self::#variants => #names),* }
        }

        /// The value of this name on the wire.
        pub fn from_name(name: &str) -> Option<Self> {
            Self::ALL.iter().copied().find(|value| value.name() == name)
        }
    }
}
