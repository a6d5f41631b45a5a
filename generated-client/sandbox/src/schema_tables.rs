//! API tables of a schema, made at run time.

use runtime::reflect::{AccountType, Api, ComponentInfo, DefaultRule, Fact, FeatureInfo, Field, Literal, Type};
use schema::{
    CheckedSchema,
    model::{self, ComponentFeature, Kind, Member, Operation, Schema, within},
    names,
};

/// Makes the tables of a schema, equal to those that `generate!` makes. Their memory is never freed.
pub fn api_tables(schema: &CheckedSchema) -> &'static Api {
    let object = &schema.object;
    let mut api = Api::new(text(&schema.api_version), schema.operation.method.as_str(), text(&schema.operation.path))
        .params(params(&schema.operation))
        .object(text(&object.name), list(object.all_fields(), |field| top_field(&field)))
        .facts(list(&schema.facts, fact), list(&schema.account_types, account_type))
        .components(list(&schema.components, |item| component(schema, item)))
        .rust_type(names::pascal(&schema.operation.name).leak());
    api.account_type_field = schema.account_type_field.as_deref().map(text);
    Box::leak(Box::new(api))
}

fn params(operation: &Operation) -> &'static [Field] {
    let one_of = list(&operation.one_of, |name| text(name));
    list(&operation.params, |param| match one_of.contains(&param.name.as_str()) {
        true => top_field(param).one_of(one_of),
        false => top_field(param),
    })
}

fn fact(fact: &model::Fact) -> Fact {
    let values = list(&fact.values, |value| text(value));
    Fact::new(text(&fact.name), text(&fact.doc), text(&fact.account_field), values)
}

fn account_type(account_type: &model::AccountType) -> AccountType {
    AccountType::new(text(&account_type.name), list(&account_type.facts, |value| *value))
}

fn component(schema: &Schema, component: &model::Component) -> ComponentInfo {
    let features = list(&component.features, |item| feature(schema, component, item));
    ComponentInfo::new(
        text(&component.name),
        text(&component.doc),
        text(&schema.operation.component_param(component)),
        features,
    )
    .rust(names::identifier(&component.name).leak(), names::component_params(&component.name).leak())
}

fn feature(schema: &Schema, component: &model::Component, feature: &ComponentFeature) -> FeatureInfo {
    let mut info = FeatureInfo::new(
        top_field(&feature.member),
        text(&schema.operation.feature_param(component, feature)),
        default_rule(component, &feature.default),
    );
    if let Some(restriction) = &feature.restriction {
        let only_when = list(&restriction.only_when, |(fact, value)| (text(fact), text(value)));
        info = info.restricted(restriction.value, only_when);
    }
    info.same_in_every_component = feature.same_in_every_component;
    info
}

fn top_field(member: &Member) -> Field {
    field(member, &member.name)
}

/// A parameter or field, whose types are named after its place.
fn field(member: &Member, place: &str) -> Field {
    let mut field = Field::new(text(&member.name), text(&member.doc), value_type(&member.kind, place))
        .rust(names::identifier(&member.name).leak(), names::object_of(&member.kind, place).leak());
    field.required = member.required;
    field.clearable = member.clearable;
    if let Kind::Integer { maximum } = member.kind {
        field.maximum = maximum;
    }
    field
}

fn value_type(kind: &Kind, place: &str) -> Type {
    match kind {
        Kind::Boolean => Type::Boolean,
        Kind::String => Type::String,
        Kind::Integer { .. } => Type::Integer,
        Kind::Timestamp => Type::Timestamp,
        Kind::Id { expandable: true, .. } => Type::ExpandableId,
        Kind::Id { prefix, .. } => Type::Id { prefix: text(prefix) },
        Kind::Secret => Type::Secret,
        Kind::Enum { values } => Type::Enum { values: list(values, |value| text(value)) },
        Kind::Object { fields } => {
            Type::Object { fields: list(fields, |member| field(member, &within(place, &member.name))) }
        }
        Kind::List(of) => Type::List(Box::leak(Box::new(value_type(of, place)))),
        Kind::Components => Type::Components,
    }
}

fn default_rule(component: &model::Component, default: &model::Default) -> DefaultRule {
    let reference = default.reference().and_then(|feature| component.position(feature));
    match (default, reference) {
        (model::Default::Value(value), _) => DefaultRule::Value(literal(value)),
        (model::Default::ByFact { fact, values }, _) => {
            DefaultRule::ByFact { fact: text(fact), values: list(values, |(_, value)| value.as_ref().map(literal)) }
        }
        (model::Default::SameAs(_), Some(other)) => DefaultRule::SameAs(other),
        (model::Default::OppositeOf(_), Some(other)) => DefaultRule::OppositeOf(other),
        _ => DefaultRule::Undocumented,
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

#[cfg(test)]
mod tests {
    #![allow(unreachable_pub)]

    use schema::Source;

    use super::*;

    mod acacia {
        runtime::generate!(version = "2024-09-30.acacia");
    }
    mod basil {
        runtime::generate!(version = "2025-03-31.basil");
    }
    mod clover {
        runtime::generate!(version = "2025-09-30.clover");
    }
    mod dahlia {
        runtime::generate!(version = "2026-03-25.dahlia");
    }
    mod endive {
        runtime::generate!(version = "2026-10-28.endive");
    }
    mod types {
        runtime::generate!("../../tests/golden/types.yaml");
    }

    #[test]
    fn equal_to_compiled_tables() {
        let types = ("types", include_str!("../../../tests/golden/types.yaml"));
        let texts = schema::shipped().iter().copied().chain([types]);
        let made: Vec<_> =
            texts.map(|(name, text)| api_tables(&schema::read(&Source::new(name, text)).schema.unwrap())).collect();
        assert_eq!(made, [&acacia::API, &basil::API, &clover::API, &dahlia::API, &endive::API, &types::API]);
    }
}
