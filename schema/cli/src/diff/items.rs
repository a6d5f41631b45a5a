//! A description as a tree of the subjects that changes are about.

use super::change::{Aspect, List, Subject};
use schema::{
    model::{AccountType, Component, Fact, Schema},
    vocabulary::Member,
};

/// A subject with everything known of it.
pub(super) struct Item {
    pub(super) subject: Subject,
    pub(super) aspects: Vec<Aspect>,
    /// The subjects within it.
    pub(super) lists: Vec<(List, Vec<Item>)>,
}

impl Item {
    fn new(subject: Subject, aspects: Vec<Aspect>) -> Item {
        Item { subject, aspects, lists: Vec::new() }
    }

    fn with(mut self, list: List, items: impl Iterator<Item = Item>) -> Item {
        self.lists.push((list, items.collect()));
        self
    }
}

/// The items of a description, the same for each in number and order.
pub(super) fn items(schema: &Schema) -> [Item; 4] {
    let Schema { operation, object, .. } = schema;
    let type_field = Aspect::AccountTypeField(schema.account_type_field.clone());
    let api = vec![Aspect::Version(schema.api_version.clone()), type_field];
    let request = vec![
        Aspect::Name(operation.name.clone()),
        Aspect::Method(operation.method),
        Aspect::Path(operation.path.clone()),
        Aspect::Docs(operation.doc.clone()),
        Aspect::OneOf(operation.one_of.clone()),
    ];
    let response = vec![Aspect::Name(object.name.clone()), Aspect::Docs(object.doc.clone())];
    let features = schema
        .features
        .iter()
        .map(|feature| Item::new(Subject::Feature(feature.name.clone()), vec![Aspect::Docs(feature.doc.clone())]));
    [
        Item::new(Subject::Api, api)
            .with(List::Facts, schema.facts.iter().map(fact))
            .with(List::AccountTypes, schema.account_types.iter().map(|it| account_type(schema, it))),
        Item::new(Subject::Operation, request)
            .with(List::Params, operation.params.iter().map(|param| member(Subject::Param, param))),
        Item::new(Subject::Object, response)
            .with(List::Fields, object.fields.iter().map(|field| member(Subject::Field, field))),
        Item::new(Subject::Api, Vec::new())
            .with(List::Features, features)
            .with(List::Components, schema.components.iter().map(component)),
    ]
}

fn fact(fact: &Fact) -> Item {
    let aspects = vec![
        Aspect::Values(fact.values.clone()),
        Aspect::AccountField(fact.account_field.clone()),
        Aspect::Docs(fact.doc.clone()),
    ];
    let value = |value: &String| Subject::FactValue { fact: fact.name.clone(), value: value.clone() };
    let values = fact.values.iter().map(|it| Item::new(value(it), Vec::new()));
    Item::new(Subject::Fact(fact.name.clone()), aspects).with(List::Values, values)
}

fn account_type(schema: &Schema, account_type: &AccountType) -> Item {
    let facts = schema.facts.iter().zip(&account_type.facts);
    let settled = facts.filter_map(|(fact, value)| {
        let value = Some(fact.values[(*value)?].clone());
        Some(Aspect::Fact { fact: fact.name.clone(), value })
    });
    Item::new(Subject::AccountType(account_type.name.clone()), settled.collect())
}

fn member(subject: fn(String) -> Subject, member: &Member) -> Item {
    let aspects = vec![
        Aspect::Type(member.kind.clone()),
        Aspect::Clearable(member.clearable),
        Aspect::Required(member.required),
        Aspect::Docs(member.doc.clone()),
        Aspect::Deprecated(member.deprecated),
    ];
    Item::new(subject(member.name.clone()), aspects)
}

fn component(component: &Component) -> Item {
    let features = component.features.iter().map(|feature| {
        let subject =
            Subject::ComponentFeature { component: component.name.clone(), feature: feature.member.name.clone() };
        let aspects = vec![
            Aspect::Type(feature.member.kind.clone()),
            Aspect::Clearable(feature.member.clearable),
            Aspect::Default(feature.default.clone()),
            Aspect::Restriction(feature.restriction.clone()),
            Aspect::SameInEveryComponent(feature.same_in_every_component),
            Aspect::Docs(feature.member.doc.clone()),
            Aspect::Deprecated(feature.member.deprecated),
        ];
        Item::new(subject, aspects)
    });
    let aspects = vec![
        Aspect::Docs(component.doc.clone()),
        Aspect::Features(component.features.iter().map(|feature| feature.member.name.clone()).collect()),
        Aspect::Deprecated(component.deprecated),
    ];
    Item::new(Subject::Component(component.name.clone()), aspects).with(List::Features, features)
}
