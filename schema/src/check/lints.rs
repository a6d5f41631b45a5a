//! Lints: valid parts of a schema that are likely wrong.

use crate::{
    ast::{self, File},
    defaults,
    diagnostic::{Diagnostic, Diagnostics},
    model::{CheckedSchema, Component, Schema},
    names,
    source::{Span, Text},
    vocabulary::{Default, Literal, Restriction},
};
use std::collections::HashSet;

pub(crate) fn lint(file: &File, schema: &CheckedSchema, diagnostics: &mut Diagnostics) {
    unused_features(file, diagnostics);
    unused_facts(file, diagnostics);
    documentation(file, diagnostics);
    nameless_values(file, diagnostics);
    broken_defaults(file, schema, diagnostics);
}

fn unused_features(file: &File, diagnostics: &mut Diagnostics) {
    let listed = file.components.items.iter().flat_map(|component| &component.features);
    let used: HashSet<&str> = listed.map(|item| item.name.value.as_str()).collect();
    for ast::Feature { name, .. } in
        file.features.items.iter().filter(|feature| !used.contains(feature.name.value.as_str()))
    {
        let message = format!("no component has the feature `{}`", name.value);
        diagnostics
            .push(Diagnostic::warning(name.span, message).help("list it in a component's `features`, or remove it"));
    }
}

fn unused_facts(file: &File, diagnostics: &mut Diagnostics) {
    let used: HashSet<&str> = file.all_features().flat_map(facts).map(|fact| fact.value.as_str()).collect();
    for ast::Fact { name, .. } in file.facts.items.iter().filter(|fact| !used.contains(fact.name.value.as_str())) {
        let message = format!("no rule asks for the fact `{}`", name.value);
        let help = "use it in a `default` or in `only_when`, or remove it here and from the account types";
        diagnostics.push(Diagnostic::warning(name.span, message).help(help));
    }
}

fn facts(feature: &ast::Feature) -> impl Iterator<Item = &Text> {
    let by = feature.default.as_ref().and_then(Default::fact);
    let conditions = feature.may_be.iter().flat_map(|restriction| &restriction.only_when).map(|(fact, _)| fact);
    by.into_iter().chain(conditions)
}

fn documentation(file: &File, diagnostics: &mut Diagnostics) {
    let facts = file.facts.items.iter().map(|fact| (&fact.name, &fact.doc));
    let operation = file.operation.iter().filter_map(|operation| Some((operation.name.as_ref()?, &operation.doc)));
    let object = file.object.iter().filter_map(|object| Some((object.name.as_ref()?, &object.doc)));
    let inner = file.types().flat_map(|(_, ty)| inner_fields(ty));
    let members = file.members().chain(inner).map(|member| (&member.name, &member.doc));
    let features = file.features.items.iter().map(|feature| (&feature.name, &feature.doc));
    let components = file.components.items.iter().map(|component| (&component.name, &component.doc));
    for (name, doc) in facts.chain(operation).chain(object).chain(members).chain(features).chain(components) {
        match doc {
            Some(doc) if words(&doc.value) == words(&name.value) => {
                let message = format!("the documentation of `{}` only repeats its name", name.value);
                diagnostics.push(Diagnostic::warning(doc.span, message).help("say what it does, or for whom it is"));
            }
            Some(doc) if !doc.value.trim().is_empty() => {}
            _ => {
                let message = format!("`{}` has no documentation", name.value);
                let help = "add `doc: ...`: it becomes the documentation of the Rust item";
                diagnostics.push(Diagnostic::warning(name.span, message).help(help));
            }
        }
    }
}

/// Values of enums that get no variant.
fn nameless_values(file: &File, diagnostics: &mut Diagnostics) {
    let types = file.types().map(|(_, ty)| ty);
    let types = types.flat_map(|ty| inner_fields(ty).into_iter().map(|field| &field.ty).chain([ty]));
    for values in types.filter_map(|ty| ty.values.as_ref()) {
        let texts: Vec<&str> = values.items.iter().map(|value| value.value.as_str()).collect();
        let variants = names::variants(&texts);
        for (value, _) in values.items.iter().zip(&variants).filter(|(_, variant)| variant.is_none()) {
            let message = format!("the value `{}` gets no variant of its own", value.value);
            let help = "its text makes no Rust name, or one that is taken; code can name it by its text";
            diagnostics.push(Diagnostic::warning(value.span, message).help(help));
        }
    }
}

/// The fields of an object, and of those in it.
fn inner_fields(ty: &ast::Type) -> Vec<&ast::Member> {
    let fields = ty.fields.iter().flat_map(|fields| &fields.items);
    fields.flat_map(|field| std::iter::once(field).chain(inner_fields(&field.ty))).collect()
}

/// The words of a name or sentence, without separators.
fn words(text: &str) -> Vec<String> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// A restriction on a value that some account type has by default, though the restriction rules it out.
fn broken_defaults(file: &File, schema: &Schema, diagnostics: &mut Diagnostics) {
    for component in &schema.components {
        for (index, feature) in component.features.iter().enumerate() {
            let Some(restriction) = &feature.restriction else { continue };
            let Some(broken) = breaks(schema, component, index, restriction) else { continue };
            let Some(span) = restricted(file, &component.name, &feature.member.name) else { continue };
            let message = format!(
                "`{}` may be `{}` only for some accounts, but is so by default for `{broken}` accounts, whose facts rule it out",
                feature.member.name, restriction.value,
            );
            diagnostics.push(Diagnostic::warning(span, message).help("check the default, the value, and `only_when`"));
        }
    }
}

/// The first account type whose default breaks a restriction.
fn breaks<'s>(schema: &'s Schema, component: &Component, feature: usize, restriction: &Restriction) -> Option<&'s str> {
    let broken = schema.account_types.iter().find(|account_type| {
        let is_ruled_out = schema.facts.iter().zip(&account_type.facts).any(|(fact, known)| {
            let known = known.map(|known| &fact.values[known]);
            let is_other = |(name, value): &(String, String)| *name == fact.name && known.is_some_and(|it| it != value);
            restriction.only_when.iter().any(is_other)
        });
        let default = defaults::resolve(schema, component, feature, &account_type.facts);
        is_ruled_out && default == Some(Literal::Boolean(restriction.value))
    });
    broken.map(|account_type| account_type.name.as_str())
}

/// The location of the restriction of a component's feature, its own or shared.
fn restricted(file: &File, component: &str, feature: &str) -> Option<Span> {
    let component = file.components.items.iter().find(|other| other.name.value == component)?;
    let own = component.features.iter().find(|other| other.name.value == feature);
    let shared = file.features.items.iter().find(|other| other.name.value == feature);
    let restriction = own.into_iter().chain(shared).find_map(|feature| feature.may_be.as_ref())?;
    Some(restriction.value.span)
}
