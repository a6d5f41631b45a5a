//! How defaults are applied to a component.

use super::{ident, kinds, pascal, snake};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema::model::{Component, ComponentFeature, Default, Literal, Schema};

/// The function that applies defaults. Each feature comes after the one its default refers to.
pub(super) fn expand(schema: &Schema, component: &Component) -> TokenStream {
    let ty = pascal(&component.name);
    let features = component.features_by_dependency();
    let values = features.iter().map(|&index| {
        let feature = &component.features[index];
        let (name, value) = (snake(&feature.name), value(schema, component, feature));
        match feature.clearable {
            true => {
                let (local, text) = (local(index), &feature.name);
                quote! {
                    let #local = #value;
                    rt::settle(&mut resolved.#name, #local.clone(), &mut resolved.unknown, #text);
                }
            }
            false => quote! { resolved.#name = #value; },
        }
    });
    let facts = match component.features.iter().any(|feature| matches!(feature.default, Default::ByFact { .. })) {
        true => quote!(facts),
        false => quote!(_),
    };
    quote! {
        fn resolve(&self, #facts: &AccountFacts) -> #ty {
            let mut resolved = #ty::default();
            resolved.enabled = Some(self.enabled);
            #(#values)*
            resolved
        }
    }
}

/// What a feature that can be cleared comes to, before it is put in its place.
fn local(index: usize) -> Ident {
    ident(&format!("value_{index}"))
}

/// What was set, or else the default.
fn value(schema: &Schema, component: &Component, feature: &ComponentFeature) -> TokenStream {
    let name = snake(&feature.name);
    let set = if feature.is_boolean() { quote!(self.#name) } else { quote!(self.#name.clone()) };
    let literal = |literal: &Literal| match (literal, feature.clearable) {
        (Literal::Null, _) => quote!(Clearable::Clear),
        (literal, clearable) => {
            let value = kinds::literal(literal, &feature.kind, &feature.name);
            if clearable { quote!(Clearable::Set(#value)) } else { value }
        }
    };
    let other = |index: usize| {
        let other = snake(&component.features[index].name);
        if feature.clearable { local(index) } else { other }
    };
    match &feature.default {
        Default::Value(value) if feature.is_boolean() => {
            let value = literal(value);
            quote!(#set.or(Some(#value)))
        }
        Default::Value(value) => {
            let value = literal(value);
            quote!(#set.or_else(|| Some(#value)))
        }
        Default::ByFact { fact, values } => {
            let fact = &schema.facts[*fact];
            let (field, ty) = (snake(&fact.name), pascal(&fact.name));
            let arms = fact.values.iter().zip(values).map(|(value, default)| {
                let (value, default) = (pascal(value), literal(default));
                quote!(#ty::#value => #default)
            });
            quote!(#set.or_else(|| facts.#field.map(|fact| match fact { #(#arms,)* })))
        }
        Default::SameAs(index) => {
            let local = other(*index);
            let other = if feature.clearable { quote!(#local) } else { quote!(resolved.#local) };
            match feature.kind.is_named() {
                // Its type is its own, with the same values.
                true if feature.clearable => {
                    quote!(#set.or_else(|| #other.clone().map(|value| value.map(|value| rt::convert(&value)))))
                }
                true => quote!(#set.or_else(|| #other.as_ref().map(rt::convert))),
                false if feature.is_boolean() => quote!(#set.or(#other)),
                false => quote!(#set.or_else(|| #other.clone())),
            }
        }
        Default::OppositeOf(index) => {
            let other = other(*index);
            quote!(#set.or(resolved.#other.map(|value| !value)))
        }
        Default::Undocumented => set,
    }
}
