//! A map of bounded size.

use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
};

/// The number of entries that a map keeps.
pub(crate) const CAPACITY: usize = 10_000;

/// A map that keeps the last [`CAPACITY`] entries.
pub(crate) struct RecentMap<K, V> {
    entries: HashMap<K, V>,
    /// From the oldest to the newest.
    order: VecDeque<K>,
}

impl<K, V> Default for RecentMap<K, V> {
    fn default() -> Self {
        Self { entries: HashMap::new(), order: VecDeque::new() }
    }
}

impl<K: Clone + Eq + Hash, V> RecentMap<K, V> {
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.entries.get(key)
    }

    /// Adds or replaces an entry, and drops the oldest one if there are too many.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        if self.entries.insert(key.clone(), value).is_none() {
            self.order.push_back(key);
        }
        if self.order.len() > CAPACITY
            && let Some(oldest) = self.order.pop_front()
        {
            self.entries.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_forgotten() {
        let mut map = RecentMap::default();
        for key in (1..=CAPACITY).chain([1, CAPACITY + 1]) {
            map.insert(key, key);
        }
        assert_eq!([1, 2, CAPACITY + 1].map(|key| map.get(&key).copied()), [None, Some(2), Some(CAPACITY + 1)]);
        assert_eq!((map.entries.len(), map.order.len()), (CAPACITY, CAPACITY));
    }
}
