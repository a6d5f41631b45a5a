use std::{future::pending, sync::Mutex};

use tokio::time::{Instant as TokioInstant, sleep};

use super::*;
use crate::client::{error_context::Operation, retry::RetryPolicy, tests as testing};

const OPERATION: Operation = Operation { method: "POST", path: "/v1/x" };
const TIMEOUT: Duration = Duration::from_secs(80);

/// A scripted attempt.
#[derive(Clone, Copy)]
enum Then {
    Status(u16),
    Break,
    Hang,
    /// Breaks a reused connection.
    Stale,
    /// Fails permanently.
    Fail,
}

/// Attempts by script, the last of which is repeated, and when each began, with the body it sent.
struct Script {
    then: &'static [Then],
    start: TokioInstant,
    attempts: Mutex<Vec<(Duration, Bytes)>>,
    discarded: Mutex<u32>,
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
            Then::Stale => Err(TransportError::broken("stale").on_reused_connection()),
            Then::Fail => Err(TransportError::not_connected("failed").permanent()),
        }
    }

    async fn chunk(&self, body: &mut Self::Body) -> Result<Option<Bytes>, TransportError> {
        Ok(body.take())
    }

    async fn sleep(&self, duration: Duration) {
        sleep(duration).await;
    }

    fn now(&self) -> Instant {
        TokioInstant::now().into_std()
    }

    fn discard_connections(&self) {
        *self.discarded.lock().unwrap() += 1;
    }
}

impl Script {
    fn new(then: &'static [Then]) -> Self {
        Self { then, start: TokioInstant::now(), attempts: Mutex::default(), discarded: Mutex::default() }
    }
}

fn limits(retry: RetryPolicy) -> Limits {
    Limits { timeout: TIMEOUT, retry, body: 0 }
}

async fn send_by(script: &Script, retry: RetryPolicy) -> (AttemptResult, u32) {
    let message = http::Request::new(Bytes::from_static(b"same"));
    let (observer, mut context) = (Observer::new(OPERATION, None, testing::key()), ErrorContext::new(OPERATION));
    let result = send(script, &mut context, &testing::key(), message, &limits(retry), &observer).await;
    (result, context.attempts)
}

/// The outcome in a word, and when each attempt began.
async fn run(then: &'static [Then], retry: RetryPolicy) -> (String, Vec<Duration>) {
    let script = Script::new(then);
    let (result, attempts) = send_by(&script, retry).await;
    let outcome = match result {
        Ok(response) => response.status().as_u16().to_string(),
        Err(Error::Connection(error)) if error.permanent => "failed".to_owned(),
        Err(Error::Connection(_)) => "broken".to_owned(),
        Err(Error::Timeout(error)) => format!("{:?}", error.after),
        Err(other) => panic!("{other:?}"),
    };
    let made = script.attempts.into_inner().unwrap();
    assert_eq!(made.len(), attempts as usize);
    assert!(made.iter().all(|(_, body)| body == "same"));
    (outcome, made.into_iter().map(|(at, _)| at).collect())
}

#[tokio::test(start_paused = true)]
async fn goes_on_until_something_is_final() {
    use Then::{Break, Fail, Hang, Stale, Status};
    let cases: [(&[Then], &str, usize); 11] = [
        (&[Status(200)], "200", 1),
        (&[Status(400)], "400", 1),
        (&[Status(500), Status(200)], "200", 2),
        (&[Break, Status(409), Status(200)], "200", 3),
        (&[Status(503), Status(404)], "404", 2),
        (&[Break, Status(500)], "500", 3),
        (&[Break], "broken", 3),
        (&[Hang], "80s", 3),
        (&[Fail], "failed", 1),
        (&[Break, Fail], "failed", 2),
        (&[Stale, Status(500), Status(500), Status(200)], "200", 4),
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
    let running = send_by(&script, RetryPolicy::default());
    assert!(tokio::time::timeout(Duration::from_millis(1), running).await.is_err());
    sleep(Duration::from_secs(1000)).await;
    assert_eq!(script.attempts.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_reused_connection_that_breaks_costs_no_retry_and_no_pause() {
    use Then::{Stale, Status};
    let none = RetryPolicy::default().max_retries(0);
    assert_eq!(run(&[Stale, Status(200)], none).await, ("200".to_owned(), vec![Duration::ZERO; 2]));
    assert_eq!(run(&[Stale, Stale, Status(200)], none).await, ("broken".to_owned(), vec![Duration::ZERO; 2]));
}

#[tokio::test(start_paused = true)]
async fn connections_are_given_up_after_failures() {
    for (then, expected) in
        [(Then::Break, 3), (Then::Stale, 4), (Then::Hang, 3), (Then::Fail, 0), (Then::Status(500), 0)]
    {
        let script = Script::new(match then {
            Then::Break => &[Then::Break],
            Then::Stale => &[Then::Stale],
            Then::Hang => &[Then::Hang],
            Then::Fail => &[Then::Fail],
            Then::Status(_) => &[Then::Status(500)],
        });
        drop(send_by(&script, RetryPolicy::default()).await);
        assert_eq!(script.discarded.into_inner().unwrap(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_follows_the_clock_of_the_transport() {
    let two = Duration::from_secs(2);
    let retry = RetryPolicy::default().max_retries(100).pauses(two, two).deadline(Duration::from_secs(5));
    let (outcome, at) = run(&[Then::Status(503)], retry).await;
    assert_eq!((outcome.as_str(), at), ("503", vec![Duration::ZERO, two, 2 * two]));
}

#[tokio::test(start_paused = true)]
async fn a_retry_without_time_does_not_replace_a_response() {
    let pause = Duration::from_millis(600);
    let retry = RetryPolicy::default().pauses(pause, pause).deadline(Duration::from_millis(620));
    let (outcome, at) = run(&[Then::Status(503), Then::Hang], retry).await;
    assert_eq!((outcome.as_str(), at.len()), ("503", 1));
}

/// Responds with this many bytes at once while every timeout expires; never responds if there are none.
struct Instantly(usize);

impl Transport for Instantly {
    type Body = Option<Bytes>;

    async fn send(&self, _: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
        if self.0 == 0 { pending().await } else { Ok(http::Response::new(Some(vec![0; self.0].into()))) }
    }

    async fn chunk(&self, body: &mut Self::Body) -> Result<Option<Bytes>, TransportError> {
        Ok(body.take())
    }

    async fn sleep(&self, _: Duration) {}
}

/// The result of an attempt that needs no runtime.
fn attempted(transport: &Instantly, limit: Duration) -> AttemptResult {
    let key = testing::key();
    let mut attempt =
        transport.attempt(Attempt::new(ErrorContext::new(OPERATION), &key, limit, 7), http::Request::new(Bytes::new()));
    match attempt.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("it waits for a runtime"),
    }
}

#[test]
fn without_time_nothing_is_sent() {
    assert!(matches!(attempted(&Instantly(7), Duration::ZERO), Err(Error::Timeout(_))));
}

#[test]
fn works_without_a_runtime() {
    let limit = Duration::from_secs(80);
    assert_eq!(attempted(&Instantly(7), limit).unwrap().body().len(), 7);
    assert!(matches!(attempted(&Instantly(8), limit), Err(Error::BodyTooLarge(_))));
    let Err(Error::Timeout(error)) = attempted(&Instantly(0), limit) else { panic!("there is no response") };
    assert_eq!(error.after, limit);
}
