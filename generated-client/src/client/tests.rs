//! Shared by the tests of the client.

use std::{env, fmt};

use tracing_subscriber::{filter::LevelFilter, fmt::format::FmtSpan};

use runtime::{FromJson, JsonError, Request, reflect::Api};

use crate::client::secret_key::SecretKey;

/// A key that must not show up in anything printed.
pub(crate) const KEY: &str = "sk_test_Canary51KeyCanary";
/// A client secret that must not show up in anything printed.
pub(crate) const CLIENT_SECRET: &str = "_CanarySecretKXxEihJokDBnDoe2sgG5OGSO2Q12shKvbeboxpALZGng";

pub(crate) fn key() -> SecretKey {
    log();
    SecretKey::new(KEY).unwrap()
}

/// Prints all spans and events if `TEST_LOG` is set, for a search for secrets.
fn log() {
    if env::var_os("TEST_LOG").is_some() {
        let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_span_events(FmtSpan::CLOSE);
        // Another test may have been first.
        drop(log.with_ansi(false).with_test_writer().try_init());
    }
}

pub(crate) const fn api(method: &'static str, path: &'static str, version: &'static str) -> Api {
    Api::new(version, method, path)
}

/// A request with a fixed body.
pub(crate) struct CreateSession(pub(crate) &'static str);

impl Request for CreateSession {
    type Response = Session;
    const API: &'static Api = &api("POST", "/v1/account_sessions", "2024-09-30.acacia");

    fn encode(&self) -> String {
        self.0.to_owned()
    }
}

/// An object with a secret, which it does not print.
pub(crate) struct Session {
    pub(crate) account: String,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("account", &self.account).finish_non_exhaustive()
    }
}

impl FromJson for Session {
    fn from_json(body: &[u8]) -> Result<Self, JsonError> {
        let body: serde_json::Value = serde_json::from_slice(body)?;
        let account = body["account"].as_str().ok_or_else(|| JsonError::new("expected text").within("account"))?;
        Ok(Self { account: account.to_owned() })
    }
}

pub(crate) fn session_body() -> String {
    format!(r#"{{"object": "account_session", "account": "acct_1", "client_secret": "{CLIENT_SECRET}"}}"#)
}

/// Fails if the value shows a canary when it is printed, or its sources do.
pub(crate) fn assert_shows_no_secret(error: &(dyn std::error::Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        let printed = format!("{error} {error:?} {error:#?}");
        assert!(!printed.contains("Canary"), "{printed}");
        next = error.source();
    }
}
