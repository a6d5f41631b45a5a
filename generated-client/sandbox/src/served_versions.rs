//! The API versions that a sandbox serves, and the choice of one by a request's `Stripe-Version`.

use http::HeaderMap;
use runtime::reflect::Api;

use crate::{
    error_response::ApiError,
    incoming_request::{STRIPE_VERSION, header_text},
};

/// At least one version, each once.
#[derive(Clone, Debug)]
pub(crate) struct Versions {
    all: Vec<&'static Api>,
    /// Refuses versions that are not described, and beta headers.
    pub(crate) is_strict: bool,
}

impl Versions {
    pub(crate) fn new(first: &'static Api) -> Self {
        Self { all: vec![first], is_strict: false }
    }

    /// Adds a version, or replaces the tables of the version of the same name.
    pub(crate) fn add(&mut self, api: &'static Api) {
        match self.all.iter_mut().find(|known| known.version == api.version) {
            Some(known) => *known = api,
            None => self.all.push(api),
        }
    }

    /// Serves requests without a `Stripe-Version`.
    pub(crate) fn first(&self) -> &'static Api {
        self.all[0]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static Api> + '_ {
        self.all.iter().copied()
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.iter().map(|api| api.version).collect()
    }

    /// The description that serves a request.
    pub(crate) fn select(&self, headers: &HeaderMap) -> Result<&'static Api, ApiError> {
        if !headers.contains_key(STRIPE_VERSION) {
            return Ok(self.first());
        }
        let requested = header_text(headers, &STRIPE_VERSION);
        let invalid = || ApiError::invalid(format!("Invalid Stripe API version: {requested}"));
        self.serving(&requested).ok_or_else(invalid)
    }

    /// Among the descriptions with the requested release name, if any, and else among all of them: the newest one at or
    /// before the requested date, or else the oldest one.
    fn serving(&self, requested: &str) -> Option<&'static Api> {
        let (version, betas) = requested.split_once(';').map_or((requested, None), |(start, end)| (start, Some(end)));
        let version = version.trim();
        if self.is_strict && betas.is_some() {
            return None;
        }
        let exact = self.iter().find(|api| api.version == version);
        if exact.is_some() || self.is_strict {
            return exact;
        }
        let (date, release) = date_and_release(version);
        if !is_date(date) || release.is_some_and(|release| !is_release(release)) {
            return None;
        }
        let of_release = self.iter().filter(|api| release.is_some() && date_and_release(api.version).1 == release);
        nearest(of_release, date).or_else(|| nearest(self.iter(), date))
    }
}

/// The names, each once.
pub(crate) fn unique<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for name in all {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn nearest(versions: impl Iterator<Item = &'static Api>, date: &str) -> Option<&'static Api> {
    let date_of = |api: &&'static Api| date_and_release(api.version).0;
    let (earlier, later): (Vec<_>, Vec<_>) = versions.partition(|api| date_of(api) <= date);
    earlier.into_iter().max_by_key(date_of).or_else(|| later.into_iter().min_by_key(date_of))
}

fn date_and_release(version: &str) -> (&str, Option<&str>) {
    version.split_once('.').map_or((version, None), |(date, release)| (date, Some(release)))
}

fn is_date(text: &str) -> bool {
    let has_form = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    has_form && ("01"..="12").contains(&&text[5..7]) && ("01"..="31").contains(&&text[8..])
}

fn is_release(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables_for_tests::{RULES, SEED};

    const fn described(version: &'static str) -> Api {
        Api::new(version, "POST", "/v1/account_sessions")
    }

    #[test]
    fn each_version_is_there_once() {
        static LATER_SEED: Api = described(SEED.version);
        let mut versions = Versions::new(&SEED);
        versions.add(&RULES);
        versions.add(&RULES);
        assert!(versions.iter().eq([&SEED, &RULES]));
        versions.add(&LATER_SEED);
        assert!(versions.iter().eq([&LATER_SEED, &RULES]));
    }

    fn versions() -> Versions {
        static LATER_ACACIA: Api = described("2024-11-20.acacia");
        static BASIL: Api = described("2025-03-31.basil");
        static ENDIVE: Api = described("2026-10-28.endive");
        let mut versions = Versions::new(&ENDIVE);
        for api in [&SEED, &BASIL, &LATER_ACACIA] {
            versions.add(api);
        }
        versions
    }

    #[test]
    fn a_release_name_precedes_a_date() {
        for (requested, served) in [
            ("2024-09-30.acacia", "2024-09-30.acacia"),
            ("2024-10-28.acacia", "2024-09-30.acacia"),
            ("2025-02-24.acacia", "2024-11-20.acacia"),
            ("2026-12-01.acacia", "2024-11-20.acacia"),
            ("2024-01-01.acacia", "2024-09-30.acacia"),
            ("2025-06-30.basil", "2025-03-31.basil"),
            ("2026-09-30.endive", "2026-10-28.endive"),
            ("2025-09-30.clover", "2025-03-31.basil"),
            ("2025-04-30.preview", "2025-03-31.basil"),
            ("2024-06-20", "2024-09-30.acacia"),
            ("2025-03-31", "2025-03-31.basil"),
            ("2030-01-01", "2026-10-28.endive"),
            ("2024-12-18.acacia; some_beta=v1; other_beta=v2", "2024-11-20.acacia"),
            (" 2025-03-31.basil ;", "2025-03-31.basil"),
        ] {
            assert_eq!(versions().serving(requested).map(|api| api.version), Some(served), "{requested}");
        }
    }

    #[test]
    fn malformed_versions_are_refused() {
        for requested in [
            "",
            "; some_beta=v1",
            "latest",
            "acacia",
            "2024",
            "2024-9-30",
            "2024-13-01.acacia",
            "2024-00-01",
            "2024-01-32",
            "2024-01-00",
            "2024-01-01.",
            "2024-01-01.Acacia",
            "2024-01-01 acacia",
            "2024-01-01.a.b",
            "2024-01-0é",
            "24-01-01",
        ] {
            assert_eq!(versions().serving(requested), None, "{requested}");
        }
    }

    #[test]
    fn strict_versions_are_the_described_ones() {
        let versions = Versions { is_strict: true, ..versions() };
        assert_eq!(versions.serving("2025-03-31.basil").map(|api| api.version), Some("2025-03-31.basil"));
        for requested in ["2025-03-31", "2025-04-30.basil", "2025-03-31.basil; some_beta=v1"] {
            assert_eq!(versions.serving(requested), None, "{requested}");
        }
    }
}
