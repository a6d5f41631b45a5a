//! Properties of any request: its body and its JSON have what it holds, the tables alone do the same as the generated
//! types, and the sandbox responds with what `resolve` predicts.

use std::collections::HashMap;

use generated_client::reflect::{AccountType, Api, DefaultRule, Field, Type};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Map, Value as Json, json};

/// Any value of a type that a request may send.
fn value(api: &'static Api, value_type: Type, clearable: bool) -> BoxedStrategy<Json> {
    let value = match value_type {
        Type::Boolean => any::<bool>().prop_map(Json::from).boxed(),
        Type::Integer | Type::Timestamp => any::<i64>().prop_map(Json::from).boxed(),
        Type::String | Type::Secret => ".{1,20}".prop_map(Json::from).boxed(),
        Type::Id { prefix } => "[a-zA-Z0-9_]{1,20}".prop_map(move |rest| format!("{prefix}{rest}").into()).boxed(),
        Type::Enum { values } => select(values).prop_map(Json::from).boxed(),
        Type::Object { fields } => {
            let object = object(api, fields);
            object.prop_filter_map("an object without fields", |object| (object != json!({})).then_some(object)).boxed()
        }
        Type::List(of) => vec(self::value(api, *of, false), 1..4).prop_map(Json::from).boxed(),
        Type::Components => components(api).prop_filter("no component", |components| *components != json!({})).boxed(),
        other => panic!("{other:?}"),
    };
    if clearable { prop_oneof![4 => value, 1 => Just(Json::Null)].boxed() } else { value }
}

/// An object with its required fields and any of the optional ones.
fn object(api: &'static Api, fields: &'static [Field]) -> BoxedStrategy<Json> {
    let field = |field: &Field| {
        let (name, value) = (field.name, value(api, field.value_type, field.clearable));
        let value = if field.required { value.prop_map(Some).boxed() } else { option::of(value).boxed() };
        value.prop_map(move |value| Some((name.to_owned(), value?)))
    };
    let fields: Vec<_> = fields.iter().map(field).collect();
    fields.prop_map(|fields| fields.into_iter().flatten().collect::<Map<_, _>>().into()).boxed()
}

fn components(api: &'static Api) -> BoxedStrategy<Json> {
    let component = |info: &'static generated_client::reflect::ComponentInfo| {
        let feature = |feature: &generated_client::reflect::FeatureInfo| {
            let name = feature.field.name;
            let value = option::weighted(0.3, value(api, feature.field.value_type, feature.field.clearable));
            value.prop_map(move |value| Some((name.to_owned(), value?)))
        };
        let features: Vec<_> = info.features.iter().map(feature).collect();
        option::weighted(0.3, (any::<bool>(), features)).prop_map(|component| {
            let (enabled, features) = component?;
            let features: Map<_, _> = features.into_iter().flatten().collect();
            Some((info.name.to_owned(), json!({ "enabled": enabled, "features": features })))
        })
    };
    let components: Vec<_> = api.components.iter().map(component).collect();
    components.prop_map(|components| components.into_iter().flatten().collect::<Map<_, _>>().into()).boxed()
}

/// Reads a body by the rules of forms and brackets.
fn read(api: &'static Api, body: &str) -> Json {
    let mut params = json!({});
    let mut pairs = HashMap::new();
    for (name, text) in form_urlencoded::parse(body.as_bytes()) {
        let path: Vec<&str> = name.split(['[', ']']).filter(|part| !part.is_empty()).collect();
        insert(api, &mut params, Type::Object { fields: api.params }, false, &path, &text);
        assert_eq!(pairs.insert(name.into_owned(), text), None, "sent twice");
    }
    params
}

