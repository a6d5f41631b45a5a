//! What a subscriber of `tracing` is told: which operation, how it went, how long it took. Never what was in it.
//!
//! Without the feature, nothing of it is compiled.

use std::time::Duration;
#[cfg(feature = "tracing")]
use std::time::Instant;

#[cfg(feature = "tracing")]
use crate::Error;
use crate::{Operation, client::attempt::Answer};

/// A request, or one of its attempts.
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn request(Operation { method, path }: Operation) -> Self {
        let span = tracing::info_span!(
            target: "generated_client",
            "request",
            method,
            path,
            attempts = tracing::field::Empty,
            status = tracing::field::Empty,
            request_id = tracing::field::Empty,
            error = tracing::field::Empty,
            latency_ms = tracing::field::Empty,
        );
        Self { span }
    }

    /// One attempt of this request, counted from 1.
    pub(crate) fn attempt(&self, Operation { method, path }: Operation, attempt: u32) -> Self {
        self.span.record("attempts", attempt);
        let span = tracing::debug_span!(
            target: "generated_client",
            parent: &self.span,
            "attempt",
            method,
            path,
            attempt,
            status = tracing::field::Empty,
            request_id = tracing::field::Empty,
            error = tracing::field::Empty,
            latency_ms = tracing::field::Empty,
        );
        Self { span }
    }

    /// Awaits the answer within the span, and says what became of it.
    pub(crate) async fn observe(&self, answer: impl Future<Output = Answer>) -> Answer {
        use tracing::Instrument as _;

        if self.span.is_none() {
            return answer.await;
        }
        let start = Instant::now();
        let answer = answer.instrument(self.span.clone()).await;
        self.record(start, &answer);
        answer
    }

    /// Waits for the answer within the span, and says what became of it.
    pub(crate) fn observe_in(&self, answer: impl FnOnce() -> Answer) -> Answer {
        let start = Instant::now();
        let answer = self.span.in_scope(answer);
        self.record(start, &answer);
        answer
    }

    fn record(&self, start: Instant, answer: &Answer) {
        self.span.record("latency_ms", u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
        let request_id = match answer {
            Ok(answer) => {
                self.span.record("status", answer.status().as_u16());
                super::http::header_text(answer.headers(), super::response::REQUEST_ID)
            }
            Err(error) => {
                self.span.record("error", failure(error));
                if let Some(status) = error.status() {
                    self.span.record("status", status.as_u16());
                }
                error.request_id().map(str::to_owned)
            }
        };
        if let Some(id) = request_id {
            self.span.record("request_id", id);
        }
    }

    /// Says that there will be another attempt.
    pub(crate) fn pausing(&self, after: Duration) {
        let after_ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(target: "generated_client", parent: &self.span, after_ms, "the request will be sent again");
    }
}

/// In a word, for an error's message may hold what the request held.
#[cfg(feature = "tracing")]
fn failure(error: &Error) -> &'static str {
    match error {
        Error::Connection(_) => "connection",
        Error::Timeout(_) => "timeout",
        Error::BodyTooLarge(_) => "body too large",
        _ => "other",
    }
}

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn request(_: Operation) -> Self {
        Self {}
    }

    pub(crate) fn attempt(&self, _: Operation, _: u32) -> Self {
        Self {}
    }

    pub(crate) async fn observe(&self, answer: impl Future<Output = Answer>) -> Answer {
        answer.await
    }

    pub(crate) fn observe_in(&self, answer: impl FnOnce() -> Answer) -> Answer {
        answer()
    }

    pub(crate) fn pausing(&self, _: Duration) {}
}
