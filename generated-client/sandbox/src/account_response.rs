//! The account as the API writes it: its ID, and its facts at their paths.

use runtime::reflect::Api;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use crate::accounts::Account;

/// An account.
pub(crate) struct AccountResponse<'a> {
    pub(crate) api: &'static Api,
    pub(crate) account: &'a Account,
}

impl Serialize for AccountResponse<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let settled = self.account.facts_in(self.api);
        let mut facts = Map::new();
        for (position, fact) in self.api.facts.iter().enumerate() {
            let value = settled.value_of(position).and_then(|value| fact.values.get(value));
            if let Some(value) = value {
                insert(&mut facts, fact.account_field, value);
            }
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.account.id)?;
        map.serialize_entry("object", "account")?;
        for (name, value) in facts.iter().filter(|(name, _)| !["id", "object"].contains(&name.as_str())) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Inserts a value at a dotted path. Of conflicting paths, the first one wins.
fn insert(object: &mut Map<String, Value>, path: &str, value: &str) {
    match path.split_once('.') {
        None => drop(object.entry(path).or_insert_with(|| value.into())),
        Some((name, rest)) => {
            if let Value::Object(inner) = object.entry(name).or_insert_with(|| Map::new().into()) {
                insert(inner, rest, value);
            }
        }
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
        let body = AccountResponse { api: &SEED, account };
        assert_eq!(
            serde_json::to_string(&body).unwrap(),
            concat!(
                r#"{"id":"acct_sandbox_express","object":"account","controller":"#,
                r#"{"losses":{"payments":"application"},"requirement_collection":"stripe"}}"#
            )
        );
    }

    #[test]
    fn of_conflicting_paths_the_first_wins() {
        let mut object = Map::new();
        for (path, value) in [("a.b.c", "1"), ("a.b", "2"), ("a.b.c.d", "3"), ("a.c", "4"), ("e", "5"), ("e.f", "6")] {
            insert(&mut object, path, value);
        }
        assert_eq!(Value::from(object), serde_json::json!({"a": {"b": {"c": "1"}, "c": "4"}, "e": "5"}));
    }
}
