//! The walk through two descriptions.

use super::{Aspect, Change, Content, Difference, Edit, List, Pair, Subject};
use schema::{
    model::{AccountType, CheckedSchema, Component, ComponentFeature, Fact, Feature, Object, Operation, Schema},
    vocabulary::{Kind, Member, NamedDefault, NamedRestriction},
};
use std::collections::HashMap;

/// Compares two descriptions.
pub fn diff(old: &CheckedSchema, new: &CheckedSchema) -> Difference {
    let mut comparison = Comparison { old, new, changes: Vec::new() };
    comparison.changed(&Subject::Api, &old.api_version, &new.api_version, Aspect::Version);
    comparison.facts();
    comparison.account_types();
    comparison.operation(&old.operation, &new.operation);
    comparison.object(&old.object, &new.object);
    comparison.features();
    comparison.components();
    Difference { api_version: pair(&old.api_version, &new.api_version), changes: comparison.changes }
}

struct Comparison<'s> {
    old: &'s Schema,
    new: &'s Schema,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn push(&mut self, subject: Subject, edit: Edit) {
        self.changes.push(Change { subject, edit });
    }

    fn changed<T: Clone + PartialEq>(&mut self, subject: &Subject, old: &T, new: &T, aspect: fn(Pair<T>) -> Aspect) {
        if old != new {
            self.push(subject.clone(), Edit::Changed(aspect(pair(old, new))));
        }
    }

    fn facts(&mut self) {
        let (old, new) = (&self.old.facts, &self.new.facts);
        let content = |fact: &Fact| Content::Fact {
            doc: fact.doc.clone(),
            account_field: fact.account_field.clone(),
            values: fact.values.clone(),
        };
        for (old, new) in self.matched(old, new, |name| Subject::Fact(name.to_owned()), content, content) {
            let subject = Subject::Fact(new.name.clone());
            self.changed(&subject, &old.account_field, &new.account_field, Aspect::AccountField);
            let value = |value: &str| Subject::FactValue { fact: new.name.clone(), value: value.to_owned() };
            self.matched(&old.values, &new.values, value, |_| Content::FactValue, |_| Content::FactValue);
            self.order(&subject, List::Values, &old.values, &new.values);
            self.changed(&subject, &old.doc, &new.doc, Aspect::Docs);
        }
        self.order(&Subject::Api, List::Facts, old, new);
    }

    fn account_types(&mut self) {
        let (old_schema, new_schema) = (self.old, self.new);
        let (old, new) = (&old_schema.account_types, &new_schema.account_types);
        let subject = |name: &str| Subject::AccountType(name.to_owned());
        let content = |schema: &Schema, account_type: &AccountType| {
            let known = settled(schema, account_type).into_iter().filter_map(|(fact, value)| Some((fact, value?)));
            Content::AccountType(known.map(|(fact, value)| (fact.to_owned(), value.to_owned())).collect())
        };
        let matched = self.matched(old, new, subject, |old| content(old_schema, old), |new| content(new_schema, new));
        for (old, new) in matched {
            let (before, after) = (settled(old_schema, old), settled(new_schema, new));
            let value = |facts: &[(&str, Option<&str>)], name: &str| {
                facts.iter().find(|(fact, _)| *fact == name).and_then(|(_, value)| value.map(str::to_owned))
            };
            let removed = before.iter().filter(|(fact, _)| after.iter().all(|(other, _)| other != fact));
            for (fact, _) in removed.chain(&after) {
                let value = Pair { old: value(&before, fact), new: value(&after, fact) };
                if value.old != value.new {
                    let aspect = Aspect::Fact { fact: (*fact).to_owned(), value };
                    self.push(subject(&new.name), Edit::Changed(aspect));
                }
            }
        }
        self.order(&Subject::Api, List::AccountTypes, old, new);
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let subject = Subject::Operation;
        self.changed(&subject, &old.name, &new.name, Aspect::Name);
        self.changed(&subject, &old.method, &new.method, Aspect::Method);
        self.changed(&subject, &old.path, &new.path, Aspect::Path);
        self.changed(&subject, &old.doc, &new.doc, Aspect::Docs);
        self.members(&old.params, &new.params, |name| Subject::Param(name.to_owned()));
        let (old, new) = (&old.params, &new.params);
        let required = |members: &[Member], others: &[Member]| -> Vec<String> {
            let both = |name: &str| others.iter().any(|other| other.required && other.name == name);
            let names = members.iter().filter(|member| member.required && both(&member.name));
            names.map(|member| member.name.clone()).collect()
        };
        let (before, after) = (required(old, new), required(new, old));
        match before == after {
            true => self.order(&subject, List::Params, old, new),
            false => self.order(&subject, List::RequiredParams, &before, &after),
        }
    }

    fn object(&mut self, old: &Object, new: &Object) {
        let subject = Subject::Object;
        self.changed(&subject, &old.name, &new.name, Aspect::Name);
        self.changed(&subject, &old.doc, &new.doc, Aspect::Docs);
        self.members(&old.fields, &new.fields, |name| Subject::Field(name.to_owned()));
        self.order(&subject, List::Fields, &old.fields, &new.fields);
    }

    fn members(&mut self, old: &[Member], new: &[Member], subject: fn(&str) -> Subject) {
        let content = |member: &Member| Content::Member {
            doc: member.doc.clone(),
            kind: member.kind.clone(),
            clearable: member.clearable,
            required: member.required,
        };
        for (old, new) in self.matched(old, new, subject, content, content) {
            let subject = subject(&new.name);
            self.kind(&subject, &old.kind, &new.kind);
            self.changed(&subject, &old.clearable, &new.clearable, Aspect::Clearable);
            self.changed(&subject, &old.required, &new.required, Aspect::Required);
            self.changed(&subject, &old.doc, &new.doc, Aspect::Docs);
        }
    }

    /// A type. Where only the words differ that describe its fields, that is a change of documentation.
    fn kind(&mut self, subject: &Subject, old: &Kind, new: &Kind) {
        if !old.is_like(new) {
            return self.changed(subject, old, new, Aspect::Type);
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        field_docs(String::new(), old, &mut before);
        field_docs(String::new(), new, &mut after);
        for (before, after) in before.iter().zip(&after) {
            self.changed(subject, before, after, Aspect::Docs);
        }
    }

    fn features(&mut self) {
        let (old, new) = (&self.old.features, &self.new.features);
        let content = |feature: &Feature| Content::Feature { doc: feature.doc.clone() };
        let subject = |name: &str| Subject::Feature(name.to_owned());
        for (old, new) in self.matched(old, new, subject, content, content) {
            self.changed(&subject(&new.name), &old.doc, &new.doc, Aspect::Docs);
        }
        self.order(&Subject::Api, List::Features, old, new);
    }

    fn components(&mut self) {
        let (old, new) = (&self.old.components, &self.new.components);
        let content = |component: &Component| Content::Component {
            doc: component.doc.clone(),
            features: component.features.iter().map(|feature| feature.name.clone()).collect(),
        };
        let subject = |name: &str| Subject::Component(name.to_owned());
        let before: HashMap<&str, &Component> = old.iter().map(|old| (old.name.as_str(), old)).collect();
        let matched = self.matched(old, new, subject, content, content);
        let after: HashMap<&str, &Component> = new.iter().map(|new| (new.name.as_str(), new)).collect();
        for (old, new) in matched {
            self.changed(&subject(&new.name), &old.doc, &new.doc, Aspect::Docs);
        }
        for gone in old.iter().filter(|old| !after.contains_key(old.name.as_str())) {
            self.component_features(Some(gone), None);
        }
        for new in new {
            self.component_features(before.get(new.name.as_str()).copied(), Some(new));
        }
        self.order(&Subject::Api, List::Components, old, new);
    }

    /// The features of a component, of which one description may have nothing.
    fn component_features(&mut self, old: Option<&Component>, new: Option<&Component>) {
        let (Some(old_or_new), Some(new_or_old)) = (old.or(new), new.or(old)) else { return };
        let before = old.map_or(&[][..], |component| &component.features);
        let after = new.map_or(&[][..], |component| &component.features);
        let (old_schema, new_schema) = (self.old, self.new);
        let subject =
            |name: &str| Subject::ComponentFeature { component: new_or_old.name.clone(), feature: name.to_owned() };
        let old_content = |feature: &ComponentFeature| content(old_schema, old_or_new, feature);
        let new_content = |feature: &ComponentFeature| content(new_schema, new_or_old, feature);
        for (old, new) in self.matched(before, after, subject, old_content, new_content) {
            let subject = subject(&new.name);
            self.kind(&subject, &old.kind, &new.kind);
            self.changed(&subject, &old.clearable, &new.clearable, Aspect::Clearable);
            let (before, after) = (
                NamedDefault::new(old_schema, old_or_new, &old.default),
                NamedDefault::new(new_schema, new_or_old, &new.default),
            );
            if !before.is_equivalent(&after) {
                self.changed(&subject, &before, &after, Aspect::Default);
            }
            let (before, after) = (restriction(old_schema, old), restriction(new_schema, new));
            if !before.iter().zip(&after).any(|(before, after)| before.is_equivalent(after)) {
                self.changed(&subject, &before, &after, Aspect::Restriction);
            }
            let same = (old.same_in_every_component, new.same_in_every_component);
            self.changed(&subject, &same.0, &same.1, Aspect::SameInEveryComponent);
            self.changed(&subject, &old.doc, &new.doc, Aspect::Docs);
        }
        self.order(&Subject::Component(new_or_old.name.clone()), List::Features, before, after);
    }

    /// Pairs the items of two lists by name, and takes note of those without a partner.
    fn matched<'i, T: Named>(
        &mut self,
        old: &'i [T],
        new: &'i [T],
        subject: impl Fn(&str) -> Subject,
        old_content: impl Fn(&T) -> Content,
        new_content: impl Fn(&T) -> Content,
    ) -> Vec<(&'i T, &'i T)> {
        let (before, after) = (by_name(old), by_name(new));
        for gone in old.iter().filter(|old| !after.contains_key(old.name())) {
            self.push(subject(gone.name()), Edit::Removed(old_content(gone)));
        }
        let mut matched = Vec::new();
        for item in new {
            match before.get(item.name()) {
                Some(old) => matched.push((*old, item)),
                None => self.push(subject(item.name()), Edit::Added(new_content(item))),
            }
        }
        matched
    }

    /// Compares the order of what two lists have in common.
    fn order<T: Named>(&mut self, subject: &Subject, list: List, old: &[T], new: &[T]) {
        let common = |items: &[T], others: &HashMap<&str, &T>| -> Vec<String> {
            items.iter().map(Named::name).filter(|name| others.contains_key(name)).map(str::to_owned).collect()
        };
        let names = Pair { old: common(old, &by_name(new)), new: common(new, &by_name(old)) };
        if names.old != names.new {
            self.push(subject.clone(), Edit::Changed(Aspect::Order { list, names }));
        }
    }
}

