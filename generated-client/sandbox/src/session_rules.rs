//! The rules of a session: defaults, and restrictions by account.

use runtime::reflect::{Api, ComponentInfo, DefaultRule, FeatureInfo, Kind, Restriction};
use serde_json::Value as Json;

use crate::{accounts::Facts, error_response::ApiError, request_params::Settings};

/// A component of a session, with every default resolved.
#[derive(Debug, PartialEq)]
pub(crate) struct ComponentState {
    pub(crate) enabled: bool,
    /// The value of each of the component's features.
    pub(crate) features: Vec<Json>,
}

/// Resolves every component of the tables, including those that the request does not name.
pub(crate) fn resolve(api: &Api, settings: &[Settings], account: &Facts) -> Vec<ComponentState> {
    let resolve_one = |(component, settings): (&ComponentInfo, &Settings)| ComponentState {
        enabled: settings.enabled,
        features: (0..component.features.len())
            .map(|position| value(component.features, &settings.features, account, position))
            .collect(),
    };
    api.components.iter().zip(settings).map(resolve_one).collect()
}

/// The value of one feature: set, or found by following its default.
fn value(features: &[FeatureInfo], set: &[Option<Json>], account: &Facts, start: usize) -> Json {
    let mut position = start;
    let mut opposite = false;
    let turned = |value: Json, opposite| match value {
        Json::Bool(value) => Json::Bool(value ^ opposite),
        value => value,
    };
    // A longer chain of defaults is a cycle, which hand-written tables may contain.
    for _ in features {
        if let Some(Some(value)) = set.get(position) {
            return turned(value.clone(), opposite);
        }
        let Some(feature) = features.get(position) else { break };
        match feature.default {
            DefaultRule::Value(value) => return turned(value.into(), opposite),
            DefaultRule::ByFact { fact, values } => {
                let value = account.value_of(fact).and_then(|position| values.get(position));
                let Some(value) = value else { break };
                return turned((*value).into(), opposite);
            }
            DefaultRule::SameAs(other) => position = other,
            DefaultRule::OppositeOf(other) => {
                position = other;
                opposite = !opposite;
            }
            DefaultRule::Undocumented => return turned(fallback(feature), opposite),
        }
    }
    features.get(start).map_or(Json::Null, fallback)
}

/// The value of a feature without a known default.
fn fallback(feature: &FeatureInfo) -> Json {
    match feature.kind {
        Kind::Boolean if !feature.clearable => Json::Bool(false),
        _ => Json::Null,
    }
}

/// Refuses values that the account may not have, and values that differ between components where they must agree.
pub(crate) fn check(api: &Api, settings: &[Settings], account: &Facts) -> Result<(), ApiError> {
    let mut shared: Vec<(&FeatureInfo, bool)> = Vec::new();
    for (component, settings) in api.components.iter().zip(settings) {
        for (feature, value) in component.features.iter().zip(&settings.features) {
            let Some(value) = value.as_ref().and_then(Json::as_bool) else { continue };
            check_restriction(api, feature, value, account)?;
            if !feature.same_in_every_component {
                continue;
            }
            match shared.iter().find(|(known, _)| known.name == feature.name) {
                Some((known, other)) if *other != value => {
                    let message = format!("{} must have the same value as {}.", feature.param, known.param);
                    return Err(ApiError::invalid(message).param(feature.param));
                }
                Some(_) => {}
                None => shared.push((feature, value)),
            }
        }
    }
    Ok(())
}

fn check_restriction(api: &Api, feature: &FeatureInfo, value: bool, account: &Facts) -> Result<(), ApiError> {
    match &feature.restriction {
        Some(rule) if rule.value == value && !holds(rule, account) => {
            let message =
                format!("{} can only be {value} for accounts where {}.", feature.param, conditions(api, rule));
            Err(ApiError::invalid(message).param(feature.param))
        }
        _ => Ok(()),
    }
}

fn holds(rule: &Restriction, account: &Facts) -> bool {
    rule.only_when.iter().all(|&(fact, value)| account.value_of(fact) == Some(value))
}

