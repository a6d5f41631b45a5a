//! The facts that descriptions refer to, by the names of the schema.

use super::prose::{
    condition::{Condition, LOSSES, REQUIREMENTS},
    meaning::{StatedDefault, StatedRestriction},
};
use schema::{
    model::Fact,
    vocabulary::{Default, Literal, NamedDefault, NamedRestriction, Restriction},
};

/// The facts that a schema without them is given when a rule asks for them: field, name and documentation.
const KNOWN: [(&str, &str, &str); 2] = [
    (LOSSES, "loss_liability", "Who covers the account's negative balances."),
    (REQUIREMENTS, "requirement_collection", "Who collects updated information when requirements fall due or change."),
];

/// The values of both.
const VALUES: [&str; 2] = ["stripe", "application"];

/// The facts that a schema has, and those it lacks.
pub(crate) struct Facts {
    known: Vec<Fact>,
    /// The number of facts in the schema.
    had: usize,
}

impl Facts {
    pub(crate) fn new(known: Vec<Fact>) -> Facts {
        Facts { had: known.len(), known }
    }

    /// The facts that rules need and the schema lacks, in a fixed order.
    pub(crate) fn added(&self) -> impl Iterator<Item = &Fact> {
        let added = &self.known[self.had..];
        KNOWN.iter().filter_map(|(field, ..)| added.iter().find(|fact| fact.account_field == *field))
    }

    /// A default in the schema's names. `None` where a case is left open, or the schema has no words for it.
    /// `value` has the meaning of `true` and `false`.
    pub(crate) fn default(
        &mut self,
        stated: &StatedDefault,
        value: impl Fn(bool) -> Option<Literal>,
    ) -> Option<NamedDefault> {
        let (rows, otherwise) = match stated {
            StatedDefault::Value(stated) => return value(*stated).map(Default::Value),
            StatedDefault::SameAs(other) => return Some(Default::SameAs(other.clone())),
            StatedDefault::OppositeOf(other) => return Some(Default::OppositeOf(other.clone())),
            StatedDefault::When(rows, otherwise) => (rows, otherwise),
        };
        let fact = self.fact(&rows.first()?.0)?;
        if !rows
            .iter()
            .all(|(condition, _)| condition.field == fact.account_field && fact.values.contains(&condition.value))
        {
            return None;
        }
        let table = fact.values.iter().map(|name| {
            let mut told = rows.iter().filter(|(condition, _)| (condition.value == *name) != condition.negated);
            let first = told.next().map(|(_, default)| *default);
            let agreed = told.all(|(_, default)| Some(*default) == first);
            let default = first.or(*otherwise).filter(|_| agreed)?;
            Some((name.clone(), default.and_then(&value)))
        });
        let table = table.collect::<Option<Vec<_>>>()?;
        match table.as_slice() {
            [(_, first), rest @ ..] if rest.iter().all(|(_, other)| other == first) => {
                first.clone().map(Default::Value)
            }
            _ => Some(Default::ByFact { fact: fact.name, values: table }),
        }
    }

    /// A restriction in the schema's names.
    pub(crate) fn restriction(&mut self, stated: &StatedRestriction) -> Option<NamedRestriction> {
        let condition = &stated.only_when;
        let fact = self.fact(condition)?;
        let holds = |value: &&String| (**value == condition.value) != condition.negated;
        let mut values = fact.values.iter().filter(holds);
        match (fact.values.contains(&condition.value), values.next(), values.next()) {
            (true, Some(value), None) => {
                let only_when = vec![(fact.name.clone(), value.clone())];
                Some(Restriction { value: stated.value, only_when })
            }
            _ => None,
        }
    }

    /// The fact that a condition is about.
    fn fact(&mut self, condition: &Condition) -> Option<Fact> {
        if let Some(fact) = self.known.iter().find(|fact| fact.account_field == condition.field) {
            return Some(fact.clone());
        }
        let (field, name, doc) = KNOWN.into_iter().find(|(field, ..)| *field == condition.field)?;
        let taken = self.known.iter().any(|fact| fact.name == name);
        let name = if taken { field.replace('.', "_") } else { name.to_owned() };
        let values = VALUES.map(str::to_owned).to_vec();
        let fact = Fact { name, doc: doc.to_owned(), account_field: field.to_owned(), values };
        self.known.push(fact.clone());
        Some(fact)
    }
}
