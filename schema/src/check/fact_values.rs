//! Facts and account types.

use super::checker::{Check, doc, text};
use crate::{
    ast,
    model::{AccountType, Fact},
    names,
    source::{Span, Text},
};
use std::collections::HashMap;

impl Check<'_, '_> {
    /// A fact with usable values.
    pub(super) fn described(&mut self, fact: &ast::Fact) -> Fact {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut values = Vec::new();
        let texts: Vec<&str> = fact.values.items.iter().map(|value| value.value.as_str()).collect();
        for (value, variant) in fact.values.items.iter().zip(names::variants(&texts)) {
            let (text, span) = (&value.value, value.span);
            if !self.is_first(&mut seen, text, &format!("the value `{text}`"), span) {
                continue;
            }
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

    /// The positions of a fact and of one of its values, by their names.
    pub(super) fn fact_value(&mut self, fact: &Text, value: &Text) -> Option<(usize, usize)> {
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

    pub(super) fn fact(&mut self, fact: &Text) -> Option<usize> {
        let names: Vec<String> = self.facts.iter().map(|fact| fact.name.clone()).collect();
        let position = |name: &str| names.iter().position(|known| known == name);
        position(&fact.value).or_else(|| match self.file.facts.complete {
            true => position(self.unknown(fact, "fact", names.iter().map(String::as_str))?),
            false => None,
        })
    }

    pub(super) fn account_type(&mut self, account_type: &ast::AccountType) -> AccountType {
        let mut facts = vec![None; self.facts.len()];
        for (fact, value) in &account_type.facts {
            if let Some((fact, value)) = self.fact_value(fact, value) {
                facts[fact] = Some(value);
            }
        }
        AccountType { name: account_type.name.value.clone(), facts }
    }
}
