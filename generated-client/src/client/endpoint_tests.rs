use http::StatusCode;

use super::*;
use crate::client::{
    headers::REQUEST_ID,
    tests::{self as testing, CLIENT_SECRET, CreateSession, KEY, Session, api, assert_shows_no_secret, session_body},
};

fn endpoint(base_url: &str) -> Endpoint {
    Endpoint::new(base_url.parse().unwrap(), testing::key())
}

fn parsed(status: u16, headers: &[(&str, &str)], body: &str) -> Result<Response<Session>, Error> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    endpoint("https://api.stripe.com")
        .parse_response::<CreateSession>(response.body(Bytes::from(body.to_owned())).unwrap())
}

fn failed(status: u16, headers: &[(&str, &str)], body: &str) -> Error {
    let error = parsed(status, headers, body).unwrap_err();
    assert_shows_no_secret(&error);
    error
}

#[test]
fn writes_requests() {
    let endpoint =
        endpoint("https://api.stripe.com").with_defaults(&RequestOptions::new().stripe_account("acct_2")).unwrap();
    let message = endpoint.prepare(&CreateSession("account=acct_1&components[payments][enabled]=true")).unwrap();
    assert_eq!(message.method(), Method::POST);
    assert_eq!(message.uri(), "https://api.stripe.com/v1/account_sessions");
    assert_eq!(message.body().as_ref(), b"account=acct_1&components[payments][enabled]=true");
    let expected = [
        ("authorization", format!("Bearer {KEY}")),
        ("accept", "application/json".to_owned()),
        ("content-type", "application/x-www-form-urlencoded".to_owned()),
        ("stripe-version", "2024-09-30.acacia".to_owned()),
        ("stripe-account", "acct_2".to_owned()),
        ("user-agent", format!("generated-client/{}", env!("CARGO_PKG_VERSION"))),
    ];
    for (name, value) in &expected {
        assert_eq!(message.headers()[*name], value.as_str(), "{name}");
    }
    assert_eq!(message.headers().len(), expected.len() + 1);
    let key = message.headers()["idempotency-key"].to_str().unwrap();
    assert_eq!((key.len(), &key[14..15]), (36, "4"));
    assert_ne!(endpoint.prepare(&CreateSession("")).unwrap().headers()["idempotency-key"], key);
}

#[test]
fn keeps_the_path_prefix() {
    for (base_url, expected) in [
        ("https://proxy.example/stripe/", "https://proxy.example/stripe/v1/account_sessions"),
        ("http://[::1]:8080", "http://[::1]:8080/v1/account_sessions"),
    ] {
        let message = endpoint(base_url).prepare(&CreateSession("")).unwrap();
        assert_eq!(message.uri().to_string(), expected);
        assert!(!message.headers().contains_key("stripe-account"));
    }
}

#[test]
fn shows_no_key() {
    let endpoint = endpoint("https://api.stripe.com");
    let message = endpoint.prepare(&CreateSession("")).unwrap();
    assert!(message.headers()[AUTHORIZATION].is_sensitive());
    for printed in [format!("{endpoint:?}"), format!("{message:?}")] {
        assert!(!printed.contains("Canary"), "{printed}");
    }
}

struct Read;

impl Request for Read {
    type Response = Session;
    const API: &'static Api = &api("GET", "/v1/x", "1");

    fn encode(&self) -> String {
        "expand[0]=a".to_owned()
    }
}

#[test]
fn reading_requests_have_no_body() {
    let message = endpoint("https://api.stripe.com").prepare(&Read).unwrap();
    assert_eq!(message.uri(), "https://api.stripe.com/v1/x?expand[0]=a");
    assert!(message.body().is_empty() && !message.headers().contains_key(CONTENT_TYPE));
    assert!(!message.headers().contains_key("idempotency-key"));
}

struct Broken<const N: usize>;

impl<const N: usize> Request for Broken<N> {
    type Response = Session;
    const API: &'static Api =
        &[api("PO ST", "/v1", "1"), api("POST", "/v1 /x", "1"), api("POST", "/v1", "1\r\nX-Evil: 1")][N];

    fn encode(&self) -> String {
        String::new()
    }
}

