//! What is said of a feature: its default, its restriction.

use super::Check;
use crate::{
    ast::{self, Text},
    diagnostic::Diagnostic,
    model::{Default, Restriction},
};

/// A feature's rules with their facts resolved; references to other features wait for the component.
#[derive(Clone)]
pub(super) struct Rules {
    pub(super) doc: Option<Text>,
    pub(super) default: Option<Resolved>,
    pub(super) restriction: Option<Restriction>,
    pub(super) same_in_every_component: Option<bool>,
}

#[derive(Clone)]
pub(super) enum Resolved {
    Fixed(Default),
    SameAs(Text),
    OppositeOf(Text),
}

impl Rules {
    /// These rules, and where they are silent, the others.
    pub(super) fn over(self, shared: &Rules) -> Rules {
        Rules {
            doc: self.doc.or_else(|| shared.doc.clone()),
            default: self.default.or_else(|| shared.default.clone()),
            restriction: self.restriction.or_else(|| shared.restriction.clone()),
            same_in_every_component: self.same_in_every_component.or(shared.same_in_every_component),
        }
    }
}

impl Resolved {
    /// The feature that the default refers to.
    pub(super) fn reference(&self) -> Option<&Text> {
        match self {
            Resolved::Fixed(_) => None,
            Resolved::SameAs(other) | Resolved::OppositeOf(other) => Some(other),
        }
    }

    /// The default, once the position of the feature it refers to is known.
    pub(super) fn place(&self, reference: Option<usize>) -> Default {
        match (self, reference) {
            (Resolved::Fixed(default), _) => default.clone(),
            (Resolved::SameAs(_), Some(other)) => Default::SameAs(other),
            (Resolved::OppositeOf(_), Some(other)) => Default::OppositeOf(other),
            (_, None) => Default::Undocumented,
        }
    }
}

/// The circles that references make, each once, starting at its first position.
pub(super) fn circles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut circles = Vec::new();
    // Which walk has first come to a position; 0 for none.
    let mut walks = vec![0; next.len()];
    for start in 0..next.len() {
        let walk = start + 1;
        let mut at = Some(start);
        while let Some(index) = at.filter(|&index| walks[index] == 0) {
            walks[index] = walk;
            at = next[index];
        }
        // A walk that comes to where it has been has gone in a circle.
        if let Some(entry) = at.filter(|&index| walks[index] == walk) {
            let mut circle: Vec<usize> =
                std::iter::successors(Some(entry), |&index| next[index].filter(|&to| to != entry)).collect();
            let first = circle.iter().enumerate().min_by_key(|(_, index)| **index).map_or(0, |(at, _)| at);
            circle.rotate_left(first);
            circles.push(circle);
        }
    }
    circles
}

impl Check<'_, '_> {
    pub(super) fn rules(&mut self, name: &Text, rules: &ast::Rules) -> Rules {
        if let Some(kind) = &rules.kind
            && kind.value != "boolean"
        {
            self.unknown(kind, "type of features called", ["boolean"]);
        }
        Rules {
            doc: rules.doc.clone(),
            default: rules.default.as_ref().and_then(|default| self.default(name, default)),
            restriction: rules.may_be.as_ref().and_then(|restriction| self.restriction(restriction)),
            same_in_every_component: rules.same_in_every_component.map(|same| same.value),
        }
    }

    fn default(&mut self, name: &Text, default: &ast::Default) -> Option<Resolved> {
        match default {
            ast::Default::Value(value) => Some(Resolved::Fixed(Default::Value(*value))),
            ast::Default::Undocumented => Some(Resolved::Fixed(Default::Undocumented)),
            ast::Default::By { fact, table } => self.by_fact(fact, table).map(Resolved::Fixed),
            ast::Default::SameAs(other) => self.is_other_feature(name, other).then(|| Resolved::SameAs(other.clone())),
            ast::Default::OppositeOf(other) => {
                self.is_other_feature(name, other).then(|| Resolved::OppositeOf(other.clone()))
            }
        }
    }

    fn is_other_feature(&mut self, name: &Text, other: &Text) -> bool {
        if other.value == name.value {
            let message = format!("the default of `{}` refers to `{}` itself", name.value, name.value);
            self.error(Diagnostic::error(other.span, message).help("name another feature, or give a value"));
            return false;
        }
        if self.features.contains_key(other.value.as_str()) {
            return true;
        }
        if self.features_complete {
            let mut names: Vec<&str> = self.features.keys().copied().filter(|known| *known != name.value).collect();
            names.sort_unstable();
            self.unknown(other, "feature", names);
        }
        false
    }

    /// A table must have one row for each value of its fact.
    fn by_fact(&mut self, fact: &Text, table: &[(Text, Option<ast::Spanned<bool>>)]) -> Option<Default> {
        let index = self.fact(fact)?;
        let names = self.facts[index].values.clone();
        let mut rows: Vec<Option<Option<bool>>> = vec![None; names.len()];
        for (value, default) in table {
            if let Some((_, position)) = self.fact_value(fact, value) {
                rows[position] = Some(default.map(|default| default.value));
            }
        }
        for (name, _) in names.iter().zip(&rows).filter(|(_, row)| row.is_none()) {
            let message = format!("the table by `{}` has no default for `{name}`", fact.value);
            self.error(Diagnostic::error(fact.span, message).help(format!("add `{name}: true` or `{name}: false`")));
        }
        // A row whose value could not be read has been reported.
        let values = rows.into_iter().map(Option::flatten).collect::<Option<Vec<bool>>>()?;
        Some(Default::ByFact { fact: index, values })
    }

    fn restriction(&mut self, restriction: &ast::Restriction) -> Option<Restriction> {
        if restriction.only_when.is_empty() {
            let message = "`only_when` names no fact, so the restriction never applies";
            self.error(Diagnostic::error(restriction.value.span, message).help("name a fact with its value"));
            return None;
        }
        let conditions = restriction.only_when.iter().map(|(fact, value)| self.fact_value(fact, value));
        let only_when = conditions.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
        Some(Restriction { value: restriction.value.value, only_when })
    }
}
