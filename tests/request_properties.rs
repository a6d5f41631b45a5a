//! For any request: its body says what it holds, and the sandbox answers what `resolve` foretells. Both are made of the same
//! tables, and have nothing else in common.

use generated_client::reflect::{DefaultRule, FeatureInfo, Field, Kind};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What a request mentions: by component whether it is enabled, and its features by position.
type Mentioned = BTreeMap<usize, (bool, Vec<Option<Json>>)>;

/// Any value that a feature takes.
fn value(feature: &FeatureInfo) -> BoxedStrategy<Json> {
    fn of(kind: Kind) -> BoxedStrategy<Json> {
        match kind {
            Kind::Boolean => any::<bool>().prop_map(Json::from).boxed(),
            Kind::Integer | Kind::Timestamp => any::<i64>().prop_map(Json::from).boxed(),
            Kind::String => ".{1,20}".prop_map(Json::from).boxed(),
            Kind::Id { prefix } => "\\PC{1,20}".prop_map(move |rest| Json::from(format!("{prefix}{rest}"))).boxed(),
            Kind::Enum { values } => select(values).prop_map(Json::from).boxed(),
            Kind::Object { fields } => {
                let value = |field: &Field| match field.clearable {
                    true => prop_oneof![of(field.kind), Just(Json::Null)].boxed(),
                    false => of(field.kind),
                };
                let field = |field: &Field| {
                    let name = field.name.to_owned();
                    let given = match field.required {
                        true => value(field).prop_map(Some).boxed(),
                        false => option::of(value(field)).boxed(),
                    };
                    given.prop_map(move |value| Some((name.clone(), value?)))
                };
                let fields: Vec<_> = fields.iter().map(field).collect();
                let object = fields.prop_map(|fields| fields.into_iter().flatten().collect::<serde_json::Map<_, _>>());
                object
                    .prop_filter_map("an object of nothing", |object| (!object.is_empty()).then(|| object.into()))
                    .boxed()
            }
            Kind::List(kind) => vec(of(*kind), 1..4).prop_map(Json::from).boxed(),
            other => panic!("{other:?}"),
        }
    }
    match feature.clearable {
        true => prop_oneof![of(feature.kind), Just(Json::Null)].boxed(),
        false => of(feature.kind),
    }
}

/// The value of a feature that is no list, as a body has it.
fn parsed(kind: Kind, text: &str, clearable: bool) -> Json {
    match kind {
        _ if clearable && text.is_empty() => Json::Null,
        Kind::Boolean => text.parse::<bool>().unwrap().into(),
        Kind::Integer | Kind::Timestamp => text.parse::<i64>().unwrap().into(),
        Kind::String | Kind::Id { .. } | Kind::Enum { .. } => text.into(),
        other => panic!("{other:?}"),
    }
}

/// Puts a value where its name says.
fn insert(at: &mut Json, kind: Kind, path: &[&str], value: &str) {
    match (kind, path) {
        (kind, []) => *at = parsed(kind, value, false),
        (Kind::List(of), [index, rest @ ..]) => {
            if at.is_null() {
                *at = Json::Array(Vec::new());
            }
            let (items, index) = (at.as_array_mut().unwrap(), index.parse::<usize>().unwrap());
            if index == items.len() {
                items.push(Json::Null);
            }
            insert(&mut items[index], *of, rest, value);
        }
        (Kind::Object { fields }, [name, rest @ ..]) => {
            let field = fields.iter().find(|field| field.name == *name).unwrap();
            match field.clearable && value.is_empty() {
                true => at[name] = Json::Null,
                false => insert(&mut at[name], field.kind, rest, value),
            }
        }
        other => panic!("{other:?}"),
    }
}

