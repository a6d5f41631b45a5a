//! For any request: its body says what it holds, and the sandbox, which reads the constant tables, answers what
//! `resolve`, which was compiled from the same description, foretells.

use proptest::{collection::vec, option, prelude::*, sample::select};
use std::collections::BTreeMap;

/// What a request mentions: by component whether it is enabled, and its features by position.
type Mentioned = BTreeMap<usize, (bool, Vec<Option<bool>>)>;

macro_rules! properties {
    ($version:ident, $request:ident, $($api:tt)*) => {
        mod $version {
            use super::*;
            use $($api)*::{API, AccountFacts, Component, ComponentsParams, $request};
            use generated_client::{Error, Request, sandbox::Sandbox};

            fn mentioned() -> impl Strategy<Value = Mentioned> {
                let components = (0..Component::ALL.len()).map(|index| {
                    let features = Component::ALL[index].features().len();
                    option::of((any::<bool>(), vec(option::of(any::<bool>()), features)))
                });
                components.collect::<Vec<_>>().prop_map(|components| {
                    components.into_iter().enumerate().filter_map(|(index, said)| Some((index, said?))).collect()
                })
            }

            fn components(mentioned: &Mentioned) -> ComponentsParams {
                let mut params = ComponentsParams::new();
                for (&index, (enabled, values)) in mentioned {
                    let component = Component::ALL[index];
                    let features = component.features().iter().zip(values);
                    let features: Vec<_> = features.filter_map(|(&feature, &value)| Some((feature, value?))).collect();
                    params.set(component, *enabled, &features).unwrap();
                }
                params
            }

            /// Reads a body by the rules of forms and brackets, with nothing of the encoder's.
            fn read(body: &str) -> (String, Mentioned, Vec<String>) {
                let (mut account, mut mentioned, mut expand) = (String::new(), Mentioned::new(), Vec::new());
                for (name, value) in form_urlencoded::parse(body.as_bytes()) {
                    let path: Vec<&str> = name.split(['[', ']']).filter(|part| !part.is_empty()).collect();
                    match path[..] {
                        ["account"] => account = value.into_owned(),
                        ["components", component, "enabled"] => {
                            let index = Component::ALL.iter().position(|known| known.name() == component).unwrap();
                            let features = vec![None; Component::ALL[index].features().len()];
                            let before = mentioned.insert(index, (value.parse().unwrap(), features));
                            assert!(before.is_none());
                        }
                        ["components", component, "features", feature] => {
                            let index = Component::ALL.iter().position(|known| known.name() == component).unwrap();
                            let features = Component::ALL[index].features();
                            let position = features.iter().position(|known| known.name() == feature).unwrap();
                            let slot = &mut mentioned.get_mut(&index).unwrap().1[position];
                            assert_eq!(slot.replace(value.parse().unwrap()), None);
                        }
                        ["expand", index] => {
                            assert_eq!(index.parse(), Ok(expand.len()));
                            expand.push(value.into_owned());
                        }
                        _ => panic!("{name}"),
                    }
                }
                (account, mentioned, expand)
            }

            proptest! {
                #[test]
                fn a_body_says_what_the_request_holds(
                    account in "acct_\\PC{1,20}",
                    mentioned in mentioned(),
                    expand in option::of(vec(any::<String>(), 0..3)),
                ) {
                    let mut builder = $request::builder().account(account.clone()).components(components(&mentioned));
                    if let Some(expand) = &expand {
                        builder = builder.expand(expand.clone());
                    }
                    // Components that contradict each other can't be built.
                    let Ok(request) = builder.build() else { return Ok(()) };
                    prop_assert_eq!(read(&request.encode()), (account, mentioned, expand.unwrap_or_default()));
                }
            }

            #[test]
            fn the_sandbox_answers_what_was_foretold() {
                let sandbox = Sandbox::start(&API).unwrap();
                let client = tests::client(&sandbox);
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let types = (0..API.account_types.len()).collect::<Vec<_>>();
                let mut runner = proptest::test_runner::TestRunner::default();
                let outcome = runner.run(&(mentioned(), select(types)), |(mentioned, index)| {
                    let account_type = &API.account_types[index];
                    let account = sandbox.account_id(account_type.name).unwrap();
                    let facts = facts(account_type);
                    let request = $request::builder().account(account).components(components(&mentioned)).build();
                    let Ok(request) = request else { return Ok(()) };
                    match (request.validate_for(&facts), runtime.block_on(client.send(&request))) {
                        (Ok(()), Ok(session)) => {
                            let json: serde_json::Value = serde_json::from_slice(session.body()).unwrap();
                            let mut expected = serde_json::to_value(request.resolve(&facts)).unwrap();
                            fill_undocumented(&mut expected);
                            prop_assert_eq!(&json["components"], &expected);
                        }
                        (Err(expected), Err(Error::InvalidRequest(error))) => {
                            let params: Vec<_> = expected.violations().iter().map(|violation| violation.param).collect();
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

            /// What the API does not document, the sandbox answers with `false`, and `resolve` leaves out.
            fn fill_undocumented(components: &mut serde_json::Value) {
                for component in API.components {
                    for feature in component.features {
                        let features = &mut components[component.name]["features"];
                        if features[feature.name].is_null() {
                            assert_eq!(feature.default, generated_client::reflect::DefaultRule::Undocumented);
                            features[feature.name] = false.into();
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
