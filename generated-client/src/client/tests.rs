//! Shared by the tests of the client.

use std::{env, fmt};

use tracing_subscriber::{filter::LevelFilter, fmt::format::FmtSpan};

use runtime::{FromJson, JsonError, Request, reflect::Api};

use http::StatusCode;

use crate::client::{
    app_info::AppInfo, base_url::BaseUrl, endpoint::Endpoint, request_options::RequestOptions, secret_key::SecretKey,
};

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
        // Another test may have installed the subscriber.
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

/// Texts made of pieces with a meaning in URLs, headers or JSON.
pub(crate) fn texts(seed: u64) -> impl Iterator<Item = String> {
    const PIECES: [&str; 40] = [
        "sk_",
        "sk_test_",
        "rk_live_",
        "pk_",
        "acct_",
        "_secret_",
        "client_secret",
        "http://",
        "https://",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "/v1",
        "*.",
        "*",
        "%",
        "%2",
        "%20",
        "%ff",
        ":",
        ":443",
        "@",
        "/",
        "?",
        "#",
        "[",
        "]",
        ",",
        " ",
        "\r\n",
        "\0",
        "\u{7f}",
        "é",
        "🙂",
        "{\"error\":{",
        "\"}}",
        "GMT",
        "0",
        "99999999999999999999",
        "a",
    ];
    let mut state = seed;
    std::iter::repeat_with(move || {
        let mut text = String::new();
        loop {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            match usize::try_from(state >> 33).unwrap() % (PIECES.len() + 6) {
                piece if piece < PIECES.len() => text.push_str(PIECES[piece]),
                _ => return text,
            }
        }
    })
}

#[test]
fn no_text_makes_a_panic() {
    for text in texts(7).take(2_000) {
        drop(text.parse::<BaseUrl>());
        if let Ok(key) = SecretKey::new(text.clone()) {
            let shown = key.redact(&format!("a {text}, {text}"));
            assert!(text.len() < 12 || !shown.contains(&text) || text.contains("**"), "{text:?}: {shown:?}");
        }
        let options = RequestOptions::new().header("x", &text).header(&text, "x").param(&text, &text);
        let options = options.idempotency_key(&text).stripe_account(&text).api_version(&text);
        let endpoint = Endpoint::new(BaseUrl::default(), key());
        drop(endpoint.prepare_with(&CreateSession("a=b&%=c&d"), &options));
        drop(endpoint.clone().with_app_info(&AppInfo::new(&text).version(&text).url(&text)));
        for status in [200, 400, 403, 503] {
            let mut response = http::Response::new(bytes::Bytes::from(text.clone()));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            for name in ["request-id", "content-type", "retry-after", "date", "stripe-should-retry"] {
                if let Ok(value) = text.parse() {
                    response.headers_mut().insert(name, value);
                }
            }
            let error = endpoint.parse_response::<CreateSession>(response).unwrap_err();
            drop((error.to_string(), error.is_retryable(), error.retry_after()));
        }
    }
}
