//! Spans and events of requests, hyper's own included.

use std::{
    fmt::{Debug, Write},
    sync::atomic::{AtomicU64, Ordering},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use super::*;

/// Keeps every span and event as a line of text, at every level.
#[derive(Clone, Default)]
struct Capture {
    lines: Arc<Mutex<Vec<String>>>,
    next: Arc<AtomicU64>,
}

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Capture {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut lines = self.lines.lock().unwrap();
        let metadata = attributes.metadata();
        let mut line = format!("{}::{}", metadata.target(), metadata.name());
        attributes.record(&mut Line(&mut line));
        lines.push(line);
        // The index of the line plus one, since span IDs start at one.
        self.next.store(lines.len() as u64, Ordering::Relaxed);
        Id::from_u64(lines.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let at = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Line(&mut self.lines.lock().unwrap()[at]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = format!("{} event", event.metadata().target());
        event.record(&mut Line(&mut line));
        self.lines.lock().unwrap().push(line);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The spans and events of this crate during a request, without numbers that depend on time.
async fn captured(then: Then) -> Vec<String> {
    let capture = Capture::default();
    let timeout = if matches!(then, Then::WriteAndHang(_)) { SHORT } else { Duration::from_secs(80) };
    let server = Server::start(then).await;
    {
        let _guard = tracing::subscriber::set_default(capture.clone());
        let client = server.builder().timeout(timeout).build().unwrap();
        let options = RequestOptions::new().header("x-extra", "CanaryHeader").param("extra", "CanaryParam");
        let options = options.idempotency_key("CanaryIdempotency");
        drop(client.send_with(&CreateSession(FORM), &options).await);
        drop(client.retrieve_account("acct_CanaryAccount").await);
    }
    let lines = std::mem::take(&mut *capture.lines.lock().unwrap());
    for line in &lines {
        assert!(!line.contains("Canary") && !line.contains("acct_1") && !line.contains("payments"), "{line}");
    }
    let ours = lines.into_iter().filter(|line| line.starts_with("generated_client"));
    ours.map(|line| {
        let words = line.split(' ').map(|word| match word.split_once('=') {
            Some((name @ ("latency_ms" | "after_ms"), number)) if number.parse::<u64>().is_ok() => format!("{name}=N"),
            _ => word.to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    })
    .collect()
}

const STATUS_200: &str = r#"status=200 request_id="req_1""#;
const STATUS_400: &str = r#"status=400 request_id="req_1""#;
const STATUS_502: &str = r#"status=502 request_id="req_1""#;
const POST: &str = r#"method="POST" path="/v1/account_sessions""#;
const GET: &str = r#"method="GET" path="/v1/accounts/{account}""#;

#[tokio::test]
async fn spans_have_the_outcome_and_no_parameters() {
    let lines = captured(Then::Write(http_response("200 OK", &session_body()))).await;
    let end = r#"latency_ms=N status=200 request_id="req_1""#;
    assert_eq!(
        lines,
        [
            format!("generated_client::request {POST} attempts=1 {end}"),
            format!("generated_client::attempt {POST} attempt=1 {end}"),
            format!("generated_client::request {GET} attempts=1 {end}"),
            format!("generated_client::attempt {GET} attempt=1 {end}"),
        ]
    );
}

#[tokio::test]
async fn spans_have_every_failure() {
    let refusal = format!(
        r#"{{"error": {{"type": "x", "code": "its_code", "message": "no {KEY} {CLIENT_SECRET} CanaryMessage"}}}}"#
    );
    let cut = http_response("200 OK", &session_body()).replace("Content-Length: ", "Content-Length: 1");
    let undecodable = session_body().replace("acct", "canary").replace("\"canary_1\"", "7");
    for (response, attempt, request) in [
        (Then::Write(http_response("400 Bad Request", &refusal)), STATUS_400, r#" error="api" code="its_code""#),
        (Then::Write(http_response("200 OK", &undecodable)), STATUS_200, r#" error="decode""#),
        (Then::Write(http_response("502 Bad Gateway", "<html>")), STATUS_502, r#" error="unexpected_body""#),
        (Then::WriteAndClose(String::new()), r#"error="connection""#, ""),
        (Then::WriteAndClose(cut), r#"status=200 request_id="req_1" error="connection""#, ""),
        (Then::WriteAndHang(String::new()), r#"error="timeout""#, ""),
    ] {
        let lines = captured(response).await;
        assert_eq!(lines[0], format!("generated_client::request {POST} attempts=1 latency_ms=N {attempt}{request}"));
        assert_eq!(lines[1], format!("generated_client::attempt {POST} attempt=1 latency_ms=N {attempt}"));
    }
}

#[tokio::test]
async fn spans_have_every_attempt() {
    let capture = Capture::default();
    let server = Server::start(Then::Write(http_response("500 Internal Server Error", ""))).await;
    let client = server.builder().retry(RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO)).build().unwrap();
    let _guard = tracing::subscriber::set_default(capture.clone());
    error_of(&client).await;
    let lines = capture.lines.lock().unwrap();
    let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(count("generated_client::request"), 1);
    assert_eq!(count("generated_client::attempt"), 3);
    assert_eq!(count("generated_client event message=the request will be sent again after_ms=0"), 2, "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("hyper")), "hyper's events are checked as well: {lines:?}");
}

#[test]
#[cfg(all(feature = "blocking", feature = "sandbox"))]
fn tell_the_same_of_the_blocking_driver() {
    use crate::{
        client::blocking,
        sandbox::{Fault, Sandbox},
    };

    let sandbox = Sandbox::builder(&crate::v2024_09_30_acacia::API).secret_key(KEY).start().unwrap();
    sandbox.fail_next(Fault::cut());
    sandbox.fail_next(Fault::status(503));
    let capture = Capture::default();
    tracing::subscriber::with_default(capture.clone(), || {
        let at_once = RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO);
        let builder = blocking::Client::builder(testing::key()).base_url(sandbox.base_url()).retry(at_once);
        let account = "account=acct_1NkDjjJyhOZfPCWt&components[payments][enabled]=true";
        builder.build().unwrap().send(&CreateSession(account)).unwrap();
    });
    let lines = capture.lines.lock().unwrap();
    let ours: Vec<_> = lines.iter().filter(|line| line.starts_with("generated_client")).collect();
    let expected = [
        ("request", "attempts=1 attempts=2 attempts=3", "status=200"),
        ("attempt", "attempt=1", "error=\"connection\""),
        ("event", "message=the request will be sent again", "after_ms=0"),
        ("attempt", "attempt=2", "status=503"),
        ("event", "message=the request will be sent again", "after_ms=0"),
        ("attempt", "attempt=3", "status=200"),
    ];
    assert_eq!(ours.len(), expected.len(), "{ours:?}");
    for (line, (name, first, second)) in ours.into_iter().zip(expected) {
        assert!(line.contains(name) && line.contains(first) && line.contains(second), "{line}");
        assert!(!line.contains("Canary") && !line.contains("acct_"), "{line}");
    }
}
