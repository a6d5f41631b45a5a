//! The example's back end over a socket, as a browser uses it, with a sandbox behind it.

#![allow(clippy::unwrap_used)]

#[path = "../examples/axum_back_end/app.rs"]
mod app;

use app::BackEnd;
use generated_client::{
    Client, SecretKey,
    client::RetryPolicy,
    sandbox::{self, Fault, Sandbox},
};
use serde_json::{Value, json};
use std::{env, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tracing_subscriber::filter::LevelFilter;

/// A back end for this account, and its sandbox.
async fn start(account: &str) -> (Sandbox, SocketAddr) {
    if env::var_os("TEST_LOG").is_some() {
        drop(
            tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false).with_test_writer().try_init(),
        );
    }
    let sandbox = sandbox::start().unwrap();
    let key = SecretKey::new(sandbox.secret_key()).unwrap();
    let client = Client::builder(key).base_url(sandbox.base_url()).retry(RetryPolicy::default().max_retries(0));
    let back_end = BackEnd { client: client.build().unwrap(), account: account.to_owned() };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app::router(back_end)).await });
    (sandbox, address)
}

/// The response to `fetch("/account_session", { method })`: the status line and headers in lower case, and the body.
async fn fetch(address: SocketAddr, method: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "{method} /account_session HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn each_fetch_gets_the_secret_of_another_session() {
    let (sandbox, address) = start("acct_1NkDjjJyhOZfPCWt").await;
    let mut secrets = Vec::new();
    for _ in 0..2 {
        let (head, body) = fetch(address, "POST").await;
        assert!(head.starts_with("http/1.1 200 ok\r\n") && head.contains("\r\ncache-control: no-store"), "{head}");
        assert!(head.contains("\r\ncontent-type: application/json"), "{head}");
        let body = json(&body);
        assert_eq!(body.as_object().unwrap().len(), 1, "only what the front end needs");
        secrets.push(body["client_secret"].as_str().unwrap().to_owned());
    }
    assert!(secrets[0] != secrets[1] && secrets.iter().all(|secret| secret.starts_with('_')));
    assert_eq!(sandbox.sessions_created(), 2);
    let asked = &sandbox.requests()[0].params;
    assert_eq!(asked[0], ("account".to_owned(), "acct_1NkDjjJyhOZfPCWt".to_owned()));
    let refunds = "components[payments][features][refund_management]";
    assert!(asked.contains(&(refunds.to_owned(), "false".to_owned())), "{asked:?}");
}

#[tokio::test]
async fn a_failure_is_an_error_without_details() {
    let (sandbox, address) = start("acct_nobody").await;
    let expected = json!({ "error": "The session could not be opened. Please try again." });
    for fault in [None, Some(Fault::status(500)), Some(Fault::cut())] {
        fault.into_iter().for_each(|fault| sandbox.fail_next(fault));
        let (head, body) = fetch(address, "POST").await;
        assert!(head.starts_with("http/1.1 502 bad gateway\r\n"), "{head}");
        assert_eq!(json(&body), expected);
    }
}

#[tokio::test]
async fn a_session_is_not_opened_by_looking() {
    let (sandbox, address) = start("acct_1NkDjjJyhOZfPCWt").await;
    assert!(fetch(address, "GET").await.0.starts_with("http/1.1 405 "));
    assert_eq!(sandbox.requests_received(), 0);
}
