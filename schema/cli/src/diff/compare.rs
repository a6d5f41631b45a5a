//! Comparison of two descriptions, item by item.

use super::{
    change::{Aspect, Change, Difference, Edit, List, Pair, Subject},
    items::{Item, items},
};
use schema::{model::CheckedSchema, vocabulary::Kind};

/// Compares two descriptions.
pub fn diff(old: &CheckedSchema, new: &CheckedSchema) -> Difference {
    let mut changes = Changes(Vec::new());
    for (old, new) in items(old).iter().zip(&items(new)) {
        changes.aspects(&new.subject, &old.aspects, &new.aspects);
        changes.lists(Some(old), Some(new));
    }
    let api_version = Pair { old: old.api_version.clone(), new: new.api_version.clone() };
    Difference { api_version, changes: changes.0 }
}

struct Changes(Vec<Change>);

impl Changes {
    fn push(&mut self, subject: &Subject, edit: Edit) {
        self.0.push(Change { subject: subject.clone(), edit });
    }

    /// Compares the aspects of a subject.
    fn aspects(&mut self, subject: &Subject, old: &[Aspect], new: &[Aspect]) {
        for (old, new) in pairs(old, new) {
            if !old.is_equivalent(&new) {
                self.push(subject, Edit::Changed(Pair { old, new }));
            } else if let (Aspect::Type(old), Aspect::Type(new)) = (&old, &new) {
                self.aspects(subject, &field_docs(old), &field_docs(new));
            }
        }
    }

    /// Compares the lists of an item, which one of the descriptions may lack.
    fn lists(&mut self, old: Option<&Item>, new: Option<&Item>) {
        let Some(item) = new.or(old) else { return };
        for (index, (list, _)) in item.lists.iter().enumerate() {
            let [old, new] = [old, new].map(|item| item.map_or(&[][..], |item| &item.lists[index].1));
            self.list(&item.subject, *list, old, new);
        }
    }

    /// Compares a list. Items are matched by name.
    fn list(&mut self, within: &Subject, list: List, old: &[Item], new: &[Item]) {
        let gone = || old.iter().filter(|old| find(new, old).is_none());
        gone().for_each(|item| self.push(&item.subject, Edit::Removed(item.aspects.clone())));
        for item in new.iter().filter(|new| find(old, new).is_none()) {
            self.push(&item.subject, Edit::Added(item.aspects.clone()));
        }
        for item in new {
            if let Some(old) = find(old, item) {
                self.aspects(&item.subject, &old.aspects, &item.aspects);
            }
        }
        // Each feature of a component that is new or gone is a change; the values of such a fact are not.
        let alone = list == List::Components;
        gone().filter(|_| alone).for_each(|item| self.lists(Some(item), None));
        for item in new {
            let old = find(old, item);
            if alone || old.is_some() {
                self.lists(old, Some(item));
            }
        }
        self.order(within, list, old, new);
    }

    /// Compares the order of the items that two lists have in common.
    fn order(&mut self, within: &Subject, list: List, old: &[Item], new: &[Item]) {
        let mut names = |list: List, is: fn(&Item) -> bool| {
            let order = |items: &[Item], others: &[Item]| {
                let common = items.iter().filter(|item| is(item) && find(others, item).is_some_and(is));
                Aspect::Order { list, names: common.map(|item| item.subject.name().to_owned()).collect() }
            };
            let known = self.0.len();
            self.aspects(within, &[order(old, new)], &[order(new, old)]);
            self.0.len() == known
        };
        let required = |item: &Item| item.aspects.contains(&Aspect::Required(true));
        if list != List::Params || names(List::RequiredParams, required) {
            names(list, |_| true);
        }
    }
}

/// The item of a list that has the name of another one.
fn find<'i>(items: &'i [Item], item: &Item) -> Option<&'i Item> {
    items.iter().find(|other| other.subject.name() == item.subject.name())
}

/// Each aspect with its counterpart. They are the same in number and order, but for the facts that an account type
/// settles.
fn pairs(old: &[Aspect], new: &[Aspect]) -> Vec<(Aspect, Aspect)> {
    let fact = |aspect: &Aspect, of: &[Aspect]| {
        let Aspect::Fact { fact, .. } = aspect else { return None };
        let found = of.iter().find(|other| matches!(other, Aspect::Fact { fact: other, .. } if other == fact));
        Some(found.cloned().unwrap_or(Aspect::Fact { fact: fact.clone(), value: None }))
    };
    let gone = old.iter().filter_map(|old| Some((old.clone(), fact(old, new)?)));
    let gone = gone.filter(|(_, new)| matches!(new, Aspect::Fact { value: None, .. }));
    let kept = new.iter().enumerate().filter_map(|(index, new)| {
        let old = fact(new, old).or_else(|| old.get(index).cloned())?;
        Some((old, new.clone()))
    });
    gone.chain(kept).collect()
}

/// The documentation of each field of an object after its path, nested ones included.
fn field_docs(kind: &Kind) -> Vec<Aspect> {
    fn collect(path: &str, kind: &Kind, docs: &mut Vec<Aspect>) {
        for field in kind.object_fields().into_iter().flatten() {
            docs.push(Aspect::Docs(format!("`{path}{}`: {}", field.name, field.doc)));
            collect(&format!("{path}{}.", field.name), &field.kind, docs);
        }
    }
    let mut docs = Vec::new();
    collect("", kind, &mut docs);
    docs
}
