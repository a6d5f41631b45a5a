//! Every fault with every driver, for reading and creating requests: outcome, attempts, and number of sessions.

use std::{thread, time::Duration};

use generated_client::{API, Error, RequestOptions, sandbox::Sandbox};

use crate::driver_clients::{Driver, KEY, Settings, Subject, word};

/// Outcome and attempts of a creating request, and of its repetition with the same key; the number of sessions then; outcome
/// and attempts of a reading request.
type Row = (&'static str, (&'static str, u64), (&'static str, u64), u64, (&'static str, u64));

const OK: (&str, u64) = ("ok", 1);
const AGAIN: (&str, u64) = ("ok", 2);

#[rustfmt::skip]
const ROWS: [Row; 41] = [
    // Before execution. Transient failures are retried.
    ("status=400",                           ("invalid request", 1), OK, 1, ("invalid request", 1)),
    ("status=401",                           ("authentication", 1),  OK, 1, ("authentication", 1)),
    ("status=402",                           ("invalid request", 1), OK, 1, ("invalid request", 1)),
    ("status=403",                           ("permission", 1),      OK, 1, ("permission", 1)),
    ("status=404",                           ("invalid request", 1), OK, 1, ("invalid request", 1)),
    ("status=409",                           AGAIN,                  OK, 1, AGAIN),
    ("status=409; should-retry=false",       ("idempotency", 1),     OK, 1, ("idempotency", 1)),
    ("status=429",                           ("rate limit", 1),      OK, 1, ("rate limit", 1)),
    ("status=429; should-retry=true",        AGAIN,                  OK, 1, AGAIN),
    ("status=429; should-retry=true; retry-after=0", AGAIN,          OK, 1, AGAIN),
    ("status=500",                           AGAIN,                  OK, 1, AGAIN),
    ("status=500; should-retry=false",       ("api", 1),             OK, 1, ("api", 1)),
    ("status=502",                           AGAIN,                  OK, 1, AGAIN),
    ("status=503; retry-after=0",            AGAIN,                  OK, 1, AGAIN),
    ("status=504",                           AGAIN,                  OK, 1, AGAIN),
    ("status=302",                           ("api", 1),             OK, 1, ("api", 1)),
    ("delay=1ms",                            OK,                     OK, 1, OK),
    ("cut",                                  AGAIN,                  OK, 1, AGAIN),
    ("cut-body; before",                     AGAIN,                  OK, 1, AGAIN),
    ("malformed; before",                    AGAIN,                  OK, 1, AGAIN),
    ("truncated; before",                    AGAIN,                  OK, 1, AGAIN),
    ("drip=0ms; before",                     AGAIN,                  OK, 1, AGAIN),
    // The result of execution is kept for the key. Reading requests have no key.
    ("status=400; during",                   ("invalid request", 1), ("invalid request", 1), 0, ("invalid request", 1)),
    ("status=409; during",                   ("idempotency", 3),     ("idempotency", 3),     0, AGAIN),
    ("status=500; during",                   ("api", 3),             ("api", 3),             0, AGAIN),
    ("status=500; during; should-retry=false", ("api", 1),           ("api", 3),             0, ("api", 1)),
    ("delay=1ms; during",                    OK,                     OK, 1, OK),
    ("cut; during",                          AGAIN,                  OK, 1, AGAIN),
    // The session exists, and its response is lost or malformed.
    ("status=400; after",                    ("invalid request", 1), OK, 1, ("invalid request", 1)),
    ("status=500; after",                    AGAIN,                  OK, 1, AGAIN),
    ("status=429; after; should-retry=true", AGAIN,                  OK, 1, AGAIN),
    ("delay=1ms; after",                     OK,                     OK, 1, OK),
    ("cut; after",                           AGAIN,                  OK, 1, AGAIN),
    ("cut-body",                             AGAIN,                  OK, 1, AGAIN),
    ("malformed",                            ("decode", 1),          OK, 1, ("decode", 1)),
    ("truncated",                            ("decode", 1),          OK, 1, ("decode", 1)),
    ("drip=0ms",                             OK,                     OK, 1, OK),
    // No response in time. Requests in flight are neither logged nor counted yet.
    ("delay=60s",                            ("ok", 1),              OK, 1, ("ok", 1)),
    ("delay=60s; during",                    ("idempotency", 2),     ("idempotency", 3), 0, ("ok", 1)),
    ("delay=60s; after",                     ("ok", 1),              OK, 1, ("ok", 1)),
    ("drip=60s",                             AGAIN,                  OK, 1, AGAIN),
];

