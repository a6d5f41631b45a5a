//! Many requests over one client. Ignored by default: they take minutes, and the figures are meaningful only in release
//! mode.
//!
//! ```text
//! cargo test --release --package tests --test main -- --ignored --nocapture many_requests::
//! ```

use generated_client::{Client, SecretKey};
use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};
use tokio::task::JoinSet;

/// The sandbox program, to measure its memory apart from the client's. It stops when this is dropped.
struct Sandbox {
    program: Child,
    address: String,
    _output: BufReader<ChildStdout>,
}

impl Sandbox {
    fn start() -> Self {
        let mut cargo = tests::cargo();
        cargo.args(["run", "--quiet", "--release", "--package", "generated-client-sandbox", "--features", "program"]);
        let mut program = cargo.args(["--bin", "sandbox", "--", "--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(program.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.split_whitespace().last().expect("it says where it listens").to_owned();
        Self { program, address, _output: output }
    }

    fn client(&self) -> Client {
        Client::builder(SecretKey::new("sk_test_sandbox").unwrap()).base_url(&self.address).build().unwrap()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

/// Sends a number of requests, some of them at a time. Each must succeed without a retry.
async fn send(client: &Client, requests: u64, at_a_time: u64) {
    let left = Arc::new(AtomicU64::new(requests));
    let mut senders = JoinSet::new();
    for _ in 0..at_a_time {
        let (client, left) = (client.clone(), Arc::clone(&left));
        senders.spawn(async move {
            let request = tests::seed_request().unwrap();
            let mut succeeded = 0;
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                let session = client.send(&request).await.unwrap();
                assert!(session.components.payouts.is_some());
                succeeded += 1;
            }
            succeeded
        });
    }
    assert_eq!(senders.join_all().await.into_iter().sum::<u64>(), requests);
}

/// A process's memory in KiB, if the system reports it.
fn resident(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[tokio::test]
#[ignore = "takes a while"]
async fn a_thousand_at_once() {
    let sandbox = Sandbox::start();
    let start = Instant::now();
    send(&sandbox.client(), 1_000, 1_000).await;
    println!("1,000 requests at once: {:?}", start.elapsed());
}

#[tokio::test]
#[ignore = "takes a while"]
async fn a_hundred_thousand_take_no_more_memory_than_ten_thousand() {
    let sandbox = Sandbox::start();
    let client = sandbox.client();
    let (mut sent, mut samples) = (0, Vec::new());
    let start = Instant::now();
    for requests in [1_000, 10_000, 20_000, 50_000, 100_000] {
        send(&client, requests - sent, 50).await;
        sent = requests;
        let memory = (resident("self"), resident(&sandbox.program.id().to_string()));
        println!("{requests} requests: client {:?} KiB, sandbox {:?} KiB, {:?}", memory.0, memory.1, start.elapsed());
        samples.push(memory);
    }
    // The sandbox keeps the responses of 10,000 idempotency keys, and drops the oldest for each further one.
    for (early, late) in [(samples[1].0, samples[4].0), (samples[2].1, samples[4].1)] {
        assert!(late <= early.map(|early| early + early / 10 + 1024), "{samples:?}");
    }
}
