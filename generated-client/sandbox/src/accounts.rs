//! The connected accounts of a sandbox, with their facts.

use runtime::reflect::{AccountType, Api, Fact, Type};

use crate::{
    account_spec::AccountSpec,
    error::SandboxError,
    served_versions::{Versions, unique},
};

/// The account of the API reference's example, and its account type.
const REFERENCE_ACCOUNT: (&str, &str) = ("acct_1NkDjjJyhOZfPCWt", "express");

/// The account that the platform does not control, and its account type.
const UNCONTROLLED_ACCOUNT: (&str, &str) = ("acct_sandbox_uncontrolled", "standard");

/// An account, with its facts.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) account_type: Option<&'static str>,
    /// Responses have the facts of an account that the platform controls, of any other only the account type.
    pub(crate) controlled: bool,
    /// Names of facts and of their values, of any version of the API. The first value of a fact counts: if versions
    /// differ about an account type, the first one wins.
    facts: Vec<(&'static str, &'static str)>,
}

impl Account {
    /// The position of the value of each of [`Api::facts`]. A missing fact, or one whose value is unknown in the
    /// version, has the first of the version's values, since every account has a value of each fact.
    pub(crate) fn facts_in(&self, api: &Api) -> Vec<Option<usize>> {
        let position = |fact: &Fact| {
            let own = self.facts.iter().find(|(name, _)| *name == fact.name);
            Some(own.and_then(|(_, value)| fact.values.iter().position(|known| known == value)).unwrap_or_default())
        };
        api.facts.iter().map(position).collect()
    }

    /// The facts of a version with this account's values.
    pub(crate) fn fact_values<'a>(&self, api: &'a Api) -> impl Iterator<Item = (&'a Fact, &'static str)> {
        let positions = self.facts_in(api);
        api.facts.iter().zip(positions).filter_map(|(fact, position)| Some((fact, *fact.values.get(position?)?)))
    }

    fn new(id: String) -> Self {
        Self { id, account_type: None, controlled: true, facts: Vec::new() }
    }

    fn of_type(versions: &Versions, id: String, name: &str) -> Self {
        let mut account = Self::new(id);
        for api in versions.iter() {
            let Some(known) = api.account_types.iter().find(|known| known.name == name) else { continue };
            account.account_type = Some(known.name);
            let facts = api.facts.iter().zip(known.facts);
            account.facts.extend(facts.filter_map(|(fact, value)| Some((fact.name, *fact.values.get((*value)?)?))));
        }
        account
    }

    fn from_spec(versions: &Versions, id: String, spec: AccountSpec) -> Result<Self, SandboxError> {
        match spec {
            AccountSpec::Type(name) => {
                let known = || versions.iter().flat_map(|api| api.account_types).map(|known| known.name);
                if known().all(|known| known != name) {
                    return Err(SandboxError::UnknownAccountType { account: id, name, expected: list(known()) });
                }
                Ok(Self::of_type(versions, id, &name))
            }
            AccountSpec::Facts(facts) => {
                let mut account = Self::new(id);
                for (fact, value) in facts {
                    account.set(versions, fact, value)?;
                }
                Ok(account)
            }
        }
    }

    fn set(&mut self, versions: &Versions, name: String, value: String) -> Result<(), SandboxError> {
        let facts = || versions.iter().flat_map(|api| api.facts);
        let values = || facts().filter(|fact| fact.name == name).flat_map(|fact| fact.values).copied();
        let Some(fact) = facts().find(|fact| fact.name == name) else {
            let expected = list(facts().map(|fact| fact.name));
            return Err(SandboxError::UnknownFact { account: self.id.clone(), name, expected });
        };
        let Some(known) = values().find(|known| *known == value) else {
            let expected = list(values());
            return Err(SandboxError::UnknownValue { account: self.id.clone(), fact: name, value, expected });
        };
        self.facts.push((fact.name, known));
        Ok(())
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    unique(names).join(", ")
}

/// All accounts of a sandbox.
#[derive(Debug)]
pub(crate) struct Accounts {
    /// At least the default account, which is the first one.
    all: Vec<Account>,
    /// The name of each account type, and the ID of its default account.
    by_type: Vec<(&'static str, String)>,
}

impl Accounts {
    pub(crate) fn new(versions: &Versions, added: Vec<(String, AccountSpec)>) -> Result<Self, SandboxError> {
        let (id, account_type) = REFERENCE_ACCOUNT;
        let default_account = Account::of_type(versions, id.to_owned(), account_type);
        let mut accounts = Self { all: vec![default_account], by_type: Vec::new() };
        for api in versions.iter() {
            for AccountType { name, .. } in api.account_types {
                if accounts.of_type(name).is_none() {
                    let id = format!("{}sandbox_{name}", id_prefix(api));
                    accounts.by_type.push((name, id.clone()));
                    accounts.put(Account::of_type(versions, id, name));
                }
            }
        }
        let (id, account_type) = UNCONTROLLED_ACCOUNT;
        let uncontrolled = Account { controlled: false, ..Account::of_type(versions, id.to_owned(), account_type) };
        if uncontrolled.account_type.is_some() {
            accounts.put(uncontrolled);
        }
        for (id, spec) in added {
            accounts.put(Account::from_spec(versions, id, spec)?);
        }
        Ok(accounts)
    }

