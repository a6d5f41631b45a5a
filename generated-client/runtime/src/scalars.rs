//! The scalar types of parameters and fields.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use secrecy::{ExposeSecret, SecretString};

/// An identifier of the API, such as `acct_1NkDjjJyhOZfPCWt`. `Debug` redacts an API key used in place of one.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Box<str>);

impl Id {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True if the identifier is the prefix followed by letters, digits and `_`.
    #[doc(hidden)]
    pub fn has_prefix(id: &str, prefix: &str) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        id.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(is_plain))
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

impl From<&String> for Id {
    fn from(id: &String) -> Self {
        Id(id.as_str().into())
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

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The time this many seconds after 1970-01-01T00:00:00Z, or before it if negative.
    pub const fn from_seconds(seconds: i64) -> Self {
        Timestamp(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn as_seconds(self) -> i64 {
        self.0
    }

    /// Converts to the standard library's type; `None` if it is out of the platform's range.
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

/// Text that grants access to whoever has it. Only [`Secret::expose_secret`] and serialization show it; it is wiped from
/// memory when dropped.
#[derive(Clone, Default)]
pub struct Secret(SecretString);

impl Secret {
    /// The text. Hand it to its recipient; neither store nor log it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_a_prefix_and_plain_characters() {
        for id in ["acct_1", "acct_1NkDjjJyhOZfPCWt", "acct_a_B_9"] {
            assert!(Id::has_prefix(id, "acct_"), "{id}");
        }
        for id in ["", "acct_", "acct", "cus_1", " acct_1", "acct_1 ", "acct_1/x", "acct_é", "acct_1%00", "acct_-"] {
            assert!(!Id::has_prefix(id, "acct_"), "{id}");
        }
    }

    #[test]
    fn identifiers_equal_their_text_alone() {
        let id = Id::from("acct_1");
        assert!(id == "acct_1" && id == *"acct_1" && id != "acct_2" && id != *"acct_2");
    }

    #[test]
    fn debug_shows_no_secret() {
        assert_eq!(format!("{:?}", Id::from("acct_1")), "Id(\"acct_1\")");
        for key in ["sk_test_1", "rk_live_1", "pk_test_1", "whsec_1"] {
            assert_eq!(format!("{:?}", Id::from(key)), "Id(\"[redacted]\")");
        }
        assert_eq!(format!("{:?}", Secret::from("s")), "Secret([redacted])");
    }

    #[test]
    fn times_before_and_after_the_epoch() {
        let hour = Duration::from_secs(3600);
        assert_eq!(Timestamp::from_seconds(3600).to_system_time(), Some(SystemTime::UNIX_EPOCH + hour));
        assert_eq!(Timestamp::from_seconds(-3600).to_system_time(), Some(SystemTime::UNIX_EPOCH - hour));
        assert!(Timestamp::from_seconds(-1) < Timestamp::default());
    }
}
