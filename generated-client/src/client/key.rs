//! The key that signs requests.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

const PREFIXES: [&str; 4] = ["sk_test_", "sk_live_", "rk_test_", "rk_live_"];

/// A secret or restricted API key, such as `sk_test_...` or `rk_live_...`.
///
/// Never printed, and wiped from memory when it and every message that was made with it are dropped. What the HTTP library
/// copies to write a request belongs to it, and is not wiped.
#[derive(Clone)]
pub struct SecretKey {
    authorization: HeaderValue,
}

impl SecretKey {
    /// Takes a key whose shape is right. Whether the API knows it shows with the first request.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what is wrong, without the key or any part of it.
    pub fn new(key: impl Into<String>) -> Result<Self, KeyError> {
        let key = SecretString::from(key.into());
        check(key.expose_secret())?;
        let text = Wiped(["Bearer ", key.expose_secret()].concat().into());
        // Kept as it is, not copied.
        let value = HeaderValue::from_maybe_shared(Bytes::from_owner(text));
        let mut authorization = value.map_err(|_| KeyError::Character { position: 1 })?;
        authorization.set_sensitive(true);
        Ok(Self { authorization })
    }

    /// The header `Authorization`, marked as sensitive. All clones are the same memory.
    pub(crate) fn authorization(&self) -> HeaderValue {
        self.authorization.clone()
    }
}

/// Text that is wiped from memory when dropped.
struct Wiped(SecretString);

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey([REDACTED])")
    }
}

/// Why a text is not a [`SecretKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// There is no text.
    #[error("the API key is empty: expected a key that starts with `sk_test_`, `sk_live_`, `rk_test_` or `rk_live_`")]
    Empty,
    /// It is a publishable key.
    #[error(
        "the API key is a publishable one (`pk_...`), which is for front ends: expected a secret key (`sk_...`) or a \
         restricted key (`rk_...`)"
    )]
    Publishable,
    /// It holds a character that no key has.
    #[error(
        "character {position} of the API key is not one a key can have: expected ASCII letters, digits and `_` only, \
         without spaces, quotes or line breaks"
    )]
    Character {
        /// Which one, counted from 1.
        position: usize,
    },
    /// It starts otherwise than keys do.
    #[error(
        "the API key does not start as one: expected `sk_test_`, `sk_live_`, `rk_test_` or `rk_live_` at its beginning"
    )]
    Prefix,
    /// It ends after the prefix.
    #[error("the API key is only a prefix: expected letters and digits after `sk_test_` or the like")]
    Incomplete,
}

fn check(key: &str) -> Result<(), KeyError> {
    if key.is_empty() {
        return Err(KeyError::Empty);
    }
    if key.trim_start().starts_with("pk_") {
        return Err(KeyError::Publishable);
    }
    if let Some(wrong) = key.chars().position(|c| !c.is_ascii_alphanumeric() && c != '_') {
        return Err(KeyError::Character { position: wrong + 1 });
    }
    match PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix)) {
        None => Err(KeyError::Prefix),
        Some("") => Err(KeyError::Incomplete),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::testing::KEY;

    #[test]
    fn shapes() {
        let cases = [
            ("sk_test_abcDEF123", Ok(())),
            ("sk_live_1", Ok(())),
            ("rk_test_a_b", Ok(())),
            ("rk_live_a", Ok(())),
            ("", Err(KeyError::Empty)),
            ("pk_test_abc", Err(KeyError::Publishable)),
            (" pk_live_abc", Err(KeyError::Publishable)),
            ("sk_test_", Err(KeyError::Incomplete)),
            ("sk_abc", Err(KeyError::Prefix)),
            ("SK_TEST_abc", Err(KeyError::Prefix)),
            ("whsec_abc", Err(KeyError::Prefix)),
            (" sk_test_abc", Err(KeyError::Character { position: 1 })),
            ("sk_test_abc\n", Err(KeyError::Character { position: 12 })),
            ("sk_test_abc\r\nX-Evil: 1", Err(KeyError::Character { position: 12 })),
            ("sk_test_ä", Err(KeyError::Character { position: 9 })),
            ("\"sk_test_abc\"", Err(KeyError::Character { position: 1 })),
        ];
        for (key, expected) in cases {
            assert_eq!(SecretKey::new(key).map(|_| ()), expected, "{key:?}");
        }
    }

    #[test]
    fn headers_are_no_copies() {
        let key = SecretKey::new(KEY).unwrap();
        let [one, other] = [key.authorization(), key.clone().authorization()];
        assert_eq!(one, format!("Bearer {KEY}"));
        assert!(one.is_sensitive() && one.as_bytes().as_ptr() == other.as_bytes().as_ptr());
    }

    #[test]
    fn is_never_printed() {
        assert_eq!(format!("{:?}", SecretKey::new(KEY).unwrap()), "SecretKey([REDACTED])");
        for broken in [format!("{KEY} "), KEY.replace("sk_test", "sk"), KEY.replace("sk_test", "pk_test")] {
            let error = SecretKey::new(broken).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("Canary"), "{error}");
        }
    }
}
