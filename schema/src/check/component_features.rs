//! The features of a component, and the references between their defaults.

use super::{
    checker::{Check, doc},
    feature_rules::CheckedFeature,
};
use crate::{
    ast, defaults,
    diagnostic::Diagnostic,
    model::{Component, ComponentFeature},
    source::Text,
    vocabulary::Default,
};
use std::collections::HashSet;

/// A feature that a component lists.
struct Listed<'f> {
    /// Its index in `features`.
    feature: usize,
    name: &'f Text,
    checked: CheckedFeature,
}

impl Listed<'_> {
    /// The feature that the default refers to.
    fn reference(&self) -> Option<&Text> {
        self.checked.default.as_ref()?.reference()
    }
}

impl<'f> Check<'f, '_> {
    pub(super) fn component(&mut self, component: &'f ast::Component, shared: &[CheckedFeature]) -> Component {
        let mut placed: HashSet<usize> = HashSet::new();
        let mut listed: Vec<Listed<'_>> = Vec::new();
        for item in self.unique("the feature", &component.features, |item| &item.name) {
            let index = match self.features.get(item.name.value.as_str()) {
                Some(index) => *index,
                None if !self.file.features.complete => None,
                None => {
                    let names = shared.iter().map(|feature| feature.member.name.as_str());
                    self.meant(&item.name, "feature", names).and_then(|meant| *self.features.get(meant)?)
                }
            };
            let checked = self.feature(item, index.map(|index| &shared[index]));
            if let Some(feature) = index.filter(|index| placed.insert(*index)) {
                listed.push(Listed { feature, name: &item.name, checked });
            }
        }
        let references = self.references(component, &listed);
        let features = listed.into_iter().zip(references).map(|(listed, to)| ComponentFeature {
            feature: listed.feature,
            member: listed.checked.member,
            default: match listed.checked.default {
                Some(default) => default.without_locations(to.is_some()),
                None => Default::Undocumented,
            },
            restriction: listed.checked.restriction,
            same_in_every_component: listed.checked.same_in_every_component,
        });
        Component {
            name: component.name.value.clone(),
            doc: doc(&component.doc, &component.name),
            features: features.collect(),
            deprecated: component.deprecated.is_some_and(|is| is.value),
        }
    }

    /// The feature that each default refers to, by index in the component. Invalid references are reported and left out.
    fn references(&mut self, component: &ast::Component, listed: &[Listed<'_>]) -> Vec<Option<usize>> {
        let position = |to: &Text| listed.iter().position(|listed| listed.checked.member.name == to.value);
        let mut references: Vec<Option<usize>> =
            listed.iter().map(|listed| listed.reference().and_then(position)).collect();
        for (from, _) in listed.iter().zip(&references).filter(|(_, to)| to.is_none()) {
            let Some(to) = from.reference() else { continue };
            let (feature, component) = (&from.name.value, &component.name.value);
            let message =
                format!("`{feature}` takes its default from `{}`, which `{component}` does not have", to.value);
            let problem =
                Diagnostic::error(from.name.span, message).secondary(to.span, "the default refers to it here");
            self.report(problem.help(format!("give it a default of its own: `{feature}: {{ default: ... }}`")));
        }
        for (from, to) in listed.iter().zip(&mut references) {
            *to = to.filter(|other| self.has_matching_type(from, &listed[*other]));
        }
        for cycle in defaults::cycles(&references) {
            let mut steps = cycle.iter().filter_map(|&index| Some((listed[index].name, listed[index].reference()?)));
            let Some((name, to)) = steps.next() else { continue };
            let message = format!("the default of `{}` depends on itself by way of `{}`", name.value, to.value);
            let problem = Diagnostic::error(to.span, message).help("give one of them a default of its own");
            self.report(steps.fold(problem, |problem, (_, to)| problem.secondary(to.span, "and this on it")));
            cycle.iter().for_each(|&index| references[index] = None);
        }
        references
    }

    /// Reports a reference to a feature of another type.
    fn has_matching_type(&mut self, from: &Listed<'_>, to: &Listed<'_>) -> bool {
        let (mine, theirs) = (&from.checked.member, &to.checked.member);
        let opposite = matches!(from.checked.default, Some(Default::OppositeOf(_)));
        if mine.accepts_same_values_as(theirs) && (!opposite || mine.is_boolean()) {
            return true;
        }
        let (name, other) = (&from.name.value, &to.name.value);
        let message = match mine.accepts_same_values_as(theirs) {
            true => format!("`{name}` takes the opposite of `{other}`, but neither is simply boolean"),
            false => {
                let takes = if opposite { "the opposite of" } else { "its default from" };
                format!("`{name}` takes {takes} `{other}`, which has another type")
            }
        };
        let (mine, theirs) = (mine.describe_type(), theirs.describe_type());
        let help = format!("the type of `{name}` is {mine}, that of `{other}` is {theirs}");
        let span = from.reference().map_or(from.name.span, |to| to.span);
        self.error(span, message, help);
        false
    }
}
