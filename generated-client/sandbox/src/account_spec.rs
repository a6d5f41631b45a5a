//! The facts of an account, as users of a sandbox give them.

use std::{collections::BTreeMap, fmt};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};

/// The facts of an account: those of an account type, or each on its own.
///
/// A map of account IDs to specs is what [`SandboxBuilder::accounts`](crate::SandboxBuilder::accounts) takes. In JSON:
///
/// ```
/// use std::collections::BTreeMap;
///
/// use generated_client_sandbox::{AccountSpec, SandboxBuilder};
///
/// fn add(builder: SandboxBuilder) -> Result<SandboxBuilder, serde_json::Error> {
///     let accounts: BTreeMap<String, AccountSpec> = serde_json::from_str(
///         r#"{
///             "acct_of_my_test": "custom",
///             "acct_another": { "loss_liability": "stripe", "requirement_collection": "application" }
///         }"#,
///     )?;
///     Ok(builder.accounts(accounts))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountSpec {
    /// The name of an account type, such as `custom`.
    Type(String),
    /// Facts and their values by name. A missing fact has the first of its values.
    Facts(BTreeMap<String, String>),
}

impl<'de> Deserialize<'de> for AccountSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpecVisitor)
    }
}

/// Reads a spec by its type. Unlike a derived implementation, it keeps the position of errors.
struct SpecVisitor;

impl<'de> Visitor<'de> for SpecVisitor {
    type Value = AccountSpec;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an account type or a map of facts")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<AccountSpec, E> {
        Ok(AccountSpec::Type(name.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AccountSpec, A::Error> {
        BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(AccountSpec::Facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_facts() {
        let read = |text| serde_json::from_str::<BTreeMap<String, AccountSpec>>(text);
        let facts = BTreeMap::from([("region".to_owned(), "north".to_owned())]);
        let expected = [
            ("acct_a".to_owned(), AccountSpec::Facts(facts)),
            ("acct_b".to_owned(), AccountSpec::Type("custom".to_owned())),
            ("acct_c".to_owned(), AccountSpec::Facts(BTreeMap::new())),
        ];
        let text = r#"{ "acct_b": "custom", "acct_a": { "region": "north" }, "acct_c": {} }"#;
        assert_eq!(read(text).unwrap(), BTreeMap::from(expected));
        for (text, expected) in [
            (
                r#"{ "a": 1 }"#,
                "invalid type: integer `1`, expected an account type or a map of facts at line 1 column 8",
            ),
            (r#"{ "a": null }"#, "invalid type: null, expected an account type or a map of facts at line 1 column 11"),
            (r#"{ "a": { "b": [] } }"#, "invalid type: sequence, expected a string at line 1 column 14"),
            ("[]", "invalid type: sequence, expected a map at line 1 column 0"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), expected);
        }
    }
}
