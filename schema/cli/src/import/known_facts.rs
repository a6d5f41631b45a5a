//! The facts that descriptions refer to, by the names of the schema.

use super::prose::{
    condition::{Condition, LOSSES, REQUIREMENTS},
    meaning::{StatedDefault, StatedRestriction},
};
use schema::{
    model::Fact,
    vocabulary::{Default, Literal, Restriction},
};

/// The facts that a schema without them is given when a rule asks for them: field, name and documentation.
const KNOWN: [(&str, &str, &str); 2] = [
    (LOSSES, "loss_liability", "Who covers the account's negative balances."),
    (REQUIREMENTS, "requirement_collection", "Who collects updated information when requirements fall due or change."),
];

/// The facts that a schema has, and those it lacks.
pub(crate) struct Facts {
    all: Vec<Fact>,
    /// The number of facts in the schema.
    had: usize,
}

impl Facts {
    pub(crate) fn new(mut all: Vec<Fact>) -> Facts {
        let had = all.len();
        for (field, name, doc) in KNOWN {
            if all.iter().any(|fact| fact.account_field == field) {
                continue;
            }
            let taken = all.iter().any(|fact| fact.name == name);
            let name = if taken { field.replace('.', "_") } else { name.to_owned() };
            let values = ["stripe", "application"].map(str::to_owned).to_vec();
            all.push(Fact { name, doc: doc.to_owned(), account_field: field.to_owned(), values });
        }
        Facts { all, had }
    }

    /// The facts that the schema lacks.
    pub(crate) fn lacking(&self) -> &[Fact] {
        &self.all[self.had..]
    }

    /// The fact that a condition is about.
    fn fact(&self, condition: &Condition) -> Option<&Fact> {
        let mut facts = self.all.iter();
        facts.find(|fact| fact.account_field == condition.field).filter(|fact| fact.values.contains(&condition.value))
    }

    /// A default in the schema's names. `None` where a case is left open, or the schema has no words for it.
    /// `value` has the meaning of `true` and `false`.
    pub(crate) fn default(&self, stated: &StatedDefault, value: impl Fn(bool) -> Option<Literal>) -> Option<Default> {
        let (rows, otherwise) = match stated {
            StatedDefault::Value(stated) => return value(*stated).map(Default::Value),
            StatedDefault::SameAs(other) => return Some(Default::SameAs(other.clone())),
            StatedDefault::OppositeOf(other) => return Some(Default::OppositeOf(other.clone())),
            StatedDefault::When(rows, otherwise) => (rows, otherwise),
        };
        let fact = self.fact(&rows.first()?.0)?;
        if rows.iter().any(|(condition, _)| self.fact(condition) != Some(fact)) {
            return None;
        }
        let table = fact.values.iter().map(|name| {
            let mut told = rows.iter().filter(|(condition, _)| condition.holds_for(name));
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
            _ => Some(Default::ByFact { fact: fact.name.clone(), values: table }),
        }
    }

    /// A restriction in the schema's names.
    pub(crate) fn restriction(&self, stated: &StatedRestriction) -> Option<Restriction> {
        let fact = self.fact(&stated.only_when)?;
        let mut values = fact.values.iter().filter(|value| stated.only_when.holds_for(value));
        let (Some(value), None) = (values.next(), values.next()) else { return None };
        Some(Restriction { value: stated.value, only_when: vec![(fact.name.clone(), value.clone())] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_by_a_fact_that_makes_no_difference_is_a_value() {
        let facts = Facts::new(Vec::new());
        let condition = Condition { field: LOSSES.to_owned(), value: "stripe".to_owned(), negated: false };
        let default = |where_stripe, otherwise| {
            let stated = StatedDefault::When(vec![(condition.clone(), where_stripe)], Some(otherwise));
            facts.default(&stated, |value| Some(Literal::Boolean(value))).unwrap()
        };
        let literal = |value: Option<bool>| value.map(Literal::Boolean);
        let table = |stripe, application| Default::ByFact {
            fact: "loss_liability".to_owned(),
            values: vec![("stripe".to_owned(), literal(stripe)), ("application".to_owned(), literal(application))],
        };
        assert_eq!(default(Some(true), Some(true)), Default::Value(Literal::Boolean(true)));
        assert_eq!(default(Some(true), Some(false)), table(Some(true), Some(false)));
        assert_eq!(default(Some(true), None), table(Some(true), None));
    }
}
