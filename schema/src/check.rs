//! Every rule about a schema's meaning, one function a rule. What breaks a rule is reported and left out, so that the
//! rest is still a consistent schema.

mod kinds;
mod lints;
mod literals;
mod members;
mod names;
mod rules;

use crate::{
    ast::{self, File, Text},
    diagnostic::{Diagnostic, Diagnostics},
    model::{AccountType, CheckedSchema, Component, ComponentFeature, Fact, Feature, Schema},
    source::Span,
    suggest::{closest, listing},
};
pub(crate) use lints::lint;
use names::Names;
use rules::{Resolved, Rules};
use std::collections::{HashMap, HashSet};

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
    let shared: Vec<(&ast::Feature, Rules)> =
        features.map(|feature| (feature, check.rules(&feature.name, &feature.rules, None))).collect();
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

    /// A fact with usable values.
    fn described(&mut self, fact: &ast::Fact) -> Fact {
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut values = Vec::new();
        for value in &fact.values.items {
            let rust = crate::names::pascal(&value.value);
            if !self.is_name("a fact's value", value) {
                continue;
            }
            match seen.insert(rust, value.span) {
                Some(first) => self.twice(&format!("the value `{}`", value.value), value.span, first),
                None => values.push(value.value.clone()),
            }
        }
        if fact.values.complete && fact.values.items.is_empty() {
            let message = format!("the fact `{}` has no values", fact.name.value);
            self.error(Diagnostic::error(fact.name.span, message).help("list what it can be in `values`"));
        }
        if let Some(field) = &fact.account_field
            && !field.value.split('.').all(crate::names::is_snake)
        {
            let message = format!("`{}` is not a path in the account object", field.value);
            self.error(
                Diagnostic::error(field.span, message)
                    .help("write the names of its fields joined with dots, such as `controller.losses.payments`"),
            );
        }
        Fact {
            name: fact.name.value.clone(),
            doc: doc(&fact.doc, &fact.name),
            account_field: text(&fact.account_field),
            values,
        }
    }

    /// The positions of a fact and of one of its values, by their names.
    fn fact_value(&mut self, fact: &Text, value: &Text) -> Option<(usize, usize)> {
        let index = self.fact(fact)?;
        let values = self.facts[index].values.clone();
        let position = |name: &str| values.iter().position(|known| known == name);
        let sort = format!("value of `{}` called", self.facts[index].name);
        let found = position(&value.value);
        // A fact without values has been reported.
        let found = found.or_else(|| match values.as_slice() {
            [] => None,
            _ => position(self.unknown(value, &sort, values.iter().map(String::as_str))?),
        });
        Some((index, found?))
    }

    fn fact(&mut self, fact: &Text) -> Option<usize> {
        let names: Vec<String> = self.facts.iter().map(|fact| fact.name.clone()).collect();
        let position = |name: &str| names.iter().position(|known| known == name);
        position(&fact.value).or_else(|| match self.facts_complete {
            true => position(self.unknown(fact, "fact", names.iter().map(String::as_str))?),
            false => None,
        })
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

    fn account_type(&mut self, account_type: &ast::AccountType) -> AccountType {
        let mut facts = vec![None; self.facts.len()];
        for (fact, value) in &account_type.facts {
            if let Some((fact, value)) = self.fact_value(fact, value) {
                facts[fact] = Some(value);
            }
        }
        AccountType { name: account_type.name.value.clone(), facts }
    }

    fn component(&mut self, component: &ast::Component, shared: &[(&ast::Feature, Rules)]) -> Component {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut placed: HashSet<usize> = HashSet::new();
        let mut listed: Vec<(usize, &ast::Feature, Rules)> = Vec::new();
        for item in &component.features {
            let name = item.name.value.as_str();
            if let Some(first) = seen.insert(name, item.name.span) {
                self.twice(&format!("the feature `{name}`"), item.name.span, first);
                continue;
            }
            let index = match self.positions.get(name) {
                Some(index) => Some(*index),
                None if self.features.contains_key(name) || !self.features_complete => None,
                None => {
                    let names = shared.iter().map(|(feature, _)| feature.name.value.as_str());
                    self.unknown(&item.name, "feature", names).and_then(|meant| self.positions.get(meant).copied())
                }
            };
            let rules = self.rules(&item.name, &item.rules, index.map(|index| &shared[index].1));
            if let Some(index) = index.filter(|index| placed.insert(*index)) {
                listed.push((index, item, rules));
            }
        }
        let defaults = self.defaults(component, &listed, shared);
        let features = listed.into_iter().zip(defaults).map(|((feature, _, rules), default)| ComponentFeature {
            feature,
            name: shared[feature].0.name.value.clone(),
            doc: doc(&rules.doc, &shared[feature].0.name),
            kind: rules.kind,
            clearable: rules.ty.is_clearable(),
            default,
            restriction: rules.restriction,
            same_in_every_component: rules.same_in_every_component.unwrap_or(false),
        });
        Component {
            name: component.name.value.clone(),
            doc: doc(&component.doc, &component.name),
            features: features.collect(),
        }
    }

    /// Resolves the references between the defaults of one component's features.
    fn defaults(
        &mut self,
        component: &ast::Component,
        listed: &[(usize, &ast::Feature, Rules)],
        shared: &[(&ast::Feature, Rules)],
    ) -> Vec<crate::model::Default> {
        let positions = listed.iter().enumerate().map(|(at, &(index, ..))| (shared[index].0.name.value.as_str(), at));
        let positions: HashMap<&str, usize> = positions.collect();
        let next: Vec<Option<usize>> = (listed.iter())
            .map(|(_, _, rules)| {
                rules
                    .default
                    .as_ref()
                    .and_then(Resolved::reference)
                    .and_then(|to| positions.get(to.value.as_str()).copied())
            })
            .collect();
        let reference = |index: usize| {
            let (_, item, rules): &(usize, &ast::Feature, Rules) = &listed[index];
            rules.default.as_ref().and_then(Resolved::reference).map(|to| (item, to))
        };
        for (item, to) in (0..listed.len()).filter(|&index| next[index].is_none()).filter_map(reference) {
            let (feature, component) = (&item.name.value, &component.name.value);
            let message =
                format!("`{feature}` takes its default from `{}`, which `{component}` does not have", to.value);
            let problem =
                Diagnostic::error(item.name.span, message).secondary(to.span, "the default refers to it here");
            self.error(problem.help(format!("give it a default of its own: `{feature}: {{ default: ... }}`")));
        }
        let next = self.matching(listed, next);
        let circles = rules::circles(&next);
        for circle in &circles {
            let mut references = circle.iter().copied().filter_map(reference);
            let Some((item, to)) = references.next() else { continue };
            let message = format!("the default of `{}` depends on itself by way of `{}`", item.name.value, to.value);
            let problem = Diagnostic::error(to.span, message).help("give one of them a default of its own");
            self.error(references.fold(problem, |problem, (_, to)| problem.secondary(to.span, "and this on it")));
        }
        let mut placed = next;
        circles.iter().flatten().for_each(|&index| placed[index] = None);
        let default = |(index, (_, _, rules)): (usize, &(usize, &ast::Feature, Rules))| match &rules.default {
            Some(resolved) => resolved.place(placed[index]),
            None => crate::model::Default::Undocumented,
        };
        listed.iter().enumerate().map(default).collect()
    }

    /// References between features that have the types that they need.
    fn matching(&mut self, listed: &[(usize, &ast::Feature, Rules)], next: Vec<Option<usize>>) -> Vec<Option<usize>> {
        let mut kept = next;
        for (index, (_, item, rules)) in listed.iter().enumerate() {
            let Some(other) = kept[index].map(|other| &listed[other]) else { continue };
            let (takes, boolean) = match &rules.default {
                Some(Resolved::OppositeOf(_)) => ("the opposite of", true),
                _ => ("its default from", false),
            };
            if rules.is_like(&other.2) && (!boolean || rules.is_boolean()) {
                continue;
            }
            kept[index] = None;
            let (name, other_name) = (&item.name.value, &other.1.name.value);
            let message = match rules.is_like(&other.2) {
                true => format!("`{name}` takes the opposite of `{other_name}`, but neither is simply boolean"),
                false => format!("`{name}` takes {takes} `{other_name}`, which has another type"),
            };
            let (mine, theirs) = (rules.type_in_words(), other.2.type_in_words());
            let help = format!("the type of `{name}` is {mine}, that of `{other_name}` is {theirs}");
            let span = rules.default.as_ref().and_then(Resolved::reference).map_or(item.name.span, |to| to.span);
            self.error(Diagnostic::error(span, message).help(help));
        }
        kept
    }
}
