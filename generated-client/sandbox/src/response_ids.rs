//! The parts of a response that do not follow from its request: the clock and unique IDs.

use std::{
    hash::{BuildHasher, RandomState},
    sync::atomic::{AtomicU64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Marks a sandbox's secrets, so that a search of logs finds them.
const SECRET_PREFIX: &str = "_SandboxSecret";

/// The time and the IDs of one response.
pub(crate) struct ResponseIds {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub(crate) now: u64,
    pub(crate) request_id: String,
    pub(crate) client_secret: String,
}

/// Generates IDs that never repeat.
#[derive(Default)]
pub(crate) struct IdGenerator {
    hasher: RandomState,
    counter: AtomicU64,
}

impl IdGenerator {
    pub(crate) fn next_ids(&self) -> ResponseIds {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
        let request_id = format!("req_{}", self.text(14));
        ResponseIds { now, request_id, client_secret: format!("{SECRET_PREFIX}{}", self.text(35)) }
    }

    fn text(&self, length: usize) -> String {
        let serial = self.counter.fetch_add(1, Ordering::Relaxed);
        let digit = |index| ALPHABET[(self.hasher.hash_one((serial, index)) % 62) as usize];
        (0..length).map(digit).map(char::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nothing_is_generated_twice() {
        let generator = IdGenerator::default();
        let mut seen = HashSet::new();
        for _ in 0..1_000 {
            let ResponseIds { request_id, client_secret, .. } = generator.next_ids();
            assert_eq!((request_id.len(), client_secret.len()), (18, 49));
            assert!(
                client_secret.starts_with("_SandboxSecret")
                    && client_secret[1..].bytes().all(|byte| byte.is_ascii_alphanumeric())
            );
            assert!(seen.insert(request_id) && seen.insert(client_secret));
        }
        assert!(seen.insert(IdGenerator::default().next_ids().client_secret));
    }
}
