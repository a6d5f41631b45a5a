use super::*;
use crate::client::{
    http::interpret,
    testing::{CreateSession, assert_shows_no_secret},
};

fn error(status: u16, should_retry: &str, body: &str) -> Error {
    let answer = http::Response::builder().status(status).header("request-id", "req_1");
    let answer = answer.header("stripe-should-retry", should_retry).body(body.to_owned().into()).unwrap();
    let error = interpret::<CreateSession>(answer).unwrap_err();
    assert_shows_no_secret(&error);
    assert_eq!((error.status().map(|status| status.as_u16()), error.request_id()), (Some(status), Some("req_1")));
    error
}

fn variant(error: &Error) -> &'static str {
    match error {
        Error::InvalidRequest(_) => "invalid request",
        Error::Authentication(_) => "authentication",
        Error::Permission(_) => "permission",
        Error::RateLimit(_) => "rate limit",
        Error::Idempotency(_) => "idempotency",
        Error::Api(_) => "api",
        other => panic!("{other:?}"),
    }
}

#[test]
fn refusals_by_what_to_do() {
    let cases = [
        (400, "invalid_request_error", "invalid request", false),
        (404, "invalid_request_error", "invalid request", false),
        (400, "idempotency_error", "idempotency", false),
        (409, "idempotency_error", "idempotency", true),
        (409, "invalid_request_error", "idempotency", true),
        (401, "invalid_request_error", "authentication", false),
        (402, "card_error", "api", false),
        (403, "invalid_request_error", "permission", false),
        (429, "invalid_request_error", "rate limit", true),
        (400, "new_error", "api", false),
        (500, "api_error", "api", true),
        (503, "invalid_request_error", "api", true),
    ];
    for (status, kind, expected, retryable) in cases {
        let body = format!(r#"{{"error": {{"type": "{kind}", "param": "account"}}}}"#);
        for (should_retry, retryable) in [("", retryable), ("true", true), ("false", false)] {
            let error = error(status, should_retry, &body);
            assert_eq!(
                (variant(&error), error.is_retryable()),
                (expected, retryable),
                "{status} {kind} {should_retry}"
            );
            assert_eq!(error.api().unwrap().param.as_deref(), Some("account"));
        }
    }
}

#[test]
fn what_proxies_answer() {
    for (status, retryable) in [(200, false), (302, false), (403, false), (429, true), (502, true), (504, true)] {
        for body in ["", "<html>"] {
            let error = error(status, "", body);
            assert!(matches!(error, Error::UnexpectedBody(_)) && error.api().is_none(), "{error:?}");
            assert_eq!(error.is_retryable(), retryable, "{status}");
        }
    }
    assert!(!error(502, "false", "").is_retryable());
}

#[test]
fn what_does_not_decode() {
    let error = error(200, "true", r#"{"account": 7, "client_secret": "_CanaryCanaryCanaryCanary"}"#);
    assert!(!error.is_retryable());
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert_eq!((error.path.as_str(), error.excerpt.as_str()), ("account", r#"{"account": 7, "client_secret": "***"}"#));
}

#[test]
fn one_type_for_building_and_sending() {
    fn build() -> Result<crate::CreateAccountSession, Error> {
        Ok(crate::CreateAccountSession::builder().account("").components(crate::ComponentsParams::new()).build()?)
    }
    let error = build().unwrap_err();
    assert!(matches!(error, Error::Validation(_)) && !error.is_retryable(), "{error:?}");
    assert!(error.to_string().contains("account"), "{error}");
}

#[test]
fn is_small_and_crosses_threads() {
    fn crosses_threads<T: Send + Sync + 'static>() {}
    crosses_threads::<Error>();
    assert!(size_of::<Error>() <= 16);
}
