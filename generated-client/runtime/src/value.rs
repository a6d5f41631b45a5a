//! The scalar types of parameters and fields.

use secrecy::{ExposeSecret, SecretString};
use std::{
    fmt,
    time::{Duration, SystemTime},
};

/// An identifier of the API, such as `acct_1NkDjjJyhOZfPCWt`. An API key in the place of one is not shown by `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Box<str>);

impl Id {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a prefix with something after it.
    #[doc(hidden)]
    #[inline]
    pub fn has_prefix(&self, prefix: &str) -> bool {
        self.0.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_key = ["sk_", "rk_", "pk_", "whsec_"].iter().any(|start| self.0.starts_with(start));
        formatter.debug_tuple("Id").field(if is_key { &"[redacted]" } else { &self.0 }).finish()
    }
}

impl From<&str> for Id {
    fn from(id: &str) -> Self {
        Id(id.into())
    }
}

impl From<String> for Id {
    fn from(id: String) -> Self {
        Id(id.into())
    }
}

impl From<&Id> for Id {
    fn from(id: &Id) -> Self {
        id.clone()
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment that many seconds after 1970-01-01T00:00:00Z, or before it where negative.
    pub const fn from_seconds(seconds: i64) -> Self {
        Timestamp(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn as_seconds(self) -> i64 {
        self.0
    }

    /// The moment as the standard library has it; `None` where the platform can't express it.
    pub fn to_system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_secs(self.0.unsigned_abs());
        match self.0 {
            0.. => SystemTime::UNIX_EPOCH.checked_add(distance),
            _ => SystemTime::UNIX_EPOCH.checked_sub(distance),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Text that gives access to whoever has it. It is shown by nothing but [`Secret::expose_secret`] and serialization,
/// and wiped from memory when dropped.
#[derive(Clone, Default)]
pub struct Secret(SecretString);

impl Secret {
    /// The text itself. Hand it to the one it is for, and neither store nor log it.
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Secret(secret.into())
    }
}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Secret(secret.into())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose_secret() == other.expose_secret()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret([redacted])")
    }
}
