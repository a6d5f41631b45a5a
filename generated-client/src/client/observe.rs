//! Reports of requests and attempts, to a hook of the caller and to `tracing`: never of their contents.

use std::{sync::Arc, time::Duration};

use http::{HeaderMap, StatusCode};

use crate::client::{
    api_response::Response,
    error::{AttemptResult, Error},
    error_context::Operation,
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

/// Reports a request and its attempts.
pub(crate) struct Observer {
    operation: Operation,
    hook: Option<Hook>,
    key: SecretKey,
    pub(crate) span: Span,
}

impl Observer {
    pub(crate) fn new(operation: Operation, hook: Option<Hook>, key: SecretKey) -> Self {
        Self { operation, hook, key, span: Span::request(operation) }
    }

    /// The span of an attempt, counted from 1.
    pub(crate) fn attempt(&self, attempt: u32) -> Span {
        self.span.attempt(self.operation, attempt)
    }

    /// Reports the end of an attempt.
    pub(crate) fn finish_attempt(
        &self,
        span: &Span,
        attempt: u32,
        result: &AttemptResult,
        latency: Duration,
        next_attempt_in: Option<Duration>,
    ) {
        let end = match result {
            Ok(response) => Summary::of_response(response.status(), response.headers(), &self.key),
            Err(error) => Summary::of(error),
        };
        span.record(&end, latency);
        if let Some(after) = next_attempt_in {
            self.span.pausing(after);
        }
        if let Some(hook) = &self.hook {
            let Summary { status, request_id, error, .. } = end;
            let operation = self.operation;
            hook(&AttemptEvent { operation, attempt, status, request_id, error, latency, next_attempt_in });
        }
    }

    /// Reports the end of the request, after decoding.
    pub(crate) fn finish<T>(&self, result: &Result<Response<T>, Error>, latency: Duration) {
        let end = match result {
            Ok(response) => Summary::of_response(response.status(), response.headers(), &self.key),
            Err(error) => Summary { code: error.api().and_then(|api| api.code.as_deref()), ..Summary::of(error) },
        };
        self.span.record(&end, latency);
    }
}

struct Summary<'a> {
    status: Option<StatusCode>,
    request_id: Option<String>,
    error: Option<&'static str>,
    #[cfg_attr(not(feature = "tracing"), expect(dead_code))]
    code: Option<&'a str>,
}

impl Summary<'_> {
    fn of_response(status: StatusCode, headers: &HeaderMap, key: &SecretKey) -> Self {
        Self { status: Some(status), request_id: header_text(headers, REQUEST_ID, key), error: None, code: None }
    }

    fn of(error: &Error) -> Self {
        let request_id = error.request_id().map(str::to_owned);
        Self { status: error.status(), request_id, error: Some(error.name()), code: None }
    }
}

/// A span of `tracing`; nothing without the feature.
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    fn request(Operation { method, path }: Operation) -> Self {
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

    fn attempt(&self, Operation { method, path }: Operation, attempt: u32) -> Self {
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

    fn record(&self, end: &Summary<'_>, latency: Duration) {
        self.span.record("latency_ms", milliseconds(latency));
        if let Some(status) = end.status {
            self.span.record("status", status.as_u16());
        }
        let texts = [("request_id", end.request_id.as_deref()), ("error", end.error), ("code", end.code)];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            self.span.record(name, text);
        }
    }

    fn pausing(&self, after: Duration) {
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
    fn request(_: Operation) -> Self {
        Self {}
    }

    fn attempt(&self, _: Operation, _: u32) -> Self {
        Self {}
    }

    pub(crate) async fn run<T>(&self, work: impl Future<Output = T>) -> T {
        work.await
    }

    fn record(&self, _: &Summary<'_>, _: Duration) {}

    fn pausing(&self, _: Duration) {}
}

/// Makes a future report to the subscriber of this thread on another thread as well.
#[cfg(feature = "blocking")]
pub(crate) fn for_another_thread<F: Future>(work: F) -> impl Future<Output = F::Output> {
    #[cfg(feature = "tracing")]
    let work = tracing::instrument::WithSubscriber::with_current_subscriber(work);
    work
}
