//! The attempts of a request over a transport.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::Poll,
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};
use http::response::Parts;

use crate::client::{
    error::{AttemptResult, BodyTooLarge, Error, TimeoutError},
    error_context::{ErrorContext, Incomplete},
    observe::Observer,
    retry::Limits,
    secret_key::SecretKey,
    transport::{Failure, Transport, TransportError},
};

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A [`Transport`] of any type.
pub(crate) trait DynTransport: Send + Sync {
    fn attempt<'a>(&'a self, attempt: Attempt<'a>, message: http::Request<Bytes>) -> Boxed<'a, AttemptResult>;

    fn pause(&self, duration: Duration) -> Boxed<'_, ()>;

    fn now(&self) -> Instant;

    fn discard_connections(&self);
}

impl<T: Transport> DynTransport for T {
    fn attempt<'a>(&'a self, mut attempt: Attempt<'a>, message: http::Request<Bytes>) -> Boxed<'a, AttemptResult> {
        Box::pin(async move {
            let (start, limit) = (self.now(), attempt.limit);
            let end = if limit.is_zero() {
                Some(End::TimedOut(limit))
            } else {
                let exchange = pin!(attempt.exchange(self, message));
                within(exchange, pin!(self.sleep(limit))).await
            };
            let elapsed = self.now().saturating_duration_since(start);
            attempt.finish(end.unwrap_or(End::TimedOut(limit)), elapsed)
        })
    }

    fn pause(&self, duration: Duration) -> Boxed<'_, ()> {
        Box::pin(self.sleep(duration))
    }

    fn now(&self) -> Instant {
        Transport::now(self)
    }

    fn discard_connections(&self) {
        Transport::discard_connections(self);
    }
}

/// Runs `work` with a timeout.
async fn within<T>(
    mut work: Pin<&mut impl Future<Output = T>>,
    mut timer: Pin<&mut impl Future<Output = ()>>,
) -> Option<T> {
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// One attempt, and its response as far as it arrived.
pub(crate) struct Attempt<'a> {
    context: ErrorContext,
    key: &'a SecretKey,
    limit: Duration,
    body_limit: usize,
    head: Option<Parts>,
    body: BytesMut,
}

/// The end of an attempt.
enum End {
    Complete,
    TooLarge,
    TimedOut(Duration),
    Failed(TransportError),
}

impl<'a> Attempt<'a> {
    fn new(context: ErrorContext, key: &'a SecretKey, limit: Duration, body_limit: usize) -> Self {
        Self { context, key, limit, body_limit, head: None, body: BytesMut::new() }
    }

    async fn exchange<T: Transport>(&mut self, transport: &T, message: http::Request<Bytes>) -> End {
        let (head, mut body) = match transport.send(message).await {
            Ok(response) => response.into_parts(),
            Err(error) => return End::Failed(error),
        };
        self.head = Some(head);
        loop {
            match transport.chunk(&mut body).await {
                Ok(None) => return End::Complete,
                Ok(Some(chunk)) if chunk.len() > self.body_limit.saturating_sub(self.body.len()) => {
                    return End::TooLarge;
                }
                Ok(Some(chunk)) => self.body.extend_from_slice(&chunk),
                Err(error) => return End::Failed(error),
            }
        }
    }

    fn finish(self, end: End, elapsed: Duration) -> AttemptResult {
        let Self { mut context, key, limit, body_limit, head, body } = self;
        if let Some(mut head) = head {
            let complete = matches!(end, End::Complete);
            // The head of a refusal says enough, however much of its body arrived.
            if complete || !head.status.is_success() {
                if !complete {
                    head.extensions.insert(Incomplete);
                }
                return Ok(http::Response::from_parts(head, body.freeze()));
            }
            context = context.with_head(head.status, &head.headers, key);
            context.incomplete = true;
        }
        let timeout = |after, context| Error::Timeout(Box::new(TimeoutError { context, after }));
        Err(match end {
            End::TooLarge => Error::BodyTooLarge(Box::new(BodyTooLarge { context, limit: body_limit })),
            End::TimedOut(after) => timeout(after, context),
            End::Failed(error) if error.failure == Failure::TimedOut => timeout(limit.min(elapsed), context),
            End::Failed(error) => Error::connection(context, error),
            End::Complete => {
                Error::connection(context, TransportError::broken("the transport gave no response").permanent())
            }
        })
    }
}

/// Sends the message until there is a response worth reading, or no use in sending it again. Counts the attempts in the
/// context.
///
/// Everything happens within the future: dropping it ends the attempt or the pause.
pub(crate) async fn send(
    transport: &dyn DynTransport,
    context: &mut ErrorContext,
    key: &SecretKey,
    mut message: http::Request<Bytes>,
    limits: &Limits,
    observer: &Observer,
) -> AttemptResult {
    let start = transport.now();
    let mut state = RetryState { limits, retries: 0, resent: false };
    loop {
        context.attempts = context.attempts.saturating_add(1);
        let begin = transport.now();
        let limit = limits.retry.attempt_timeout(limits.timeout, begin.saturating_duration_since(start));
        let attempt = Attempt::new(context.clone(), key, limit, limits.body);
        let span = observer.attempt(context.attempts);
        // The copy is what stays: it has less room for the headers that HTTP adds.
        let copy = message.clone();
        let result = span.run(transport.attempt(attempt, std::mem::replace(&mut message, copy))).await;
        let end = transport.now();
        if broke(&result) {
            transport.discard_connections();
        }
        let pause = state.pause_after(&result, end.saturating_duration_since(start));
        let latency = end.saturating_duration_since(begin);
        observer.finish_attempt(&span, context.attempts, &result, latency, pause);
        match pause {
            Some(Duration::ZERO) => {}
            Some(pause) => transport.pause(pause).await,
            None => return result,
        }
    }
}

/// `true` if the connection failed, or the attempt had no complete response in time.
fn broke(result: &AttemptResult) -> bool {
    match result {
        Ok(response) => response.extensions().get::<Incomplete>().is_some(),
        Err(Error::Connection(error)) => error.connected,
        Err(error) => matches!(error, Error::Timeout(_)),
    }
}

/// The progress of a request.
struct RetryState<'a> {
    limits: &'a Limits,
    retries: u32,
    /// A failure of a reused connection was made good.
    resent: bool,
}

impl RetryState<'_> {
    /// The pause before the next attempt, if there is to be one.
    fn pause_after(&mut self, result: &AttemptResult, elapsed: Duration) -> Option<Duration> {
        let policy = &self.limits.retry;
        let response = match result {
            // Decided without randomness, which the system takes its time for.
            Ok(response) if response.status().is_success() => return None,
            Ok(response) => Some((response.status(), response.headers())),
            Err(Error::Connection(error)) if error.permanent => return None,
            Err(Error::Connection(error)) if error.reused && !self.resent && policy.has_time(elapsed) => {
                self.resent = true;
                return Some(Duration::ZERO);
            }
            Err(Error::Connection(_) | Error::Timeout(_)) => None,
            Err(_) => return None,
        };
        let pause = policy.pause_after(self.retries, response, elapsed, random())?;
        self.retries = self.retries.saturating_add(1);
        Some(pause)
    }
}

/// A random number; without randomness in the system, 0, for the shortest pauses.
fn random() -> u32 {
    let mut bytes = [0; 4];
    getrandom::getrandom(&mut bytes).map_or(0, |()| u32::from_ne_bytes(bytes))
}

#[cfg(test)]
#[path = "send_tests.rs"]
mod tests;
