//! Cancelled requests, which leave nothing behind.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    time::Duration,
};

use generated_client::{
    API,
    sandbox::{Fault, Sandbox},
};
use tokio::time::{sleep, timeout};

use crate::{
    driver_clients::{Driver, KEY, Settings, Subject, at_once, request},
    server::response,
};

/// Long enough for an attempt to be on its way, however busy the machine is.
const UNDER_WAY: Duration = Duration::from_millis(500);

/// Drops a request in flight, and lets remaining tasks run for a while.
fn drop_one(subject: &Subject, then: Duration) {
    let Subject::Async(client, runtime) = subject else { panic!("what blocks can't be dropped") };
    runtime.block_on(async {
        assert!(timeout(UNDER_WAY, client.send(&request())).await.is_err(), "there was a response");
        sleep(then).await;
    });
}

/// Cancels a request after a part of the response. True if the connection was closed.
fn closes_its_connection(driver: Driver, response: &str) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let subject = driver.client(&Settings { max_retries: 2, ..Settings::new(url) });
    std::thread::scope(|scope| {
        let server = scope.spawn(|| {
            let (mut stream, _) = listener.accept().unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
            stream.write_all(response.as_bytes()).unwrap();
            is_closed(&mut stream)
        });
        drop_one(&subject, UNDER_WAY);
        assert!(server.join().unwrap(), "{driver:?}: the connection is still there");
    });
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err(), "{driver:?}: there was another attempt");
}

fn is_closed(stream: &mut TcpStream) -> bool {
    let mut rest = [0; 4096];
    loop {
        match stream.read(&mut rest) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}

#[test]
fn before_the_response() {
    at_once(&Driver::ASYNC, |driver| closes_its_connection(driver, ""));
}

#[test]
fn within_the_response() {
    let whole = response("200 OK", &"{".repeat(100));
    at_once(&Driver::ASYNC, |driver| closes_its_connection(driver, &whole[..whole.len() - 50]));
}

#[test]
fn between_attempts() {
    at_once(&Driver::ASYNC, |driver| {
        let sandbox = Sandbox::builder(&API).secret_key(KEY).start().unwrap();
        sandbox.fail_next(Fault::status(503));
        let late = Settings { max_retries: 2, pause: 2 * UNDER_WAY, ..Settings::new(sandbox.base_url()) };
        let subject = driver.client(&late);
        drop_one(&subject, 4 * UNDER_WAY);
        assert_eq!(sandbox.requests_received(), 1, "{driver:?}");
        subject.send().unwrap();
        assert_eq!((sandbox.requests_received(), sandbox.sessions_created()), (2, 1), "{driver:?}");
    });
}
