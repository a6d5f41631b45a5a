use std::{future::pending, sync::Mutex};

use tokio::time::{Instant as TokioInstant, sleep};

use super::*;
use crate::{Transport, TransportError};

const OPERATION: Operation = Operation { method: "POST", path: "/v1/x" };
const TIMEOUT: Duration = Duration::from_secs(80);

/// What a scripted attempt does.
#[derive(Clone, Copy)]
enum Then {
    Status(u16),
    Break,
    Hang,
}

/// Attempts by script, the last of which is repeated, and when each began, with the body it sent.
struct Script {
    then: &'static [Then],
    start: TokioInstant,
    attempts: Mutex<Vec<(Duration, Bytes)>>,
}

impl Transport for Script {
    type Body = Option<Bytes>;

    async fn send(&self, message: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
        let then = {
            let mut attempts = self.attempts.lock().unwrap();
            attempts.push((self.start.elapsed(), message.into_body()));
            self.then[(attempts.len() - 1).min(self.then.len() - 1)]
        };
        match then {
            Then::Status(status) => Ok(http::Response::builder().status(status).body(None).unwrap()),
            Then::Break => Err(TransportError::broken("broken")),
            Then::Hang => pending().await,
        }
    }

    async fn chunk(&self, body: &mut Self::Body) -> Result<Option<Bytes>, TransportError> {
        Ok(body.take())
    }

    async fn sleep(&self, duration: Duration) {
        sleep(duration).await;
    }
}

impl Script {
    fn new(then: &'static [Then]) -> Self {
        Self { then, start: TokioInstant::now(), attempts: Mutex::default() }
    }
}

fn limits(retry: RetryPolicy) -> Limits {
    Limits { timeout: TIMEOUT, retry, body: 0 }
}

/// A clock that Tokio's tests can put forward.
fn clock() -> Instant {
    TokioInstant::now().into_std()
}

/// The outcome in a word, and when each attempt began.
async fn run(then: &'static [Then], retry: RetryPolicy) -> (String, Vec<Duration>) {
    let script = Script::new(then);
    let message = http::Request::new(Bytes::from_static(b"same"));
    let outcome = match limits(retry).run_by(clock, &script, OPERATION, message).await {
        Ok(answer) => answer.status().as_u16().to_string(),
        Err(Error::Connection(_)) => "broken".to_owned(),
        Err(Error::Timeout(error)) => format!("{:?}", error.after),
        Err(other) => panic!("{other:?}"),
    };
    let attempts = script.attempts.into_inner().unwrap();
    assert!(attempts.iter().all(|(_, body)| body == "same"));
    (outcome, attempts.into_iter().map(|(at, _)| at).collect())
}

#[tokio::test(start_paused = true)]
async fn goes_on_until_something_is_final() {
    use Then::{Break, Hang, Status};
    let cases: [(&[Then], &str, usize); 8] = [
        (&[Status(200)], "200", 1),
        (&[Status(400)], "400", 1),
        (&[Status(500), Status(200)], "200", 2),
        (&[Break, Status(409), Status(200)], "200", 3),
        (&[Status(503), Status(404)], "404", 2),
        (&[Break, Status(500)], "500", 3),
        (&[Break], "broken", 3),
        (&[Hang], "80s", 3),
    ];
    for (then, outcome, attempts) in cases {
        let found = run(then, RetryPolicy::default()).await;
        assert_eq!((found.0.as_str(), found.1.len()), (outcome, attempts));
    }
}

#[tokio::test(start_paused = true)]
async fn pauses_between_attempts() {
    let (_, at) = run(&[Then::Status(500)], RetryPolicy::default()).await;
    let [first, second] = [at[1] - at[0], at[2] - at[1]].map(|pause| pause.as_millis());
    assert!((500..=1001).contains(&first) && (1000..=2001).contains(&second), "{at:?}");
}

#[tokio::test(start_paused = true)]
async fn ends_at_the_deadline() {
    let deadline = Duration::from_secs(100);
    let retry = RetryPolicy::default().deadline(deadline).pauses(Duration::from_secs(5), Duration::from_secs(5));
    let (outcome, at) = run(&[Then::Hang], retry).await;
    assert_eq!((outcome.as_str(), at.len()), ("15s", 2));
    assert_eq!(run(&[Then::Hang], retry.deadline(Duration::from_secs(1))).await.0, "1s");
}

#[tokio::test(start_paused = true)]
async fn a_dropped_request_is_over() {
    let script = Script::new(&[Then::Break]);
    let limits = limits(RetryPolicy::default());
    let running = limits.run_by(clock, &script, OPERATION, http::Request::new(Bytes::new()));
    assert!(tokio::time::timeout(Duration::from_millis(1), running).await.is_err());
    sleep(Duration::from_secs(1000)).await;
    assert_eq!(script.attempts.lock().unwrap().len(), 1);
}
