//! Idempotency keys, by which the API recognises a request that it has seen before.

use http::HeaderValue;

const MAX_LEN: usize = 255;

/// The reason a text is not an idempotency key. It holds no part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdempotencyKeyError {
    /// The text is empty.
    #[error("the idempotency key is empty")]
    Empty,
    /// More characters than the API allows.
    #[error("the idempotency key has {len} characters: expected at most {MAX_LEN}")]
    TooLong {
        /// Their number.
        len: usize,
    },
    /// A character that a header can't carry unchanged.
    #[error(
        "character {position} of the idempotency key is not one it can have: expected visible ASCII characters, and \
         spaces between them"
    )]
    Character {
        /// Its position, counted from 1.
        position: usize,
    },
}

/// Checks a key of the caller's.
pub(crate) fn check(key: &str) -> Result<HeaderValue, IdempotencyKeyError> {
    let len = key.chars().count();
    if len == 0 {
        return Err(IdempotencyKeyError::Empty);
    }
    if len > MAX_LEN {
        return Err(IdempotencyKeyError::TooLong { len });
    }
    let is_wrong = |(at, c): (usize, char)| !(c.is_ascii_graphic() || (c == ' ' && at > 0 && at + 1 < len));
    if let Some(wrong) = key.chars().enumerate().position(is_wrong) {
        return Err(IdempotencyKeyError::Character { position: wrong + 1 });
    }
    HeaderValue::from_str(key).map_err(|_| IdempotencyKeyError::Character { position: 1 })
}

/// A new key: a random UUID (version 4).
pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes)?;
    Ok(uuid(bytes))
}

fn uuid(bytes: [u8; 16]) -> String {
    let number = u128::from_be_bytes(bytes);
    // Version 4, and the variant that has versions.
    let number = number & !(0xf << 76) | 0x4 << 76;
    let number = number & !(0b11 << 62) | 0b10 << 62;
    let hex = format!("{number:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn shapes() {
        let longest = "k".repeat(MAX_LEN);
        for good in ["k", "order 7/b", "~!#", longest.as_str()] {
            assert_eq!(check(good).unwrap(), good);
        }
        let cases = [
            ("", IdempotencyKeyError::Empty),
            (&"k".repeat(256), IdempotencyKeyError::TooLong { len: 256 }),
            (" k", IdempotencyKeyError::Character { position: 1 }),
            ("k ", IdempotencyKeyError::Character { position: 2 }),
            ("k\r\nX-Evil: 1", IdempotencyKeyError::Character { position: 2 }),
            ("kk\t", IdempotencyKeyError::Character { position: 3 }),
            ("kéy", IdempotencyKeyError::Character { position: 2 }),
            ("\u{7f}", IdempotencyKeyError::Character { position: 1 }),
        ];
        for (key, expected) in cases {
            assert_eq!(check(key), Err(expected), "{key:?}");
        }
    }

    #[test]
    fn made_keys_are_random_uuids() {
        assert_eq!(uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let made: HashSet<_> = (0..1000).map(|_| random().unwrap()).collect();
        assert_eq!(made.len(), 1000);
        assert!(made.iter().all(|key| check(key).is_ok()));
    }
}
