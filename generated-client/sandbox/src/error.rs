//! Errors of starting a sandbox.

use std::{io, net::SocketAddr};

/// A failure to start a sandbox.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// The tables do not have the account type of an account.
    #[error("account `{account}`: no account type `{name}`, expected one of: {expected}")]
    UnknownAccountType {
        /// The account's ID.
        account: String,
        /// The unknown name.
        name: String,
        /// The known names, separated by commas.
        expected: String,
    },
    /// The tables do not have a fact of an account.
    #[error("account `{account}`: no fact `{name}`, expected one of: {expected}")]
    UnknownFact {
        /// The account's ID.
        account: String,
        /// The unknown name.
        name: String,
        /// The known names, separated by commas.
        expected: String,
    },
    /// A fact of an account has an unknown value.
    #[error("account `{account}`: fact `{fact}` has no value `{value}`, expected one of: {expected}")]
    UnknownValue {
        /// The account's ID.
        account: String,
        /// The fact's name.
        fact: String,
        /// The unknown value.
        value: String,
        /// The known values, separated by commas.
        expected: String,
    },
    /// A secret key is empty, or contains a colon or other characters than visible ASCII.
    #[error("the secret key cannot be sent in a header, expected visible ASCII without a colon")]
    UnusableSecretKey,
    /// The address is not available, or the system has no threads left.
    #[error("the server could not be started on {address}")]
    Io {
        /// The address to listen on.
        address: SocketAddr,
        /// The system's error.
        source: io::Error,
    },
}
