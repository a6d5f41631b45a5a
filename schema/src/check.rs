//! Semantic checks, one function a rule. Invalid parts are reported and left out, so that the rest is still a
//! consistent schema.

mod checker;
mod component_features;
mod fact_values;
mod feature_rules;
mod lints;
mod literals;
mod members;
mod name_conflicts;
mod value_types;

use crate::{
    ast::{self, File, Section, Type},
    diagnostic::Diagnostics,
    model::{CheckedSchema, Component, Feature, Schema},
    vocabulary::{Kind, Member},
};
use checker::{Check, doc};
use feature_rules::CheckedFeature;
pub(crate) use lints::lint;

/// Checks a file. `None` if its operation, its object or every component is missing or invalid.
pub(crate) fn check(file: &File, diagnostics: &mut Diagnostics) -> Option<CheckedSchema> {
    let mut check = Check::new(diagnostics);
    let names = check.names(file);
    check.usable = names.clone();
    let api_version = check.api_version(file);
    let facts = file.facts.items.iter().filter(|fact| names.has(&fact.name));
    check.facts = facts.map(|fact| check.described(fact)).collect();
    check.facts_complete = file.facts.complete;
    let account_types = file.account_types.items.iter().filter(|kind| names.has(&kind.name));
    let account_types = account_types.map(|account_type| check.account_type(account_type)).collect();
    let features = &file.features.items;
    check.features = features.iter().map(|feature| (feature.name.value.as_str(), feature.name.span)).collect();
    check.features_complete = file.features.complete;
    let features = features.iter().filter(|feature| names.has(&feature.name));
    let shared: Vec<(&ast::Feature, CheckedFeature)> =
        features.map(|feature| (feature, check.feature(&feature.name, &feature.spec, None))).collect();
    let positions = shared.iter().enumerate().map(|(index, (feature, _))| (feature.name.value.as_str(), index));
    check.positions = positions.collect();
    check.some_component(file);
    let components = file.components.items.iter().filter(|component| names.has(&component.name));
    let components: Vec<Component> = components.map(|component| check.component(component, &shared)).collect();
    let features = shared
        .iter()
        .map(|(feature, rules)| Feature { name: feature.name.value.clone(), doc: doc(&rules.doc, &feature.name) });
    let features = features.collect();
    let object = file.object.as_ref().and_then(|object| check.object(object, &names));
    let operation = file.operation.as_ref();
    let operation = operation.and_then(|operation| check.operation(operation, file.object.as_ref(), &names));
    if components.is_empty() {
        return None;
    }
    Some(CheckedSchema(Schema {
        api_version,
        facts: check.facts,
        account_types,
        operation: operation?,
        object: object?,
        features,
        components,
    }))
}

/// The type that a schema without errors describes. `None` if the schema names none.
pub fn type_of(ty: &Type) -> Option<Kind> {
    Check::new(&mut Diagnostics::default()).kind(ty, ty)
}

/// The fields of an object that a schema without errors describes.
pub fn fields_of(fields: &Section<ast::Member>) -> Vec<Member> {
    Check::new(&mut Diagnostics::default()).fields(fields)
}

impl Check<'_, '_> {
    fn api_version(&mut self, file: &File) -> String {
        let Some(version) = &file.api_version else { return String::new() };
        let allowed = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_');
        if version.value.is_empty() || !version.value.chars().all(allowed) {
            let help = "write it as the `Stripe-Version` header does, such as `2024-09-30.acacia`";
            self.error(version.span, format!("`{}` is not an API version", version.value), help);
        }
        version.value.clone()
    }

    /// Requires a component.
    fn some_component(&mut self, file: &File) {
        if let (true, [], Some(version)) =
            (file.components.complete, file.components.items.as_slice(), &file.api_version)
        {
            self.error(version.span, "this version has no components", "describe at least one in `components`");
        }
    }
}
