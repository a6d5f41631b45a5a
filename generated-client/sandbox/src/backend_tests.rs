//! Requests after other requests, without a socket.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use http::{Request, Response, request::Parts};
use hyper::body::Bytes;
use serde_json::Value;

use super::{
    accounts::Accounts,
    answer::World,
    api_error::ApiError,
    auth::Keys,
    backend::Backend,
    fixture::{SEED, SEED_BODY},
    log::Log,
    versions::Versions,
};

pub(super) fn backend() -> Backend {
    let accounts = Accounts::new(&Versions::new(&SEED), Vec::new()).unwrap();
    Backend::new(
        World {
            versions: Versions::new(&SEED),
            accounts,
            keys: Keys::new(vec!["sk_test_sandbox".into(), "sk_live_sandbox".into()]),
        },
        Log::new(100, None),
    )
}

pub(super) fn head(headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::post("/v1/account_sessions").header("authorization", "Bearer sk_test_sandbox");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

fn post(backend: &Backend, headers: &[(&str, &str)], body: &str) -> Response<Bytes> {
    answer(backend, &head(headers), body)
}

/// For requests with which nothing takes time.
fn answer(backend: &Backend, head: &Parts, body: &str) -> Response<Bytes> {
    let answering = pin!(backend.answer(head, body.as_bytes()));
    match answering.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(reply) => reply.unwrap().answer,
        Poll::Pending => panic!("takes time"),
    }
}

pub(super) fn header<'a>(response: &'a Response<Bytes>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

pub(super) fn error_of(response: &Response<Bytes>) -> Value {
    serde_json::from_slice::<Value>(response.body()).unwrap()["error"].clone()
}

#[test]
fn modes_are_apart() {
    let backend = backend();
    let ask = |key: &str| {
        let mut head = head(&[("idempotency-key", "k")]);
        head.headers.insert("authorization", format!("Bearer {key}").parse().unwrap());
        serde_json::from_slice::<Value>(answer(&backend, &head, SEED_BODY).body()).unwrap()
    };
    let [test, live, again] = ["sk_test_sandbox", "sk_live_sandbox", "sk_test_sandbox"].map(ask);
    assert_eq!([&test["livemode"], &live["livemode"]], [false, true]);
    assert_ne!(test["client_secret"], live["client_secret"]);
    assert_eq!(test, again);
}

#[test]
fn the_same_request_gets_the_same_answer() {
    let backend = backend();
    let first = post(&backend, &[("idempotency-key", "k")], SEED_BODY);
    let first_id = header(&first, "request-id");
    assert_eq!((first.status().as_u16(), header(&first, "idempotent-replayed")), (200, ""));
    assert_eq!((header(&first, "idempotency-key"), header(&first, "original-request")), ("k", first_id));

    let again = post(&backend, &[("idempotency-key", "k")], SEED_BODY);
    assert_eq!((again.status(), again.body()), (first.status(), first.body()));
    assert_eq!((header(&again, "idempotent-replayed"), header(&again, "original-request")), ("true", first_id));
    assert_eq!((header(&again, "idempotency-key"), header(&again, "stripe-version")), ("k", SEED.version));
    assert_ne!(header(&again, "request-id"), first_id);

    for headers in [&[("idempotency-key", "l")][..], &[("idempotency-key", "")], &[]] {
        assert_ne!(post(&backend, headers, SEED_BODY).body(), first.body(), "{headers:?}");
    }
    let elsewhere = [("idempotency-key", "k"), ("stripe-account", "acct_sandbox_custom")];
    assert_ne!(post(&backend, &elsewhere, SEED_BODY).body(), first.body());
}

#[test]
fn a_key_is_for_one_request() {
    let backend = backend();
    let key = [("idempotency-key", "k")];
    post(&backend, &key, SEED_BODY);
    for body in ["account=acct_sandbox_custom&components[payments][enabled]=true", "nonsense=1"] {
        let refused = post(&backend, &key, body);
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
    assert_eq!(header(&post(&backend, &key, SEED_BODY), "idempotent-replayed"), "true");
    let long = "k".repeat(256);
    assert_eq!(post(&backend, &[("idempotency-key", &long)], SEED_BODY).status(), 400);
}

#[test]
fn which_errors_are_kept() {
    let restricted = format!("{SEED_BODY}&components[payouts][features][external_account_collection]=false");
    // Headers and body of a request, and whether its answer is kept.
    type Row<'a> = (&'a [(&'a str, &'a str)], &'a str, bool);
    let table: [Row<'_>; 8] = [
        (&[], "account=acct_nobody&components[payments][enabled]=true", true),
        (&[], &restricted, true),
        (&[], "components[payments][enabled]=true", false),
        (&[], "account=acct_1NkDjjJyhOZfPCWt&components[payments][enabled]=maybe", false),
        (&[("content-type", "application/json")], "{}", false),
        (&[("stripe-version", "2020-08-27")], SEED_BODY, false),
        (&[("stripe-account", "acct_nobody")], SEED_BODY, false),
        (&[("authorization", "Bearer sk_test_other")], SEED_BODY, false),
    ];
    for (headers, body, is_kept) in table {
        let backend = backend();
        let headers = [&[("idempotency-key", "k")], headers].concat();
        let mut head = head(&headers);
        if let Some(last) = head.headers.get_all("authorization").iter().next_back().cloned() {
            head.headers.insert("authorization", last);
        }
        let first = answer(&backend, &head, body);
        let again = answer(&backend, &head, body);
        assert!(first.status().is_client_error(), "{headers:?} {body}");
        assert_eq!((first.status(), first.body()), (again.status(), again.body()), "{headers:?} {body}");
        assert_eq!(header(&again, "idempotent-replayed"), if is_kept { "true" } else { "" }, "{headers:?} {body}");
        // A request that was never executed can be mended and sent under its key.
        let mended = post(&backend, &[("idempotency-key", "k")], SEED_BODY);
        assert_eq!(mended.status(), if is_kept { 400 } else { 200 }, "{headers:?} {body}");
    }
}

#[test]
fn what_came_is_in_the_log() {
    let backend = backend();
    let answers = [
        post(&backend, &[("idempotency-key", "k")], SEED_BODY),
        post(&backend, &[("idempotency-key", "k")], SEED_BODY),
        post(&backend, &[("idempotency-key", "k")], "account=a%20b"),
        post(&backend, &[], SEED_BODY),
        backend.refuse(&head(&[]), ApiError::invalid("")),
    ];
    let log = backend.log.kept();
    let ids: Vec<_> = answers.iter().map(|answer| header(answer, "request-id")).collect();
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
    assert_eq!((backend.log.requests(), backend.log.sessions()), (5, 2));
    assert!(!format!("{log:?}").contains("sk_test_sandbox"));
}
