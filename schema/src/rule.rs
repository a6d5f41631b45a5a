//! The rules of a component's feature in words, with names in place of positions, so that they can
//! be compared between schemas.

use crate::model::{Component, Default, Literal, Restriction, Schema};
use std::{collections::BTreeSet, fmt};

/// A default that says its facts and features by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultRule {
    /// Always this.
    Value(Literal),
    /// Depends on a fact.
    ByFact {
        /// The fact.
        fact: String,
        /// The default for each of the fact's values, in their order.
        values: Vec<(String, Literal)>,
    },
    /// As another feature of the same component.
    SameAs(String),
    /// Opposite to another feature of the same component.
    OppositeOf(String),
    /// Known to the server only.
    Undocumented,
}

/// A restriction that says its facts by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestrictionRule {
    /// The restricted value.
    pub value: bool,
    /// What must hold: all of these facts' values.
    pub only_when: Vec<(String, String)>,
}

impl DefaultRule {
    /// Names what a default of one of a component's features refers to.
    pub fn new(schema: &Schema, component: &Component, default: &Default) -> Self {
        match default {
            Default::Value(value) => DefaultRule::Value(value.clone()),
            Default::ByFact { fact, values } => {
                let fact = &schema.facts[*fact];
                let values = fact.values.iter().cloned().zip(values.iter().cloned()).collect();
                DefaultRule::ByFact { fact: fact.name.clone(), values }
            }
            Default::SameAs(other) => DefaultRule::SameAs(component.features[*other].name.clone()),
            Default::OppositeOf(other) => DefaultRule::OppositeOf(component.features[*other].name.clone()),
            Default::Undocumented => DefaultRule::Undocumented,
        }
    }

    /// Whether two rules say the same, in whatever order their schemas list a fact's values.
    pub fn means(&self, other: &Self) -> bool {
        match (self, other) {
            (DefaultRule::ByFact { fact, values }, DefaultRule::ByFact { fact: other_fact, values: other_values }) => {
                fact == other_fact && same_set(values, other_values)
            }
            _ => self == other,
        }
    }
}

impl RestrictionRule {
    /// Names what a restriction refers to.
    pub fn new(schema: &Schema, restriction: &Restriction) -> Self {
        let only_when = restriction.only_when.iter().map(|&(fact, value)| {
            let fact = &schema.facts[fact];
            (fact.name.clone(), fact.values[value].clone())
        });
        RestrictionRule { value: restriction.value, only_when: only_when.collect() }
    }

    /// Whether two rules say the same, in whatever order they name their facts.
    pub fn means(&self, other: &Self) -> bool {
        self.value == other.value && same_set(&self.only_when, &other.only_when)
    }
}

fn same_set<T: Ord>(one: &[T], other: &[T]) -> bool {
    one.iter().collect::<BTreeSet<_>>() == other.iter().collect::<BTreeSet<_>>()
}

/// The rule after the words "by default", such as "the same as `dispute_management`".
impl fmt::Display for DefaultRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DefaultRule::Value(value) => write!(formatter, "`{value}`"),
            DefaultRule::ByFact { fact, values } => {
                let mut subject = format!("`{fact}`");
                for (index, (_, default)) in values.iter().enumerate() {
                    if values[..index].iter().any(|(_, said)| said == default) {
                        continue;
                    }
                    let alike = values.iter().filter(|(_, other)| other == default);
                    let alike: Vec<String> = alike.map(|(value, _)| format!("`{value}`")).collect();
                    let comma = if index == 0 { "" } else { ", " };
                    write!(formatter, "{comma}`{default}` where {subject} is {}", alike.join(" or "))?;
                    "it".clone_into(&mut subject);
                }
                Ok(())
            }
            DefaultRule::SameAs(other) => write!(formatter, "the same as `{other}`"),
            DefaultRule::OppositeOf(other) => write!(formatter, "the opposite of `{other}`"),
            DefaultRule::Undocumented => formatter.write_str("undocumented"),
        }
    }
}

/// The rule after the words "may be", such as "`false` only where `requirement_collection` is `application`".
impl fmt::Display for RestrictionRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` only where ", self.value)?;
        for (index, (fact, value)) in self.only_when.iter().enumerate() {
            let and = if index == 0 { "" } else { " and " };
            write!(formatter, "{and}`{fact}` is `{value}`")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_words() {
        let by = |values: &[(&str, bool)]| {
            let values =
                values.iter().map(|(value, default)| (value.to_string(), Literal::Boolean(*default))).collect();
            DefaultRule::ByFact { fact: "region".to_owned(), values }
        };
        let rule = by(&[("north", true), ("south", false)]);
        assert_eq!(rule.to_string(), "`true` where `region` is `north`, `false` where it is `south`");
        let three = by(&[("north", true), ("south", false), ("east", true)]);
        assert_eq!(three.to_string(), "`true` where `region` is `north` or `east`, `false` where it is `south`");
        assert!(rule.means(&by(&[("south", false), ("north", true)])));
        assert!(!rule.means(&by(&[("south", true), ("north", true)])));
        assert!(!rule.means(&by(&[("north", true)])));
        let conditions = [("a", "x"), ("b", "y")].map(|(fact, value)| (fact.to_owned(), value.to_owned()));
        let rule = RestrictionRule { value: false, only_when: conditions.to_vec() };
        assert_eq!(rule.to_string(), "`false` only where `a` is `x` and `b` is `y`");
        let mut turned = rule.clone();
        turned.only_when.reverse();
        assert!(rule.means(&turned));
    }
}
