//! Network faults, for every driver with the affected part, with and without retries: the error, the number of attempts and
//! of requests at the server, the time as a multiple of the timeouts, and no effect twice.

use std::{
    thread,
    time::{Duration, Instant},
};

use generated_client::{Error, RequestOptions};

#[cfg(target_os = "linux")]
use crate::peer::drop_packets;
use crate::{
    driver_clients::{Driver, Proxy, Settings, Subject, at_once, request, word},
    peer::{Connection, Peer},
    server::{nobody, response},
};

const SESSION: &str = r#"{"object": "account_session", "account": "acct_1", "client_secret": "_s", "components": {}}"#;
/// A timeout that expires.
const SHORT: Duration = Duration::from_millis(400);
/// A timeout that does not expire, even on a busy machine.
const LONG: Duration = Duration::from_secs(60);

fn ok() -> String {
    response("200 OK", SESSION)
}

/// A request, with 2 retries and with none: the error in a word, and the attempts of each.
fn fails(drivers: &[Driver], settings: &Settings, expected: &str, attempts: [u32; 2]) {
    at_once(drivers, |driver| {
        for (max_retries, attempts) in [2, 0].into_iter().zip(attempts) {
            let start = Instant::now();
            let error = driver.client(&Settings { max_retries, ..settings.clone() }).error();
            assert_eq!((word(&error), error.attempts()), (expected, attempts), "{driver:?} {error:?}");
            let limited = [settings.timeout, settings.connect_timeout].contains(&SHORT);
            let limit = if limited { 10 * attempts * SHORT } else { LONG };
            assert!(start.elapsed() < limit, "{driver:?}: {:?}", start.elapsed());
            assert!(error.idempotency_key().is_some(), "{driver:?}");
        }
    });
}

/// Requests at the server, and those with different keys.
fn counts(peer: &Peer) -> (usize, usize) {
    (peer.requests().len(), peer.keys())
}

#[test]
fn silent_after_accept() {
    at_once(&Driver::ALL, |driver| {
        let peer = Peer::start(|mut connection| {
            connection.read_request();
            connection.stay_silent();
        });
        fails(&[driver], &Settings { timeout: SHORT, ..Settings::new(peer.http()) }, "timeout", [3, 1]);
        assert_eq!((counts(&peer), peer.connections()), ((4, 2), 4), "{driver:?}");
    });
}

#[test]
fn silent_in_the_tls_handshake() {
    let peer = Peer::start(|connection| connection.stay_silent());
    let settings =
        Settings { timeout: LONG, connect_timeout: SHORT, proxy: Proxy::None, ..Settings::new(peer.https()) };
    fails(&Driver::WHOLE, &settings, "not connected", [3, 1]);
    assert!(peer.requests().is_empty());
}

#[test]
fn silent_proxy() {
    let peer = Peer::start(|connection| connection.stay_silent());
    let proxy = Proxy::Url(peer.http());
    let settings = Settings { timeout: LONG, connect_timeout: SHORT, proxy, ..Settings::new("https://api.stripe.com") };
    fails(&Driver::WHOLE, &settings, "not connected", [3, 1]);
}

/// A machine that is gone, or a firewall: no packet gets there.
#[test]
#[cfg(target_os = "linux")]
fn packets_to_the_host_are_dropped() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    if !drop_packets(&listener) {
        return;
    }
    let port = listener.local_addr().unwrap().port();
    for base_url in [format!("http://127.0.0.1:{port}"), format!("https://localhost:{port}")] {
        let settings =
            Settings { timeout: LONG, connect_timeout: SHORT, proxy: Proxy::None, ..Settings::new(base_url) };
        fails(&Driver::WHOLE, &settings, "not connected", [3, 1]);
    }
    let settings = Settings { timeout: SHORT, ..Settings::new(format!("http://127.0.0.1:{port}")) };
    fails(&[Driver::Own, Driver::OwnBlocking], &settings, "timeout", [3, 1]);
}