macro_rules! properties {
    ($version:ident, $request:ident, $($api:ident)::+ $(, $($more:tt)*)?) => {
        mod $version {
            use super::*;
            use $($api)::+::{API, AccountFacts, Component, ComponentsParams, $request};
            use generated_client::{Error, Request, sandbox::Sandbox};

            fn mentioned() -> impl Strategy<Value = Mentioned> {
                let components = (0..Component::ALL.len()).map(|index| {
                    let features = Component::ALL[index].info().features.iter();
                    let features: Vec<_> = features.map(|feature| option::of(value(feature))).collect();
                    option::of((any::<bool>(), features))
                });
                components.collect::<Vec<_>>().prop_map(|components| {
                    components.into_iter().enumerate().filter_map(|(index, said)| Some((index, said?))).collect()
                })
            }

            fn components(mentioned: &Mentioned) -> ComponentsParams {
                let mut params = ComponentsParams::new();
                for (&index, (enabled, values)) in mentioned {
                    let component = Component::ALL[index];
                    params.set(component, *enabled, &[]).unwrap();
                    for (feature, value) in component.features().zip(values) {
                        if let Some(value) = value {
                            params.set_feature(component, feature, value.clone()).unwrap();
                        }
                    }
                }
                params
            }

            /// Reads a body by the rules of forms and brackets, with nothing of the encoder's.
            fn read(body: &str) -> (String, Mentioned) {
                let (mut account, mut mentioned) = (String::new(), Mentioned::new());
                for (name, value) in form_urlencoded::parse(body.as_bytes()) {
                    let path: Vec<&str> = name.split(['[', ']']).filter(|part| !part.is_empty()).collect();
                    match path[..] {
                        ["account"] => account = value.into_owned(),
                        ["components", component, "enabled"] => {
                            let index = Component::ALL.iter().position(|known| known.name() == component).unwrap();
                            let features = vec![None; Component::ALL[index].features().count()];
                            let before = mentioned.insert(index, (value.parse().unwrap(), features));
                            assert!(before.is_none());
                        }
                        ["components", component, "features", feature] => {
                            let index = Component::ALL.iter().position(|known| known.name() == component).unwrap();
                            let features = Component::ALL[index].info().features;
                            let position = features.iter().position(|known| known.name == feature).unwrap();
                            let slot = &mut mentioned.get_mut(&index).unwrap().1[position];
                            let FeatureInfo { kind, clearable, .. } = features[position];
                            let kind = if value.is_empty() && clearable { Kind::String } else { kind };
                            assert_eq!(slot.replace(parsed(kind, &value, clearable)), None);
                        }
                        ["components", component, "features", feature, ref inner @ ..] => {
                            let index = Component::ALL.iter().position(|known| known.name() == component).unwrap();
                            let features = Component::ALL[index].info().features;
                            let position = features.iter().position(|known| known.name == feature).unwrap();
                            let slot = &mut mentioned.get_mut(&index).unwrap().1[position];
                            insert(slot.get_or_insert_default(), features[position].kind, inner, &value);
                        }
                        // What the request needs beside.
                        [_] => {}
                        _ => panic!("{name}"),
                    }
                }
                (account, mentioned)
            }

            proptest! {
                #[test]
                fn a_body_says_what_the_request_holds(
                    account in "acct_\\PC{1,20}",
                    mentioned in mentioned(),
                ) {
                    let builder = $request::builder().account(account.clone()).components(components(&mentioned));
                    // Components that contradict each other can't be built.
                    let Ok(request) = builder$($($more)*)?.build() else { return Ok(()) };
                    prop_assert_eq!(read(&request.encode()), (account, mentioned));
                }
            }

            #[test]
            fn the_sandbox_answers_what_was_foretold() {
                let sandbox = Sandbox::builder(&API).start().unwrap();
                let client = tests::client(&sandbox);
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let types = (0..API.account_types.len()).collect::<Vec<_>>();
                let mut runner = proptest::test_runner::TestRunner::default();
                let outcome = runner.run(&(mentioned(), select(types)), |(mentioned, index)| {
                    let account_type = &API.account_types[index];
                    let account = sandbox.account_id(account_type.name).unwrap();
                    let facts = facts(account_type);
                    let builder = $request::builder().account(account).components(components(&mentioned));
                    let request = builder$($($more)*)?.build();
                    let Ok(request) = request else { return Ok(()) };
                    match (request.validate_for(&facts), runtime.block_on(client.send(&request))) {
                        (Ok(()), Ok(session)) => {
                            let json: serde_json::Value = serde_json::from_slice(session.body()).unwrap();
                            prop_assert_eq!(&serde_json::to_value(&*session).unwrap(), &json);
                            let mut expected = serde_json::to_value(request.resolve(&facts)).unwrap();
                            fill_undocumented(&mut expected);
                            prop_assert_eq!(&json["components"], &expected);
                        }
                        (Err(expected), Err(Error::InvalidRequest(error))) => {
                            let params: Vec<_> = expected.violations().iter().map(|violation| &*violation.param).collect();
                            prop_assert!(params.contains(&error.param.as_deref().unwrap()), "{error:?} {params:?}");
                        }
                        (expected, answer) => prop_assert!(false, "{expected:?} {answer:?}"),
                    }
                    Ok(())
                });
                outcome.unwrap();
            }

            fn facts(account_type: &generated_client::reflect::AccountType) -> AccountFacts {
                let mut account = serde_json::json!({});
                for (fact, value) in API.facts.iter().zip(account_type.facts) {
                    let mut at = &mut account;
                    for name in fact.account_field.split('.') {
                        at = &mut at[name];
                    }
                    *at = fact.values[value.unwrap()].into();
                }
                AccountFacts::from_account(&account)
            }

            /// What the API does not document, the sandbox answers with `false` or `null`, and `resolve` leaves out.
            fn fill_undocumented(components: &mut serde_json::Value) {
                for component in API.components {
                    for feature in component.features {
                        let features = &mut components[component.name]["features"];
                        if features.get(feature.name).is_none() {
                            let mut default = feature.default;
                            while let DefaultRule::SameAs(other) = default {
                                default = component.features[other].default;
                            }
                            assert_eq!(default, DefaultRule::Undocumented);
                            let boolean = feature.kind == Kind::Boolean && !feature.clearable;
                            features[feature.name] = if boolean { false.into() } else { Json::Null };
                        }
                    }
                }
            }
        }
    };
}

properties!(reference, CreateAccountSession, generated_client);
properties!(endive, CreateAccountSession, generated_client::v2026_10_28_endive);
properties!(every_rule, OpenSession, tests::every_rule);
properties!(every_type, OpenWindow, tests::every_type, .mode("day").clear_owner());
properties!(every_place, OpenSession, tests::every_place);
