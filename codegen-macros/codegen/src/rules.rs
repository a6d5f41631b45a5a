//! The rules that a request is checked by.

use super::{kinds, pascal, places, position, snake};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use schema::model::{ComponentFeature, Kind, Restriction, Schema};
use std::collections::BTreeMap;

/// The rules that need no account.
pub(super) fn validate(schema: &Schema) -> TokenStream {
    let params = schema.operation.params.iter().filter_map(|param| {
        let (path, name) = (&param.name, snake(&param.name));
        match (&param.kind, param.required) {
            (Kind::Components, true) => Some(quote! {
                if self.#name.is_empty() {
                    violations.push(#path, rt::Rule::NotEmpty);
                }
            }),
            (kind, true) => kinds::check(kind, param.clearable, path, &quote!(&self.#name)),
            (kind, false) => {
                let check = kinds::check(kind, param.clearable, path, &quote!(value))?;
                Some(quote! { if let Some(value) = &self.#name { #check } })
            }
        }
    });
    let features = schema.components.iter().flat_map(|component| {
        component.features.iter().filter_map(|feature| {
            let (path, name) = (schema.operation.feature_param(component, feature), snake(&feature.name));
            let check = kinds::check(&feature.kind, feature.clearable, &path, &quote!(value))?;
            let component = snake(&component.name);
            Some(quote! { if let Some(value) = &components.0.values.#component.#name { #check } })
        })
    });
    let features: Vec<_> = features.collect();
    let mut same: BTreeMap<usize, Vec<Literal>> = BTreeMap::new();
    for (feature, place) in features_with_places(schema).filter(|(feature, _)| feature.same_in_every_component) {
        same.entry(feature.feature).or_default().push(position(place));
    }
    let same = same.into_values().filter(|places| places.len() > 1);
    let same = same.map(|places| {
        quote! { PLAN.same(&components.0, const { &rt::Flags::of(&[#(#places),*]) }, &mut violations); }
    });
    let rules: Vec<_> = features.into_iter().chain(same).collect();
    let components = if rules.is_empty() { None } else { bind_components(schema, quote!(self)) };
    let rules = if components.is_some() { rules } else { Vec::new() };
    let checks: Vec<_> = params.chain(components).chain(rules).collect();
    let body = match checks.as_slice() {
        [] => quote!(Ok(())),
        checks => quote! {
            let mut violations = rt::Violations::default();
            #(#checks)*
            violations.into_result()
        },
    };
    quote! {
        fn validate(&self) -> Result<(), ValidationError> {
            #body
        }
    }
}

pub(super) fn validate_for(schema: &Schema) -> TokenStream {
    let mut restrictions: Vec<&Restriction> = Vec::new();
    for feature in schema.components.iter().flat_map(|component| &component.features) {
        if let Some(restriction) = &feature.restriction
            && !restrictions.contains(&restriction)
        {
            restrictions.push(restriction);
        }
    }
    let checks = restrictions.into_iter().map(|restriction| restrict(schema, restriction));
    let body = match bind_components(schema, quote!(self)) {
        Some(components) if checks.len() > 0 => quote! {
            #components
            let mut violations = rt::Violations::default();
            #(#checks)*
            violations.into_result()
        },
        _ => quote! {
            let _ = facts;
            Ok(())
        },
    };
    quote! {
        /// Checks the rules that depend on the account. A rule about a fact that is not known is left to the API.
        ///
        /// # Errors
        ///
        /// Every parameter that the API would refuse for such an account, all at once.
        pub fn validate_for(&self, facts: &AccountFacts) -> Result<(), ValidationError> {
            #body
        }
    }
}

/// Notes what breaks a restriction, where what is known of the account rules the value out.
fn restrict(schema: &Schema, restriction: &Restriction) -> TokenStream {
    let facts: Vec<_> = restriction
        .only_when
        .iter()
        .map(|&(fact, value)| (&schema.facts[fact], &schema.facts[fact].values[value]))
        .collect();
    let ruled_out = facts.iter().map(|(fact, value)| {
        let (name, ty, value) = (snake(&fact.name), pascal(&fact.name), pascal(value));
        quote!(facts.#name.is_some_and(|fact| fact != #ty::#value))
    });
    let conditions = facts.iter().map(|(fact, value)| {
        let name = &fact.name;
        quote!((#name, #value))
    });
    let forbidden = restriction.value;
    let concerned =
        features_with_places(schema).filter(|(feature, _)| feature.restriction.as_ref() == Some(restriction));
    let places = concerned.map(|(_, place)| position(place));
    quote! {
        if #(#ruled_out)||* {
            let rule = rt::Rule::OnlyWhen { value: #forbidden, facts: &[#(#conditions),*] };
            let concerned = const { &rt::Flags::of(&[#(#places),*]) };
            PLAN.restrict(&components.0, concerned, #forbidden, rule, &mut violations);
        }
    }
}

fn features_with_places(schema: &Schema) -> impl Iterator<Item = (&ComponentFeature, usize)> {
    let components = schema.components.iter().zip(places(schema));
    components.flat_map(|(component, place)| component.features.iter().zip(place + 1..))
}

/// The binding of `components` to those of `owner`. Where they were left out, no component is mentioned.
pub(super) fn bind_components(schema: &Schema, owner: TokenStream) -> Option<TokenStream> {
    let param = schema.operation.components()?;
    let name = snake(&param.name);
    Some(match param.required {
        true => quote! { let components = &#owner.#name; },
        false => quote! { let components = #owner.#name.as_ref().unwrap_or(const { &ComponentsParams::new() }); },
    })
}
