//! What descriptions say of accounts, in the names of the schema's facts.

use super::{
    base::Fact,
    prose::{
        Restricted, Stated,
        condition::{Condition, LOSSES, REQUIREMENTS},
    },
    written::{Default, Restriction},
};

/// A fact that a schema without it is given when a rule asks for it.
struct Known {
    field: &'static str,
    name: &'static str,
    doc: &'static str,
}

const KNOWN: [Known; 2] = [
    Known { field: LOSSES, name: "loss_liability", doc: "Who covers the account's negative balances." },
    Known {
        field: REQUIREMENTS,
        name: "requirement_collection",
        doc: "Who collects updated information when requirements fall due or change.",
    },
];

/// The values of both.
const VALUES: [&str; 2] = ["stripe", "application"];

/// The facts that a schema has, and those it lacks.
pub(crate) struct Facts {
    known: Vec<Fact>,
    /// How many it had.
    had: usize,
}

/// A fact to be added to a schema.
pub(crate) struct Added<'f> {
    pub(crate) fact: &'f Fact,
    pub(crate) doc: &'static str,
}

impl Facts {
    pub(crate) fn new(known: Vec<Fact>) -> Facts {
        Facts { had: known.len(), known }
    }

    /// The facts that rules asked for in vain, in an order of their own.
    pub(crate) fn added(&self) -> Vec<Added<'_>> {
        let added = &self.known[self.had..];
        let find = |known: &Known| added.iter().find(|fact| fact.field == known.field);
        KNOWN.iter().filter_map(|known| Some(Added { fact: find(known)?, doc: known.doc })).collect()
    }

    /// A default in the schema's names. `None` where a case is left open, or the schema has no words for it.
    pub(crate) fn default(&mut self, stated: &Stated) -> Option<Default> {
        let (rows, otherwise) = match stated {
            Stated::Value(value) => return Some(Default::Value(*value)),
            Stated::SameAs(other) => return Some(Default::SameAs(other.clone())),
            Stated::OppositeOf(other) => return Some(Default::OppositeOf(other.clone())),
            Stated::When(rows, otherwise) => (rows, otherwise),
        };
        let fact = self.fact(&rows.first()?.0)?;
        if !rows.iter().all(|(condition, _)| condition.field == fact.field && fact.values.contains(&condition.value)) {
            return None;
        }
        let table = fact.values.iter().map(|value| {
            let mut told = rows.iter().filter(|(condition, _)| (condition.value == *value) != condition.negated);
            let first = told.next().map(|(_, default)| *default);
            let agreed = told.all(|(_, default)| Some(*default) == first);
            first.or(*otherwise).filter(|_| agreed).map(|default| (value.clone(), default))
        });
        let table = table.collect::<Option<Vec<_>>>()?;
        match table.as_slice() {
            [(_, first), rest @ ..] if rest.iter().all(|(_, other)| other == first) => Some(Default::Value(*first)),
            _ => {
                let table = table.into_iter().map(|(value, default)| (value, default.to_string()));
                Some(Default::By(fact.name, table.collect()))
            }
        }
    }

    /// A restriction in the schema's names.
    pub(crate) fn restriction(&mut self, stated: &Restricted) -> Option<Restriction> {
        let condition = &stated.only_when;
        let fact = self.fact(condition)?;
        let holds = |value: &&String| (**value == condition.value) != condition.negated;
        let mut values = fact.values.iter().filter(holds);
        match (fact.values.contains(&condition.value), values.next(), values.next()) {
            (true, Some(value), None) => {
                let only_when = vec![(fact.name.clone(), value.clone())];
                Some(Restriction { value: stated.value.to_string(), only_when })
            }
            _ => None,
        }
    }

    /// The fact that a condition is about.
    fn fact(&mut self, condition: &Condition) -> Option<Fact> {
        if let Some(fact) = self.known.iter().find(|fact| fact.field == condition.field) {
            return Some(fact.clone());
        }
        let known = KNOWN.iter().find(|known| known.field == condition.field)?;
        let taken = self.known.iter().any(|fact| fact.name == known.name);
        let name = if taken { known.field.replace('.', "_") } else { known.name.to_owned() };
        let fact = Fact { name, field: known.field.to_owned(), values: VALUES.map(str::to_owned).to_vec() };
        self.known.push(fact.clone());
        Some(fact)
    }
}
