//! Requests and responses, good and bad.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use generated_client::{API, AccountFacts, Error, RequestOptions, sandbox::Sandbox};

use tokio::runtime;

use crate::{
    driver_clients::{ACCOUNT, Driver, KEY, Settings, Subject, at_once, request, word},
    server::{Server, nobody, response},
};

const LIMIT: usize = 16 * 1024 * 1024;

fn sandbox() -> Sandbox {
    Sandbox::builder(&API).secret_key(KEY).start().unwrap()
}

#[test]
fn a_session_is_created() {
    for driver in Driver::ALL {
        let sandbox = sandbox();
        let session = driver.client(&Settings::new(sandbox.base_url())).send().unwrap();
        assert_eq!(session.components, request().resolve(&AccountFacts::express()), "{driver:?}");
        let [logged] = sandbox.requests().try_into().unwrap();
        assert_eq!(session.request_id(), Some(logged.request_id.as_str()), "{driver:?}");
        assert!(!session.body().is_empty() && session.status() == 200, "{driver:?}");
    }
}

#[test]
fn an_account_is_read() {
    for driver in Driver::ALL {
        let sandbox = sandbox();
        let account = driver.client(&Settings::new(sandbox.base_url())).account().unwrap();
        assert_eq!(account.id(), Some(ACCOUNT), "{driver:?}");
        assert_eq!(AccountFacts::from_account(&account), AccountFacts::express(), "{driver:?}");
    }
}

/// The head's first line, its other lines by name, and the body.
fn parts(request: &str) -> (String, BTreeMap<String, String>, String) {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let (first, rest) = head.split_once("\r\n").unwrap();
    let headers = rest.split("\r\n").map(|line| line.split_once(": ").unwrap());
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    (first.to_owned(), headers.collect(), body.to_owned())
}

