//! The rules that a request must follow before it is sent.

use crate::{
    component::{self, Components, FieldRef, Record},
    json::Json,
    param_path::ParamPath,
    reflect::{Api, Field, Restriction, Type},
    scalars::Id,
    violation::{Rule, ValidationError, Violation},
};

/// Checks the rules that need no account.
pub fn validate(params: &dyn Record) -> Result<(), ValidationError> {
    let mut violations = Vec::new();
    params.view(&mut |params| {
        let table = params.table;
        for (field, value) in table.iter().zip(params.fields) {
            if let [first, ..] = field.one_of
                && *first == field.name
            {
                let is_set = |(other, value): (&Field, &FieldRef<'_>)| {
                    field.one_of.contains(&other.name) && value.get().is_some_and(|json| json != Json::Null)
                };
                if table.iter().zip(params.fields).filter(|&it| is_set(it)).count() != 1 {
                    violations.push(Violation::new(ParamPath::Root(field.name), Rule::OneOf(field.one_of)));
                }
            }
            match value.components() {
                Some(components) => check_components(field, components, &mut violations),
                None => check_field(field, value.get(), ParamPath::Root(field.name), &mut violations),
            }
        }
    });
    ValidationError::of(violations)
}

/// Checks the rules that depend on the account, of which `facts` has the position of each fact's value, as far as known.
/// A rule about an unknown fact is left to the API.
pub fn validate_for(components: Option<&dyn Components>, facts: &[Option<usize>]) -> Result<(), ValidationError> {
    let Some(components) = components else { return Ok(()) };
    let (mut violations, api) = (Vec::new(), components.api());
    component::each(components, &mut |component| {
        for (feature, value) in component.info.features.iter().zip(component.features) {
            let Some(Restriction { value: restricted, only_when }) = feature.restriction else { continue };
            if value.as_bool() == Some(restricted) && excludes(api, only_when, facts) {
                let rule = Rule::OnlyWhen { value: restricted, facts: only_when };
                violations.push(Violation::new(ParamPath::Root(feature.param), rule));
            }
        }
    });
    ValidationError::of(violations)
}

/// True if an account with these facts is known not to meet all of the conditions.
fn excludes(api: &Api, only_when: &[(&str, &str)], facts: &[Option<usize>]) -> bool {
    only_when.iter().any(|(name, value)| {
        let fact = api.facts.iter().find(|fact| fact.name == *name);
        let known = api.fact_value(name, facts).zip(fact).and_then(|(index, fact)| fact.values.get(index));
        known.is_some_and(|known| known != value)
    })
}

fn check_components(field: &Field, components: &dyn Components, violations: &mut Vec<Violation>) {
    let mut is_empty = true;
    // The first parameter that sets a feature which must be the same in every component, by its name, and the value.
    let mut agreed: Vec<(&str, &'static str, bool)> = Vec::new();
    components.view(&mut |_, component| {
        is_empty = false;
        component.view(&mut |component| {
            if !component.info.has_rules {
                return;
            }
            for (feature, value) in component.info.features.iter().zip(component.features) {
                let path = ParamPath::Root(feature.param);
                match *value {
                    FieldRef::Boolean(Some(value)) if feature.same_in_every_component => {
                        match agreed.iter().find(|(name, ..)| *name == feature.field.name) {
                            None => agreed.push((feature.field.name, feature.param, value)),
                            Some(&(_, other, agreed)) if value != agreed => {
                                violations.push(Violation::new(path, Rule::SameInEveryComponent { value, other }));
                            }
                            Some(_) => {}
                        }
                    }
                    FieldRef::Boolean(_) | FieldRef::Components(_) => {}
                    FieldRef::Value(value) => check_field(&feature.field, value.get(), path, violations),
                }
            }
        });
    });
    if field.required && is_empty {
        violations.push(Violation::new(ParamPath::Root(field.name), Rule::NotEmpty));
    }
}

fn check_field(field: &Field, json: Option<Json<'_>>, path: ParamPath<'_>, violations: &mut Vec<Violation>) {
    match json {
        Some(json) => {
            if let (Some(maximum), Some(value)) = (field.maximum, json.as_integer())
                && value > maximum
            {
                violations.push(Violation::new(path, Rule::Maximum(maximum)));
            }
            check(&field.value_type, &json, path, violations);
        }
        None if field.required => violations.push(Violation::new(path, Rule::NotEmpty)),
        None => {}
    }
}

/// Checks a value that is sent: texts, lists and objects must not be empty, identifiers must have their prefix.
fn check(value_type: &Type, json: &Json<'_>, path: ParamPath<'_>, violations: &mut Vec<Violation>) {
    match (value_type, json) {
        (Type::Id { prefix }, Json::Text(id)) if !Id::has_prefix(id, prefix) => {
            violations.push(Violation::new(path, Rule::Prefix(prefix)));
        }
        (Type::String | Type::Secret | Type::Enum { .. }, Json::Text(text)) if text.is_empty() => {
            violations.push(Violation::new(path, Rule::NotEmpty));
        }
        (Type::List(of), Json::List(items)) => {
            if items.is_empty() {
                violations.push(Violation::new(path, Rule::NotEmpty));
            }
            for (index, item) in items.iter().enumerate() {
                check(of, item, ParamPath::Index(&path, index), violations);
            }
        }
        (Type::Object { fields }, Json::Object(entries)) => {
            let entry = |name| entries.iter().find(|(entry, _)| entry == name).map(|(_, json)| json.clone());
            if entries.is_empty() && !fields.iter().any(|field| field.required) {
                violations.push(Violation::new(path, Rule::NotEmpty));
            }
            for field in *fields {
                check_field(field, entry(field.name), ParamPath::Key(&path, field.name), violations);
            }
        }
        _ => {}
    }
}
