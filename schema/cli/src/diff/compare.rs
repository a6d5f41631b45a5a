//! Comparison of two descriptions, item by item.

use super::change::{Aspect, Change, Difference, Edit, List, Pair, Subject};
use schema::{
    model::{AccountType, CheckedSchema, Component, ComponentFeature, Fact, Feature, Object, Operation, Schema},
    vocabulary::{Kind, Member, NamedDefault, NamedRestriction},
};
use std::collections::HashMap;

/// Compares two descriptions.
pub fn diff(old: &CheckedSchema, new: &CheckedSchema) -> Difference {
    let mut comparison = Comparison { old, new, changes: Vec::new() };
    let aspects = |schema: &Schema| {
        let type_field = Aspect::AccountTypeField(schema.account_type_field.clone());
        vec![Aspect::Version(schema.api_version.clone()), type_field]
    };
    comparison.compare(&Subject::Api, aspects(old), aspects(new));
    comparison.facts();
    comparison.account_types();
    comparison.operation(&old.operation, &new.operation);
    comparison.object(&old.object, &new.object);
    comparison.features();
    comparison.components();
    let api_version = Pair { old: old.api_version.clone(), new: new.api_version.clone() };
    Difference { api_version, changes: comparison.changes }
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

    /// Compares the aspects of one subject, which are the same in number and order.
    fn compare(&mut self, subject: &Subject, old: Vec<Aspect>, new: Vec<Aspect>) {
        for (old, new) in old.into_iter().zip(new) {
            if !old.is_equivalent(&new) {
                self.push(subject.clone(), Edit::Changed(Pair { old, new }));
            } else if let (Aspect::Type(old), Aspect::Type(new)) = (&old, &new) {
                let (old, new) = (field_docs(old), field_docs(new));
                self.compare(subject, old, new);
            }
        }
    }

    fn facts(&mut self) {
        let (old, new) = (&self.old.facts, &self.new.facts);
        let rules =
            |fact: &Fact| vec![Aspect::Values(fact.values.clone()), Aspect::AccountField(fact.account_field.clone())];
        let docs = |fact: &Fact| vec![Aspect::Docs(fact.doc.clone())];
        let all = |fact: &Fact| [rules(fact), docs(fact)].concat();
        for (old, new) in self.matched(old, new, |name| Subject::Fact(name.to_owned()), all, all) {
            let subject = Subject::Fact(new.name.clone());
            self.compare(&subject, rules(old), rules(new));
            let value = |value: &str| Subject::FactValue { fact: new.name.clone(), value: value.to_owned() };
            self.matched(&old.values, &new.values, value, |_| Vec::new(), |_| Vec::new());
            self.order(&subject, List::Values, &old.values, &new.values);
            self.compare(&subject, docs(old), docs(new));
        }
        self.order(&Subject::Api, List::Facts, old, new);
    }

    fn account_types(&mut self) {
        let (old_schema, new_schema) = (self.old, self.new);
        let (old, new) = (&old_schema.account_types, &new_schema.account_types);
        let subject = |name: &str| Subject::AccountType(name.to_owned());
        let fact = |(fact, value): (&str, Option<&str>)| Aspect::Fact {
            fact: fact.to_owned(),
            value: value.map(str::to_owned),
        };
        let aspects = |schema: &Schema, account_type: &AccountType| {
            settled(schema, account_type).into_iter().filter(|(_, value)| value.is_some()).map(fact).collect()
        };
        let matched = self.matched(old, new, subject, |old| aspects(old_schema, old), |new| aspects(new_schema, new));
        for (old, new) in matched {
            let (before, after) = (settled(old_schema, old), settled(new_schema, new));
            let removed = before.iter().filter(|(fact, _)| after.iter().all(|(other, _)| other != fact));
            let facts: Vec<&str> = removed.chain(&after).map(|(fact, _)| *fact).collect();
            let all = |settled: &[(&str, Option<&str>)]| {
                let value = |name: &str| settled.iter().find(|(fact, _)| *fact == name).and_then(|(_, value)| *value);
                facts.iter().map(|name| fact((name, value(name)))).collect()
            };
            self.compare(&subject(&new.name), all(&before), all(&after));
        }
        self.order(&Subject::Api, List::AccountTypes, old, new);
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let subject = Subject::Operation;
        let aspects = |operation: &Operation| {
            vec![
                Aspect::Name(operation.name.clone()),
                Aspect::Method(operation.method),
                Aspect::Path(operation.path.clone()),
                Aspect::Docs(operation.doc.clone()),
                Aspect::OneOf(operation.one_of.clone()),
            ]
        };
        self.compare(&subject, aspects(old), aspects(new));
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
        let aspects = |object: &Object| vec![Aspect::Name(object.name.clone()), Aspect::Docs(object.doc.clone())];
        self.compare(&subject, aspects(old), aspects(new));
        self.members(&old.fields, &new.fields, |name| Subject::Field(name.to_owned()));
        self.order(&subject, List::Fields, &old.fields, &new.fields);
    }

    fn members(&mut self, old: &[Member], new: &[Member], subject: fn(&str) -> Subject) {
        let aspects = |member: &Member| {
            vec![
                Aspect::Type(member.kind.clone()),
                Aspect::Clearable(member.clearable),
                Aspect::Required(member.required),
                Aspect::Docs(member.doc.clone()),
                Aspect::Deprecated(member.deprecated),
            ]
        };
        for (old, new) in self.matched(old, new, subject, aspects, aspects) {
            self.compare(&subject(&new.name), aspects(old), aspects(new));
        }
    }

    fn features(&mut self) {
        let (old, new) = (&self.old.features, &self.new.features);
        let aspects = |feature: &Feature| vec![Aspect::Docs(feature.doc.clone())];
        let subject = |name: &str| Subject::Feature(name.to_owned());
        for (old, new) in self.matched(old, new, subject, aspects, aspects) {
            self.compare(&subject(&new.name), aspects(old), aspects(new));
        }
        self.order(&Subject::Api, List::Features, old, new);
    }

    fn components(&mut self) {
        let (old, new) = (&self.old.components, &self.new.components);
        let aspects = |component: &Component| {
            let features = component.features.iter().map(|feature| feature.name.clone());
            let deprecated = Aspect::Deprecated(component.deprecated);
            vec![Aspect::Docs(component.doc.clone()), Aspect::Features(features.collect()), deprecated]
        };
        let subject = |name: &str| Subject::Component(name.to_owned());
        for (old, new) in self.matched(old, new, subject, aspects, aspects) {
            self.compare(&subject(&new.name), aspects(old), aspects(new));
        }
        let (before, after) = (by_name(old), by_name(new));
        for gone in old.iter().filter(|old| !after.contains_key(old.name.as_str())) {
            self.component_features(Some(gone), None);
        }
        for new in new {
            self.component_features(before.get(new.name.as_str()).copied(), Some(new));
        }
        self.order(&Subject::Api, List::Components, old, new);
    }

    /// The features of a component, which one of the descriptions may lack.
    fn component_features(&mut self, old: Option<&Component>, new: Option<&Component>) {
        let (Some(old_or_new), Some(new_or_old)) = (old.or(new), new.or(old)) else { return };
        let before = old.map_or(&[][..], |component| &component.features);
        let after = new.map_or(&[][..], |component| &component.features);
        let (old_schema, new_schema) = (self.old, self.new);
        let subject =
            |name: &str| Subject::ComponentFeature { component: new_or_old.name.clone(), feature: name.to_owned() };
        let old_aspects = |feature: &ComponentFeature| feature_aspects(old_schema, old_or_new, feature);
        let new_aspects = |feature: &ComponentFeature| feature_aspects(new_schema, new_or_old, feature);
        for (old, new) in self.matched(before, after, subject, old_aspects, new_aspects) {
            self.compare(&subject(&new.name), old_aspects(old), new_aspects(new));
        }
        self.order(&Subject::Component(new_or_old.name.clone()), List::Features, before, after);
    }

    /// Pairs the items of two lists by name, and reports those without a partner as removed or added.
    fn matched<'i, T: Named>(
        &mut self,
        old: &'i [T],
        new: &'i [T],
        subject: impl Fn(&str) -> Subject,
        old_aspects: impl Fn(&T) -> Vec<Aspect>,
        new_aspects: impl Fn(&T) -> Vec<Aspect>,
    ) -> Vec<(&'i T, &'i T)> {
        let (before, after) = (by_name(old), by_name(new));
        for gone in old.iter().filter(|old| !after.contains_key(old.name())) {
            self.push(subject(gone.name()), Edit::Removed(old_aspects(gone)));
        }
        let mut matched = Vec::new();
        for item in new {
            match before.get(item.name()) {
                Some(old) => matched.push((*old, item)),
                None => self.push(subject(item.name()), Edit::Added(new_aspects(item))),
            }
        }
        matched
    }

    /// Compares the order of what two lists have in common.
    fn order<T: Named>(&mut self, subject: &Subject, list: List, old: &[T], new: &[T]) {
        let common = |items: &[T], others: &HashMap<&str, &T>| -> Vec<String> {
            items.iter().map(Named::name).filter(|name| others.contains_key(name)).map(str::to_owned).collect()
        };
        let order = |names: Vec<String>| vec![Aspect::Order { list, names }];
        self.compare(subject, order(common(old, &by_name(new))), order(common(new, &by_name(old))));
    }
}

/// Each fact with its value, where the account type settles it.
fn settled<'s>(schema: &'s Schema, account_type: &AccountType) -> Vec<(&'s str, Option<&'s str>)> {
    let facts = schema.facts.iter().zip(&account_type.facts);
    facts.map(|(fact, value)| (fact.name.as_str(), value.map(|value| fact.values[value].as_str()))).collect()
}

fn feature_aspects(schema: &Schema, component: &Component, feature: &ComponentFeature) -> Vec<Aspect> {
    let restriction = feature.restriction.as_ref().map(|restriction| NamedRestriction::new(schema, restriction));
    vec![
        Aspect::Type(feature.kind.clone()),
        Aspect::Clearable(feature.clearable),
        Aspect::Default(NamedDefault::new(schema, component, &feature.default)),
        Aspect::Restriction(restriction),
        Aspect::SameInEveryComponent(feature.same_in_every_component),
        Aspect::Docs(feature.doc.clone()),
        Aspect::Deprecated(feature.deprecated),
    ]
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
