//! Sandboxes over sockets.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, TcpStream},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};

use crate::{
    error::SandboxError,
    fault::Fault,
    sandbox_handle::Sandbox,
    tables_for_tests::{RULES, SEED, SEED_BODY, SEED_RESPONSE},
};

/// Sends a request, reads until the connection is closed, and splits the response into head and body.
fn exchange(sandbox: &Sandbox, request: &str) -> (String, String) {
    let address = sandbox.base_url().strip_prefix("http://").unwrap().to_owned();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}

fn as_curl(body: &str) -> String {
    // The Basic credentials are `sk_test_sandbox:`.
    format!(
        "POST /v1/account_sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic c2tfdGVzdF9zYW5kYm94Og==\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[test]
fn the_example_of_the_reference_over_a_socket() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    let (head, body) = exchange(&sandbox, &as_curl(SEED_BODY));
    assert!(head.starts_with("http/1.1 200 ok\r\n"), "{head}");
    assert!(head.contains("\r\nrequest-id: req_"), "{head}");
    assert!(head.contains("\r\nstripe-version: 2024-09-30.acacia"), "{head}");

    let mut body: Value = serde_json::from_str(&body).unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let expires_in = body["expires_at"].as_u64().unwrap() - now;
    assert!((3_590..=3_600).contains(&expires_in), "{expires_in}");
    assert!(body["client_secret"].as_str().unwrap().starts_with("_SandboxSecret"));
    body["expires_at"] = json!(0);
    body["client_secret"] = json!("<secret>");
    assert_eq!(body, serde_json::from_str::<Value>(SEED_RESPONSE).unwrap());
}

#[test]
fn the_page_needs_no_key_but_an_allowed_host() {
    let sandbox = Sandbox::builder(&SEED).allow_host("sandbox.test").start().unwrap();
    let get = |path: &str, host: &str| {
        exchange(&sandbox, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    };
    for host in ["localhost", "sandbox.test:80"] {
        let (head, body) = get("/", host);
        assert!(head.contains("content-type: text/html") && body.starts_with("<!doctype html>"), "{head}");
        assert!(get("/_sandbox/description", host).1.contains("2024-09-30.acacia"));
    }
    for path in ["/", "/_sandbox/description"] {
        assert!(get(path, "evil.test").0.starts_with("http/1.1 403"));
    }
    assert_eq!(sandbox.requests_received(), 0);
}

#[test]
fn a_poll_does_not_delay_shutdown() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    let address = sandbox.base_url().strip_prefix("http://").unwrap().to_owned();
    let mut poll = TcpStream::connect(address).unwrap();
    poll.write_all(b"GET /_sandbox/requests?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    thread::sleep(Duration::from_millis(50));
    let start = Instant::now();
    sandbox.shutdown(Duration::from_secs(10));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let mut response = String::new();
    poll.read_to_string(&mut response).unwrap();
    assert!(response.contains("\"requests\":[]"), "{response}");
}

#[test]
fn bodies_have_a_limit() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    let (head, body) = exchange(&sandbox, &as_curl(&format!("account={}", "a".repeat(1024 * 1024))));
    assert!(head.starts_with("http/1.1 413 "), "{head}");
    assert!(body.contains("longer than 1048576 bytes"), "{body}");
}

#[test]
fn many_sandboxes_with_many_connections() {
    let threads: Vec<_> = (0..8)
        .map(|_| {
            thread::spawn(|| {
                let sandbox = Sandbox::builder(&SEED).start().unwrap();
                let secrets: Vec<_> = thread::scope(|scope| {
                    let sending: Vec<_> =
                        (0..8).map(|_| scope.spawn(|| exchange(&sandbox, &as_curl(SEED_BODY)).1)).collect();
                    sending.into_iter().map(|sending| sending.join().unwrap()).collect()
                });
                for (i, secret) in secrets.iter().enumerate() {
                    assert!(!secrets[..i].contains(secret));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

#[test]
fn dropping_closes_open_connections() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    let address = sandbox.base_url().strip_prefix("http://").unwrap().to_owned();
    let mut idle = TcpStream::connect(&address).unwrap();
    let mut half_sent = TcpStream::connect(&address).unwrap();
    half_sent.write_all(b"POST /v1/account_sessions HTTP/1.1\r\nContent-Length: 9\r\n\r\na").unwrap();
    drop(sandbox);
    for stream in [&mut idle, &mut half_sent] {
        assert!(matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
    }
}

#[test]
fn a_connection_serves_several_requests() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    let headers = "Host: localhost\r\nAuthorization: Bearer sk_test_sandbox\r\nX-Stripe-Client-Telemetry: {}\r\n";
    let path = "/v1/accounts/acct_sandbox_custom";
    let requests = format!(
        "HEAD {path} HTTP/1.1\r\n{headers}\r\nOPTIONS {path} HTTP/1.1\r\n{headers}\r\n\
         GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"
    );
    let responses = String::from_utf8(exchange_raw(&sandbox, &requests)).unwrap();
    let parts: Vec<_> = responses.split("HTTP/1.1 200 OK\r\n").collect();
    let [_, head, options, get] = parts.as_slice() else { panic!("{responses}") };
    let length = |part: &str| part.lines().find_map(|line| line.strip_prefix("content-length: ").map(str::to_owned));
    assert!(head.ends_with("\r\n\r\n") && length(head) == length(get), "{responses}");
    assert!(options.contains("\r\nallow: GET, HEAD\r\n") && options.ends_with("\r\n\r\n"), "{responses}");
    assert!(get.contains("\"id\": \"acct_sandbox_custom\""), "{responses}");
}

#[test]
fn shutdown_lets_open_requests_finish() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    sandbox.fail_next(Fault::delay(Duration::from_millis(300)).during());
    let address = sandbox.base_url().strip_prefix("http://").unwrap().to_owned();
    let mut idle = TcpStream::connect(&address).unwrap();
    let mut open = TcpStream::connect(&address).unwrap();
    open.write_all(as_curl(SEED_BODY).as_bytes()).unwrap();
    while sandbox.faults_left() > 0 {
        thread::yield_now();
    }
    let start = Instant::now();
    sandbox.shutdown(Duration::from_secs(60));
    assert!(start.elapsed() < Duration::from_secs(30));
    let mut response = String::new();
    open.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
    assert!(matches!(idle.read(&mut [0]), Ok(0) | Err(_)));
    assert!(TcpStream::connect(&address).is_err());
}

#[test]
fn shutdown_has_a_limit() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    sandbox.fail_next(Fault::delay(Duration::from_secs(60)));
    let mut open = TcpStream::connect(sandbox.base_url().strip_prefix("http://").unwrap()).unwrap();
    open.write_all(as_curl(SEED_BODY).as_bytes()).unwrap();
    while sandbox.faults_left() > 0 {
        thread::yield_now();
    }
    let start = Instant::now();
    sandbox.shutdown(Duration::from_millis(50));
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn listens_on_the_given_address() {
    let sandbox = Sandbox::builder(&SEED).host(Ipv4Addr::UNSPECIFIED).start().unwrap();
    assert!(sandbox.base_url().starts_with("http://127.0.0.1:"), "{}", sandbox.base_url());
    let port = sandbox.base_url().rsplit_once(':').unwrap().1.parse().unwrap();
    let error = Sandbox::builder(&SEED).port(port).start().unwrap_err();
    assert!(matches!(error, SandboxError::Io { .. }), "{error}");
}

#[test]
fn starts_and_stops_inside_a_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { drop(Sandbox::builder(&SEED).start().unwrap()) });
}

#[test]
fn settings() {
    let sandbox = Sandbox::builder(&SEED)
        .account("acct_mine", &[("loss_liability", "stripe")])
        .account_of_type("acct_other", "custom")
        .secret_key("sk_live_pretended")
        .version(&RULES)
        .start()
        .unwrap();
    assert_eq!(sandbox.secret_key(), "sk_live_pretended");
    assert_eq!(sandbox.account_id("express"), Some("acct_sandbox_express"));
    assert_eq!(sandbox.account_id("none"), None);
    assert_eq!(sandbox.api(), &SEED);
    assert!(sandbox.versions().eq([&SEED, &RULES]));
    let (_, body) = exchange(&sandbox, &as_curl(SEED_BODY));
    assert!(body.contains("Invalid API Key provided: sk_test_*******"), "{body}");
}

#[test]
fn wrong_settings_are_errors() {
    let error = Sandbox::builder(&SEED).account_of_type("acct_a", "none").start().unwrap_err();
    assert!(matches!(error, SandboxError::UnknownAccountType { .. }), "{error}");
    let error = Sandbox::builder(&SEED).account("acct_a", &[("none", "stripe")]).start().unwrap_err();
    assert!(matches!(error, SandboxError::UnknownFact { .. }), "{error}");
    let error = Sandbox::builder(&SEED).account("acct_a", &[("loss_liability", "none")]).start().unwrap_err();
    assert!(matches!(error, SandboxError::UnknownValue { .. }), "{error}");
    let error = Sandbox::builder(&SEED).secret_key("two words").start().unwrap_err();
    assert!(matches!(error, SandboxError::UnusableSecretKey), "{error}");
}

#[test]
fn debug_shows_no_key() {
    let builder = Sandbox::builder(&SEED).secret_key("sk_test_hidden");
    assert!(!format!("{builder:?}").contains("hidden"));
    let sandbox = builder.start().unwrap();
    assert!(!format!("{sandbox:?}").contains("hidden"));
    assert!(format!("{sandbox:?}").contains("127.0.0.1"));
}

#[test]
fn a_repeated_request_creates_no_second_session() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    let request = as_curl(SEED_BODY).replace("Host:", "Idempotency-Key: k\r\nHost:");
    let (_, first) = exchange(&sandbox, &request);
    let (head, again) = exchange(&sandbox, &request);
    assert!(head.contains("\r\nidempotent-replayed: true\r\n"), "{head}");
    assert_eq!(again, first);
    assert_eq!((sandbox.requests_received(), sandbox.sessions_created()), (2, 1));
    let [first, again] = sandbox.requests().try_into().unwrap();
    assert!(first.created_session && again.replayed);
    assert_eq!(first.params[0], ("account".to_owned(), "acct_1NkDjjJyhOZfPCWt".to_owned()));
}

#[test]
fn the_last_requests_are_kept() {
    let sandbox = Sandbox::builder(&SEED).keep_requests(1).start().unwrap();
    for path in ["/1", "/2"] {
        exchange(&sandbox, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }
    assert_eq!(sandbox.requests().iter().map(|request| request.path.as_str()).collect::<Vec<_>>(), ["/2"]);
    assert_eq!((sandbox.requests_received(), sandbox.sessions_created()), (2, 0));
}

/// Sends a request, and reads until the connection is closed.
fn exchange_raw(sandbox: &Sandbox, request: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(sandbox.base_url().strip_prefix("http://").unwrap()).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = Vec::new();
    // The system resets or ends a cut connection.
    drop(stream.read_to_end(&mut response));
    response
}

#[test]
fn faults_over_a_socket() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    let send = |fault| {
        sandbox.fail_next(fault);
        assert_eq!(sandbox.faults_left(), 1);
        let response = String::from_utf8(exchange_raw(&sandbox, &as_curl(SEED_BODY))).unwrap();
        assert_eq!(sandbox.faults_left(), 0);
        let (head, body) = response.split_once("\r\n\r\n").unwrap_or_default();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        (head.split(' ').nth(1).unwrap_or_default().to_owned(), length.map(|text| text.parse().unwrap()), body.len())
    };
    assert_eq!(send(Fault::cut()), (String::new(), None, 0));
    assert_eq!(send(Fault::cut().after()), (String::new(), None, 0));
    let (status, announced, sent): (_, Option<usize>, _) = send(Fault::cut_body());
    assert_eq!((status.as_str(), sent), ("200", announced.unwrap() / 2));
    let (status, announced, sent) = send(Fault::truncated());
    assert_eq!((status.as_str(), Some(sent)), ("200", announced));
    let (status, announced, sent) = send(Fault::drip(Duration::ZERO));
    assert_eq!((status.as_str(), Some(sent)), ("200", announced));
    let (status, announced, sent) = send(Fault::malformed());
    assert_eq!((status.as_str(), Some(sent)), ("200", announced));
    assert_eq!(send(Fault::status(503)).0, "503");
    assert_eq!(send(Fault::delay(Duration::from_millis(1))).0, "200");
    assert_eq!((sandbox.requests_received(), sandbox.sessions_created()), (8, 6));
}

#[test]
fn a_request_is_executed_though_its_client_disconnects() {
    let sandbox = Sandbox::builder(&SEED).start().unwrap();
    sandbox.fail_next(Fault::delay(Duration::from_millis(5)).during());
    let mut stream = TcpStream::connect(sandbox.base_url().strip_prefix("http://").unwrap()).unwrap();
    stream.write_all(as_curl(SEED_BODY).as_bytes()).unwrap();
    while sandbox.faults_left() > 0 {
        thread::yield_now();
    }
    drop(stream);
    while sandbox.requests_received() == 0 {
        thread::yield_now();
    }
    assert_eq!(sandbox.sessions_created(), 1);
}
