//! Which attempt of a request this is.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use http::HeaderMap;

use crate::{answer::STRIPE_ACCOUNT, idempotency};

/// How many attempts there were with each idempotency key, of those that asked to be counted.
#[derive(Default)]
pub(super) struct Attempts(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    by_key: HashMap<Key, u32>,
    /// From the oldest to the newest.
    keys: VecDeque<Key>,
}

/// A connected account, or nothing, and an idempotency key.
type Key = (Vec<u8>, Vec<u8>);

impl Attempts {
    /// Counts an attempt, and says how many there were; `None` if nothing tells which request it is one of.
    pub(super) fn count(&self, headers: &HeaderMap) -> Option<u32> {
        let key = headers.get(idempotency::IDEMPOTENCY_KEY)?.as_bytes().to_vec();
        let account = headers.get(STRIPE_ACCOUNT).map(|account| account.as_bytes().to_vec());
        // Whatever panicked elsewhere, the counts are whole between two calls.
        Some(self.0.lock().unwrap_or_else(PoisonError::into_inner).count((account.unwrap_or_default(), key)))
    }
}

impl Counts {
    fn count(&mut self, key: Key) -> u32 {
        if let Some(count) = self.by_key.get_mut(&key) {
            *count = count.saturating_add(1);
            return *count;
        }
        if self.keys.len() >= idempotency::REMEMBERED
            && let Some(oldest) = self.keys.pop_front()
        {
            self.by_key.remove(&oldest);
        }
        self.keys.push_back(key.clone());
        self.by_key.insert(key, 1);
        1
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn count(attempts: &Attempts, headers: &[(&'static str, &str)]) -> Option<u32> {
        let pairs =
            headers.iter().map(|(name, value)| ((*name).parse().unwrap(), HeaderValue::from_str(value).unwrap()));
        attempts.count(&pairs.collect())
    }

    #[test]
    fn attempts_are_told_apart_by_key_and_account() {
        let attempts = Attempts::default();
        let (key, account) = (("idempotency-key", "k"), ("stripe-account", "acct_1"));
        let asked = [&[key][..], &[key, account], &[key], &[("idempotency-key", "other")], &[account], &[key]];
        let counted = asked.map(|headers| count(&attempts, headers));
        assert_eq!(counted, [Some(1), Some(1), Some(2), Some(1), None, Some(3)]);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let attempts = Attempts::default();
        let of = |key: usize| count(&attempts, &[("idempotency-key", &key.to_string())]);
        for key in 0..=idempotency::REMEMBERED {
            assert_eq!(of(key), Some(1));
        }
        assert_eq!((of(idempotency::REMEMBERED), of(0)), (Some(2), Some(1)));
        assert_eq!(attempts.0.lock().unwrap().by_key.len(), idempotency::REMEMBERED);
    }
}
