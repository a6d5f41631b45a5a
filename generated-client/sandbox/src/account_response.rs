//! The account as the API writes it: its ID, and its facts at their paths.

use std::borrow::Cow;

use runtime::{reflect::Api, rt::Json};

use crate::accounts::Account;

/// Writes an account in the form of a version.
pub(crate) fn to_json<'a>(api: &Api, account: &'a Account) -> Json<'a> {
    let facts = account.facts_in(api);
    let mut fields = vec![("id".into(), Json::text(&account.id)), ("object".into(), Json::text("account"))];
    for (fact, value) in api.facts.iter().zip(facts) {
        if let Some(value) = value.and_then(|value| fact.values.get(value)) {
            insert(&mut fields, fact.account_field, value);
        }
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
    use super::*;
    use crate::{accounts::Accounts, served_versions::Versions, tables_for_tests::SEED};

    #[test]
    fn facts_are_at_their_paths() {
        let accounts = Accounts::new(&Versions::new(&SEED), Vec::new()).unwrap();
        let account = accounts.get("acct_sandbox_express").unwrap();
        assert_eq!(
            serde_json::to_string(&to_json(&SEED, account)).unwrap(),
            concat!(
                r#"{"id":"acct_sandbox_express","object":"account","controller":"#,
                r#"{"losses":{"payments":"application"},"requirement_collection":"stripe"}}"#
            )
        );
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
