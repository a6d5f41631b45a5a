use super::*;
use crate::client::{
    endpoint::Endpoint,
    tests::{self as testing, CreateSession, assert_shows_no_secret},
};

fn error(status: u16, should_retry: &str, body: &str) -> Error {
    let response = http::Response::builder().status(status).header("request-id", "req_1");
    let response = response.header("stripe-should-retry", should_retry).body(body.to_owned().into()).unwrap();
    let error =
        Endpoint::new(Default::default(), testing::key()).parse_response::<CreateSession>(response).unwrap_err();
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
fn each_refusal_has_its_variant() {
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
        (401, "new_error", "authentication", false),
        (403, "new_error", "permission", false),
        (429, "new_error", "rate limit", true),
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
fn responses_of_proxies() {
    for status in [401, 403, 429] {
        let error = error(status, "", "<html>");
        assert_eq!(error.api().unwrap().body.as_deref(), Some("<html>"));
        let expected = ["authentication", "permission", "rate limit"][[401, 403, 429].binary_search(&status).unwrap()];
        assert_eq!((variant(&error), error.is_retryable()), (expected, status == 429));
    }
    for (status, retryable) in [(200, false), (302, false), (404, false), (502, true), (504, true)] {
        for body in ["", "<html>"] {
            let error = error(status, "", body);
            assert!(matches!(error, Error::UnexpectedBody(_)) && error.api().is_none(), "{error:?}");
            assert_eq!(error.is_retryable(), retryable, "{status}");
        }
    }
    assert!(!error(502, "false", "").is_retryable());
}

#[test]
fn undecodable_responses() {
    let error = error(200, "true", r#"{"account": 7, "client_secret": "_CanaryCanaryCanaryCanary"}"#);
    assert!(!error.is_retryable());
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert_eq!(error.path, "account");
}

#[test]
#[cfg(feature = "v2024_09_30_acacia")]
fn one_type_for_building_and_sending() {
    use crate::v2024_09_30_acacia::{ComponentsParams, CreateAccountSession};

    fn build() -> Result<CreateAccountSession, Error> {
        Ok(CreateAccountSession::builder().account("").components(ComponentsParams::new()).build()?)
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
