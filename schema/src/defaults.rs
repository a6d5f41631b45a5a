//! Resolution of defaults for an account, and comparison of rules.

use crate::{
    model::{Component, Schema},
    vocabulary::{Default, Literal, Restriction},
};
use std::collections::BTreeSet;

/// Resolves the default of a component's feature for an account.
///
/// `facts` has the index of the value of each of [`Schema::facts`], where it is known. `None` if the default is
/// undocumented or depends on an unknown fact.
pub fn resolve(schema: &Schema, component: &Component, feature: usize, facts: &[Option<usize>]) -> Option<Literal> {
    resolve_with(schema, component, feature, facts, |_| None)
}

/// As [`resolve`], where some features of the component, by index, are set.
pub fn resolve_with(
    schema: &Schema,
    component: &Component,
    feature: usize,
    facts: &[Option<usize>],
    set: impl Fn(usize) -> Option<Literal>,
) -> Option<Literal> {
    let (mut feature, mut opposite) = (feature, false);
    let given;
    let value = loop {
        if let Some(value) = set(feature) {
            given = value;
            break &given;
        }
        match &component.features[feature].default {
            Default::Value(value) => break value,
            Default::ByFact { fact, values } => {
                let fact = schema.facts.iter().position(|known| known.name == *fact)?;
                break values[facts[fact]?].1.as_ref()?;
            }
            Default::SameAs(other) => feature = component.position(other)?,
            Default::OppositeOf(other) => (feature, opposite) = (component.position(other)?, !opposite),
            Default::Undocumented => return None,
        }
    };
    Some(match value {
        Literal::Boolean(value) => Literal::Boolean(value ^ opposite),
        value => value.clone(),
    })
}

/// The cycles of a graph in which each node has at most one edge, each starting at its smallest index.
pub fn cycles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut cycles = Vec::new();
    // The walk that first reached a node; 0 for none.
    let mut walks = vec![0; next.len()];
    for start in 0..next.len() {
        let walk = start + 1;
        let mut at = Some(start);
        while let Some(index) = at.filter(|&index| walks[index] == 0) {
            walks[index] = walk;
            at = next[index];
        }
        // A walk that reaches itself has closed a cycle.
        if let Some(entry) = at.filter(|&index| walks[index] == walk) {
            let mut cycle: Vec<usize> =
                std::iter::successors(Some(entry), |&index| next[index].filter(|&to| to != entry)).collect();
            let first = cycle.iter().enumerate().min_by_key(|(_, index)| **index).map_or(0, |(at, _)| at);
            cycle.rotate_left(first);
            cycles.push(cycle);
        }
    }
    cycles
}

impl Default {
    /// `true` if both mean the same, in whatever order their schemas list a fact's values.
    pub fn is_equivalent(&self, other: &Self) -> bool {
        match (self, other) {
            (Default::ByFact { fact, values }, Default::ByFact { fact: other_fact, values: other_values }) => {
                fact == other_fact && same_set(values, other_values)
            }
            _ => self == other,
        }
    }
}

impl Restriction {
    /// `true` if both mean the same, in whatever order they name their facts.
    pub fn is_equivalent(&self, other: &Self) -> bool {
        self.value == other.value && same_set(&self.only_when, &other.only_when)
    }
}

fn same_set<T: Ord>(one: &[T], other: &[T]) -> bool {
    one.iter().collect::<BTreeSet<_>>() == other.iter().collect::<BTreeSet<_>>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_in_words() {
        let by = |values: &[(&str, bool)]| {
            let values =
                values.iter().map(|(value, default)| (value.to_string(), Some(Literal::Boolean(*default)))).collect();
            Default::ByFact { fact: "region".to_owned(), values }
        };
        let rule = by(&[("north", true), ("south", false)]);
        assert_eq!(rule.to_string(), "`true` where `region` is `north`, `false` where it is `south`");
        let three = by(&[("north", true), ("south", false), ("east", true)]);
        assert_eq!(three.to_string(), "`true` where `region` is `north` or `east`, `false` where it is `south`");
        assert!(rule.is_equivalent(&by(&[("south", false), ("north", true)])));
        assert!(!rule.is_equivalent(&by(&[("south", true), ("north", true)])));
        assert!(!rule.is_equivalent(&by(&[("north", true)])));
        let conditions = [("a", "x"), ("b", "y")].map(|(fact, value)| (fact.to_owned(), value.to_owned()));
        let rule = Restriction { value: false, only_when: conditions.to_vec() };
        assert_eq!(rule.to_string(), "`false` only where `a` is `x` and `b` is `y`");
        let mut turned = rule.clone();
        turned.only_when.reverse();
        assert!(rule.is_equivalent(&turned));
    }
}
