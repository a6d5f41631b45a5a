//! The attempts of one request: what comes after each, and when the last one was.

use std::{
    mem,
    time::{Duration, Instant},
};

use bytes::Bytes;

use crate::{
    Error, Operation,
    client::{
        attempt::Answer,
        exchange::Exchange,
        retry::{Decision, Outcome, RetryPolicy},
        trace::Span,
    },
};

/// How long a request may take, how often it is sent, and how much of an answer is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// For one attempt.
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    /// In bytes.
    pub(crate) body: usize,
}

impl Limits {
    /// Sends the message until there is an answer worth reading, or no use in sending it again.
    ///
    /// All happens within the future: dropping it ends the attempt or the pause there is.
    pub(crate) fn run(
        &self,
        transport: &dyn Exchange,
        operation: Operation,
        message: http::Request<Bytes>,
    ) -> impl Future<Output = Answer> {
        self.run_by(Instant::now, transport, operation, message)
    }

    async fn run_by(
        &self,
        clock: fn() -> Instant,
        transport: &dyn Exchange,
        operation: Operation,
        mut message: http::Request<Bytes>,
    ) -> Answer {
        let span = Span::request(operation);
        let attempts = async {
            let mut attempts = Attempts::new(self, operation, &span, clock);
            loop {
                let (attempt, limit) = attempts.next();
                // The copy is what stays: it has less room for the headers that HTTP adds.
                let copy = message.clone();
                let message = mem::replace(&mut message, copy);
                let answer = transport.exchange(operation, message, limit, self.body);
                let answer = attempt.observe(answer).await;
                match attempts.pause_after(&answer) {
                    Some(pause) => transport.pause(pause).await,
                    None => return answer,
                }
            }
        };
        span.observe(attempts).await
    }
}

/// Where a request stands.
pub(crate) struct Attempts<'a> {
    limits: &'a Limits,
    operation: Operation,
    span: &'a Span,
    clock: fn() -> Instant,
    start: Instant,
    retries: u32,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(limits: &'a Limits, operation: Operation, span: &'a Span, clock: fn() -> Instant) -> Self {
        Self { limits, operation, span, clock, start: clock(), retries: 0 }
    }

    /// The span of the attempt that is about to be made, and how long it may take.
    pub(crate) fn next(&self) -> (Span, Duration) {
        let Limits { timeout, retry, .. } = self.limits;
        let span = self.span.attempt(self.operation, self.retries.saturating_add(1));
        (span, retry.attempt_timeout(*timeout, self.elapsed()))
    }

    /// How long to wait before the next attempt, if there is to be one.
    pub(crate) fn pause_after(&mut self, answer: &Answer) -> Option<Duration> {
        let outcome = match answer {
            // Decided without randomness, which the system takes its time for.
            Ok(answer) if answer.status().is_success() => return None,
            Ok(answer) => Outcome::Answer { status: answer.status(), headers: answer.headers() },
            Err(Error::Connection(_) | Error::Timeout(_)) => Outcome::NoAnswer,
            Err(_) => return None,
        };
        match self.limits.retry.decide(self.retries, outcome, self.elapsed(), random()) {
            Decision::Stop => None,
            Decision::Retry { after } => {
                self.span.pausing(after);
                self.retries = self.retries.saturating_add(1);
                Some(after)
            }
        }
    }

    fn elapsed(&self) -> Duration {
        (self.clock)().saturating_duration_since(self.start)
    }
}

/// Where the system gives no randomness, pauses are as short as they get.
fn random() -> u32 {
    let mut bytes = [0; 4];
    getrandom::getrandom(&mut bytes).map_or(0, |()| u32::from_ne_bytes(bytes))
}

#[cfg(test)]
mod tests;