#[test]
fn refused() {
    fails(&Driver::ALL, &Settings::new(format!("http://{}", nobody())), "not connected", [3, 1]);
}

#[test]
fn reset_before_the_response() {
    for driver in Driver::ALL {
        let peer = Peer::start(|mut connection| {
            connection.peek_request();
        });
        fails(&[driver], &Settings::new(peer.http()), "cut", [3, 1]);
        assert_eq!((counts(&peer), peer.connections()), ((4, 2), 4), "{driver:?}");
    }
}

#[test]
fn reset_in_the_body() {
    for driver in Driver::ALL {
        let peer = Peer::start(|mut connection| {
            connection.peek_request();
            let response = ok();
            connection.write(&response[..response.len() - 5]);
        });
        fails(&[driver], &Settings::new(peer.http()), "cut", [3, 1]);
        assert_eq!((counts(&peer), peer.connections()), ((4, 2), 4), "{driver:?}");
    }
}

#[test]
fn a_flood_of_103() {
    // The tests' own transport does not read such responses.
    for driver in Driver::WHOLE {
        let peer = Peer::start(|mut connection| {
            connection.read_request();
            while connection.write("HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n".repeat(10)) {
                thread::sleep(Duration::from_millis(1));
            }
        });
        fails(&[driver], &Settings { timeout: SHORT, ..Settings::new(peer.http()) }, "timeout", [3, 1]);
        assert_eq!(counts(&peer), (4, 2), "{driver:?}");
    }
}

#[test]
fn too_many_headers() {
    for driver in Driver::WHOLE {
        let peer = Peer::start(|mut connection| {
            connection.read_request();
            connection.write(format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(1000)));
            connection.stay_silent();
        });
        fails(&[driver], &Settings::new(peer.http()), "cut", [1, 1]);
        assert_eq!(counts(&peer), (2, 2), "{driver:?}");
    }
}

#[test]
fn a_redirect() {
    for driver in Driver::ALL {
        let peer = Peer::start(|mut connection| {
            let location = format!("http://{}/x", connection.stream.local_addr().unwrap());
            while connection.read_request()
                && connection.write(response(&format!("307 Temporary Redirect\r\nlocation: {location}"), ""))
            {
            }
        });
        fails(&[driver], &Settings::new(peer.http()), "unexpected body", [1, 1]);
        assert_eq!(counts(&peer), (2, 2), "{driver:?}");
    }
}

#[test]
fn a_refusing_proxy() {
    for driver in Driver::WHOLE {
        // With a body, over a connection that stays open.
        let peer = Peer::start(|mut connection| {
            connection.read_request();
            connection.write(response("407 Proxy Authentication Required", "<html>"));
            connection.stay_silent();
        });
        let proxy = Proxy::Url(peer.http());
        let settings = Settings { proxy, connect_timeout: LONG, ..Settings::new("https://api.stripe.com") };
        fails(&[driver], &settings, "not connected", [1, 1]);
        assert_eq!(peer.requests().len(), 2, "{driver:?}");
        assert!(peer.requests()[0].starts_with("CONNECT api.stripe.com:443 HTTP/1.1\r\n"), "{driver:?}");
    }
}

#[test]
fn closed_while_idle() {
    at_once(&Driver::ALL, |driver| {
        // Without `Connection: close` in the response.
        let peer = Peer::start(|mut connection| {
            connection.read_request();
            connection.write(ok());
            connection.close();
        });
        // A pause long enough to be noticed.
        let client = driver.client(&Settings { pause: LONG, ..Settings::new(peer.http()) });
        let start = Instant::now();
        for request in 0..300 {
            client.send().unwrap_or_else(|error| panic!("{driver:?} {request}: {error:?}"));
        }
        assert!(start.elapsed() < LONG, "{driver:?}: nothing waited for a retry");
        assert_eq!(counts(&peer), (300, 300), "{driver:?}");
    });
}

