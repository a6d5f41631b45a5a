//! The client over sockets, to a small server.

#[cfg(feature = "tracing")]
#[path = "observe_tests.rs"]
mod spans;

use std::{net::SocketAddr, sync::Mutex, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::sleep,
};

use super::*;
use crate::client::{
    retry::RetryPolicy,
    tests::{self as testing, CLIENT_SECRET, CreateSession, KEY, assert_shows_no_secret, session_body},
};

const FORM: &str = "account=acct_1&components[payments][enabled]=true";
const SHORT: Duration = Duration::from_millis(50);

/// The server's reaction to a request.
#[derive(Clone)]
enum Then {
    /// Writes this and awaits the next request.
    Write(String),
    /// Writes this and closes the connection.
    WriteAndClose(String),
    /// Writes this and nothing else, ever.
    WriteAndHang(String),
}

struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(then: Then) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), requests: Arc::default() };
        let requests = server.requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, then.clone(), requests.clone()));
            }
        });
        server
    }

    fn builder(&self) -> ClientBuilder {
        builder(&format!("http://{}/prefix", self.address))
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// A client that makes one attempt.
fn builder(url: &str) -> ClientBuilder {
    Client::builder(testing::key()).base_url(url).retry(RetryPolicy::default().max_retries(0))
}

fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let len = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    len.map_or(0, |len| len.parse().unwrap()) == body.len()
}

async fn serve(mut stream: TcpStream, then: Then, requests: Arc<Mutex<Vec<String>>>) {
    let mut read = String::new();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer).await {
            Ok(len) if len > 0 => read.push_str(&String::from_utf8_lossy(&buffer[..len])),
            _ => return,
        }
        if !is_whole(&read) {
            continue;
        }
        requests.lock().unwrap().push(std::mem::take(&mut read));
        let (Then::Write(text) | Then::WriteAndClose(text) | Then::WriteAndHang(text)) = &then;
        // The client may have gone away, as it does after a timeout.
        let _ = stream.write_all(text.as_bytes()).await;
        match then {
            Then::Write(_) => {}
            Then::WriteAndClose(_) => return,
            Then::WriteAndHang(_) => sleep(Duration::MAX).await,
        }
    }
}

