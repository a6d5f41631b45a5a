//! The rules of a session: restrictions by account, and defaults.

use runtime::{
    Rule, Violation,
    reflect::{Api, DefaultRule, FeatureInfo},
    rt::{self, ComponentRef, Components, DynComponents, DynParams, Json},
};

use crate::error_response::ApiError;

/// Refuses values that the account may not have, and values that differ between components where they must agree.
pub(crate) fn check(api: &Api, params: &DynParams, facts: &[Option<usize>]) -> Result<(), ApiError> {
    let errors =
        [rt::validate_for(params.components(), facts), rt::validate(params)].into_iter().filter_map(Result::err);
    let mut refusals =
        errors.filter_map(|error| error.violations().iter().find_map(|violation| refusal(api, violation)));
    refusals.next().map_or(Ok(()), Err)
}

/// The error of a broken rule that the API enforces when it creates a session.
fn refusal(api: &Api, violation: &Violation) -> Option<ApiError> {
    let param = &violation.param;
    let message = match violation.rule {
        Rule::OnlyWhen { value, facts } => {
            let condition = |(name, value): &(&str, &str)| {
                let fact = api.facts.iter().find(|fact| fact.name == *name)?;
                Some(format!("{} is {value}", fact.account_field))
            };
            let conditions = facts.iter().filter_map(condition).collect::<Vec<_>>().join(" and ");
            format!("{param} can only be {value} for accounts where {conditions}.")
        }
        Rule::Maximum(maximum) => format!("{param} must be at most {maximum}."),
        Rule::OneOf(params) => format!("You must specify exactly one of these parameters: {}.", params.join(", ")),
        Rule::SameInEveryComponent { other, .. } => format!("{param} must have the same value as {other}."),
        _ => return None,
    };
    Some(ApiError::invalid(message).param(param.as_ref()))
}

/// The components of a session, including those that the request does not name.
pub(crate) fn resolve(api: &'static Api, params: &DynParams, facts: &[Option<usize>]) -> Json<'static> {
    let mut session = DynComponents::new(api);
    rt::resolve_into(params.components(), facts, &mut session);
    let mut entries = Vec::new();
    session.view(&mut |_, component| {
        component.view(&mut |fields| entries.push((fields.info.name.into(), component_json(&fields))));
    });
    Json::Object(entries)
}

fn component_json(component: &ComponentRef<'_, '_>) -> Json<'static> {
    let infos = component.info.features;
    let features = infos.iter().zip(component.features).enumerate().map(|(index, (info, value))| {
        let value = value.get().map_or_else(|| fallback(infos, index), Json::into_owned);
        (info.field.name.into(), value)
    });
    let enabled = Json::Boolean(component.enabled.unwrap_or_default());
    Json::Object(vec![("enabled".into(), enabled), ("features".into(), Json::Object(features.collect()))])
}

/// The value of a feature that is cleared, or without a known default: `false`, or the opposite where it is that of such a
/// feature.
fn fallback(infos: &[FeatureInfo], index: usize) -> Json<'static> {
    if !infos[index].field.is_boolean() {
        return Json::Null;
    }
    let (mut default, mut is_opposite) = (infos[index].default, false);
    // A longer chain of defaults is a cycle, which hand-written tables may contain.
    for _ in infos {
        let (DefaultRule::SameAs(other) | DefaultRule::OppositeOf(other)) = default else { break };
        is_opposite ^= matches!(default, DefaultRule::OppositeOf(_));
        default = infos.get(other).map_or(DefaultRule::Undocumented, |info| info.default);
    }
    Json::Boolean(is_opposite)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{accounts::Accounts, form_parser, request_params, served_versions::Versions, tables_for_tests::RULES};

    fn params(components: &str) -> DynParams {
        let body = format!("account=acct_a&components[empty][enabled]=true&{components}");
        request_params::read(&RULES, &form_parser::parse(form_urlencoded::parse(body.as_bytes())).unwrap()).unwrap()
    }

    fn resolved(account_type: &str, components: &str) -> Value {
        let accounts = Accounts::new(&Versions::new(&RULES), Vec::new()).unwrap();
        let account = accounts.get(accounts.of_type(account_type).unwrap()).unwrap();
        resolve(&RULES, &params(components), &account.facts_in(&RULES)).to_value()
    }

    /// The features of the component `first` that are on, by name.
    fn first_on(session: &Value) -> Vec<&'static str> {
        let is_on = |name: &str| session["first"]["features"][name] == true;
        RULES.components[0].features.iter().map(|feature| feature.field.name).filter(|name| is_on(name)).collect()
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
            let session = resolved(account, &format!("components[first][enabled]=true{set}"));
            assert_eq!(first_on(&session), expected, "{account} {set}");
        }
    }

    #[test]
    fn missing_components_are_disabled_with_their_defaults() {
        let session = resolved("standard", "components[second][enabled]=true");
        assert_eq!(session["first"]["enabled"], false);
        assert_eq!(first_on(&session), ["yes", "by_fact", "like_by_fact", "like_like", "unlike_no"]);
        assert_eq!(session["second"], json!({ "enabled": true, "features": { "shared": false, "free": false } }));
        assert_eq!(session["empty"], json!({ "enabled": true, "features": {} }));
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
            let error = check(&RULES, &params(&body), account).err();
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
