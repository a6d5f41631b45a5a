//! Every rule about a schema's meaning, one function a rule. What breaks a rule is reported and left out, so that the
//! rest is still a consistent schema.

mod component_features;
mod fact_values;
mod feature_rules;
mod lints;
mod literals;
mod members;
mod name_conflicts;
mod value_types;

use crate::{
    ast::{self, File, Type},
    diagnostic::{Diagnostic, Diagnostics},
    model::{CheckedSchema, Component, Fact, Feature, Schema},
    source::{Span, Text},
    suggest::{closest, listing},
    vocabulary::Kind,
};
use feature_rules::CheckedFeature;
pub(crate) use lints::lint;
use name_conflicts::Names;
use std::collections::HashMap;

/// Checks a file. `None` where its operation, its object or every component is missing or can't be used, without which
/// there is nothing to generate.
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

/// The type that a schema without errors describes. `None` where it names none.
pub fn type_of(ty: &Type) -> Option<Kind> {
    Check::new(&mut Diagnostics::default()).kind(ty, ty)
}

struct Check<'f, 'd> {
    diagnostics: &'d mut Diagnostics,
    usable: Names,
    facts: Vec<Fact>,
    facts_complete: bool,
    /// Every feature that is described, whether or not its description can be used.
    features: HashMap<&'f str, Span>,
    features_complete: bool,
    /// Where those stand whose description can be used.
    positions: HashMap<&'f str, usize>,
}

/// The documentation of something; every generated item has some, even where the schema has none.
fn doc(doc: &Option<Text>, name: &Text) -> String {
    match text(doc) {
        doc if doc.is_empty() => format!("`{}`, of which the API description says no more.", name.value),
        doc => doc,
    }
}

fn text(text: &Option<Text>) -> String {
    text.as_ref().map(|text| text.value.trim().to_owned()).unwrap_or_default()
}

impl<'f, 'd> Check<'f, 'd> {
    fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Check {
            diagnostics,
            usable: Names::default(),
            facts: Vec::new(),
            facts_complete: true,
            features: HashMap::new(),
            features_complete: true,
            positions: HashMap::new(),
        }
    }

    fn error(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn twice(&mut self, what: &str, span: Span, first: Span) {
        self.error(
            Diagnostic::error(span, format!("{what} is given twice"))
                .secondary(first, "first given here")
                .help("keep one of the two"),
        );
    }

    /// Reports a reference to something that is not there, and returns what was probably meant, so that the rest of
    /// the schema can be taken as if it had been said.
    fn unknown<'c>(
        &mut self,
        word: &Text,
        sort: &str,
        known: impl IntoIterator<Item = &'c str> + Clone,
    ) -> Option<&'c str> {
        let problem = Diagnostic::error(word.span, format!("there is no {sort} `{}`", word.value));
        let meant = closest(&word.value, known.clone());
        self.error(match meant {
            Some(meant) => problem.replace(format!("did you mean `{meant}`?"), word.span, meant),
            None => problem.help(listing(known)),
        });
        meant
    }

    fn api_version(&mut self, file: &File) -> String {
        let Some(version) = &file.api_version else { return String::new() };
        let allowed = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_');
        if version.value.is_empty() || !version.value.chars().all(allowed) {
            self.error(
                Diagnostic::error(version.span, format!("`{}` is not an API version", version.value))
                    .help("write it as the `Stripe-Version` header does, such as `2024-09-30.acacia`"),
            );
        }
        version.value.clone()
    }

    /// A schema must have something to generate.
    fn some_component(&mut self, file: &File) {
        if let (true, [], Some(version)) =
            (file.components.complete, file.components.items.as_slice(), &file.api_version)
        {
            let problem = Diagnostic::error(version.span, "this version has no components");
            self.error(problem.help("describe at least one in `components`"));
        }
    }
}