#[test]
fn every_driver_sends_the_same() {
    let form = "account=acct_1NkDjjJyhOZfPCWt&components[payments][enabled]=true\
                &components[payments][features][refund_management]=false";
    for driver in Driver::ALL {
        let server = Server::start(response("200 OK", "{}"));
        let client = driver.client(&Settings::new(server.base_url() + "/prefix"));
        let options = RequestOptions::new().idempotency_key("order 7").header("X-Extra", "1").param("more[]", "2");
        drop(client.send_with(&options));
        drop(client.account());
        let [post, get] = server.requests().try_into().unwrap();
        let agent = format!("generated-client/{}", env!("CARGO_PKG_VERSION"));
        let body = format!("{form}&more[]=2");
        let always = [
            ("accept", "application/json"),
            ("authorization", &format!("Bearer {KEY}")),
            ("host", &server.address.to_string()),
            ("stripe-account", ACCOUNT),
            ("stripe-version", "2024-09-30.acacia"),
            ("user-agent", &agent),
        ];
        let with_body = [
            ("content-length", body.len().to_string().as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
            ("idempotency-key", "order 7"),
            ("x-extra", "1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let always = always.map(|(name, value)| (name.to_owned(), value.to_owned()));

        let (line, mut headers, sent) = parts(&post);
        headers.remove("connection");
        assert_eq!((line.as_str(), sent), ("POST /prefix/v1/account_sessions HTTP/1.1", body), "{driver:?}");
        assert_eq!(headers, BTreeMap::from_iter(always.clone().into_iter().chain(with_body)), "{driver:?}");

        let (line, mut headers, sent) = parts(&get);
        headers.remove("connection");
        assert_eq!(headers.remove("content-length").unwrap_or("0".to_owned()), "0", "{driver:?}");
        assert_eq!(line, format!("GET /prefix/v1/accounts/{ACCOUNT} HTTP/1.1"), "{driver:?}");
        assert_eq!((headers, sent.as_str()), (BTreeMap::from(always), ""), "{driver:?}");
    }
}

#[test]
fn connections_are_used_again() {
    for driver in Driver::WHOLE {
        for head in ["200 OK", "400 Bad Request", "302 Found"] {
            let server = Server::start(response(head, "{}"));
            let client = driver.client(&Settings::new(server.base_url()));
            for _ in 0..3 {
                drop(client.send());
            }
            assert_eq!((server.requests().len(), server.connections()), (3, 1), "{driver:?} {head}");
        }
    }
}

#[test]
fn each_refusal_has_its_error_variant() {
    for driver in Driver::ALL {
        let sandbox = sandbox();
        let client = driver.client(&Settings::new(sandbox.base_url()));
        for (status, expected) in [
            (400, "invalid request"),
            (401, "authentication"),
            (402, "invalid request"),
            (403, "permission"),
            (404, "invalid request"),
            (409, "idempotency"),
            (429, "rate limit"),
            (500, "api"),
            (503, "api"),
        ] {
            let fault = format!("status={status}");
            let error = client.send_with(&RequestOptions::new().header("Sandbox-Fault", fault)).unwrap_err();
            assert_eq!((word(&error), error.status().unwrap().as_u16()), (expected, status), "{driver:?}");
            assert!(error.request_id().unwrap().starts_with("req_"), "{driver:?} {error:?}");
        }
        assert_eq!(sandbox.sessions_created(), 0);
    }
}

#[test]
fn no_redirect_is_followed() {
    for driver in Driver::ALL {
        for status in
            ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
        {
            let elsewhere = Server::start(response("200 OK", "{}"));
            let server = Server::start(response(&format!("{status}\r\nlocation: {}/x", elsewhere.base_url()), ""));
            let client = driver.client(&Settings { max_retries: 2, ..Settings::new(server.base_url()) });
            for error in [client.error(), client.account().unwrap_err()] {
                assert!(error.to_string().contains("redirects are not followed"), "{driver:?} {error}");
            }
            assert_eq!((server.requests().len(), elsewhere.requests().len()), (2, 0), "{driver:?}");
        }
    }
}

#[test]
fn responses_have_a_limit() {
    let fits = r#"{"account": "acct_1", "client_secret": "_s", "components": {}}"#;
    let fits = format!("{}{fits}", " ".repeat(LIMIT - fits.len()));
    for (body, expected) in [(fits.clone(), None), (fits + " ", Some("body too large"))] {
        let server = Server::start(response("200 OK", &body));
        for driver in Driver::ALL {
            let outcome = driver.client(&Settings { max_retries: 2, ..Settings::new(server.base_url()) }).send();
            assert_eq!(outcome.as_ref().err().map(word), expected, "{driver:?}");
            if let Err(error) = outcome {
                assert!(
                    error.to_string().contains("larger than 16777216 bytes (200 OK, incomplete, request req_1)"),
                    "{error}"
                );
            }
        }
        assert_eq!(server.requests().len(), Driver::ALL.len());
    }
}

#[test]
fn late_responses_are_timeouts() {
    let late = Settings { timeout: Duration::from_millis(50), ..Settings::new("") };
    at_once(&Driver::ALL, |driver| {
        let sandbox = sandbox();
        let client = driver.client(&Settings { base_url: sandbox.base_url(), ..late.clone() });
        let error = client.send_with(&RequestOptions::new().header("Sandbox-Fault", "delay=60s")).unwrap_err();
        let text = "attempt 1 of POST /v1/account_sessions had no complete response within 50ms (no request id)";
        assert_eq!((word(&error), error.to_string().as_str()), ("timeout", text), "{driver:?}");
        let options = RequestOptions::new().header("Sandbox-Fault", "drip=60s").timeout(Duration::from_secs(3));
        let error = client.send_with(&options).unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{driver:?} {error:?}");
        assert!(error.request_id().is_some(), "{driver:?}: the response had begun");
        assert_eq!(sandbox.sessions_created(), 1);
    });
}

#[test]
fn a_drip_is_a_timeout_too() {
    at_once(&Driver::ALL, |driver| {
        let sandbox = sandbox();
        let client = driver.client(&Settings::new(sandbox.base_url()));
        let options = RequestOptions::new().header("Sandbox-Fault", "drip=20ms").timeout(Duration::from_secs(1));
        assert_eq!(word(&client.send_with(&options).unwrap_err()), "timeout", "{driver:?}");
    });
}

#[test]
fn a_head_in_drips_is_a_timeout_too() {
    at_once(&Driver::ALL, |driver| {
        let server = Server::start_slowly(response("200 OK", &"x".repeat(500)), Duration::from_millis(20));
        let client = driver.client(&Settings::new(server.base_url()));
        let start = Instant::now();
        let error = client.send_with(&RequestOptions::new().timeout(Duration::from_millis(300))).unwrap_err();
        assert_eq!(word(&error), "timeout", "{driver:?}");
        assert!(start.elapsed() < Duration::from_secs(1), "{driver:?} {:?}", start.elapsed());
    });
}

#[test]
fn no_timeout_is_too_long_or_too_short() {
    for driver in Driver::ALL {
        let sandbox = sandbox();
        let client = driver.client(&Settings { timeout: Duration::MAX, ..Settings::new(sandbox.base_url()) });
        client.send().unwrap();
        client.send_with(&RequestOptions::new().deadline(Duration::MAX)).unwrap();
        for none in [RequestOptions::new().timeout(Duration::ZERO), RequestOptions::new().deadline(Duration::ZERO)] {
            assert_eq!(word(&client.send_with(&none).unwrap_err()), "timeout", "{driver:?}");
        }
        assert_eq!(sandbox.requests_received(), 2, "{driver:?}");
    }
}

#[test]
fn the_deadline_is_for_all_attempts() {
    for driver in Driver::ALL {
        let sandbox = sandbox();
        let client = driver.client(&Settings { max_retries: 2, ..Settings::new(sandbox.base_url()) });
        let deadline = Duration::from_millis(100);
        let options = RequestOptions::new().header("Sandbox-Fault", "delay=60s").deadline(deadline);
        let Error::Timeout(error) = client.send_with(&options).unwrap_err() else { panic!("{driver:?}") };
        assert!(error.after <= deadline, "{driver:?} {error:?}");
    }
}

#[test]
fn broken_responses_are_connection_errors() {
    let half = response("200 OK", "{}").replace("content-length: 2", "content-length: 3");
    for driver in Driver::ALL {
        for (response, request_id) in [("", None), ("HTTP/1.1 200", None), (half.as_str(), Some("req_1"))] {
            let server = Server::start_and_close(response);
            let error = driver.client(&Settings::new(server.base_url())).error();
            assert_eq!((word(&error), error.request_id()), ("cut", request_id), "{driver:?} {response:?} {error:?}");
        }
    }
}

#[test]
fn without_a_connection_nothing_was_sent() {
    for driver in Driver::ALL {
        for scheme in ["http", "https"] {
            let error = driver.client(&Settings::new(format!("{scheme}://{}", nobody()))).error();
            assert_eq!(word(&error), "not connected", "{driver:?} {error:?}");
        }
    }
}

#[test]
fn plain_http_is_for_this_machine_alone() {
    for driver in Driver::ALL {
        for url in ["http://api.stripe.com", "http://10.0.0.1", "http://localhost.example"] {
            let error = driver.try_client(&Settings::new(url)).err().unwrap();
            assert!(error.to_string().contains("plain HTTP"), "{driver:?} {error}");
        }
    }
    for driver in Driver::WHOLE {
        let server = Server::start("");
        let error = driver.client(&Settings::new(format!("https://{}", server.address))).error();
        assert_eq!(word(&error), "not connected", "{driver:?} {error:?}");
        let [hello] = server.requests().try_into().unwrap();
        assert!(hello.starts_with('\u{16}') && !hello.contains("Canary"), "{driver:?}: a TLS record comes first");
    }
}

#[test]
fn localhost_is_this_machine() {
    for driver in Driver::ALL {
        let sandbox = sandbox();
        let url = sandbox.base_url().replace("127.0.0.1", "localhost");
        driver.client(&Settings::new(url)).send().unwrap();
    }
}

#[test]
fn bad_options_are_refused_unsent() {
    for driver in Driver::ALL {
        let client = driver.client(&Settings::new(format!("http://{}", nobody())));
        let error = client.send_with(&RequestOptions::new().param("account", "acct_2")).unwrap_err();
        assert!(matches!(error, Error::Options(_)), "{driver:?} {error:?}");
    }
}

/// A static client, used from a runtime for each test.
#[test]
fn a_client_outlives_its_runtime() {
    for driver in Driver::ASYNC {
        let sandbox = sandbox();
        let Subject::Async(client, first) = driver.client(&Settings::new(sandbox.base_url())) else { panic!() };
        first.block_on(client.send(&request())).unwrap();
        drop(first);
        for _ in 0..2 {
            let runtime = runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(client.send(&request())).unwrap();
        }
        assert_eq!(sandbox.requests_received(), 3, "{driver:?}");
    }
}
