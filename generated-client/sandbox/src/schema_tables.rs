//! API tables of a schema, made at run time.

use runtime::reflect::{
    AccountType, Api, ComponentInfo, DefaultRule, Fact, FeatureInfo, Field, Kind, Literal, Restriction,
};
use schema::{
    CheckedSchema,
    model::{self, Member, Schema},
};

/// Makes the tables of a schema, equal to those that `generate!` makes. Their memory is never freed.
pub fn api_tables(schema: &CheckedSchema) -> &'static Api {
    let object = &schema.object;
    let discriminator = Member {
        name: "object".to_owned(),
        doc: format!("What the object is: `{}`.", object.name),
        kind: model::Kind::String,
        clearable: false,
        required: false,
    };
    Box::leak(Box::new(Api {
        version: text(&schema.api_version),
        method: schema.operation.method.as_str(),
        path: text(&schema.operation.path),
        params: list(&schema.operation.params, field),
        object: text(&object.name),
        fields: list([&discriminator].into_iter().chain(&object.fields), field),
        facts: list(&schema.facts, |fact| Fact {
            name: text(&fact.name),
            doc: text(&fact.doc),
            account_field: text(&fact.account_field),
            values: list(&fact.values, |value| text(value)),
        }),
        account_types: list(&schema.account_types, |account_type| AccountType {
            name: text(&account_type.name),
            facts: list(&account_type.facts, |value| *value),
        }),
        components: components(schema),
    }))
}

fn components(schema: &Schema) -> &'static [ComponentInfo] {
    let mut position = 0;
    list(&schema.components, |component| {
        let start = position;
        position += 1 + component.features.len();
        ComponentInfo {
            name: text(&component.name),
            doc: text(&component.doc),
            param: text(&schema.operation.component_param(component)),
            position: start,
            features: list(&component.features, |feature| FeatureInfo {
                name: text(&feature.name),
                doc: text(&feature.doc),
                param: text(&schema.operation.feature_param(component, feature)),
                kind: kind(&feature.kind),
                clearable: feature.clearable,
                default: default_rule(&feature.default),
                restriction: feature.restriction.as_ref().map(|restriction| Restriction {
                    value: restriction.value,
                    only_when: list(&restriction.only_when, |pair| *pair),
                }),
                same_in_every_component: feature.same_in_every_component,
            }),
        }
    })
}

fn field(member: &Member) -> Field {
    Field {
        name: text(&member.name),
        doc: text(&member.doc),
        required: member.required,
        kind: kind(&member.kind),
        clearable: member.clearable,
    }
}

fn kind(kind: &model::Kind) -> Kind {
    match kind {
        model::Kind::Boolean => Kind::Boolean,
        model::Kind::String => Kind::String,
        model::Kind::Integer => Kind::Integer,
        model::Kind::Timestamp => Kind::Timestamp,
        model::Kind::Id { prefix } => Kind::Id { prefix: text(prefix) },
        model::Kind::Secret => Kind::Secret,
        model::Kind::Enum { values } => Kind::Enum { values: list(values, |value| text(value)) },
        model::Kind::Object { fields } => Kind::Object { fields: list(fields, field) },
        model::Kind::List(of) => Kind::List(Box::leak(Box::new(self::kind(of)))),
        model::Kind::Components => Kind::Components,
    }
}

fn default_rule(default: &model::Default) -> DefaultRule {
    match default {
        model::Default::Value(value) => DefaultRule::Value(literal(value)),
        model::Default::ByFact { fact, values } => DefaultRule::ByFact { fact: *fact, values: list(values, literal) },
        model::Default::SameAs(other) => DefaultRule::SameAs(*other),
        model::Default::OppositeOf(other) => DefaultRule::OppositeOf(*other),
        model::Default::Undocumented => DefaultRule::Undocumented,
    }
}

fn literal(value: &model::Literal) -> Literal {
    match value {
        model::Literal::Null => Literal::Null,
        model::Literal::Boolean(value) => Literal::Boolean(*value),
        model::Literal::Integer(value) => Literal::Integer(*value),
        model::Literal::Text(value) => Literal::Text(text(value)),
        model::Literal::List(items) => Literal::List(list(items, literal)),
    }
}

fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn list<T, U>(items: impl IntoIterator<Item = T>, convert: impl FnMut(T) -> U) -> &'static [U] {
    items.into_iter().map(convert).collect::<Vec<_>>().leak()
}
