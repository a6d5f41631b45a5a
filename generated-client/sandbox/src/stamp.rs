//! What an answer takes from outside: the time, and text that was never used before.

use std::{
    hash::{BuildHasher, RandomState},
    sync::atomic::{AtomicU64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// So that a search of logs finds every secret that came from a sandbox.
const SECRET_PREFIX: &str = "_SandboxSecret";

/// Everything about one answer that does not follow from its request.
#[derive(Clone)]
pub(super) struct Stamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub(super) now: u64,
    pub(super) request_id: String,
    pub(super) client_secret: String,
}

/// Makes stamps, each different from all others.
pub(super) struct Mint {
    hasher: RandomState,
    next: AtomicU64,
}

impl Mint {
    pub(super) fn new() -> Self {
        Self { hasher: RandomState::new(), next: AtomicU64::new(0) }
    }

    pub(super) fn stamp(&self) -> Stamp {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
        let request_id = format!("req_{}", self.text(14));
        Stamp { now, request_id, client_secret: format!("{SECRET_PREFIX}{}", self.text(35)) }
    }

    fn text(&self, length: usize) -> String {
        let serial = self.next.fetch_add(1, Ordering::Relaxed);
        // Ten digits of base 62 fit into one hash.
        let blocks = (0..length.div_ceil(10)).flat_map(|block| digits(self.hasher.hash_one((serial, block))));
        blocks.take(length).collect()
    }
}

fn digits(mut hash: u64) -> [char; 10] {
    [(); 10].map(|()| {
        let digit = ALPHABET[(hash % 62) as usize];
        hash /= 62;
        char::from(digit)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nothing_is_made_twice() {
        let mint = Mint::new();
        let mut seen = HashSet::new();
        for _ in 0..1_000 {
            let Stamp { request_id, client_secret, .. } = mint.stamp();
            assert_eq!((request_id.len(), client_secret.len()), (18, 49));
            assert!(
                client_secret.starts_with("_SandboxSecret")
                    && client_secret[1..].bytes().all(|byte| byte.is_ascii_alphanumeric())
            );
            assert!(seen.insert(request_id) && seen.insert(client_secret));
        }
        assert!(seen.insert(Mint::new().stamp().client_secret));
    }
}
