//! Accounts as YAML: a map of account ids, each with its account type or with a map of its facts. The only module that
//! knows `serde_yaml`.

use std::fmt;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};

use super::{SandboxError, accounts::Spec};

const NOTHING: Unexpected<'_> = Unexpected::Other("nothing");

pub(super) fn read(yaml: &str) -> Result<Vec<(String, Spec)>, SandboxError> {
    serde_yaml::from_str(yaml).map(|Accounts(accounts)| accounts).map_err(|error| problem(&error))
}

fn problem(error: &serde_yaml::Error) -> SandboxError {
    // At the very start, the message is without a place.
    let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
    let problem = error.to_string().replacen(&format!(" at line {line} column {column}"), "", 1);
    SandboxError::Accounts { line, column, problem }
}

struct Accounts(Vec<(String, Spec)>);

impl<'de> Deserialize<'de> for Accounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AccountsVisitor)
    }
}

struct AccountsVisitor;

impl<'de> Visitor<'de> for AccountsVisitor {
    type Value = Accounts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of accounts by id")
    }

    fn visit_none<E: Error>(self) -> Result<Accounts, E> {
        Err(E::invalid_type(NOTHING, &self))
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
        f.write_str("an account type or a map of facts")
    }

    fn visit_unit<E: Error>(self) -> Result<Spec, E> {
        Err(E::invalid_type(NOTHING, &self))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Spec, E> {
        Ok(Spec::Type(name.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Spec, A::Error> {
        entries(map, "fact").map(Spec::Facts)
    }
}

/// The entries of a map, no name twice.
fn entries<'de, T: Deserialize<'de>, A: MapAccess<'de>>(mut map: A, what: &str) -> Result<Vec<(String, T)>, A::Error> {
    let mut entries: Vec<(String, T)> = Vec::new();
    while let Some(name) = map.next_key_seed(Name { what, known: &entries })? {
        entries.push((name, map.next_value()?));
    }
    Ok(entries)
}

/// A name that is not among those known. It fails at the name, so that the error says where that is.
struct Name<'a, T> {
    what: &'a str,
    known: &'a [(String, T)],
}

impl<'de, T> DeserializeSeed<'de> for Name<'_, T> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T> Visitor<'_> for Name<'_, T> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of one {}", self.what)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<String, E> {
        if self.known.iter().any(|(known, _)| known == name) {
            return Err(E::custom(format_args!("{} `{name}` is there twice", self.what)));
        }
        Ok(name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts() {
        let json = r#"{
            "acct_b": "custom",
            "acct_a": {"loss_liability": "stripe", "requirement_collection": "application"},
            "acct_c": {}
        }"#;
        let yaml = "# Those of the test.\nacct_b: custom\nacct_a:\n  loss_liability: stripe\n  \
                    requirement_collection: application\nacct_c: {}\n";
        for text in [json, yaml] {
            let accounts = read(text).unwrap();
            let [(b, Spec::Type(custom)), (a, Spec::Facts(facts)), (c, Spec::Facts(none))] = accounts.as_slice() else {
                panic!("{accounts:?}")
            };
            assert_eq!([b, custom, a, c], ["acct_b", "custom", "acct_a", "acct_c"]);
            assert_eq!((facts.len(), none.len()), (2, 0));
            assert_eq!(facts[0], ("loss_liability".to_owned(), "stripe".to_owned()));
        }
    }

    #[test]
    fn mistakes() {
        let deep = "[".repeat(500);
        let table = [
            ("", "1, 1: nothing, expected a map of accounts by id"),
            ("# None.\n", "2, 1: nothing, expected a map of accounts by id"),
            ("express", "1, 1: string \"express\", expected a map of accounts by id"),
            ("- acct_1", "1, 1: sequence, expected a map of accounts by id"),
            (&deep, "1, 1: sequence, expected a map of accounts by id"),
            ("acct_1: 1", "1, 9: acct_1: integer `1`, expected an account type or a map of facts"),
            ("acct_1: {}\nacct_2:\n", "2, 8: acct_2: nothing, expected an account type or a map of facts"),
            ("acct_1:\n  region: [a]", "2, 11: acct_1.region: sequence, expected a string"),
            ("acct_1: a\nacct_2: a\nacct_1: a", "3, 1: account `acct_1` is there twice"),
            ("acct_1:\n  region: a\n  region: b", "3, 3: acct_1: fact `region` is there twice"),
            ("{\"acct_1\": \"a\"", "2, 1: did not find expected ',' or '}', while parsing a flow mapping"),
            ("acct_1: a\n\tacct_2: a", "2, 1: found a tab character that violates indentation, while scanning"),
            ("? [acct_1]\n: a", "1, 3: sequence, expected the name of one account"),
            ("acct_1: !a {}", "1, 9: acct_1: enum, expected an account type or a map of facts"),
            ("acct_1: a\n---\nacct_2: a", "1, 1: deserializing from YAML containing more than one document"),
        ];
        for (text, expected) in table {
            let Err(SandboxError::Accounts { line, column, problem }) = read(text) else { panic!("{text}") };
            let found = format!("{line}, {column}: {}", problem.replace("invalid type: ", ""));
            assert!(found.starts_with(expected), "{text}: {found}");
        }
        assert_eq!(
            read("acct_1: 1").unwrap_err().to_string(),
            "line 1, column 9 of the accounts: acct_1: invalid type: integer `1`, expected an account type or a map of \
             facts"
        );
    }
}