/// The server has closed the connection before the next request.
#[test]
fn closed_while_idle_with_the_runtime_stopped() {
    for driver in Driver::ASYNC {
        let peer = Peer::start(|mut connection| {
            connection.read_request();
            connection.write(ok());
            connection.close();
        });
        let Subject::Async(client, runtime) = driver.client(&Settings::new(peer.http())) else { panic!() };
        for _ in 0..10 {
            runtime.block_on(client.send(&request())).unwrap();
            // The runtime does not run.
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(counts(&peer), (10, 10), "{driver:?}");
    }
}

/// A request on a reused connection is resent even if the server has read it whole before closing.
#[test]
fn closed_after_the_second_request() {
    for driver in Driver::WHOLE {
        let peer = Peer::start(|mut connection| {
            if connection.read_request() && connection.write(ok()) {
                connection.read_request();
            }
        });
        let client = driver.client(&Settings::new(peer.http()));
        client.send().unwrap();
        client.send().unwrap();
        assert_eq!((counts(&peer), peer.connections()), ((3, 2), 2), "{driver:?}");
    }
}

/// Concurrent requests from several threads.
fn send_together(client: &Subject, number: usize, each: usize) {
    match client {
        Subject::Async(client, runtime) => runtime.block_on(async {
            let tasks: Vec<_> = (0..number)
                .map(|_| {
                    let client = client.clone();
                    tokio::spawn(async move {
                        for _ in 0..each {
                            client.send(&request()).await.unwrap();
                        }
                    })
                })
                .collect();
            for task in tasks {
                task.await.unwrap();
            }
        }),
        Subject::Blocking(client) => thread::scope(|scope| {
            for _ in 0..number {
                scope.spawn(|| (0..each).for_each(|_| drop(client.send(&request()).unwrap())));
            }
        }),
    }
}

#[test]
fn a_silent_pool() {
    black_holed_pool(|connection| _ = connection.read_request(), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn a_pool_whose_packets_are_dropped() {
    if drop_packets(&std::net::TcpListener::bind("127.0.0.1:0").unwrap()) {
        black_holed_pool(|connection| _ = drop_packets(&connection.stream), 0);
    }
}

/// Connections of a pool that die without a word, for the requests that a dead one has `read`.
fn black_holed_pool(die: fn(&mut Connection), read: usize) {
    const WARM: usize = 4;
    at_once(&Driver::WHOLE, |driver| {
        for max_retries in [2, 0] {
            let barrier = std::sync::Arc::new(std::sync::Barrier::new(WARM));
            let peer = Peer::start(move |mut connection| {
                connection.read_request();
                if connection.number < WARM {
                    // All connections are open at once, then fall silent.
                    barrier.wait();
                    connection.write(ok());
                    die(&mut connection);
                    connection.stay_silent();
                } else {
                    while connection.write(ok()) && connection.read_request() {}
                }
            });
            let client = driver.client(&Settings { max_retries, ..Settings::new(peer.http()) });
            send_together(&client, WARM, 1);
            // Long enough for a response on a new connection, too.
            let limited = RequestOptions::new().timeout(4 * SHORT);
            match client.send_with(&limited) {
                Ok(_) => assert_eq!(max_retries, 2, "{driver:?}"),
                Err(error) => assert_eq!((max_retries, word(&error)), (0, "timeout"), "{driver:?} {error:?}"),
            }
            client.send().unwrap();
            // No other dead connection was tried; one new one was made.
            let retried = usize::from(max_retries > 0);
            assert_eq!(counts(&peer), (WARM + 1 + retried + read, WARM + 1 + retried.max(read)), "{driver:?}");
            assert_eq!(peer.connections(), WARM + 1, "{driver:?}");
        }
    });
}

#[test]
fn idle_connections_are_limited() {
    use generated_client::{Client, SecretKey, blocking};
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    let (open, barrier) = (Arc::new(AtomicUsize::new(0)), Arc::new(std::sync::Barrier::new(8)));
    let counted = open.clone();
    let peer = Peer::start(move |mut connection| {
        counted.fetch_add(1, Ordering::SeqCst);
        connection.read_request();
        barrier.wait();
        connection.write(ok());
        connection.stay_silent();
        counted.fetch_sub(1, Ordering::SeqCst);
    });
    let key = || SecretKey::new(crate::driver_clients::KEY).unwrap();
    let client = blocking::Client::builder(key()).base_url(peer.http()).max_idle_connections(3).build().unwrap();
    send_together(&Subject::Blocking(client.clone()), 8, 1);
    while open.load(Ordering::SeqCst) > 3 {
        thread::yield_now();
    }
    drop(client);
    // Dropping the client closes its connections.
    while open.load(Ordering::SeqCst) > 0 {
        thread::yield_now();
    }
    let short = Duration::from_millis(1);
    let builder = Client::builder(key()).idle_timeout(short).max_idle_connections(0);
    builder.base_url(peer.http()).build().unwrap();
}

/// A static client, used from threads with their own runtimes.
#[test]
fn two_runtimes_at_once() {
    for driver in Driver::ASYNC {
        let peer = Peer::start(|mut connection| while connection.read_request() && connection.write(ok()) {});
        let Subject::Async(client, first) = driver.client(&Settings::new(peer.http())) else { panic!() };
        let second = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for runtime in [&first, &second, &first, &second] {
            runtime.block_on(client.send(&request())).unwrap();
        }
        assert_eq!(counts(&peer), (4, 4), "{driver:?}");
        if driver != Driver::Own {
            assert_eq!(peer.connections(), 2, "{driver:?}: each runtime has its own");
        }
    }
}

#[tokio::test]
async fn a_blocking_client_within_a_runtime() {
    let peer = Peer::start(|mut connection| while connection.read_request() && connection.write(ok()) {});
    for driver in [Driver::Blocking, Driver::OwnBlocking] {
        let Subject::Blocking(client) = driver.client(&Settings::new(peer.http())) else { panic!() };
        client.send(&request()).unwrap();
        client.retrieve_account("acct_1").unwrap();
    }
}

#[test]
fn a_broken_transport_is_an_error() {
    use bytes::Bytes;
    use generated_client::{
        SecretKey, blocking,
        client::{Transport, TransportError},
    };

    struct Panics;

    impl Transport for Panics {
        type Body = ();

        async fn send(&self, _: http::Request<Bytes>) -> Result<http::Response<()>, TransportError> {
            panic!("as a mistake would")
        }

        async fn chunk(&self, (): &mut ()) -> Result<Option<Bytes>, TransportError> {
            Ok(None)
        }

        async fn sleep(&self, duration: Duration) {
            tokio::time::sleep(duration).await;
        }
    }

    let key = SecretKey::new(crate::driver_clients::KEY).unwrap();
    let client = blocking::Client::with_transport(key, Panics).build().unwrap();
    for _ in 0..2 {
        let Error::Connection(error) = client.send(&request()).unwrap_err() else { panic!() };
        assert!(error.permanent);
    }
}

/// Keepalive detects a connection whose peer is gone.
#[test]
#[cfg(target_os = "linux")]
fn connections_are_kept_alive() {
    for driver in Driver::WHOLE {
        let peer = Peer::start(|mut connection| while connection.read_request() && connection.write(ok()) {});
        let client = driver.client(&Settings::new(peer.http()));
        client.send().unwrap();
        let peer_port = format!(":{:04X}", peer.address.port());
        let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
        let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
        let ours = lines.iter().find(|fields| fields[2].ends_with(&peer_port) && fields[3] == "01").unwrap();
        // The timer of keepalive.
        assert!(ours[5].starts_with("02:"), "{driver:?} {ours:?}");
        drop(client);
    }
}

#[test]
fn closed_while_idle_with_many_at_once() {
    for driver in Driver::WHOLE {
        let peer = Peer::start(|mut connection| {
            connection.read_request();
            connection.write(ok());
            connection.close();
        });
        let client = driver.client(&Settings::new(peer.http()));
        send_together(&client, 16, 40);
        assert_eq!(counts(&peer), (640, 640), "{driver:?}");
    }
}