fn conditions(api: &Api, rule: &Restriction) -> String {
    let condition = |&(fact, value): &(usize, usize)| {
        let fact = api.facts.get(fact)?;
        Some(format!("{} is {}", fact.account_field, fact.values.get(value)?))
    };
    rule.only_when.iter().filter_map(condition).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use runtime::reflect::Literal;

    use super::*;
    use crate::{
        accounts::Accounts, form_parser, request_params::Params, served_versions::Versions, tables_for_tests::RULES,
    };

    fn settings(components: &str) -> Vec<Settings> {
        let body = format!("account=acct_a&components[empty][enabled]=true&{components}");
        Params::read(&RULES, &form_parser::parse(form_urlencoded::parse(body.as_bytes())).unwrap()).unwrap().components
    }

    fn on(account: &str) -> impl Fn(&str) -> Vec<ComponentState> {
        let accounts = Accounts::new(&Versions::new(&RULES), Vec::new()).unwrap();
        let id = accounts.of_type(account).unwrap().to_owned();
        move |components| resolve(&RULES, &settings(components), &accounts.get(&id).unwrap().facts_in(&RULES))
    }

    /// The features of the component `first` that are on, by name.
    fn first_on(states: &[ComponentState]) -> Vec<&'static str> {
        let features = RULES.components[0].features.iter().zip(&states[0].features);
        features.filter(|(_, on)| on.as_bool() == Some(true)).map(|(feature, _)| feature.name).collect()
    }

    #[test]
    fn every_default_rule() {
        // An account type, the features of `first` that are set, and those that are on in the end.
        type Row = (&'static str, &'static [(&'static str, bool)], &'static [&'static str]);
        let table: [Row; 8] = [
            ("standard", &[], &["yes", "by_fact", "like_by_fact", "like_like", "unlike_no"]),
            ("express", &[], &["yes", "unlike_by_fact", "unlike_no"]),
            ("express", &[("by_fact", true)], &["yes", "by_fact", "like_by_fact", "like_like", "unlike_no"]),
            ("standard", &[("by_fact", false)], &["yes", "unlike_by_fact", "unlike_no"]),
            (
                "express",
                &[("like_by_fact", true)],
                &["yes", "like_by_fact", "like_like", "unlike_by_fact", "unlike_no"],
            ),
            ("express", &[("yes", false)], &["unlike_by_fact", "unlike_no"]),
            ("express", &[("unknown", true)], &["yes", "unlike_by_fact", "unknown", "unlike_no"]),
            ("express", &[("no", true), ("unlike_by_fact", false)], &["yes", "no"]),
        ];
        for (account, set, expected) in table {
            let set: String =
                set.iter().map(|(name, on)| format!("&components[first][features][{name}]={on}")).collect();
            let states = on(account)(&format!("components[first][enabled]=true{set}"));
            assert_eq!(first_on(&states), expected, "{account} {set}");
        }
    }

    #[test]
    fn missing_components_are_disabled_with_their_defaults() {
        let states = on("standard")("components[second][enabled]=true");
        assert!(!states[0].enabled);
        assert_eq!(first_on(&states), ["yes", "by_fact", "like_by_fact", "like_like", "unlike_no"]);
        assert_eq!(states[1], ComponentState { enabled: true, features: vec![false.into(), false.into()] });
        assert_eq!(states[2], ComponentState { enabled: true, features: vec![] });
    }

    #[test]
    fn cycles_end() {
        let feature = |default| FeatureInfo { default, ..RULES.components[0].features[0] };
        let accounts = Accounts::new(&Versions::new(&RULES), Vec::new()).unwrap();
        let account = &accounts.get("acct_sandbox_express").unwrap().facts_in(&RULES);
        for default in [DefaultRule::SameAs(0), DefaultRule::OppositeOf(0), DefaultRule::SameAs(9)] {
            assert_eq!(value(&[feature(default)], &[None], account, 0), false);
        }
        let by_nothing = DefaultRule::ByFact { fact: 9, values: &[Literal::Null; 2] };
        assert_eq!(value(&[feature(by_nothing)], &[None], account, 0), false);
    }

    #[test]
    fn every_restriction() {
        let free = "components[second][features][free]";
        let strict = "components[first][features][strict]";
        let once = "components[first][features][shared]";
        let both = "components[second][features][shared]";
        let where_custom = "controller.requirement_collection is application";
        let where_both = "controller.losses.payments is stripe and controller.requirement_collection is application";
        let table = [
            ("express", format!("{free}=true"), None),
            ("express", format!("{free}=false"), None),
            (
                "express",
                format!("{once}=true"),
                Some((once, format!("can only be true for accounts where {where_custom}."))),
            ),
            ("express", format!("{once}=false"), None),
            ("custom", format!("{once}=true"), None),
            ("custom", format!("{once}=true&{both}=true"), None),
            (
                "custom",
                format!("{once}=true&{both}=false"),
                Some((both, format!("must have the same value as {once}."))),
            ),
            (
                "custom",
                format!("{both}=true&{once}=false"),
                Some((both, format!("must have the same value as {once}."))),
            ),
            ("half", format!("{strict}=false"), None),
            (
                "custom",
                format!("{strict}=false"),
                Some((strict, format!("can only be false for accounts where {where_both}."))),
            ),
            (
                "standard",
                format!("{strict}=false"),
                Some((strict, format!("can only be false for accounts where {where_both}."))),
            ),
            ("standard", format!("{strict}=true"), None),
        ];
        let accounts = Accounts::new(&Versions::new(&RULES), Vec::new()).unwrap();
        for (account_type, set, expected) in table {
            let account = &accounts.get(accounts.of_type(account_type).unwrap()).unwrap().facts_in(&RULES);
            let body = format!("components[first][enabled]=false&components[second][enabled]=true&{set}");
            let error = check(&RULES, &settings(&body), account).err();
            let error = error.map(|error| error.to_json()["error"].clone());
            let expected = expected.map(|(param, problem)| {
                serde_json::json!({
                    "message": format!("{param} {problem}"),
                    "param": param,
                    "type": "invalid_request_error",
                })
            });
            assert_eq!(error, expected, "{account_type} {set}");
        }
    }
}
