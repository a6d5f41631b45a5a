//! Reports of requests and attempts, to a hook of the caller and to `tracing`: never of their contents.

use std::{sync::Arc, time::Duration};

use http::{HeaderMap, StatusCode};

use crate::client::{
    error::Error,
    error_context::{ErrorContext, Operation},
    headers::{REQUEST_ID, header_text},
    secret_key::SecretKey,
};

/// An attempt that ended, for [`Builder::on_attempt`](crate::client::Builder::on_attempt).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AttemptEvent {
    /// The method and path of the request.
    pub operation: Operation,
    /// The number of the attempt, counted from 1.
    pub attempt: u32,
    /// The response's status, if its head arrived.
    pub status: Option<StatusCode>,
    /// The API's request ID (`req_...`).
    pub request_id: Option<String>,
    /// The error if there was no complete response, as [`Error::name`] has it.
    pub error: Option<&'static str>,
    /// The time from the start of the attempt to the end of the response, or to the failure.
    pub latency: Duration,
    /// The pause before the next attempt; `None` after the last one.
    pub next_attempt_in: Option<Duration>,
}

/// A function that is told about attempts.
pub(crate) type Hook = Arc<dyn Fn(&AttemptEvent) + Send + Sync>;

impl AttemptEvent {
    /// The end of the last attempt so far, or of the whole request.
    pub(crate) fn new(
        context: &ErrorContext,
        result: Result<(StatusCode, &HeaderMap), &Error>,
        key: &SecretKey,
        latency: Duration,
    ) -> Self {
        let (status, request_id, error) = match result {
            Ok((status, headers)) => (Some(status), header_text(headers, REQUEST_ID, key), None),
            Err(error) => (error.status(), error.request_id().map(str::to_owned), Some(error.name())),
        };
        let ErrorContext { operation, attempts: attempt, .. } = *context;
        Self { operation, attempt, status, request_id, error, latency, next_attempt_in: None }
    }
}

/// A span of `tracing`; nothing without the feature.
#[derive(Clone)]
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
            code = tracing::field::Empty,
            latency_ms = tracing::field::Empty,
        );
        Self { span }
    }

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

    /// Runs `work` within the span.
    pub(crate) async fn run<T>(&self, work: impl Future<Output = T>) -> T {
        tracing::Instrument::instrument(work, self.span.clone()).await
    }

    /// Records the end, and the code of a refusal.
    pub(crate) fn record(&self, end: &AttemptEvent, code: Option<&str>) {
        self.span.record("latency_ms", milliseconds(end.latency));
        if let Some(status) = end.status {
            self.span.record("status", status.as_u16());
        }
        let texts = [("request_id", end.request_id.as_deref()), ("error", end.error), ("code", code)];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            self.span.record(name, text);
        }
    }

    pub(crate) fn pausing(&self, after: Duration) {
        let after_ms = milliseconds(after);
        tracing::debug!(target: "generated_client", parent: &self.span, after_ms, "the request will be sent again");
    }
}

#[cfg(feature = "tracing")]
fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn request(_: Operation) -> Self {
        Self {}
    }

    pub(crate) fn attempt(&self, _: Operation, _: u32) -> Self {
        Self {}
    }

    pub(crate) async fn run<T>(&self, work: impl Future<Output = T>) -> T {
        work.await
    }

    pub(crate) fn record(&self, _: &AttemptEvent, _: Option<&str>) {}

    pub(crate) fn pausing(&self, _: Duration) {}
}

/// Makes a future report to the subscriber of this thread on another thread as well.
#[cfg(feature = "blocking")]
pub(crate) fn for_another_thread<F: Future>(work: F) -> impl Future<Output = F::Output> {
    #[cfg(feature = "tracing")]
    let work = tracing::instrument::WithSubscriber::with_current_subscriber(work);
    work
}