#[test]
fn refuses_headers_that_http_forbids() {
    let endpoint = endpoint("https://api.stripe.com");
    for result in [endpoint.prepare(&Broken::<0>), endpoint.prepare(&Broken::<1>), endpoint.prepare(&Broken::<2>)] {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::RequestConstruction(_)), "{error:?}");
        assert!(error.to_string().ends_with("cannot be written as an HTTP request"), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
fn reads_the_object() {
    let session = parsed(200, &[("Request-Id", "req_1"), ("x", "y")], &session_body()).unwrap();
    assert_eq!(session.account, "acct_1");
    assert_eq!((session.status(), session.request_id()), (StatusCode::OK, Some("req_1")));
    assert_eq!(session.headers()["x"], "y");
    assert_eq!(session.body(), session_body().as_bytes());
    let printed = format!("{session:?} {session:#?}");
    assert!(printed.contains("req_1") && !printed.contains("Canary") && !printed.contains(CLIENT_SECRET), "{printed}");
    assert_eq!(session.into_inner().account, "acct_1");
    assert_eq!(parsed(201, &[], &session_body()).unwrap().request_id(), None);
}

#[test]
fn reads_refusals() {
    let body = format!(
        r#"{{"error": {{"type": "invalid_request_error", "code": "api_key_expired", "param": "{KEY}",
            "message": "Expired API Key provided: {KEY}, client_secret {CLIENT_SECRET}"}}}}"#
    );
    let error = failed(401, &[("request-id", "req_2")], &body);
    let Error::Authentication(api) = &error else { panic!("{error:?}") };
    assert_eq!(api.kind.as_deref(), Some("invalid_request_error"));
    assert_eq!(api.code.as_deref(), Some("api_key_expired"));
    assert_eq!(api.message.as_deref(), Some("Expired API Key provided: sk_test_***, client_secret ***"));
    assert_eq!((error.status(), error.request_id()), (Some(StatusCode::UNAUTHORIZED), Some("req_2")));
    assert!(error.to_string().contains("req_2"), "{error}");
}

/// Status, headers, body, and what the message then says.
type Case = (u16, &'static [(&'static str, &'static str)], &'static str, &'static str);

#[test]
fn explains_responses_of_another_form() {
    const HTML: &[(&str, &str)] = &[("content-type", "text/html; charset=utf-8"), ("request-id", "req_3")];
    let cases: [Case; 8] = [
        (
            502,
            HTML,
            "<html>Bad",
            "9 bytes of `text/html; charset=utf-8` instead of the API's JSON: <html>Bad (502 Bad Gateway, request req_3)",
        ),
        (200, HTML, "<html>hi", "8 bytes of `text/html; charset=utf-8` instead"),
        (503, &[], "", "is empty instead of the API's JSON (503 Service Unavailable, no request id)"),
        (200, &[], "", "is empty instead"),
        (400, &[("content-type", "application/json")], r#"{"error": {"ty"#, "14 bytes of `application/json`"),
        (400, &[], r#"{"error": "invalid_grant"}"#, "26 bytes of no stated content type"),
        (302, &[("location", "https://evil.example/")], "", "redirects are not followed (302 Found"),
        (500, &[("content-type", KEY), ("request-id", KEY)], "x", "1 bytes of `sk_test_***`"),
    ];
    for (status, headers, body, expected) in cases {
        let error = failed(status, headers, body);
        assert!(matches!(error, Error::UnexpectedBody(_)), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
}

#[test]
fn names_the_place_where_decoding_failed() {
    let truncated = &session_body()[..70];
    for (body, expected) in [
        (
            r#"{"account": 1}"#,
            "the response to POST /v1/account_sessions cannot be decoded: `account`: expected text \
             (200 OK, request req_4)",
        ),
        (truncated, "cannot be decoded: EOF while parsing"),
        (" \n{", "cannot be decoded: EOF while parsing"),
    ] {
        let error = failed(200, &[("request-id", "req_4")], body);
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(error.request_id(), Some("req_4"));
    }
}

#[test]
fn a_request_id_that_is_not_text_is_ignored() {
    let mut response = http::Response::new(Bytes::new());
    response.headers_mut().insert(REQUEST_ID, HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(
        endpoint("https://api.stripe.com").parse_response::<CreateSession>(response).unwrap_err().request_id(),
        None
    );
}

#[test]
fn errors_keep_unknown_fields_and_headers() {
    let body = format!(
        r#"{{"error": {{"type": "new_error", "code": 7, "message": null, "more": {{"{KEY}": ["{KEY}", 1]}},
            "doc_url": "https://stripe.com/docs/x", "request_log_url": "https://dashboard/x"}}}}"#
    );
    let error = failed(400, &[("retry-after", "7"), ("stripe-rate-limited-reason", "x")], &body);
    let Error::Api(api) = &error else { panic!("{error:?}") };
    assert_eq!((&api.kind, &api.code), (&Some("new_error".to_owned()), &None));
    assert_eq!(
        error.to_string(),
        "the request was refused without a message (new_error, 400 Bad Request, no request id)"
    );
    let raw = api.raw.as_ref().unwrap();
    assert_eq!((&raw["code"], &raw["more"]), (&7.into(), &serde_json::json!({"sk_test_***": ["sk_test_***", 1]})));
    assert_eq!(api.doc_url.as_deref(), Some("https://stripe.com/docs/x"));
    assert_eq!(error.headers().unwrap()["stripe-rate-limited-reason"], "x");
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(7)));
    assert_eq!((error.attempts(), error.idempotency_key()), (0, None));
}

