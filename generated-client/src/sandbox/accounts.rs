//! The connected accounts a sandbox knows, with their facts.

use super::SandboxError;
use crate::reflect::{AccountType, Api, Fact, Kind};

/// The account of the API reference's example, which behaves as an account of this type.
const REFERENCE_ACCOUNT: (&str, &str) = ("acct_1NkDjjJyhOZfPCWt", "express");

/// What an account was asked to be, not yet looked up in the tables.
#[derive(Clone, Debug)]
pub(super) enum Spec {
    Facts(Vec<(String, String)>),
    Type(String),
}

impl Spec {
    pub(super) fn facts(facts: &[(&str, &str)]) -> Self {
        Self::Facts(facts.iter().map(|&(fact, value)| (fact.to_owned(), value.to_owned())).collect())
    }
}

/// An account whose facts are all settled.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) id: String,
    /// For each of [`Api::facts`] the position of its value.
    facts: Vec<usize>,
}

impl Account {
    fn new(api: &Api, id: String) -> Self {
        Self { id, facts: vec![0; api.facts.len()] }
    }

    fn of_type(api: &Api, id: String, account_type: &AccountType) -> Self {
        let mut account = Self::new(api, id);
        for (own, value) in account.facts.iter_mut().zip(account_type.facts) {
            *own = value.unwrap_or(*own);
        }
        account
    }

    /// The position of the value of the fact at this position; `None` if the tables have no such fact.
    pub(super) fn value_of(&self, fact: usize) -> Option<usize> {
        self.facts.get(fact).copied()
    }

    fn settle(api: &Api, id: String, spec: Spec) -> Result<Self, SandboxError> {
        match spec {
            Spec::Type(name) => match api.account_types.iter().find(|known| known.name == name) {
                Some(account_type) => Ok(Self::of_type(api, id, account_type)),
                None => {
                    let expected = list(api.account_types.iter().map(|known| known.name));
                    Err(SandboxError::UnknownAccountType { account: id, name, expected })
                }
            },
            Spec::Facts(pairs) => {
                let mut account = Self::new(api, id);
                for (fact, value) in pairs {
                    account.set(api.facts, fact, value)?;
                }
                Ok(account)
            }
        }
    }

    fn set(&mut self, facts: &[Fact], name: String, value: String) -> Result<(), SandboxError> {
        let Some((fact, own)) = facts.iter().zip(&mut self.facts).find(|(fact, _)| fact.name == name) else {
            let expected = list(facts.iter().map(|fact| fact.name));
            return Err(SandboxError::UnknownFact { account: self.id.clone(), name, expected });
        };
        let Some(position) = fact.values.iter().position(|known| *known == value) else {
            let expected = list(fact.values.iter().copied());
            return Err(SandboxError::UnknownValue { account: self.id.clone(), fact: name, value, expected });
        };
        *own = position;
        Ok(())
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// All accounts of a sandbox.
#[derive(Debug)]
pub(super) struct Accounts {
    all: Vec<Account>,
    /// For each account type its name and the id of the account there is from the start.
    by_type: Vec<(&'static str, String)>,
}

impl Accounts {
    pub(super) fn new(api: &Api, added: Vec<(String, Spec)>) -> Result<Self, SandboxError> {
        let prefix = id_prefix(api);
        let mut accounts = Self { all: Vec::new(), by_type: Vec::new() };
        for known in api.account_types {
            let id = format!("{prefix}sandbox_{}", known.name);
            accounts.by_type.push((known.name, id.clone()));
            accounts.put(Account::of_type(api, id, known));
            if known.name == REFERENCE_ACCOUNT.1 {
                accounts.put(Account::of_type(api, REFERENCE_ACCOUNT.0.to_owned(), known));
            }
        }
        for (id, spec) in added {
            accounts.put(Account::settle(api, id, spec)?);
        }
        Ok(accounts)
    }

    fn put(&mut self, account: Account) {
        match self.all.iter_mut().find(|known| known.id == account.id) {
            Some(known) => *known = account,
            None => self.all.push(account),
        }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Account> {
        self.all.iter().find(|account| account.id == id)
    }

    pub(super) fn of_type(&self, name: &str) -> Option<&str> {
        self.by_type.iter().find(|(known, _)| *known == name).map(|(_, id)| id.as_str())
    }
}

fn id_prefix(api: &Api) -> &'static str {
    let prefix = api.params.iter().find_map(|param| match param.kind {
        Kind::Id { prefix } => Some(prefix),
        _ => None,
    });
    prefix.unwrap_or("acct_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::fixture::{RULES, SEED};

    fn facts(accounts: &Accounts, id: &str) -> Vec<usize> {
        accounts.get(id).unwrap_or_else(|| panic!("no account {id}")).facts.clone()
    }

    #[test]
    fn knows_one_account_of_each_type_and_that_of_the_reference() {
        let accounts = Accounts::new(&SEED, Vec::new()).unwrap();
        assert_eq!(facts(&accounts, "acct_sandbox_standard"), [0, 0]);
        assert_eq!(facts(&accounts, "acct_sandbox_express"), [1, 0]);
        assert_eq!(facts(&accounts, "acct_sandbox_custom"), [1, 1]);
        assert_eq!(facts(&accounts, "acct_1NkDjjJyhOZfPCWt"), [1, 0]);
        assert_eq!(accounts.of_type("custom"), Some("acct_sandbox_custom"));
        assert_eq!(accounts.of_type("acct_sandbox_custom"), None);
    }

    #[test]
    fn what_is_left_open_has_the_first_value() {
        let added = vec![
            ("acct_a".to_owned(), Spec::facts(&[("requirement_collection", "application")])),
            ("acct_b".to_owned(), Spec::facts(&[])),
        ];
        let accounts = Accounts::new(&RULES, added).unwrap();
        assert_eq!(facts(&accounts, "acct_a"), [0, 1]);
        assert_eq!(facts(&accounts, "acct_b"), [0, 0]);
        assert_eq!(facts(&accounts, "acct_sandbox_half"), [0, 1]);
    }

    #[test]
    fn a_later_account_replaces_one_of_the_same_id() {
        let added = vec![
            ("acct_sandbox_express".to_owned(), Spec::Type("standard".into())),
            ("acct_a".to_owned(), Spec::Type("standard".into())),
            ("acct_a".to_owned(), Spec::Type("custom".into())),
        ];
        let accounts = Accounts::new(&SEED, added).unwrap();
        assert_eq!(facts(&accounts, "acct_sandbox_express"), [0, 0]);
        assert_eq!(facts(&accounts, "acct_a"), [1, 1]);
    }

    #[test]
    fn unknown_names_are_errors_that_list_the_known_ones() {
        let table = [
            (Spec::Type("expres".into()), "no account type `expres`, expected one of: standard, express, custom"),
            (
                Spec::facts(&[("losses", "stripe")]),
                "no fact `losses`, expected one of: loss_liability, requirement_collection",
            ),
            (
                Spec::facts(&[("loss_liability", "platform")]),
                "fact `loss_liability` has no value `platform`, expected one of: stripe, application",
            ),
        ];
        for (spec, expected) in table {
            let error = Accounts::new(&SEED, vec![("acct_a".to_owned(), spec)]).unwrap_err();
            assert_eq!(error.to_string(), format!("account `acct_a`: {expected}"));
        }
    }
}
