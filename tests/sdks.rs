//! Stripe's own SDKs against the sandbox program: they get the responses that this project's client gets, and the front-end
//! loader works with the example back end. `sdks/run` installs the SDKs and runs this.

mod cases;
mod ours;

use cases::{CUSTOM, FAULTS};
use serde_json::{Value, json};
use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

/// A program that runs until this is dropped.
struct Running {
    program: Child,
    /// The address, which it prints first.
    address: String,
    /// The rest of its output, which needs a reader.
    _output: BufReader<ChildStdout>,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut cargo = tests::cargo();
        cargo.args(["run", "--quiet", "--package"]);
        let mut program = cargo
            .args(arguments)
            .env("PORT", "0")
            .env_remove("STRIPE_SECRET_KEY")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(program.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.split_whitespace().last().expect("it says where it listens").to_owned();
        Self { program, address, _output: output }
    }

    fn sandbox_without_faults() -> Self {
        Self::start(&["generated-client-sandbox", "--features", "program", "--", "--port", "0"])
    }

    fn sandbox() -> Self {
        let accounts = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accounts.yaml");
        fs::write(&accounts, format!("{CUSTOM}: custom\n")).unwrap();
        let mut arguments = vec![
            "generated-client-sandbox",
            "--features",
            "program",
            "--",
            "--port",
            "0",
            "--accounts",
            accounts.to_str().unwrap(),
        ];
        FAULTS.iter().for_each(|fault| arguments.extend(["--fault", fault]));
        Self::start(&arguments)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

/// The output of a program, as JSON.
fn output(command: &mut Command, input: &Value) -> Value {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{command:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The interpreters and scripts of the installed SDKs.
fn scripts() -> Vec<(&'static str, Command)> {
    let mut scripts = Vec::new();
    if let Some(folder) = node_folder() {
        // The search path of packages.
        fs::copy("sdks/sdk.mjs", folder.join("sdk.mjs")).unwrap();
        let mut node = Command::new("node");
        node.arg("sdk.mjs").current_dir(folder);
        scripts.push(("Node.js", node));
    }
    if let Some(python) = env::var_os("SDK_PYTHON") {
        let mut python = Command::new(python);
        python.arg("sdks/sdk.py");
        scripts.push(("Python", python));
    }
    scripts
}

fn node_folder() -> Option<PathBuf> {
    env::var_os("SDK_NODE").map(PathBuf::from)
}

/// Replaces values that differ between sessions: times, and secrets, each of which gets a number.
fn comparable(mut responses: Vec<Value>) -> Vec<Value> {
    let mut secrets: Vec<Value> = Vec::new();
    for body in responses.iter_mut().filter_map(|response| response.get_mut("body")) {
        let Some(secret) = body.get_mut("client_secret") else { continue };
        let known = secrets.iter().position(|known| known == secret);
        let number = known.unwrap_or(secrets.len());
        secrets.push(std::mem::replace(secret, json!(number)));
        assert!(body["expires_at"].take().is_u64());
    }
    responses
}

#[tokio::test]
#[ignore = "needs SDKs: see sdks/run"]
async fn sdks_get_the_responses_of_our_client() {
    let cases = cases::all();
    let sandbox = Running::sandbox();
    let mut ours = Vec::new();
    for case in &cases {
        ours.push(ours::send(&sandbox.address, case).await);
    }
    let ours = comparable(ours);
    let statuses: Vec<_> = ours.iter().map(|response| response["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [429, 200, 200, 200, 200, 400, 400, 400, 401, 401, 403, 403, 200, 400, 200, 200, 400]);

    let scripts = scripts();
    assert!(!scripts.is_empty(), "there is no SDK: use sdks/run");
    for (name, mut script) in scripts {
        let sandbox = Running::sandbox();
        let requests: Vec<_> = cases.iter().map(cases::as_json).collect();
        let responses = output(&mut script, &json!({ "baseUrl": sandbox.address, "requests": requests }));
        let responses = comparable(responses.as_array().unwrap().clone());
        assert_eq!(responses.len(), cases.len());
        for ((case, theirs), ours) in cases.iter().zip(&responses).zip(&ours) {
            assert_eq!(theirs, ours, "{name}: {}", case.name);
        }
    }
}

/// Every major version of the SDKs, with no API version set: the session has the components of the description that serves
/// the version which the SDK pins.
#[test]
#[ignore = "needs SDKs: see sdks/run"]
fn pinned_versions_are_served() {
    let folder = PathBuf::from(env::var_os("SDKS").expect("use sdks/run"));
    let pinned = env::var("SDKS_PINNED").unwrap();
    for name in pinned.split_whitespace() {
        let sandbox = Running::sandbox_without_faults();
        let home = folder.join(name);
        let mut script = if name.starts_with("node") {
            fs::copy("sdks/pinned.mjs", home.join("pinned.mjs")).unwrap();
            let mut node = Command::new("node");
            node.arg("pinned.mjs").current_dir(&home);
            node
        } else {
            let mut python = Command::new(home.join("bin/python"));
            python.arg("sdks/pinned.py");
            python
        };
        let results = output(script.env("BASE_URL", &sandbox.address), &Value::Null);
        let served_by = results["servedBy"].as_str().unwrap();
        println!("{name}: {} is served by {served_by}", results["version"]);
        let (_, text) = schema::shipped().iter().find(|(version, _)| *version == served_by).unwrap();
        let described = schema::read(&schema::Source::new(served_by, *text)).schema.unwrap();
        let described: Vec<&str> = described.components.iter().map(|component| component.name.as_str()).collect();
        assert_eq!(results["components"], json!(described), "{name}");
        assert_eq!(results["isReplayed"], true, "{name}");
        let error = json!({ "type": "invalid_request_error", "code": "resource_missing", "status": 400 });
        assert_eq!(results["error"], error, "{name}");
    }
}

/// The front end as the example documents it, with the loader as it is published.
#[test]
#[ignore = "needs the loader: see sdks/run"]
fn the_front_end_of_the_example_gets_client_secrets() {
    let Some(folder) = node_folder() else { return };
    let example = include_str!("../generated-client/examples/axum_back_end/main.rs");
    let documented = example.split_once("//! ```js\n").unwrap().1.split_once("//! ```").unwrap().0;
    let page = documented.lines().map(|line| line.trim_start_matches("//!").strip_prefix(' ').unwrap_or_default());
    fs::write(folder.join("page.mjs"), page.collect::<Vec<_>>().join("\n")).unwrap();
    fs::copy("sdks/browser.mjs", folder.join("browser.mjs")).unwrap();
    let back_end = Running::start(&["generated-client", "--features", "sandbox", "--example", "axum_back_end"]);
    let mut node = Command::new("node");
    node.args(["--import", "./browser.mjs", "page.mjs"]).env("BACK_END", &back_end.address).current_dir(folder);
    let secrets = output(&mut node, &Value::Null);
    let [first, second] = secrets.as_array().unwrap().as_slice() else { panic!("{secrets}") };
    assert!(
        first != second && [first, second].iter().all(|secret| secret.as_str().unwrap().starts_with("_SandboxSecret"))
    );
}
