//! Requests per second over loopback, next to async-stripe's client, both to the same server.
//!
//! Run with `cargo bench --bench loopback` in `tests/peers`. The two take turns, so that other load on the machine falls
//! on both; with `--test`, each sends a few requests.

mod async_stripe;
#[path = "../../benches/client/subject.rs"]
#[allow(dead_code)]
mod subject;

use std::{env, future::Future, sync::Arc, time::Instant};

use generated_client::{Client, SecretKey, sandbox};
use tokio::{runtime::Builder, task::JoinSet};

/// Numbers of requests that are under way at any time.
const AT_ONCE: [usize; 2] = [1, 16];

fn main() {
    let (rounds, requests) = if env::args().any(|argument| argument == "--test") { (1, 2) } else { (20, 300) };
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let sandbox = sandbox::start().unwrap();
    let key = SecretKey::new(sandbox.secret_key()).unwrap();
    let ours = Client::builder(key).base_url(sandbox.base_url()).build().unwrap();
    let theirs = Arc::new(async_stripe::client(sandbox.secret_key(), &sandbox.base_url()));
    let request = Arc::new(subject::request());
    for at_once in AT_ONCE {
        let (mut our_rates, mut their_rates) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let (client, request) = (ours.clone(), request.clone());
            our_rates.push(runtime.block_on(per_second(at_once, requests, move || {
                let (client, request) = (client.clone(), request.clone());
                async move { _ = client.send(&*request).await.unwrap() }
            })));
            let client = theirs.clone();
            their_rates.push(runtime.block_on(per_second(at_once, requests, move || {
                let client = client.clone();
                async move { async_stripe::send(&client).await }
            })));
        }
        let ratios = our_rates.iter().zip(&their_rates).map(|(ours, theirs)| ours / theirs).collect();
        let (ours, theirs, ratio) = (median(our_rates), median(their_rates), median(ratios));
        println!("{at_once} at once: client {ours:.0} requests/s, async-stripe {theirs:.0} requests/s, ratio {ratio:.3}");
    }
}

/// The rate of several tasks that each send one request after the other.
async fn per_second<F: Future<Output = ()> + Send + 'static>(
    at_once: usize,
    requests: usize,
    send: impl Fn() -> F + Clone + Send + 'static,
) -> f64 {
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..at_once {
        let send = send.clone();
        tasks.spawn(async move {
            for _ in 0..requests {
                send().await;
            }
        });
    }
    tasks.join_all().await;
    (at_once * requests) as f64 / start.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
