//! The account as the API writes it: its ID, its account type, and its facts at their paths.

use std::borrow::Cow;

use runtime::{reflect::Api, rt::Json};

use crate::accounts::Account;

/// The account type of an account that has none.
const NO_TYPE: &str = "none";

/// Writes an account in the form of a version.
pub(crate) fn to_json<'a>(api: &Api, account: &'a Account) -> Json<'a> {
    let mut fields = vec![("id".into(), Json::text(&account.id)), ("object".into(), Json::text("account"))];
    if account.controlled {
        for (fact, value) in account.fact_values(api) {
            insert(&mut fields, fact.account_field, value);
        }
    } else {
        insert(&mut fields, "controller.type", "account");
    }
    if let Some(path) = api.account_type_field {
        insert(&mut fields, path, account.account_type.unwrap_or(NO_TYPE));
    }
    Json::Object(fields)
}

/// Inserts a value at a dotted path. Of conflicting paths, the first one wins.
fn insert(fields: &mut Vec<(Cow<'_, str>, Json<'_>)>, path: &'static str, value: &'static str) {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    match (fields.iter_mut().find(|(known, _)| *known == name), rest) {
        (None, None) => fields.push((name.into(), Json::text(value))),
        (None, Some(rest)) => {
            let mut inner = Vec::new();
            insert(&mut inner, rest, value);
            fields.push((name.into(), Json::Object(inner)));
        }
        (Some((_, Json::Object(inner))), Some(rest)) => insert(inner, rest, value),
        (Some(_), _) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{account_spec::AccountSpec, accounts::Accounts, served_versions::Versions, tables_for_tests::SEED};

    #[test]
    fn facts_are_at_their_paths() {
        let added = vec![("acct_a".to_owned(), AccountSpec::Facts(BTreeMap::new()))];
        let accounts = Accounts::new(&Versions::new(&SEED), added).unwrap();
        for (id, expected) in [
            (
                "acct_sandbox_express",
                r#""controller":{"losses":{"payments":"application"},"requirement_collection":"stripe"},"type":"express""#,
            ),
            ("acct_sandbox_uncontrolled", r#""controller":{"type":"account"},"type":"standard""#),
            (
                "acct_a",
                r#""controller":{"losses":{"payments":"stripe"},"requirement_collection":"stripe"},"type":"none""#,
            ),
        ] {
            let json = serde_json::to_string(&to_json(&SEED, accounts.get(id).unwrap())).unwrap();
            assert_eq!(json, format!(r#"{{"id":"{id}","object":"account",{expected}}}"#));
        }
    }

    #[test]
    fn the_first_of_conflicting_paths_wins() {
        let mut fields = vec![("id".into(), Json::text("0"))];
        for (path, value) in
            [("a.b.c", "1"), ("a.b", "2"), ("a.b.c.d", "3"), ("a.c", "4"), ("e", "5"), ("e.f", "6"), ("id", "7")]
        {
            insert(&mut fields, path, value);
        }
        assert_eq!(
            serde_json::to_string(&Json::Object(fields)).unwrap(),
            r#"{"id":"0","a":{"b":{"c":"1"},"c":"4"},"e":"5"}"#
        );
    }
}
