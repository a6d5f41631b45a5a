//! One attempt, whoever makes it: what it is, how much of its answer is read, and how it may end.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderValue, StatusCode, response::Parts};

use crate::{
    BodyTooLarge, ConnectionError, Error, Operation, TimeoutError, TransportError,
    client::{body::Body, redact::redact, response::REQUEST_ID, transport::Failure},
};

/// The most of an answer that is read, in bytes.
pub(crate) const BODY_LIMIT: usize = 16 * 1024 * 1024;

pub(crate) type Answer = Result<http::Response<Bytes>, Error>;

/// An attempt that is being made.
pub(crate) struct Attempt {
    operation: Operation,
    start: Instant,
    limit: Duration,
    body_limit: usize,
    /// Status and request id, once the answer has begun.
    head: Option<(StatusCode, Option<HeaderValue>)>,
    body: Body,
}

impl Attempt {
    /// An attempt that begins now and may take as long as the limit. Fails if that is no time at all, as when the pause
    /// before it took longer than it should.
    pub(crate) fn begin(operation: Operation, limit: Duration, body_limit: usize) -> Result<Self, Error> {
        let attempt = Self { operation, start: Instant::now(), limit, body_limit, head: None, body: Body::default() };
        if limit.is_zero() { Err(attempt.timed_out(limit)) } else { Ok(attempt) }
    }

    /// Fails if there is no time left.
    pub(crate) fn check_time(&self) -> Result<(), Error> {
        if self.start.elapsed() < self.limit { Ok(()) } else { Err(self.timed_out(self.limit)) }
    }

    /// Takes note of the answer's head.
    pub(crate) fn began(&mut self, head: &Parts) {
        self.head = Some((head.status, head.headers.get(REQUEST_ID).cloned()));
    }

    /// Takes a part of the body.
    pub(crate) fn take(&mut self, part: Bytes) -> Result<(), Error> {
        if part.len() > self.body_limit.saturating_sub(self.body.len()) {
            let status = self.head.as_ref().map(|(status, _)| *status).unwrap_or_default();
            let (operation, request_id, limit) = (self.operation, self.request_id(), self.body_limit);
            return Err(Box::new(BodyTooLarge { operation, status, request_id, limit }).into());
        }
        self.body.push(part);
        Ok(())
    }

    /// The whole answer.
    pub(crate) fn complete(&mut self, head: Parts) -> http::Response<Bytes> {
        http::Response::from_parts(head, std::mem::take(&mut self.body).whole())
    }

    pub(crate) fn failed(&self, error: TransportError) -> Error {
        let connected = match error.failure {
            // Less than the limit where the transport waits no longer than that.
            Failure::TimedOut => return self.timed_out(self.limit.min(self.start.elapsed())),
            Failure::Broken => true,
            Failure::NotConnected => false,
        };
        let (operation, request_id) = (self.operation, self.request_id());
        Box::new(ConnectionError { operation, connected, request_id, source: error.source }).into()
    }

    pub(crate) fn timed_out(&self, after: Duration) -> Error {
        Box::new(TimeoutError { operation: self.operation, after, request_id: self.request_id() }).into()
    }

    fn request_id(&self) -> Option<String> {
        let (_, request_id) = self.head.as_ref()?;
        request_id.as_ref()?.to_str().ok().map(redact)
    }
}
