//! The versions of the API that a sandbox serves.

use runtime::reflect::Api;

/// At least one version, each once.
#[derive(Clone, Debug)]
pub(super) struct Versions {
    /// That of requests that do not say which.
    pub(super) first: &'static Api,
    more: Vec<&'static Api>,
}

impl Versions {
    pub(super) fn new(first: &'static Api) -> Self {
        Self { first, more: Vec::new() }
    }

    /// Adds a version, or puts its tables in place of other ones of the same version.
    pub(super) fn add(&mut self, api: &'static Api) {
        let mut known = std::iter::once(&mut self.first).chain(&mut self.more);
        match known.find(|known| known.version == api.version) {
            Some(known) => *known = api,
            None => self.more.push(api),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static Api> + '_ {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    pub(super) fn names(&self) -> Vec<&'static str> {
        self.iter().map(|api| api.version).collect()
    }

    /// What a `Stripe-Version` asks for. Betas named in it, as in `2024-09-30.acacia; some_beta=v1`, change nothing.
    pub(super) fn get(&self, version: &[u8]) -> Option<&'static Api> {
        let version = version.split(|byte| *byte == b';').next().unwrap_or_default();
        self.iter().find(|api| api.version.as_bytes() == version.trim_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{RULES, SEED};

    #[test]
    fn each_version_is_there_once() {
        static LATER_SEED: Api = Api { version: SEED.version, ..RULES };
        let mut versions = Versions::new(&SEED);
        versions.add(&RULES);
        versions.add(&RULES);
        assert!(versions.iter().eq([&SEED, &RULES]));
        versions.add(&LATER_SEED);
        assert!(versions.iter().eq([&LATER_SEED, &RULES]));
        assert_eq!(versions.get(b"2000-01-01.rules"), Some(&RULES));
        assert_eq!(versions.get(b"2000-01-01.rules; some_beta=v1"), Some(&RULES));
        for unknown in ["2000-01-01", "", "; some_beta=v1"] {
            assert_eq!(versions.get(unknown.as_bytes()), None);
        }
    }
}
