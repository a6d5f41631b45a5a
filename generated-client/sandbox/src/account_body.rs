//! The account as the API writes it, as far as the tables know it: its facts, where the API has them.

use serde_core::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::accounts::Account;
use runtime::reflect::Api;

/// An account, ready to be written.
pub(super) struct AccountBody<'a> {
    pub(super) api: &'static Api,
    pub(super) account: &'a Account,
}

impl Serialize for AccountBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let settled = self.account.facts_in(self.api);
        let mut facts = Map::new();
        for (position, fact) in self.api.facts.iter().enumerate() {
            let value = settled.value_of(position).and_then(|value| fact.values.get(value));
            if let Some(value) = value {
                put(&mut facts, fact.account_field, value);
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

/// Puts a value where a dotted path leads. Of paths that exclude each other, the first one holds.
fn put(object: &mut Map<String, Value>, path: &str, value: &str) {
    match path.split_once('.') {
        None => drop(object.entry(path).or_insert_with(|| value.into())),
        Some((name, rest)) => {
            if let Value::Object(inner) = object.entry(name).or_insert_with(|| Map::new().into()) {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{accounts::Accounts, fixture::SEED, versions::Versions};

    #[test]
    fn facts_are_where_the_api_has_them() {
        let accounts = Accounts::new(&Versions::new(&SEED), Vec::new()).unwrap();
        let account = accounts.get("acct_sandbox_express").unwrap();
        let body = AccountBody { api: &SEED, account };
        assert_eq!(
            serde_json::to_string(&body).unwrap(),
            concat!(
                r#"{"id":"acct_sandbox_express","object":"account","controller":"#,
                r#"{"losses":{"payments":"application"},"requirement_collection":"stripe"}}"#
            )
        );
    }

    #[test]
    fn paths_that_exclude_each_other_do_no_harm() {
        let mut object = Map::new();
        for (path, value) in [("a.b.c", "1"), ("a.b", "2"), ("a.b.c.d", "3"), ("a.c", "4"), ("e", "5"), ("e.f", "6")] {
            put(&mut object, path, value);
        }
        assert_eq!(Value::from(object), serde_json::json!({"a": {"b": {"c": "1"}, "c": "4"}, "e": "5"}));
    }
}