#[test]
fn messages_keep_their_dots() {
    let error = failed(400, &[], r#"{"error": {"message": "Too short: 'ab..'..."}}"#);
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(error.to_string().contains("request: Too short: 'ab..'... (400 Bad Request"), "{error}");
}

#[test]
fn shows_the_beginning_of_other_bodies() {
    for status in [401, 403, 429, 502] {
        let long = format!("key {KEY} {}", "é".repeat(3000));
        let error = failed(status, &[], &long);
        let shown = match &error {
            Error::UnexpectedBody(error) => error.body.clone(),
            error => error.api().unwrap().body.clone(),
        };
        let shown = shown.unwrap();
        assert!(shown.starts_with("key sk_test_*** é") && shown.ends_with('…') && shown.len() <= 1027, "{shown}");
        assert!(error.to_string().contains(&shown), "{error}");
    }
}

#[test]
fn blanks_a_key_of_any_shape() {
    let key = SecretKey::new("tok-Canary/1").unwrap();
    let endpoint = Endpoint::new(BaseUrl::default(), key);
    for (status, body) in [
        (401, r#"{"error": {"type": "tok-Canary/1", "code": "tok-Canary/1", "message": "no tok-Canary/1"}}"#),
        (502, "no tok-Canary/1"),
        (403, "no tok-Canary/1"),
    ] {
        let response = http::Response::builder().status(status).header(REQUEST_ID, "tok-Canary/1");
        let response = response.header(CONTENT_TYPE, "tok-Canary/1").body(Bytes::from(body)).unwrap();
        assert_shows_no_secret(&endpoint.parse_response::<CreateSession>(response).unwrap_err());
    }
    let options = RequestOptions::new().header("tok-Canary/1", "x").param("tok-Canary/1", "x");
    let options = options.stripe_account("tok-Canary/1");
    assert_shows_no_secret(&endpoint.prepare_with(&CreateSession(""), &options).unwrap_err());
}

#[test]
fn names_the_application() {
    let app = AppInfo::new("My shop").version("1.2").url("https://shop.example");
    let endpoint = endpoint("https://api.stripe.com").with_app_info(&app).unwrap();
    let message = endpoint.prepare(&CreateSession("")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        message.headers()[USER_AGENT],
        format!("generated-client/{version} My shop/1.2 (https://shop.example)").as_str()
    );
    let sent: serde_json::Value =
        serde_json::from_slice(message.headers()[STRIPE_CLIENT_USER_AGENT].as_bytes()).unwrap();
    let expected = serde_json::json!({"name": "My shop", "version": "1.2", "url": "https://shop.example"});
    assert_eq!((&sent["application"], &sent["lang"]), (&expected, &"rust".into()));
}