fn http_response(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\nRequest-Id: req_1\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

async fn error_of(client: &Client) -> Error {
    let error = client.send(&CreateSession(FORM)).await.unwrap_err();
    assert_shows_no_secret(&error);
    error
}

#[tokio::test]
async fn sends_and_reads() {
    let server = Server::start(Then::Write(http_response("200 OK", &session_body()))).await;
    let client = server
        .builder()
        .stripe_account("acct_2")
        .connect_timeout(Duration::MAX)
        .idle_timeout(Duration::MAX)
        .build()
        .unwrap();
    for _ in 0..2 {
        let session = client.clone().send(&CreateSession(FORM)).await.unwrap();
        assert_eq!((session.account.as_str(), session.request_id()), ("acct_1", Some("req_1")));
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    assert_eq!(body, FORM);
    let mut lines: Vec<_> = head.lines().map(str::to_owned).collect();
    assert_eq!(lines.remove(0), "POST /prefix/v1/account_sessions HTTP/1.1");
    lines.retain(|line| !line.starts_with("idempotency-key: "));
    lines.sort();
    assert_eq!(
        lines,
        [
            "accept: application/json".to_owned(),
            format!("authorization: Bearer {KEY}"),
            format!("content-length: {}", FORM.len()),
            "content-type: application/x-www-form-urlencoded".to_owned(),
            format!("host: {}", server.address),
            "stripe-account: acct_2".to_owned(),
            "stripe-version: 2024-09-30.acacia".to_owned(),
            format!("user-agent: generated-client/{}", env!("CARGO_PKG_VERSION")),
        ]
    );
}

#[tokio::test]
async fn localhost_is_this_machine() {
    let server = Server::start(Then::Write(http_response("200 OK", &session_body()))).await;
    let url = format!("http://localhost:{}", server.address.port());
    let client = Client::builder(testing::key()).base_url(url).build().unwrap();
    assert_eq!(client.send(&CreateSession(FORM)).await.unwrap().account, "acct_1");
}

#[tokio::test]
async fn times_out_without_a_response() {
    let server = Server::start(Then::WriteAndHang(String::new())).await;
    let error = error_of(&server.builder().timeout(SHORT).build().unwrap()).await;
    assert_eq!(
        error.to_string(),
        "attempt 1 of POST /v1/account_sessions had no complete response within 50ms (no request id)"
    );
    assert!(matches!(error, Error::Timeout(_)));
}

#[tokio::test]
async fn times_out_within_the_response() {
    let response = http_response("200 OK", &session_body());
    let server = Server::start(Then::WriteAndHang(response[..response.len() - 5].to_owned())).await;
    // Long enough for the head to arrive on a busy machine.
    let error = error_of(&server.builder().timeout(10 * SHORT).build().unwrap()).await;
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(error.request_id(), Some("req_1"));
}

#[tokio::test]
async fn reports_a_broken_response() {
    let response = http_response("200 OK", &session_body());
    let server = Server::start(Then::WriteAndClose(response[..response.len() - 5].to_owned())).await;
    let error = error_of(&server.builder().build().unwrap()).await;
    assert_eq!(
        error.to_string(),
        "the connection failed before the response was complete for POST /v1/account_sessions \
         (200 OK, incomplete, request req_1)"
    );
}

#[tokio::test]
async fn reports_a_response_that_is_not_http() {
    for text in ["", "SSH-2.0-x\r\n"] {
        let server = Server::start(Then::WriteAndClose(text.to_owned())).await;
        let error = error_of(&server.builder().build().unwrap()).await;
        let Error::Connection(error) = error else { panic!("{error:?}") };
        assert!(error.connected);
    }
}

#[tokio::test]
async fn reports_a_refused_connection() {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for scheme in ["http", "https"] {
        let client = builder(&format!("{scheme}://{address}")).build().unwrap();
        let error = error_of(&client).await;
        assert_eq!(error.to_string(), "no connection was made for POST /v1/account_sessions (no request id)");
        let Error::Connection(error) = error else { panic!("{error:?}") };
        assert!(!error.connected);
    }
}

#[tokio::test]
async fn sends_nothing_unencrypted_to_https() {
    let server = Server::start(Then::WriteAndClose(String::new())).await;
    let url = format!("https://{}", server.address);
    let client = builder(&url).timeout(4 * SHORT).build().unwrap();
    error_of(&client).await;
    assert_eq!(server.requests(), [""; 0]);
}

#[tokio::test]
async fn follows_no_redirect() {
    let response = http_response("307 Temporary Redirect\r\nLocation: /elsewhere", "");
    let server = Server::start(Then::Write(response)).await;
    let error = error_of(&server.builder().build().unwrap()).await;
    assert!(error.to_string().contains("redirects are not followed"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn reads_no_more_than_the_limit() {
    let at_limit = session_body();
    let over_limit = format!("{at_limit} ");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nRequest-Id: req_1\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{over_limit}\r\n0\r\n\r\n",
        over_limit.len()
    );
    for (response, fits) in
        [(http_response("200 OK", &at_limit), true), (http_response("200 OK", &over_limit), false), (chunked, false)]
    {
        let server = Server::start(Then::Write(response)).await;
        let client = server.builder().body_limit(at_limit.len()).build().unwrap();
        match client.send(&CreateSession(FORM)).await {
            Ok(_) => assert!(fits),
            Err(error) => {
                assert!(!fits);
                assert!(error.to_string().ends_with("bytes (200 OK, incomplete, request req_1)"), "{error}");
                assert_shows_no_secret(&error);
            }
        }
    }
}

#[tokio::test]
async fn shows_no_secret() {
    let server = Server::start(Then::Write(http_response("200 OK", &session_body()))).await;
    let client = server.builder().build().unwrap();
    let session = client.send(&CreateSession(FORM)).await.unwrap();
    let printed = format!("{client:?} {:?} {session:?}", server.builder());
    assert!(!printed.contains(KEY) && !printed.contains(CLIENT_SECRET) && !printed.contains("Canary"), "{printed}");
}

#[test]
fn is_cheap_to_share() {
    fn crosses_threads<T: Clone + Send + Sync + 'static>(value: T) -> T {
        value
    }
    let client = crosses_threads(Client::new(testing::key()).unwrap());
    fn is_send(_: impl Send) {}
    is_send(client.send(&CreateSession(FORM)));
}

#[test]
fn installs_no_crypto_provider() {
    Client::new(testing::key()).unwrap();
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

#[tokio::test]
async fn attempts_are_reported() {
    let server = Server::start(Then::Write(http_response("503 Service Unavailable", ""))).await;
    let events = Arc::new(Mutex::new(Vec::new()));
    let (kept, pause) = (events.clone(), Duration::from_millis(1));
    let retried = server.builder().retry(RetryPolicy::default().max_retries(1).pauses(pause, pause));
    let client = retried.on_attempt(move |event| kept.lock().unwrap().push(event.clone())).build().unwrap();
    let error = error_of(&client).await;
    let events = std::mem::take(&mut *events.lock().unwrap());
    assert_eq!((events.len(), error.attempts()), (2, 2));
    for (event, (attempt, next)) in events.iter().zip([(1, Some(pause)), (2, None)]) {
        assert_eq!(event.operation.to_string(), "POST /v1/account_sessions");
        assert_eq!((event.attempt, event.next_attempt_in, event.error), (attempt, next, None));
        assert_eq!((event.status.unwrap().as_u16(), event.request_id.as_deref()), (503, Some("req_1")));
    }
    drop(server);
    let client = builder("http://127.0.0.1:1").on_attempt(|event| assert_eq!(event.error, Some("connection")));
    error_of(&client.build().unwrap()).await;
}

#[tokio::test]
async fn settings_of_the_client_are_sent() {
    let server = Server::start(Then::Write(http_response("200 OK", &session_body()))).await;
    let version = "2025-01-27.acacia; some_beta=v1";
    let builder = server.builder().api_version(version).stripe_context("acct_1/x").header("x-own", "1");
    builder.build().unwrap().send(&CreateSession(FORM)).await.unwrap();
    let [request] = <[String; 1]>::try_from(server.requests()).unwrap();
    for line in [&format!("stripe-version: {version}"), "stripe-context: acct_1/x", "x-own: 1"] {
        assert!(request.lines().any(|sent| sent == line), "{line}: {request}");
    }
}

#[tokio::test]
async fn an_error_has_the_key_of_its_attempts() {
    let server = Server::start(Then::WriteAndClose(String::new())).await;
    let at_once = RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO);
    let error = error_of(&server.builder().retry(at_once).build().unwrap()).await;
    let sent = values(&server.requests(), "idempotency-key");
    assert_eq!((sent.len(), error.attempts()), (3, 3));
    assert!(sent.iter().all(|key| Some(key.as_str()) == error.idempotency_key()));
}

#[test]
fn without_a_runtime_is_an_error() {
    is_an_error_without_a_runtime(&Client::new(testing::key()).unwrap());
}

#[test]
#[cfg(feature = "reqwest")]
fn without_a_runtime_is_an_error_over_reqwest() {
    let tls = crate::client::tls::TlsOptions::default().config().unwrap();
    let transport =
        crate::client::ReqwestTransport::new(move |builder| builder.tls_backend_preconfigured(tls.clone())).unwrap();
    is_an_error_without_a_runtime(&Client::with_transport(testing::key(), transport).build().unwrap());
}

fn is_an_error_without_a_runtime(client: &Client) {
    let request = CreateSession(FORM);
    let mut sending = std::pin::pin!(client.send(&request));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = sending.as_mut().poll(&mut context) else { panic!("still sending") };
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("Tokio"), "{source}");
    assert_eq!((error.attempts(), error.is_retryable()), (1, false));
}

/// The values of a header, one of each request.
fn values(requests: &[String], name: &str) -> Vec<String> {
    let lines = requests.iter().flat_map(|request| request.lines());
    lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned)).collect()
}

