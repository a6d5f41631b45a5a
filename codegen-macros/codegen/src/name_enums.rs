//! The enums of component and feature names, and of the values of facts.

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
    let items = schema.components.iter().map(|item| (pascal(&item.name), item.name.as_str(), doc(&[&item.doc])));
    let items: Vec<_> = items.collect();
    // A schema with errors may have no component left, and an enum without variants has no number.
    let index = if items.is_empty() { quote!(match self {}) } else { quote!(self as usize) };
    let doc = doc(&["An embedded component."]);
    let components = NameEnum { ty: pascal("component"), doc, item: "component", items }.expand();
    quote! {
        #components

        impl Component {
            fn index(self) -> usize {
                #index
            }

            /// The table that describes the component.
            pub fn info(self) -> &'static rt::ComponentInfo {
                &API.components[self.index()]
            }

            /// The features that the component has, in the order of its [`info`](Self::info).
            pub fn features(self) -> impl Iterator<Item = Feature> {
                self.info().features.iter().filter_map(|feature| Feature::from_name(feature.field.name))
            }
        }
    }
}

fn features(schema: &Schema) -> TokenStream {
    let items = schema.features.iter().map(|item| (pascal(&item.name), item.name.as_str(), doc(&[&item.doc])));
    let doc = doc(&["A feature of one or more components."]);
    let features = NameEnum { ty: pascal("feature"), doc, item: "feature", items: items.collect() }.expand();
    quote! {
        #features

        impl From<Feature> for &'static str {
            fn from(feature: Feature) -> Self {
                feature.name()
            }
        }
    }
}

/// An enum whose variants have names on the wire.
pub(crate) struct NameEnum<'s> {
    pub(crate) ty: Ident,
    pub(crate) doc: TokenStream,
    /// The word for a variant in documentation.
    pub(crate) item: &'static str,
    /// Each variant with its name on the wire and its documentation.
    pub(crate) items: Vec<(Ident, &'s str, TokenStream)>,
}

impl NameEnum<'_> {
    pub(crate) fn expand(&self) -> TokenStream {
        let NameEnum { ty, doc, item, items } = self;
        let variants: Vec<_> = items.iter().map(|(variant, _, _)| variant).collect();
        let names = items.iter().map(|(_, name, _)| name);
        let docs = items.iter().map(|(_, _, doc)| doc);
        let all_doc = self::doc(&[&format!("Every {item}, in the order of the API description.")]);
        let from_name_doc = self::doc(&[&format!("The {item} of this name on the wire.")]);
        quote! {
            #doc
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #ty { #(#docs #variants,)* }

            impl #ty {
                #all_doc
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];

                /// The name on the wire.
                pub const fn name(self) -> &'static str {
                    match self { #(Self::#variants => #names),* }
                }

                #from_name_doc
                pub fn from_name(name: &str) -> Option<Self> {
                    Self::ALL.iter().copied().find(|value| value.name() == name)
                }
            }
        }
    }
}
