//! Requests after other requests, without a socket.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use http::{Request, Response};
use hyper::body::Bytes;
use serde_json::Value;

use crate::{
    accounts::Accounts,
    api_keys::ApiKeys,
    error_response::ApiError,
    explorer::settings::ExplorerSettings,
    request_handler::RequestHandler,
    request_log::RequestLog,
    served_versions::Versions,
    state::State,
    tables_for_tests::{SEED, SEED_BODY},
};

pub(crate) fn handler() -> RequestHandler {
    let accounts = Accounts::new(&Versions::new(&SEED), Vec::new()).unwrap();
    RequestHandler::new(
        State {
            versions: Versions::new(&SEED),
            accounts,
            keys: ApiKeys::new(vec!["sk_test_sandbox".into(), "sk_live_sandbox".into()]),
            explorer: ExplorerSettings::default(),
        },
        RequestLog::new(100, None),
    )
}

pub(crate) fn request(headers: &[(&str, &str)], body: &str) -> Request<Bytes> {
    let mut request = Request::post("/v1/account_sessions").header("authorization", "Bearer sk_test_sandbox");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.to_owned().into()).unwrap()
}

fn post(handler: &RequestHandler, headers: &[(&str, &str)], body: &str) -> Response<Bytes> {
    response(handler, &request(headers, body), Ok(()))
}

/// The response of a request without delays.
fn response(handler: &RequestHandler, request: &Request<Bytes>, complete: Result<(), ApiError>) -> Response<Bytes> {
    let handling = pin!(handler.handle(request, complete));
    match handling.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(reply) => reply.unwrap().response,
        Poll::Pending => panic!("pending"),
    }
}

pub(crate) fn header<'a>(response: &'a Response<Bytes>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

pub(crate) fn error_of(response: &Response<Bytes>) -> Value {
    serde_json::from_slice::<Value>(response.body()).unwrap()["error"].clone()
}

#[test]
fn modes_are_apart() {
    let handler = handler();
    let ask = |key: &str| {
        let mut request = request(&[("idempotency-key", "k")], SEED_BODY);
        request.headers_mut().insert("authorization", format!("Bearer {key}").parse().unwrap());
        serde_json::from_slice::<Value>(response(&handler, &request, Ok(())).body()).unwrap()
    };
    let [test, live, again] = ["sk_test_sandbox", "sk_live_sandbox", "sk_test_sandbox"].map(ask);
    assert_eq!([&test["livemode"], &live["livemode"]], [false, true]);
    assert_ne!(test["client_secret"], live["client_secret"]);
    assert_eq!(test, again);
}

#[test]
fn a_repeated_request_gets_the_same_response() {
    let handler = handler();
    let first = post(&handler, &[("idempotency-key", "k")], SEED_BODY);
    let first_id = header(&first, "request-id");
    assert_eq!((first.status().as_u16(), header(&first, "idempotent-replayed")), (200, ""));
    assert_eq!((header(&first, "idempotency-key"), header(&first, "original-request")), ("k", first_id));

    let again = post(&handler, &[("idempotency-key", "k")], SEED_BODY);
    assert_eq!((again.status(), again.body()), (first.status(), first.body()));
    assert_eq!((header(&again, "idempotent-replayed"), header(&again, "original-request")), ("true", first_id));
    assert_eq!((header(&again, "idempotency-key"), header(&again, "stripe-version")), ("k", SEED.version));
    assert_ne!(header(&again, "request-id"), first_id);

    for headers in [&[("idempotency-key", "l")][..], &[("idempotency-key", "")], &[]] {
        assert_ne!(post(&handler, headers, SEED_BODY).body(), first.body(), "{headers:?}");
    }
    let elsewhere = [("idempotency-key", "k"), ("stripe-account", "acct_sandbox_custom")];
    assert_ne!(post(&handler, &elsewhere, SEED_BODY).body(), first.body());
}