/// Puts a value at a path.
fn insert(api: &Api, at: &mut Json, value_type: Type, clearable: bool, path: &[&str], text: &str) {
    match (value_type, path) {
        (_, []) if clearable && text.is_empty() => *at = Json::Null,
        (Type::Boolean, []) => *at = text.parse::<bool>().unwrap().into(),
        (Type::Integer | Type::Timestamp, []) => *at = text.parse::<i64>().unwrap().into(),
        (_, []) => *at = text.into(),
        (Type::List(of), [index, rest @ ..]) => {
            if at.is_null() {
                *at = json!([]);
            }
            let (items, index) = (at.as_array_mut().unwrap(), index.parse::<usize>().unwrap());
            if index == items.len() {
                items.push(Json::Null);
            }
            insert(api, &mut items[index], *of, false, rest, text);
        }
        (Type::Object { fields }, [name, rest @ ..]) => {
            let field = fields.iter().find(|field| field.name == *name).unwrap();
            insert(api, &mut at[name], field.value_type, field.clearable, rest, text);
        }
        (Type::Components, [component, "enabled"]) => {
            at[component] = json!({ "enabled": text.parse::<bool>().unwrap(), "features": {} });
        }
        (Type::Components, [component, "features", name, rest @ ..]) => {
            let features = api.component(component).unwrap().features;
            let feature = features.iter().find(|feature| feature.field.name == *name).unwrap();
            let at = &mut at[component]["features"][name];
            insert(api, at, feature.field.value_type, feature.field.clearable, rest, text);
        }
        other => panic!("{other:?}"),
    }
}

/// The API's account object of an account with these facts.
fn account_object(api: &Api, facts: &[Option<usize>]) -> Json {
    let mut account = json!({});
    for (fact, value) in api.facts.iter().zip(facts) {
        if let Some(value) = value {
            let place = fact.account_field.split('.').fold(&mut account, |at, name| &mut at[name]);
            *place = fact.values[*value].into();
        }
    }
    account
}

/// Any facts, as the position of each one's value.
fn positions(api: &'static Api) -> impl Strategy<Value = Vec<Option<usize>>> {
    api.facts.iter().map(|fact| option::of(0..fact.values.len())).collect::<Vec<_>>()
}

