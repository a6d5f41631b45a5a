//! The sandbox as a program.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    env, fs,
    io::{BufRead, BufReader, Lines, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{self, Child, ChildStdout, Command, Output, Stdio},
};

use serde_json::{Value, json};

fn sandbox(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A program that runs until this is dropped, the values of its first lines, and the lines after them.
struct Running(Child, Vec<String>, Lines<BufReader<ChildStdout>>);

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut child = sandbox(arguments).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let values = lines.by_ref().take(4).map(|line| line.unwrap().split_at(10).1.to_owned()).collect();
        Self(child, values, lines)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        self.0.wait().unwrap();
    }
}

/// A file that is removed when this is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, text: &str) -> Self {
        let path = env::temp_dir().join(format!("sandbox-{}-{name}", process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_file(&self.0).unwrap();
    }
}

const KEY: &str = "sk_test_sandbox";

fn get(base_url: &str, path: &str, key: &str) -> String {
    let mut stream = TcpStream::connect(base_url.strip_prefix("http://").unwrap()).unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

#[test]
fn serves_until_it_is_stopped() {
    let running = Running::start(&["--port", "0"]);
    let [base_url, keys, versions, accounts] = running.1.as_slice() else { panic!("{:?}", running.1) };
    assert_eq!(keys, "sk_test_sandbox, sk_live_sandbox");
    assert_eq!(
        versions,
        "2024-09-30.acacia, 2025-03-31.basil, 2025-09-30.clover, 2026-03-25.dahlia, 2026-10-28.endive"
    );
    assert!(accounts.contains("acct_1NkDjjJyhOZfPCWt"), "{accounts}");
    for key in keys.split(", ") {
        let response = get(base_url, "/v1/accounts/acct_1NkDjjJyhOZfPCWt", key);
        assert!(response.starts_with("HTTP/1.1 200 OK\r\n") && response.contains("\"payments\": \"application\""));
    }
}

#[test]
fn accounts_and_key_are_as_given() {
    let file = Scratch::new("accounts.yaml", "acct_mine:\n  requirement_collection: application # and not us\n");
    let key = "sk_test_canaryKeyCanary";
    let running = Running::start(&["--port=0", "--accounts", file.path(), "--key", key, "--key=rk_live_canary"]);
    assert_eq!(running.1[1], "sk_test_... as given, rk_live_... as given");
    assert!(running.1[3].ends_with(", acct_mine"), "{}", running.1[3]);
    let response = get(&running.1[0], "/v1/accounts/acct_mine", key);
    assert!(response.contains("\"requirement_collection\": \"application\""), "{response}");
}

#[test]
fn faults_are_as_given() {
    let running = Running::start(&["--port=0", "--fault", "status=503; times=2", "--fault=status=429; retry-after=7"]);
    let lines: Vec<_> = (0..4).map(|_| get(&running.1[0], "/v1/accounts/acct_1NkDjjJyhOZfPCWt", KEY)).collect();
    for (response, status) in lines.iter().zip(["503 ", "503 ", "429 ", "200 "]) {
        assert!(response.starts_with(&format!("HTTP/1.1 {status}")), "{status}: {response}");
    }
    assert!(lines[2].contains("\r\nretry-after: 7\r\n"), "{}", lines[2]);
}

#[test]
fn requests_are_printed() {
    let mut running = Running::start(&["--port=0", "--log", "--fault", "status=503"]);
    for _ in 0..2 {
        get(&running.1[0], "/v1/accounts/acct_nobody?expand[]=settings", KEY);
    }
    for (status, fault) in [(503, json!("status=503; before")), (403, Value::Null)] {
        let mut line: Value = serde_json::from_str(&running.2.next().unwrap().unwrap()).unwrap();
        assert!(line["time"].take().as_u64().unwrap() > 1_700_000_000_000);
        assert!(line["request_id"].take().as_str().unwrap().starts_with("req_"));
        let expected = json!({
            "request_id": null,
            "time": null,
            "account": null,
            "requested_version": null,
            "method": "GET",
            "path": "/v1/accounts/acct_nobody",
            "params": [["expand[]", "settings"]],
            "idempotency_key": null,
            "version": "2024-09-30.acacia",
            "status": status,
            "created_session": false,
            "replayed": false,
            "fault": fault,
        });
        assert_eq!(line, expected);
    }
}

#[cfg(unix)]
#[test]
fn a_signal_lets_open_requests_finish() {
    let mut running = Running::start(&["--port=0", "--log", "--fault", "delay=300ms"]);
    let address = running.1[0].strip_prefix("http://").unwrap().to_owned();
    let mut open = TcpStream::connect(&address).unwrap();
    open.write_all(b"GET /v1/accounts/acct_nobody HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    // Accepted after the request above, so its response shows that the request arrived.
    let other = get(&running.1[0], "/v1/accounts/acct_nobody", KEY);
    assert!(other.starts_with("HTTP/1.1 403 "), "{other}");
    let pid = running.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    let mut response = String::new();
    open.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 401 "), "{response}");
    assert!(running.0.wait().unwrap().success());
}

const DESCRIPTION: &str = "\
api_version: 2030-01-01.example
facts:
  region:
    doc: The region of the account.
    account_field: settings.region
    values: [north, south]
account_types:
  northern: { region: north }
operation:
  name: open_session
  doc: Opens a session.
  method: POST
  path: /v1/sessions
  params:
    account: { type: id, prefix: acct_, required: true, doc: The account. }
    components: { type: components, required: true, doc: The components. }
  returns: session
object:
  name: session
  doc: A session.
  fields:
    client_secret: { type: secret, required: true, doc: The secret. }
    components: { type: components, doc: The components. }
features:
  refunds:
    doc: Allows refunds.
    default: { by: region, north: true, south: false }
components:
  payments:
    doc: Lists payments.
    features: [refunds]
";

#[test]
fn serves_a_description_of_a_file() {
    let file = Scratch::new("example.yaml", DESCRIPTION);
    let running = Running::start(&["--port=0", "--strict-versions", "--schema", file.path()]);
    assert_eq!(running.1[2..], ["2030-01-01.example", "acct_1NkDjjJyhOZfPCWt, acct_sandbox_northern"]);
    let body = "account=acct_sandbox_northern&components[payments][enabled]=true";
    let send = |version| {
        let mut stream = TcpStream::connect(running.1[0].strip_prefix("http://").unwrap()).unwrap();
        let request = format!(
            "POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {KEY}\r\nStripe-Version: {version}\
             \r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response
    };
    assert!(send("2030-01-01.example").contains("\"refunds\": true"));
    assert!(send("2030-01-01").contains("Invalid Stripe API version: 2030-01-01"));
}

#[test]
fn errors_of_a_description_are_shown_as_by_check() {
    let file = Scratch::new("mistaken.yaml", &DESCRIPTION.replace("[refunds]", "[refund]"));
    let Output { status, stderr, .. } = sandbox(&["--port=0", "--schema", file.path()]).output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(1), "{stderr}");
    for expected in ["mistaken.yaml:", "    features: [refund]", "help: ", "error: ", "mistaken.yaml has errors"] {
        assert!(stderr.contains(expected), "{expected}: {stderr}");
    }
}

#[test]
fn other_hosts_come_with_a_warning() {
    let mut running = Running::start(&["--port=0", "--host=0.0.0.0"]);
    assert!(running.1[0].starts_with("http://127.0.0.1:"), "{:?}", running.1);
    running.0.kill().unwrap();
    let mut stderr = String::new();
    running.0.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(stderr, "warning: listening on 0.0.0.0, where other machines can use the sandbox\n");
}

#[test]
fn mistakes() {
    let broken = Scratch::new("broken.yaml", "acct_mine: {");
    let unknown = Scratch::new("unknown.yaml", "acct_mine: expres");
    let twice = Scratch::new("twice.yaml", "acct_mine: custom\nacct_mine: express\n");
    let number = Scratch::new("number.yaml", "acct_mine: 1\n");
    let taken = Running::start(&["--port=0"]);
    let port = taken.1[0].rsplit_once(':').unwrap().1;
    let table: [(&[&str], i32, &str); 14] = [
        (&["--prt", "0"], 2, "error: unexpected argument '--prt' found\n"),
        (&["0"], 2, "error: unexpected argument '0' found\n"),
        (&["--port"], 2, "error: a value is required for '--port <PORT>' but none was supplied\n"),
        (&["--port", "70000"], 2, "error: invalid value '70000' for '--port <PORT>': 70000 is not in 0..=65535"),
        (
            &["--fault", "explode"],
            2,
            "error: invalid value 'explode' for '--fault <FAULT>': unknown part `explode`, expected parts",
        ),
        (&["--port", port], 1, "error: the server could not be started on 127.0.0.1:"),
        (&["--port=0", "--key", "canary key"], 1, "error: the secret key cannot be sent in a header"),
        (&["--accounts", "none.yaml"], 1, "error: none.yaml: "),
        (&["--accounts", broken.path()], 1, "broken.yaml: did not find expected"),
        (&["--accounts", twice.path()], 1, "twice.yaml: duplicate entry with key \"acct_mine\""),
        (
            &["--accounts", number.path()],
            1,
            "number.yaml: acct_mine: invalid type: integer `1`, expected an account type or a map of facts at line 1 column 12",
        ),
        (&["--host", "nowhere.invalid"], 2, "error: invalid value 'nowhere.invalid' for '--host <HOST>': "),
        (&["--schema", "none.yaml"], 1, "error: none.yaml: "),
        (
            &["--port=0", "--accounts", unknown.path()],
            1,
            "error: account `acct_mine`: no account type `expres`, expected",
        ),
    ];
    for (arguments, code, expected) in table {
        let Output { status, stdout, stderr } = sandbox(arguments).output().unwrap();
        let stderr = String::from_utf8(stderr).unwrap();
        assert_eq!((status.code(), stdout.is_empty()), (Some(code), true), "{arguments:?}: {stderr}");
        assert!(stderr.contains(expected) && !stderr.contains("canary"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn help_and_version() {
    for (argument, expected) in [("-h", "Usage: sandbox "), ("--help", "--port <PORT>"), ("--version", "sandbox 0.")] {
        let Output { status, stdout, .. } = sandbox(&[argument]).output().unwrap();
        assert!(status.success() && String::from_utf8(stdout).unwrap().contains(expected), "{argument}");
    }
}

#[test]
fn the_explorer_imports_from_a_module_for_other_descriptions() {
    let preview = |arguments: &[&str], version: &str| {
        let running = Running::start(arguments);
        let mut stream = TcpStream::connect(running.1[0].strip_prefix("http://").unwrap()).unwrap();
        let body = json!({ "version": version }).to_string();
        let request = format!(
            "POST /_sandbox/preview HTTP/1.1\r\nHost: sandbox.test\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response
    };
    let shipped = ["--port=0", "--allow-host", "sandbox.test"];
    let response = preview(&shipped, "2024-09-30.acacia");
    assert!(response.contains("use generated_client::v2024_09_30_acacia::"), "{response}");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/2024-09-30.acacia.yaml");
    let response = preview(&[&shipped[..], &["--schema", path]].concat(), "2024-09-30.acacia");
    assert!(response.contains("use crate::api::"), "{response}");
}
