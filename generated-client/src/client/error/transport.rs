//! Requests that got no answer.

use std::{fmt, time::Duration};

use super::trace;
use crate::Request;

/// The method and path of a request, such as `POST /v1/account_sessions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, without the base URL.
    pub path: &'static str,
}

impl Operation {
    /// The operation of a request type.
    pub fn of<R: Request>() -> Self {
        Self { method: R::API.method, path: R::API.path }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// A connection that could not be made, or broke before the answer was complete. Its source says why.
#[derive(Debug, thiserror::Error)]
#[error("{} for {operation} ({})", self.what(), trace(request_id.as_deref()))]
#[non_exhaustive]
pub struct ConnectionError {
    /// What was asked.
    pub operation: Operation,
    /// Whether there was a connection; `false` means that the request was not sent.
    pub connected: bool,
    /// What the API calls the request, if the answer had begun.
    pub request_id: Option<String>,
    /// What went wrong.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

impl ConnectionError {
    fn what(&self) -> &'static str {
        if self.connected { "the connection failed before the answer was complete" } else { "no connection was made" }
    }
}

/// An attempt that took longer than the client waits, with none after it.
#[derive(Debug, thiserror::Error)]
#[error("{operation} was not answered within {after:?} ({})", trace(request_id.as_deref()))]
#[non_exhaustive]
pub struct TimeoutError {
    /// What was asked.
    pub operation: Operation,
    /// How long the client waited for this attempt, which is less than the timeout where the deadline came first.
    pub after: Duration,
    /// What the API calls the request, if the answer had begun.
    pub request_id: Option<String>,
}

/// A request that cannot be written as HTTP: its description has a method, path or version that HTTP forbids, or the
/// system has no randomness for an idempotency key.
#[derive(Debug, thiserror::Error)]
#[error("{operation} cannot be written as an HTTP request")]
#[non_exhaustive]
pub struct UnsendableRequest {
    /// What was asked.
    pub operation: Operation,
    /// What HTTP forbids, or the system lacks.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}
