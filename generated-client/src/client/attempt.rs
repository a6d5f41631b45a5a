//! One attempt, whoever makes it: what it is, how much of its answer is read, and how it may end.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{StatusCode, response::Parts};

use crate::{
    BodyTooLarge, ConnectionError, Error, Operation, TimeoutError, TransportError,
    client::{http::header_text, response::REQUEST_ID, transport::Failure},
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
    head: Option<(StatusCode, Option<String>)>,
    body: Vec<u8>,
}

impl Attempt {
    /// An attempt that begins now and may take as long as the limit.
    pub(crate) fn new(operation: Operation, limit: Duration, body_limit: usize) -> Self {
        Self { operation, start: Instant::now(), limit, body_limit, head: None, body: Vec::new() }
    }

    /// Fails if there is no time left, as when the pause before it took longer than it should.
    pub(crate) fn check_time(&self) -> Result<(), Error> {
        if self.start.elapsed() < self.limit { Ok(()) } else { Err(self.timed_out(self.limit)) }
    }

    /// Takes note of the answer's head.
    pub(crate) fn began(&mut self, head: &Parts) {
        self.head = Some((head.status, header_text(&head.headers, REQUEST_ID)));
    }

    /// Takes a part of the body.
    pub(crate) fn take(&mut self, part: &[u8]) -> Result<(), Error> {
        if part.len() > self.body_limit.saturating_sub(self.body.len()) {
            let (status, request_id) = self.head.clone().unwrap_or_default();
            let (operation, limit) = (self.operation, self.body_limit);
            return Err(Box::new(BodyTooLarge { operation, status, request_id, limit }).into());
        }
        self.body.extend_from_slice(part);
        Ok(())
    }

    /// The whole answer.
    pub(crate) fn complete(&mut self, head: Parts) -> http::Response<Bytes> {
        http::Response::from_parts(head, std::mem::take(&mut self.body).into())
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
        self.head.clone()?.1
    }
}
