use std::{
    future::pending,
    pin::pin,
    sync::Mutex,
    task::{Context, Poll, Waker},
};

use tokio::time::{Instant as TokioInstant, sleep};

use super::*;
use crate::client::{
    retry::RetryPolicy,
    tests::{self as testing, CreateSession},
    transport::{Transport, TransportError},
};

const TIMEOUT: Duration = Duration::from_secs(80);

/// A scripted attempt.
#[derive(Clone, Copy)]
enum Then {
    Status(u16),
    /// A refusal whose body breaks.
    Cut(u16),
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

impl Transport for Arc<Script> {
    /// `true` if it breaks.
    type Body = bool;

    async fn send(&self, message: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
        let then = {
            let mut attempts = self.attempts.lock().unwrap();
            attempts.push((self.start.elapsed(), message.into_body()));
            self.then[(attempts.len() - 1).min(self.then.len() - 1)]
        };
        match then {
            Then::Status(status) => Ok(http::Response::builder().status(status).body(false).unwrap()),
            Then::Cut(status) => Ok(http::Response::builder().status(status).body(true).unwrap()),
            Then::Break => Err(TransportError::broken("broken")),
            Then::Hang => pending().await,
            Then::Stale => Err(TransportError::broken("stale").on_reused_connection()),
            Then::Fail => Err(TransportError::not_connected("failed").permanent()),
        }
    }

    async fn chunk(&self, body: &mut Self::Body) -> Result<Option<Bytes>, TransportError> {
        if *body { Err(TransportError::broken("cut")) } else { Ok(None) }
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
    fn new(then: &'static [Then]) -> Arc<Self> {
        let (attempts, discarded) = Default::default();
        Arc::new(Self { then, start: TokioInstant::now(), attempts, discarded })
    }
}

fn call(transport: impl Transport + 'static, limits: Limits) -> Call {
    let endpoint = Endpoint::new(Default::default(), testing::key());
    let shared = Shared { endpoint, transport: Box::new(transport), limits, hook: None };
    Call::new(&Arc::new(shared), &CreateSession("same"), &RequestOptions::new()).unwrap()
}

async fn send_by(script: &Arc<Script>, retry: RetryPolicy) -> (AttemptResult, u32) {
    let mut call = call(script.clone(), Limits { timeout: TIMEOUT, retry, body: 0 });
    let result = call.run().await;
    (result, call.context.attempts)
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
    let made = std::mem::take(&mut *script.attempts.lock().unwrap());
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
async fn the_deadline_begins_with_the_first_attempt() {
    let script = Script::new(&[Then::Break, Then::Status(200)]);
    let retry = RetryPolicy::default().deadline(Duration::from_secs(20));
    let mut call = call(script.clone(), Limits { timeout: TIMEOUT, retry, body: 0 });
    sleep(Duration::from_secs(100)).await;
    assert_eq!(call.run().await.unwrap().status(), 200);
    assert_eq!(script.attempts.lock().unwrap().len(), 2);
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
    use Then::{Break, Cut, Fail, Hang, Stale, Status};
    let cases: [(&[Then], u32); 7] = [
        (&[Break], 3),
        (&[Stale], 4),
        (&[Hang], 3),
        (&[Fail], 0),
        (&[Status(500)], 0),
        (&[Cut(500)], 3),
        (&[Cut(500), Status(500)], 1),
    ];
    for (then, expected) in cases {
        let script = Script::new(then);
        drop(send_by(&script, RetryPolicy::default()).await);
        assert_eq!(*script.discarded.lock().unwrap(), expected);
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

/// The result of a request that needs no runtime.
fn sent(transport: Instantly, timeout: Duration) -> AttemptResult {
    let retry = RetryPolicy::default().max_retries(0);
    let mut call = call(transport, Limits { timeout, retry, body: 7 });
    match pin!(call.run()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("it waits for a runtime"),
    }
}

#[test]
fn without_time_nothing_is_sent() {
    assert!(matches!(sent(Instantly(7), Duration::ZERO), Err(Error::Timeout(_))));
}

#[test]
fn works_without_a_runtime() {
    assert_eq!(sent(Instantly(7), TIMEOUT).unwrap().body().len(), 7);
    assert!(matches!(sent(Instantly(8), TIMEOUT), Err(Error::BodyTooLarge(_))));
    let Err(Error::Timeout(error)) = sent(Instantly(0), TIMEOUT) else { panic!("there is no response") };
    assert_eq!(error.after, TIMEOUT);
}
