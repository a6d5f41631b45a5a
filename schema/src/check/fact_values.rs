//! Facts and account types.

use super::checker::{Check, doc, text};
use crate::{
    ast,
    model::{AccountType, Fact},
    names,
    source::Text,
};

impl<'f> Check<'f, '_> {
    /// A fact with usable values.
    pub(super) fn described(&mut self, fact: &ast::Fact) -> Fact {
        let unique = self.unique("the value", &fact.values.items, |value| value);
        let texts: Vec<&str> = unique.iter().map(|value| value.value.as_str()).collect();
        let mut values = Vec::new();
        for (&Text { value: ref text, span }, variant) in unique.into_iter().zip(names::variants(&texts)) {
            match variant {
                Some(_) if text == "by" => {
                    let help = "`by` names the fact in a table of defaults: the value can't be described";
                    self.error(span, "a fact can't have the value `by`", help);
                }
                Some(_) => values.push(text.clone()),
                None => {
                    let help = "a value needs letters or digits, other than those of another value of the fact";
                    self.error(span, format!("the value `{text}` makes no Rust name of its own"), help);
                }
            }
        }
        if fact.values.complete && fact.values.items.is_empty() {
            let help = "list what it can be in `values`";
            self.error(fact.name.span, format!("the fact `{}` has no values", fact.name.value), help);
        }
        self.account_path(&fact.account_field);
        Fact {
            name: fact.name.value.clone(),
            doc: doc(&fact.doc, &fact.name),
            account_field: text(&fact.account_field),
            values,
        }
    }

    /// Requires a path in the account object.
    pub(super) fn account_path(&mut self, field: &Option<Text>) {
        if let Some(field) = field
            && !field.value.split('.').all(names::is_snake)
        {
            let help = "write the names of its fields joined with dots, such as `controller.losses.payments`";
            self.error(field.span, format!("`{}` is not a path in the account object", field.value), help);
        }
    }

    /// A fact and the index of one of its values, by their names.
    pub(super) fn fact_value(&mut self, fact: &Text, value: &Text) -> Option<(&'f Fact, usize)> {
        let fact = self.fact(fact)?;
        // A fact without values has been reported.
        if fact.values.is_empty() {
            return None;
        }
        let sort = format!("value of `{}` called", fact.name);
        let meant = self.meant(value, &sort, fact.values.iter().map(String::as_str))?;
        Some((fact, fact.values.iter().position(|known| known == meant)?))
    }

    /// A fact by its name.
    pub(super) fn fact(&mut self, name: &Text) -> Option<&'f Fact> {
        let facts = self.facts;
        let known = facts.iter().find(|fact| fact.name == name.value);
        if known.is_some() || !self.file.facts.complete {
            return known;
        }
        let meant = self.meant(name, "fact", facts.iter().map(|fact| fact.name.as_str()))?;
        facts.iter().find(|fact| fact.name == meant)
    }

    pub(super) fn account_type(&mut self, account_type: &ast::AccountType) -> AccountType {
        let mut facts = vec![None; self.facts.len()];
        for (fact, value) in &account_type.facts {
            if let Some((fact, value)) = self.fact_value(fact, value)
                && let Some(index) = self.facts.iter().position(|known| known.name == fact.name)
            {
                facts[index] = Some(value);
            }
        }
        AccountType { name: account_type.name.value.clone(), facts }
    }
}