fn pair<T: Clone>(old: &T, new: &T) -> Pair<T> {
    Pair { old: old.clone(), new: new.clone() }
}

/// Each fact with its value, where the account type settles it.
fn settled<'s>(schema: &'s Schema, account_type: &AccountType) -> Vec<(&'s str, Option<&'s str>)> {
    let facts = schema.facts.iter().zip(&account_type.facts);
    facts.map(|(fact, value)| (fact.name.as_str(), value.map(|value| fact.values[value].as_str()))).collect()
}

fn content(schema: &Schema, component: &Component, feature: &ComponentFeature) -> Content {
    Content::ComponentFeature {
        doc: feature.doc.clone(),
        kind: feature.kind.clone(),
        clearable: feature.clearable,
        default: NamedDefault::new(schema, component, &feature.default),
        restriction: restriction(schema, feature),
        same_in_every_component: feature.same_in_every_component,
    }
}

fn restriction(schema: &Schema, feature: &ComponentFeature) -> Option<NamedRestriction> {
    feature.restriction.as_ref().map(|restriction| NamedRestriction::new(schema, restriction))
}

fn by_name<T: Named>(items: &[T]) -> HashMap<&str, &T> {
    items.iter().map(|item| (item.name(), item)).collect()
}

trait Named {
    fn name(&self) -> &str;
}

macro_rules! named {
    ($($ty:ty),*) => {
        $(impl Named for $ty {
            fn name(&self) -> &str {
                &self.name
            }
        })*
    };
}

named!(Fact, AccountType, Member, Feature, Component, ComponentFeature);

impl Named for String {
    fn name(&self) -> &str {
        self
    }
}

/// What is said of each field of an object, after its name, and of those within it.
fn field_docs(path: String, kind: &Kind, docs: &mut Vec<String>) {
    match kind {
        Kind::List(of) => field_docs(path, of, docs),
        Kind::Object { fields } => {
            for field in fields {
                docs.push(format!("`{path}{}`: {}", field.name, field.doc));
                field_docs(format!("{path}{}.", field.name), &field.kind, docs);
            }
        }
        _ => {}
    }
}
