//! The key that authenticates requests.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;
use secrecy::zeroize::Zeroizing;

const SCHEME: &str = "Bearer ";

/// A secret or restricted API key, such as `sk_test_...`, `rk_live_...` or the `sk_org_...` of an organization.
///
/// Never printed, and wiped from memory when it and every message that was made with it are dropped. Copies that the HTTP
/// library makes to write a request are not wiped.
#[derive(Clone)]
pub struct SecretKey {
    authorization: HeaderValue,
}

impl SecretKey {
    /// Takes a key that can be sent. The API says with the first request if it knows the key.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what is wrong, without the key or any part of it.
    pub fn new(key: impl Into<String>) -> Result<Self, KeyError> {
        let key = Zeroizing::new(key.into());
        check(&key)?;
        let text = Zeroizing::new([SCHEME, &key].concat());
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

    /// Blanks this key, whatever its shape, and what looks like a secret.
    pub(crate) fn redact(&self, text: &str) -> String {
        let key = self.authorization.to_str().ok().and_then(|value| value.strip_prefix(SCHEME));
        match key.filter(|key| text.contains(key)) {
            Some(key) => {
                let mark =
                    ["sk_test_", "sk_live_", "rk_test_", "rk_live_"].into_iter().find(|mark| key.starts_with(mark));
                runtime::redact(&text.replace(key, &format!("{}***", mark.unwrap_or_default())))
            }
            None => runtime::redact(text),
        }
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey([REDACTED])")
    }
}

/// The reason a text is not a [`SecretKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The text is empty.
    #[error("the API key is empty: expected a secret key (`sk_...`) or a restricted key (`rk_...`)")]
    Empty,
    /// A publishable key.
    #[error(
        "the API key is a publishable one (`pk_...`), which is for front ends: expected a secret key (`sk_...`) or a \
         restricted key (`rk_...`)"
    )]
    Publishable,
    /// A character that a key can't have.
    #[error(
        "character {position} of the API key is not one a key can have: expected visible ASCII characters, without \
         spaces or line breaks"
    )]
    Character {
        /// Its position, counted from 1.
        position: usize,
    },
}

fn check(key: &str) -> Result<(), KeyError> {
    if key.is_empty() {
        return Err(KeyError::Empty);
    }
    if key.trim_start().starts_with("pk_") {
        return Err(KeyError::Publishable);
    }
    match key.chars().position(|c| !c.is_ascii_graphic()) {
        Some(wrong) => Err(KeyError::Character { position: wrong + 1 }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::tests::KEY;

    #[test]
    fn shapes() {
        let cases = [
            ("sk_test_abcDEF123", Ok(())),
            ("rk_live_a", Ok(())),
            ("sk_org_live_a", Ok(())),
            ("some-new.shape/of:key", Ok(())),
            ("", Err(KeyError::Empty)),
            ("pk_test_abc", Err(KeyError::Publishable)),
            (" pk_live_abc", Err(KeyError::Publishable)),
            ("sk_test_a b", Err(KeyError::Character { position: 10 })),
            (" sk_test_a", Err(KeyError::Character { position: 1 })),
            ("sk_test_a\r\nX-Evil: 1", Err(KeyError::Character { position: 10 })),
            ("sk_test_a\u{0}", Err(KeyError::Character { position: 10 })),
            ("sk_test_ä", Err(KeyError::Character { position: 9 })),
            ("\"sk_test_a\"\n", Err(KeyError::Character { position: 12 })),
        ];
        for (key, expected) in cases {
            assert_eq!(SecretKey::new(key).map(drop), expected, "{key:?}");
        }
    }

    #[test]
    fn is_not_shown() {
        let key = SecretKey::new(KEY).unwrap();
        let printed = format!("{key:?} {key:#?} {:?}", key.authorization());
        assert!(!printed.contains("Canary"), "{printed}");
        assert!(key.authorization().is_sensitive());
        for wrong in [format!("{KEY} "), format!("pk_{KEY}")] {
            let error = SecretKey::new(wrong).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("Canary"), "{error}");
        }
    }

    #[test]
    fn is_blanked_whatever_its_shape() {
        for (key, text, expected) in [
            ("sk_test_abc", "no sk_test_abc, sk_test_d", "no sk_test_***, sk_test_***"),
            ("sk_test_ab-cd.ef", "no sk_test_ab-cd.ef", "no sk_test_***"),
            ("tok-1.2/3", "Bearer%20tok-1.2/3 is tok-1.2/3", "Bearer%20*** is ***"),
        ] {
            assert_eq!(SecretKey::new(key).unwrap().redact(text), expected);
        }
    }
}
