//! Accounts as text: an object of account ids, each with its account type or with an object of its facts.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::accounts::Spec;

pub(super) fn read(json: &str) -> Result<Vec<(String, Spec)>, serde_json::Error> {
    serde_json::from_str(json).map(|Accounts(accounts)| accounts)
}

struct Accounts(Vec<(String, Spec)>);

impl<'de> Deserialize<'de> for Accounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AccountsVisitor)
    }
}

struct AccountsVisitor;

impl<'de> Visitor<'de> for AccountsVisitor {
    type Value = Accounts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of accounts by id")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Accounts, A::Error> {
        entries(map, "account").map(Accounts)
    }
}

impl<'de> Deserialize<'de> for Spec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpecVisitor)
    }
}

struct SpecVisitor;

impl<'de> Visitor<'de> for SpecVisitor {
    type Value = Spec;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an account type or an object of facts")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Spec, E> {
        Ok(Spec::Type(name.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Spec, A::Error> {
        entries(map, "fact").map(Spec::Facts)
    }
}

/// The entries of an object, no name twice.
fn entries<'de, T: Deserialize<'de>, A: MapAccess<'de>>(mut map: A, what: &str) -> Result<Vec<(String, T)>, A::Error> {
    let mut entries: Vec<(String, T)> = Vec::new();
    while let Some(name) = map.next_key::<String>()? {
        if entries.iter().any(|(known, _)| *known == name) {
            return Err(A::Error::custom(format_args!("{what} `{name}` is there twice")));
        }
        entries.push((name, map.next_value()?));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts() {
        let text = r#"{
            "acct_b": "custom",
            "acct_a": {"loss_liability": "stripe", "requirement_collection": "application"},
            "acct_c": {}
        }"#;
        let accounts = read(text).unwrap();
        let [(b, Spec::Type(custom)), (a, Spec::Facts(facts)), (c, Spec::Facts(none))] = accounts.as_slice() else {
            panic!("{accounts:?}")
        };
        assert_eq!([b, custom, a, c], ["acct_b", "custom", "acct_a", "acct_c"]);
        assert_eq!((facts.len(), none.len()), (2, 0));
        assert_eq!(facts[0], ("loss_liability".to_owned(), "stripe".to_owned()));
    }

    #[test]
    fn mistakes() {
        let table = [
            ("", "EOF while parsing a value at line 1 column 0"),
            ("acct_1: custom", "expected value at line 1 column 1"),
            ("[]", "invalid type: sequence, expected an object of accounts by id at line 1 column 0"),
            ("{\"acct_1\": 1}", "invalid type: integer `1`, expected an account type or an object of facts at line 1"),
            ("{\"acct_1\": {\"loss_liability\": true}}", "invalid type: boolean `true`, expected a string at line 1"),
            ("{\"a\": \"b\",\n\"a\": \"b\"}", "account `a` is there twice at line 2 column 3"),
            ("{\"a\": {\"b\": \"c\", \"b\": \"c\"}}", "fact `b` is there twice at line 1"),
            ("{} {}", "trailing characters at line 1 column 4"),
        ];
        for (text, expected) in table {
            let error = read(text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}
