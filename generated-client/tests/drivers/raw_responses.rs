//! Raw responses, some of them cut off, and the error or session of each.

use std::time::Duration;

use generated_client::{AccountSession, Error, Response};

use crate::{
    driver_clients::{Driver, Settings, word},
    peer::Peer,
};

/// The error of a response, the same for every driver, after one attempt.
fn error(raw: &'static str) -> Error {
    let mut last = None;
    for driver in Driver::ALL {
        let peer = Peer::start(move |mut connection| {
            connection.read_request();
            connection.write(raw);
        });
        let error = driver.client(&Settings { max_retries: 2, ..Settings::new(peer.http()) }).error();
        assert_eq!((peer.requests().len(), error.attempts()), (1, 1), "{driver:?} {error:?}");
        last = Some(error);
    }
    last.unwrap()
}

#[test]
fn an_error_without_its_type() {
    let error = error(include_str!("raw_responses/error_without_type.http"));
    assert_eq!(word(&error), "invalid request");
    let message = "The account acct_1 has been deleted, so no session can be made for it.";
    assert_eq!(error.api().unwrap().message.as_deref(), Some(message));
    assert!(error.to_string().contains(message), "{error}");
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (400, Some("req_7")));
}

#[test]
fn the_page_of_a_firewall() {
    let error = error(include_str!("raw_responses/firewall_403.http"));
    assert_eq!(word(&error), "permission");
    let shown = "<html><head><title>403</title></head><body>Your request was blocked by policy 4711.</body></html>";
    assert_eq!(error.api().unwrap().body.as_deref(), Some(shown));
    assert!(error.to_string().contains(shown), "{error}");
    assert_eq!(error.headers().unwrap()["content-type"], "text/html");
}

#[test]
fn a_limited_rate() {
    let error = error(include_str!("raw_responses/rate_limited.http"));
    assert_eq!((word(&error), error.retry_after()), ("rate limit", Some(Duration::from_secs(2))));
    assert_eq!(error.headers().unwrap()["stripe-rate-limited-reason"], "global-rate");
    assert!(error.is_retryable());
}

#[test]
fn a_refusal_that_breaks_off() {
    let error = error(include_str!("raw_responses/cut_401.http"));
    assert_eq!((word(&error), error.is_retryable()), ("authentication", false));
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (401, Some("req_11")));
    assert!(error.context().unwrap().incomplete && error.to_string().contains("incomplete"), "{error}");
}

#[test]
fn a_failure_that_breaks_off_and_is_not_to_be_retried() {
    let error = error(include_str!("raw_responses/cut_500_not_again.http"));
    assert_eq!((word(&error), error.is_retryable()), ("unexpected body", false));
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (500, Some("req_12")));
    assert!(error.context().unwrap().incomplete);
}

/// The session of a response, the same for every driver.
fn session(raw: &'static str) -> Response<AccountSession> {
    let sessions = Driver::ALL.map(|driver| {
        let peer = Peer::start(move |mut connection| {
            connection.read_request();
            connection.write(raw);
        });
        let session = driver.client(&Settings::new(peer.http())).send().unwrap();
        assert_eq!(peer.requests().len(), 1, "{driver:?}");
        session
    });
    let [first, ..] = sessions;
    first
}

#[test]
fn a_timestamp_with_a_fraction() {
    let session = session(include_str!("raw_responses/float_timestamp.http"));
    assert_eq!(session.expires_at.unwrap().as_seconds(), 1_893_456_000);
    assert_eq!(session.client_secret.expose_secret(), "_secret_of_a_test");
    assert_eq!(session.components.payments.as_ref().unwrap().refund_management, Some(true));
}

#[test]
fn features_as_an_empty_list() {
    let session = session(include_str!("raw_responses/features_as_empty_list.http"));
    let documents = session.components.documents.as_ref().unwrap();
    assert_eq!(documents.enabled, Some(true));
    assert_eq!(documents.unknown, Default::default());
}