/// The JSON without `null`, which a response has for cleared values.
fn without_null(json: &Json) -> Json {
    match json {
        Json::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            fields.map(|(name, value)| (name.clone(), without_null(value))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

/// Adds the values with which the sandbox responds for booleans without a documented default: `false`, or the opposite of
/// such a feature.
fn fill_undocumented(api: &Api, components: &mut Json) {
    for component in api.components {
        for feature in component.features.iter().filter(|feature| feature.field.is_boolean()) {
            let features = &mut components[component.name]["features"];
            if features.get(feature.field.name).is_none() {
                let (mut default, mut value) = (feature.default, false);
                while let DefaultRule::SameAs(other) | DefaultRule::OppositeOf(other) = default {
                    value ^= matches!(default, DefaultRule::OppositeOf(_));
                    default = component.features[other].default;
                }
                let is_undocumented = match default {
                    DefaultRule::ByFact { values, .. } => values.contains(&None),
                    default => default == DefaultRule::Undocumented,
                };
                assert!(is_undocumented, "{default:?}");
                features[feature.field.name] = value.into();
            }
        }
    }
}

macro_rules! properties {
    ($version:ident, $request:ident, $parts:ident, $($api:ident)::+ $(, $($more:tt)*)?) => {
        mod $version {
            use generated_client::{Error, Request, ValidationError, sandbox::Sandbox};
            use generated_client_runtime::rt;
            use $($api)::+::{API, AccountFacts, Component, ComponentsParams, Feature, $parts, $request};

            use super::*;

            fn params() -> BoxedStrategy<Json> {
                object(&API, API.params)
            }

            proptest! {
                #[test]
                fn body_and_json_hold_the_whole_request(json in params()) {
                    let text = json.to_string();
                    let parts: $parts = serde_json::from_str(&text).unwrap();
                    prop_assert_eq!(serde_json::to_value(&parts).unwrap(), json.clone());
                    match parts.clone().build() {
                        Ok(request) => {
                            prop_assert_eq!(read(&API, &request.encode()), json);
                            prop_assert_eq!(serde_json::from_str::<$request>(&text).unwrap(), request.clone());
                            prop_assert_eq!(serde_json::to_value(&request).unwrap(), serde_json::to_value(&parts).unwrap());
                            prop_assert_eq!(request.into_parts(), parts);
                        }
                        // Contradicting components are refused, by the builder and from JSON.
                        Err(error) => {
                            let refused = serde_json::from_str::<$request>(&text).unwrap_err();
                            prop_assert_eq!(refused.to_string(), error.to_string());
                        }
                    }
                }

                #[test]
                fn components_chosen_at_run_time_are_those_of_the_json(json in components(&API)) {
                    prop_assert_eq!(chosen(&json), serde_json::from_value(json).unwrap());
                }

                #[test]
                fn tables_alone_do_the_same(
                    mut json in params(),
                    facts in positions(&API),
                    account in option::of("(acct_)?[a-z/]{0,3}"),
                ) {
                    if let Some(account) = account {
                        json["account"] = account.into();
                    }
                    let mut tables = rt::DynParams::new(&API);
                    for (index, field) in API.params.iter().enumerate() {
                        if let Some(value) = json.get(field.name) {
                            tables.set(index, &value.into()).unwrap();
                        }
                    }
                    let parts: $parts = serde_json::from_value(json).unwrap();
                    let request: Result<$request, ValidationError> = parts.build();
                    prop_assert_eq!(request.clone().err(), rt::validate(&tables).err());
                    let Ok(request) = request else { return Ok(()) };
                    prop_assert_eq!(request.encode(), rt::encode(&tables));
                    let known = AccountFacts::from_account(&account_object(&API, &facts));
                    prop_assert_eq!(request.validate_for(&known), rt::validate_for(tables.components(), &facts));
                    let mut resolved = rt::DynComponents::new(&API);
                    rt::resolve_into(tables.components(), &facts, &mut resolved);
                    let resolved = rt::components_to_json(&resolved).to_value();
                    prop_assert_eq!(serde_json::to_value(request.resolve(&known)).unwrap(), resolved);
                }
            }

            /// The components of a JSON, set one by one.
            fn chosen(json: &Json) -> ComponentsParams {
                let mut params = ComponentsParams::new();
                for (name, json) in json.as_object().unwrap() {
                    let component = Component::from_name(name).unwrap();
                    params.set(component, json["enabled"].as_bool().unwrap(), &[]).unwrap();
                    for (name, value) in json["features"].as_object().unwrap() {
                        params.set_feature(component, Feature::from_name(name).unwrap(), value.clone()).unwrap();
                    }
                }
                params
            }

            #[test]
            fn the_sandbox_responds_as_predicted() {
                let sandbox = Sandbox::builder(&API).start().unwrap();
                let client = tests::client(&sandbox);
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let account_types = select(API.account_types.iter().collect::<Vec<&AccountType>>());
                let mut runner = proptest::test_runner::TestRunner::default();
                let outcome = runner.run(&(components(&API), account_types), |(components, account_type)| {
                    let account_id = sandbox.account_id(account_type.name).unwrap();
                    let facts = AccountFacts::from_account(&account_object(&API, account_type.facts));
                    let builder = $request::builder().account(account_id).components(chosen(&components));
                    let Ok(request) = builder$($($more)*)?.build() else { return Ok(()) };
                    match (request.validate_for(&facts), runtime.block_on(client.send(&request))) {
                        (Ok(()), Ok(session)) => {
                            let json = without_null(&serde_json::from_slice(session.body()).unwrap());
                            prop_assert_eq!(&without_null(&serde_json::to_value(&*session).unwrap()), &json);
                            let mut expected = without_null(&serde_json::to_value(request.resolve(&facts)).unwrap());
                            fill_undocumented(&API, &mut expected);
                            prop_assert_eq!(&json["components"], &expected);
                        }
                        (Err(expected), Err(Error::InvalidRequest(error))) => {
                            let params: Vec<_> = expected.violations().iter().map(|violation| &*violation.param).collect();
                            prop_assert!(params.contains(&error.param.as_deref().unwrap()), "{error:?} {params:?}");
                        }
                        (expected, response) => prop_assert!(false, "{expected:?} {response:?}"),
                    }
                    Ok(())
                });
                outcome.unwrap();
            }
        }
    };
}

properties!(reference, CreateAccountSession, CreateAccountSessionParts, generated_client);
properties!(basil, CreateAccountSession, CreateAccountSessionParts, generated_client::v2025_03_31_basil);
properties!(clover, CreateAccountSession, CreateAccountSessionParts, generated_client::v2025_09_30_clover);
properties!(dahlia, CreateAccountSession, CreateAccountSessionParts, generated_client::v2026_03_25_dahlia);
properties!(endive, CreateAccountSession, CreateAccountSessionParts, generated_client::v2026_10_28_endive);
properties!(every_rule, OpenSession, OpenSessionParts, tests::every_rule);
properties!(every_type, OpenWindow, OpenWindowParts, tests::every_type, .mode("day").clear_owner());