/// The timeout for faults that never end.
const SHORT: Duration = Duration::from_secs(2);
/// The timeout for faults that end, even on a busy machine.
const LONG: Duration = Duration::from_secs(80);

fn is_slow(fault: &str) -> bool {
    fault.contains("60s")
}

/// A client and its sandbox.
struct Bench {
    sandbox: Sandbox,
    client: Subject,
}

impl Bench {
    fn new(driver: Driver, timeout: Duration) -> Self {
        let sandbox = Sandbox::builder(&API).secret_key(KEY).start().unwrap();
        let client = driver.client(&Settings { timeout, max_retries: 2, ..Settings::new(sandbox.base_url()) });
        Self { sandbox, client }
    }

    /// The outcome in a word, and the number of logged requests.
    fn outcome<T>(&self, send: impl FnOnce(&Subject) -> Result<T, Error>) -> (&'static str, u64) {
        let before = self.sandbox.requests_received();
        let outcome = send(&self.client).as_ref().err().map_or("ok", word);
        (outcome, self.sandbox.requests_received() - before)
    }
}

fn check(driver: Driver, (fault, first, again, sessions, read): Row) {
    let struck = || {
        let bench = Bench::new(driver, if is_slow(fault) { SHORT } else { LONG });
        bench.sandbox.fail_next(fault.parse().unwrap());
        bench
    };
    let bench = struck();
    let options = RequestOptions::new().idempotency_key("order 7");
    assert_eq!(bench.outcome(|client| client.send_with(&options)), first, "{driver:?} {fault}");
    assert_eq!(bench.sandbox.faults_left(), 0);
    assert_eq!(bench.outcome(|client| client.send_with(&options)), again, "{driver:?} {fault}, once more");
    assert_eq!(bench.sandbox.sessions_created(), sessions, "{driver:?} {fault}");

    // All attempts share the client's generated key.
    let bench = struck();
    assert_eq!(bench.outcome(Subject::send), first, "{driver:?} {fault}, with a random key");
    assert!(bench.sandbox.sessions_created() <= 1);

    let bench = struck();
    assert_eq!(bench.outcome(Subject::account), read, "{driver:?} {fault}, reading");
    assert_eq!(bench.sandbox.sessions_created(), 0);
}

#[test]
fn matrix() {
    thread::scope(|scope| {
        for driver in Driver::ALL {
            let (slow, fast): (Vec<Row>, Vec<Row>) = ROWS.into_iter().partition(|row| is_slow(row.0));
            scope.spawn(move || fast.into_iter().for_each(|row| check(driver, row)));
            for row in slow {
                scope.spawn(move || check(driver, row));
            }
        }
    });
}

#[test]
fn permanent_failures_end_after_the_last_attempt() {
    for driver in Driver::ALL {
        for (fault, expected, sessions) in [("status=503", "api", 0), ("cut", "cut", 0), ("cut; after", "cut", 1)] {
            let bench = Bench::new(driver, LONG);
            for _ in 0..3 {
                bench.sandbox.fail_next(fault.parse().unwrap());
            }
            assert_eq!(bench.outcome(Subject::send), (expected, 3), "{driver:?} {fault}");
            assert_eq!(bench.sandbox.sessions_created(), sessions, "{driver:?} {fault}");
        }
    }
}