    fn put(&mut self, account: Account) {
        match self.all.iter_mut().find(|known| known.id == account.id) {
            Some(known) => *known = account,
            None => self.all.push(account),
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Account> {
        self.all.iter().find(|account| account.id == id)
    }

    /// The account of the API reference's example.
    pub(crate) fn default_account(&self) -> &Account {
        &self.all[0]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Account> {
        self.all.iter()
    }

    pub(crate) fn of_type(&self, name: &str) -> Option<&str> {
        self.by_type.iter().find(|(known, _)| *known == name).map(|(_, id)| id.as_str())
    }
}

/// The prefix of account IDs.
pub(crate) fn id_prefix(api: &Api) -> &'static str {
    match api.account_param().map(|param| param.value_type) {
        Some(Type::Id { prefix }) => prefix,
        _ => "acct_",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables_for_tests::{RULES, SEED};

    fn spec_of(facts: &[(&str, &str)]) -> AccountSpec {
        AccountSpec::Facts(facts.iter().map(|(fact, value)| ((*fact).into(), (*value).into())).collect())
    }

    fn facts(accounts: &Accounts, id: &str) -> Vec<usize> {
        // Both tables have the same facts.
        let account = accounts.get(id).unwrap_or_else(|| panic!("no account {id}"));
        account.facts_in(&SEED).into_iter().flatten().collect()
    }

    #[test]
    fn has_an_account_of_each_type_and_that_of_the_reference() {
        let accounts = Accounts::new(&Versions::new(&SEED), Vec::new()).unwrap();
        assert_eq!(facts(&accounts, "acct_sandbox_standard"), [0, 0]);
        assert_eq!(facts(&accounts, "acct_sandbox_express"), [1, 0]);
        assert_eq!(facts(&accounts, "acct_sandbox_custom"), [1, 1]);
        assert_eq!(facts(&accounts, "acct_1NkDjjJyhOZfPCWt"), [1, 0]);
        assert_eq!(accounts.of_type("custom"), Some("acct_sandbox_custom"));
        assert_eq!(accounts.of_type("acct_sandbox_custom"), None);
    }

    #[test]
    fn missing_facts_have_the_first_value() {
        let added = vec![
            ("acct_a".to_owned(), spec_of(&[("requirement_collection", "application")])),
            ("acct_b".to_owned(), spec_of(&[])),
        ];
        let accounts = Accounts::new(&Versions::new(&RULES), added).unwrap();
        assert_eq!(facts(&accounts, "acct_a"), [0, 1]);
        assert_eq!(facts(&accounts, "acct_b"), [0, 0]);
        assert_eq!(facts(&accounts, "acct_sandbox_half"), [0, 1]);
    }

    #[test]
    fn a_later_account_replaces_one_of_the_same_id() {
        let added = vec![
            ("acct_sandbox_express".to_owned(), AccountSpec::Type("standard".into())),
            ("acct_a".to_owned(), AccountSpec::Type("standard".into())),
            ("acct_a".to_owned(), AccountSpec::Type("custom".into())),
        ];
        let accounts = Accounts::new(&Versions::new(&SEED), added).unwrap();
        assert_eq!(facts(&accounts, "acct_sandbox_express"), [0, 0]);
        assert_eq!(facts(&accounts, "acct_a"), [1, 1]);
    }

    #[test]
    fn unknown_names_are_errors_that_list_the_known_ones() {
        let table = [
            (
                AccountSpec::Type("expres".into()),
                "no account type `expres`, expected one of: standard, express, custom",
            ),
            (
                spec_of(&[("losses", "stripe")]),
                "no fact `losses`, expected one of: loss_liability, requirement_collection",
            ),
            (
                spec_of(&[("loss_liability", "platform")]),
                "fact `loss_liability` has no value `platform`, expected one of: stripe, application",
            ),
        ];
        for (spec, expected) in table {
            let error = Accounts::new(&Versions::new(&SEED), vec![("acct_a".to_owned(), spec)]).unwrap_err();
            assert_eq!(error.to_string(), format!("account `acct_a`: {expected}"));
        }
    }

    #[test]
    fn versions_share_facts_by_name() {
        static LATER: Api = Api::new("later", "POST", "/v1/account_sessions").facts(
            &[
                Fact::new("country", "", "country", &["DE", "FR"]),
                Fact::new("loss_liability", "", "losses", &["nobody", "application", "stripe"]),
            ],
            &[AccountType::new("custom", &[Some(1), Some(0)]), AccountType::new("later", &[None, Some(0)])],
        );
        let mut versions = Versions::new(&SEED);
        versions.add(&LATER);
        let added = vec![
            ("acct_a".to_owned(), spec_of(&[("loss_liability", "stripe"), ("country", "FR")])),
            ("acct_b".to_owned(), spec_of(&[("loss_liability", "nobody"), ("requirement_collection", "stripe")])),
        ];
        let accounts = Accounts::new(&versions, added).unwrap();
        for (id, seed, later) in [
            ("acct_a", [0, 0], [1, 2]),
            ("acct_b", [0, 0], [0, 0]),
            ("acct_sandbox_standard", [0, 0], [0, 2]),
            ("acct_sandbox_custom", [1, 1], [1, 1]),
            ("acct_sandbox_later", [0, 0], [0, 0]),
        ] {
            let account = accounts.get(id).unwrap();
            assert_eq!(account.facts_in(&SEED), seed.map(Some), "{id}");
            assert_eq!(account.facts_in(&LATER), later.map(Some), "{id}");
        }
        let wrong = vec![("acct_a".to_owned(), spec_of(&[("loss_liability", "me")]))];
        let error = Accounts::new(&versions, wrong).unwrap_err().to_string();
        assert!(error.ends_with("expected one of: stripe, application, nobody"), "{error}");
    }
}