#[test]
fn a_key_is_for_one_request() {
    let handler = handler();
    let key = [("idempotency-key", "k")];
    post(&handler, &key, SEED_BODY);
    for body in ["account=acct_sandbox_custom&components[payments][enabled]=true", "nonsense=1"] {
        let refused = post(&handler, &key, body);
        assert_eq!((refused.status().as_u16(), header(&refused, "idempotent-replayed")), (400, ""));
        assert_eq!(
            error_of(&refused),
            serde_json::json!({
                "type": "idempotency_error",
                "message": "Keys for idempotent requests can only be used with the same parameters they were first \
                    used with. Try using a key other than 'k' if you meant to execute a different request.",
            })
        );
    }
    assert_eq!(header(&post(&handler, &key, SEED_BODY), "idempotent-replayed"), "true");
    let long = "k".repeat(256);
    assert_eq!(post(&handler, &[("idempotency-key", &long)], SEED_BODY).status(), 400);
}

#[test]
fn errors_of_the_execution_are_kept() {
    let restricted = format!("{SEED_BODY}&components[payouts][features][external_account_collection]=false");
    // Headers and body of a request, and true if its response is kept.
    type Row<'a> = (&'a [(&'a str, &'a str)], &'a str, bool);
    let table: [Row<'_>; 8] = [
        (&[], "account=acct_nobody&components[payments][enabled]=true", true),
        (&[], &restricted, true),
        (&[], "components[payments][enabled]=true", false),
        (&[], "account=acct_1NkDjjJyhOZfPCWt&components[payments][enabled]=maybe", false),
        (&[("content-type", "application/json")], "{}", false),
        (&[("stripe-version", "2020")], SEED_BODY, false),
        (&[("stripe-account", "acct_nobody")], SEED_BODY, false),
        (&[("authorization", "Bearer sk_test_other")], SEED_BODY, false),
    ];
    for (headers, body, is_kept) in table {
        let handler = handler();
        let headers = [&[("idempotency-key", "k")], headers].concat();
        let mut request = request(&headers, body);
        if let Some(last) = request.headers().get_all("authorization").iter().next_back().cloned() {
            request.headers_mut().insert("authorization", last);
        }
        let first = response(&handler, &request, Ok(()));
        let again = response(&handler, &request, Ok(()));
        assert!(first.status().is_client_error(), "{headers:?} {body}");
        assert_eq!((first.status(), first.body()), (again.status(), again.body()), "{headers:?} {body}");
        assert_eq!(header(&again, "idempotent-replayed"), if is_kept { "true" } else { "" }, "{headers:?} {body}");
        // A request that was not executed can be corrected and sent again with its key.
        let corrected = post(&handler, &[("idempotency-key", "k")], SEED_BODY);
        assert_eq!(corrected.status(), if is_kept { 400 } else { 200 }, "{headers:?} {body}");
    }
}

#[test]
fn requests_are_in_the_log() {
    let handler = handler();
    let responses = [
        post(&handler, &[("idempotency-key", "k")], SEED_BODY),
        post(&handler, &[("idempotency-key", "k")], SEED_BODY),
        post(&handler, &[("idempotency-key", "k")], "account=a%20b"),
        post(&handler, &[], SEED_BODY),
        response(&handler, &request(&[], ""), Err(ApiError::invalid(""))),
    ];
    let log = handler.log.kept();
    let ids: Vec<_> = responses.iter().map(|response| header(response, "request-id")).collect();
    assert_eq!(log.iter().map(|logged| logged.request_id.as_str()).collect::<Vec<_>>(), ids);
    let outcomes: Vec<_> = log.iter().map(|logged| (logged.status, logged.created_session, logged.replayed)).collect();
    let refused = (Some(400), false, false);
    assert_eq!(
        outcomes,
        [(Some(200), true, false), (Some(200), false, true), refused, (Some(200), true, false), refused]
    );
    assert_eq!(log[2].params, [("account".to_owned(), "a b".to_owned())]);
    assert_eq!((log[0].idempotency_key.as_deref(), log[3].idempotency_key.as_deref()), (Some("k"), None));
    assert!(log.iter().all(|logged| logged.method == "POST" && logged.path == "/v1/account_sessions"));
    assert_eq!((handler.log.requests(), handler.log.sessions()), (5, 2));
    assert!(!format!("{log:?}").contains("sk_test_sandbox"));
}
