//! Why a sandbox could not be started.

use std::io;

/// Why a sandbox could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// An account was given an account type that the tables do not have.
    #[error("account `{account}`: no account type `{name}`, expected one of: {expected}")]
    UnknownAccountType {
        /// The account's id.
        account: String,
        /// The name that was given.
        name: String,
        /// The names there are, separated by commas.
        expected: String,
    },
    /// An account was given a fact that the tables do not have.
    #[error("account `{account}`: no fact `{name}`, expected one of: {expected}")]
    UnknownFact {
        /// The account's id.
        account: String,
        /// The name that was given.
        name: String,
        /// The names there are, separated by commas.
        expected: String,
    },
    /// An account was given a value that its fact does not take.
    #[error("account `{account}`: fact `{fact}` has no value `{value}`, expected one of: {expected}")]
    UnknownValue {
        /// The account's id.
        account: String,
        /// The fact's name.
        fact: String,
        /// The value that was given.
        value: String,
        /// The values there are, separated by commas.
        expected: String,
    },
    /// A text of accounts is no YAML, or not of the form that accounts have.
    #[error("line {line}, column {column} of the accounts: {problem}")]
    Accounts {
        /// The line it was found in, from 1.
        line: usize,
        /// The column it was found at, from 1.
        column: usize,
        /// What is there, and what was expected.
        problem: String,
    },
    /// The secret key is empty, or has a colon or something else than visible ASCII in it.
    #[error("the secret key can not be sent in a header, expected visible ASCII without a colon")]
    UnusableSecretKey,
    /// The system gave no port or no thread.
    #[error("the server could not be started")]
    Io(#[from] io::Error),
}
