//! Idempotency keys, by which the API recognises a request that it has seen before.

use http::HeaderValue;

use crate::client::{headers::text_header, option_error::OptionProblem};

const MAX_LEN: usize = 255;

/// Checks a key of the caller's.
pub(crate) fn check(key: &str) -> Result<HeaderValue, OptionProblem> {
    text_header(key).filter(|_| key.len() <= MAX_LEN).ok_or(OptionProblem::IdempotencyKey)
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
        for bad in ["", &"k".repeat(256), " k", "k ", "k\r\nX-Evil: 1", "kk\t", "kéy", "\u{7f}"] {
            assert_eq!(check(bad), Err(OptionProblem::IdempotencyKey), "{bad:?}");
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