#[tokio::test]
async fn every_attempt_has_the_same_key() {
    let at_once = RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO);
    let response = http_response("503 Service Unavailable", "");
    for then in [Then::Write(response.clone()), Then::WriteAndClose(response), Then::WriteAndClose(String::new())] {
        let server = Server::start(then).await;
        let client = server.builder().retry(at_once).build().unwrap();
        error_of(&client).await;
        error_of(&client).await;
        let keys = values(&server.requests(), "idempotency-key");
        assert_eq!(keys.len(), 6);
        assert!(keys[..3].iter().all(|key| *key == keys[0]) && keys[3..].iter().all(|key| *key == keys[3]), "{keys:?}");
        assert_ne!(keys[0], keys[3]);
    }
}

#[tokio::test]
async fn dropping_a_request_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = builder(&format!("http://{}", listener.local_addr().unwrap())).build().unwrap();
    let request = CreateSession(FORM);
    let mut sending = Box::pin(client.send(&request));
    let mut stream = tokio::select! {
        _ = &mut sending => panic!("there was no response"),
        accepted = listener.accept() => accepted.unwrap().0,
    };
    let mut read = [0; 4096];
    tokio::select! {
        _ = &mut sending => panic!("there was no response"),
        len = stream.read(&mut read) => assert!(len.unwrap() > 0),
    }
    drop(sending);
    while stream.read(&mut read).await.is_ok_and(|len| len > 0) {}
}
