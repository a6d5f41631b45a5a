//! Requests per second over loopback, beside a bare loop that sends a prepared message over the same HTTP library and
//! takes the whole answer, but makes nothing of it.
//!
//! Run with `cargo bench -p tests --bench loopback`. The two take turns, so that what else the machine does falls on
//! both; with `--test`, each sends a few requests.

#[path = "client/subject.rs"]
#[allow(dead_code)]
mod subject;

use generated_client::{
    Client, SecretKey,
    client::{BaseUrl, Endpoint},
};
use http_body_util::{BodyExt, Full};
use hyper::{body::Bytes, server::conn::http1, service::service_fn};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::{
    client::legacy,
    rt::{TokioExecutor, TokioIo, TokioTimer},
};
use std::{convert::Infallible, env, future::Future, net::SocketAddr, sync::Arc, thread, time::Instant};
use tokio::{net::TcpListener, runtime::Builder, task::JoinSet};

/// How many requests are on their way at any time.
const AT_ONCE: [usize; 2] = [1, 16];

fn main() {
    let (rounds, requests) = if env::args().any(|argument| argument == "--test") { (1, 2) } else { (30, 500) };
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let server = serve();
    let client = Client::builder(key()).base_url(format!("http://{server}")).build().unwrap();
    let bare = Arc::new(bare(server));
    let request = Arc::new(subject::request());
    for at_once in AT_ONCE {
        let (mut ours, mut floor) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let (client, request) = (client.clone(), request.clone());
            ours.push(runtime.block_on(per_second(at_once, requests, move || {
                let (client, request) = (client.clone(), request.clone());
                async move { _ = client.send(&*request).await.unwrap() }
            })));
            let bare = bare.clone();
            floor.push(runtime.block_on(per_second(at_once, requests, move || {
                let bare = bare.clone();
                async move { bare.send().await }
            })));
        }
        let ratios = ours.iter().zip(&floor).map(|(ours, floor)| ours / floor).collect();
        let (ours, floor, ratio) = (median(ours), median(floor), median(ratios));
        println!("{at_once} at once: client {ours:.0} requests/s, bare loop {floor:.0} requests/s, ratio {ratio:.3}");
    }
}

fn key() -> SecretKey {
    SecretKey::new("sk_test_123").unwrap()
}

/// How fast some tasks, each with its requests one after the other, are done.
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

/// The floor: the HTTP library, set up as the client sets it up, and a message that is ready.
struct Bare {
    http: legacy::Client<hyper_rustls::HttpsConnector<legacy::connect::HttpConnector>, Full<Bytes>>,
    message: http::Request<Full<Bytes>>,
}

impl Bare {
    async fn send(&self) {
        let answer = self.http.request(self.message.clone()).await.unwrap();
        answer.into_body().collect().await.unwrap().to_bytes();
    }
}

fn bare(server: SocketAddr) -> Bare {
    let mut tcp = legacy::connect::HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    let https = HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().wrap_connector(tcp);
    let base_url = format!("http://{server}").parse::<BaseUrl>().unwrap();
    let message = Endpoint::new(base_url, key()).prepare(&subject::request()).unwrap().map(Full::new);
    Bare { http: legacy::Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(https), message }
}

/// A server, in a thread of its own, that answers everything with the same session.
fn serve() -> SocketAddr {
    let runtime = Builder::new_current_thread().enable_io().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        runtime.block_on(async {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                socket.set_nodelay(true).unwrap();
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(socket), service_fn(answer)));
            }
        });
    });
    address
}

async fn answer(request: http::Request<hyper::body::Incoming>) -> Result<http::Response<Full<Bytes>>, Infallible> {
    _ = request.into_body().collect().await;
    let answer = http::Response::builder().header("content-type", "application/json");
    Ok(answer.body(Full::from(subject::SESSION)).unwrap())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
