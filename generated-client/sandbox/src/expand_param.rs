//! The parameter `expand`, whose paths must lead to objects of the response.

use runtime::{
    reflect::{Api, Field, Type},
    rt::Json,
};

use crate::{error_response::ApiError, value_parser::value};

pub(crate) const EXPAND: &str = "expand";

const MAX_LEVELS: usize = 4;

/// The objects of an account that are not known from the facts of the tables.
const ACCOUNT_OBJECTS: [&str; 11] = [
    "business_profile",
    "capabilities",
    "company",
    "controller",
    "external_accounts",
    "future_requirements",
    "groups",
    "individual",
    "requirements",
    "settings",
    "tos_acceptance",
];

/// Refuses paths for which `is_object` is false.
pub(crate) fn check(paths: &Json<'static>, is_object: impl Fn(&[&str]) -> bool) -> Result<(), ApiError> {
    let Json::List(paths) = value(paths, EXPAND, &Type::List(&Type::String), false)? else { return Ok(()) };
    for path in paths.iter().filter_map(Json::as_text) {
        let steps: Vec<_> = path.split('.').collect();
        if steps.len() > MAX_LEVELS {
            let message = format!("You cannot expand more than {MAX_LEVELS} levels of a property. Property: {path}");
            return Err(ApiError::invalid(message));
        }
        if !is_object(&steps) {
            return Err(ApiError::invalid(format!("This property cannot be expanded ({path}).")));
        }
    }
    Ok(())
}

/// Says whether a path leads to an object of the session.
pub(crate) fn is_object_of_session(api: &Api, steps: &[&str]) -> bool {
    is_object_in(api, api.fields, steps)
}

/// Says whether a path leads to an object of the account.
pub(crate) fn is_object_of_account(api: &Api, steps: &[&str]) -> bool {
    let prefix = format!("{}.", steps.join("."));
    let is_known = steps.first().is_some_and(|first| ACCOUNT_OBJECTS.contains(first));
    is_known || api.facts.iter().any(|fact| fact.account_field.starts_with(&prefix))
}

fn is_object_in(api: &Api, fields: &[Field], steps: &[&str]) -> bool {
    let Some((name, rest)) = steps.split_first() else { return false };
    fields.iter().find(|field| field.name == *name).is_some_and(|field| is_object(api, &field.value_type, rest))
}

fn is_object(api: &Api, value_type: &Type, rest: &[&str]) -> bool {
    match (value_type, rest) {
        (Type::List(of), _) => is_object(api, of, rest),
        (Type::Object { .. } | Type::Components, []) => true,
        (Type::Object { fields }, _) => is_object_in(api, fields, rest),
        (Type::Components, [name] | [name, "features"]) => api.components.iter().any(|info| info.name == *name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{form_parser, tables_for_tests::SEED};

    fn outcome(paths: &str, is_object: fn(&Api, &[&str]) -> bool) -> Result<(), String> {
        let form = form_parser::parse(form_urlencoded::parse(paths.as_bytes())).unwrap();
        let error = check(form_parser::get(&form, EXPAND).unwrap(), |steps| is_object(&SEED, steps));
        error.map_err(|error| error.to_json()["error"]["message"].as_str().unwrap().to_owned())
    }

    #[test]
    fn sessions_and_accounts() {
        let refused = |path| Err(format!("This property cannot be expanded ({path})."));
        for (paths, expected) in [
            ("expand[]=components", Ok(())),
            ("expand[]=components.payments&expand[]=components.payouts.features", Ok(())),
            ("expand[]=components&expand[]=account", refused("account")),
            ("expand[0]=components.nothing", refused("components.nothing")),
            (
                "expand[]=components.payouts.features.instant_payouts",
                refused("components.payouts.features.instant_payouts"),
            ),
            ("expand[]=components.payouts.enabled", refused("components.payouts.enabled")),
            ("expand[]=.", refused(".")),
            (
                "expand[]=a.b.c.d.e",
                Err("You cannot expand more than 4 levels of a property. Property: a.b.c.d.e".into()),
            ),
            ("expand=components", Err("Invalid array".into())),
        ] {
            assert_eq!(outcome(paths, is_object_of_session), expected, "{paths}");
        }
        for (path, expected) in [
            ("controller.losses", Ok(())),
            ("settings.branding", Ok(())),
            ("controller", Ok(())),
            ("email", refused("email")),
            ("controllers", refused("controllers")),
        ] {
            assert_eq!(outcome(&format!("expand[]={path}"), is_object_of_account), expected, "{path}");
        }
    }
}
