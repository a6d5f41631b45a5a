//! Documentation of generated items.

use proc_macro2::TokenStream;
use quote::quote;
use schema::{
    model::{Component, ComponentFeature, Default, Restriction, Schema},
    names,
};

/// A doc comment of paragraphs.
pub(crate) fn doc(paragraphs: &[&str]) -> TokenStream {
    let text = paragraphs.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n\n");
    // Indented lines and bare fences are Rust to rustdoc, and would be compiled as tests.
    let mut fenced = false;
    let lines = text.lines().map(|line| match line.trim_start() {
        "" => String::new(),
        "```" => {
            fenced = !fenced;
            if fenced { " ```text".to_owned() } else { " ```".to_owned() }
        }
        line => format!(" {line}"),
    });
    quote! { #(#[doc = #lines])* }
}

/// The documentation of an item, and a mark if the API discourages its use.
pub(crate) fn attributes(doc: TokenStream, is_deprecated: bool) -> TokenStream {
    let mark = is_deprecated.then(|| quote!(#[deprecated = "the API discourages its use"]));
    quote!(#doc #mark)
}

/// The documentation of a feature, with a mark if the API discourages its use: its default, its restriction, and the path
/// of its parameter.
pub(crate) fn feature(schema: &Schema, component: &Component, feature: &ComponentFeature) -> TokenStream {
    let default = default(&feature.default);
    let restriction = feature.restriction.as_ref().map(restriction).unwrap_or_default();
    let same =
        if feature.same_in_every_component { "It must be the same in every component that sets it." } else { "" };
    let clearable = match feature.member.clearable {
        true => format!(
            "It can be cleared by [`{}`]({}Params::{0}).",
            names::clear(&feature.member.name),
            names::pascal(&component.name)
        ),
        false => String::new(),
    };
    let param = format!("Parameter `{}`.", schema.operation.feature_param(component, feature));
    attributes(doc(&[&feature.member.doc, &default, &restriction, same, &clearable, &param]), feature.member.deprecated)
}

/// The documentation of a method that sets a field of a type.
pub(crate) fn setter(ty: &str, name: &str) -> TokenStream {
    doc(&[&format!("Sets [`{name}`]({ty}#structfield.{}).", names::snake(name))])
}

/// The documentation of a method that clears a parameter.
pub(crate) fn clear(name: &str) -> TokenStream {
    doc(&[&format!("Clears `{name}`: sends an empty value; the response has `null`.")])
}

fn default(default: &Default) -> String {
    match default {
        Default::Value(value) => format!("`{value}` by default."),
        Default::Undocumented => "The API does not document a default.".to_owned(),
        rule => format!("By default {}.", rule.in_words(|fact| format!("the account's {}", fact_link(fact)))),
    }
}

fn restriction(rule: &Restriction) -> String {
    format!("May be `{}` only for accounts whose {}.", rule.value, rule.conditions(fact_link))
}

fn fact_link(name: &str) -> String {
    format!("[`{name}`](AccountFacts::{})", names::snake(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_not_compiled() {
        let doc = doc(&["One.\n\n    indented\n```\nfenced\n```", "", "Two."]);
        let lines = [" One.", "", " indented", " ```text", " fenced", " ```", "", " Two."];
        assert_eq!(doc.to_string(), quote! { #(#[doc = #lines])* }.to_string());
    }
}
