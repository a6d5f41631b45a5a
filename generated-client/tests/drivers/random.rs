//! Many requests with random faults: each ends in a session or an error, and no session is created twice.

use std::{collections::HashSet, thread, time::Duration};

use generated_client::{API, RequestOptions, sandbox::Sandbox};

use tracing::subscriber::{NoSubscriber, with_default};

use crate::driver_clients::{ACCOUNT, Driver, KEY, Settings, at_once, word};

const REQUESTS: usize = 10_000 / Driver::ALL.len();
const SEED: u64 = 0x5eed;

/// A generator of random numbers: SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }

    /// A fault as text; often none.
    fn fault(&mut self) -> Option<String> {
        if self.below(2) == 0 {
            return None;
        }
        let what = match self.below(8) {
            0 | 1 => format!("status={}", [400, 401, 402, 404, 409, 429, 500, 502, 503, 504][self.below(10)]),
            2 => format!("delay={}ms", [0, 1, 2, 150][self.below(4)]),
            _ => self.pick(&["cut", "cut-body", "malformed", "truncated", "drip=0ms"]).to_owned(),
        };
        let moment = self.pick(&["before", "during", "after"]);
        let retry = self.pick(&["", "", "; should-retry=true; retry-after=0", "; should-retry=false"]);
        Some(format!("{what}; {moment}{retry}"))
    }
}

#[test]
fn ten_thousand_requests() {
    // Traces of so many requests are too much to print.
    at_once(&Driver::ALL, |driver| with_default(NoSubscriber::default(), || send_many(driver)));
}

fn send_many(driver: Driver) {
    let sandbox = Sandbox::builder(&API).secret_key(KEY).keep_requests(REQUESTS * 4).start().unwrap();
    let timeout = Duration::from_millis(100);
    let client = driver.client(&Settings { timeout, max_retries: 2, ..Settings::new(sandbox.base_url()) });
    let mut numbers = Numbers(SEED + driver as u64);
    let (mut succeeded, mut secrets, mut failures) = (Vec::new(), HashSet::new(), HashSet::new());
    for request in 0..REQUESTS {
        while let Some(fault) = numbers.fault().filter(|_| sandbox.faults_left() < 3) {
            sandbox.fail_next(fault.parse().unwrap());
        }
        let key = format!("request {request}");
        match client.send_with(&RequestOptions::new().idempotency_key(&key)) {
            Ok(session) => {
                assert_eq!(session.account.as_ref().unwrap().as_str(), ACCOUNT);
                assert!(secrets.insert(session.client_secret.expose_secret().to_owned()), "a session for two");
                succeeded.push(key);
            }
            Err(error) => drop(failures.insert(word(&error))),
        }
    }
    // A cancelled attempt is logged a little later, and leaves nothing behind.
    let log = loop {
        let log = sandbox.requests();
        if log.iter().filter(|request| request.created_session).count() as u64 == sandbox.sessions_created() {
            break log;
        }
        thread::yield_now();
    };
    let mut created = HashSet::new();
    for request in log.iter().filter(|request| request.created_session) {
        assert!(created.insert(request.idempotency_key.clone().unwrap()), "{driver:?}: two sessions: {request:?}");
    }
    for key in &succeeded {
        assert!(created.contains(key), "{driver:?}: no session: {key}");
    }
    assert!(succeeded.len() > REQUESTS / 4 && log.len() > REQUESTS, "{driver:?}: {}", succeeded.len());
    for kind in ["invalid request", "idempotency", "api", "decode"] {
        assert!(failures.contains(kind), "{driver:?}: {kind} did not happen: {failures:?}");
    }
}
