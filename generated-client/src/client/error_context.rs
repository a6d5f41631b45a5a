//! The request and response behind an error.

use std::{fmt, time::Duration};

use http::{HeaderMap, StatusCode};

use crate::client::{
    headers::{self, REQUEST_ID, header_text},
    secret_key::SecretKey,
};
use runtime::Request;

/// The method and path of a request, such as `POST /v1/account_sessions`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, without the base URL.
    pub path: &'static str,
}

impl Operation {
    /// The operation of a request type.
    pub const fn of<R: Request>() -> Self {
        Self { method: R::API.method, path: R::API.path }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// The request and response behind an error.
///
/// `Debug` shows neither the idempotency key nor the response's headers.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorContext {
    /// The method and path of the request.
    pub operation: Operation,
    /// The number of times the request was sent, or could not be sent for want of a connection; 0 for a response that
    /// was parsed without a client.
    pub attempts: u32,
    /// The `Idempotency-Key` of all attempts. Sent again with it, the request has its effect at most once.
    pub idempotency_key: Option<String>,
    /// The response's status, if its head arrived.
    pub status: Option<StatusCode>,
    /// The response's headers as they arrived, if they did.
    pub headers: Option<HeaderMap>,
    /// The API's request ID (`req_...`).
    pub request_id: Option<String>,
    /// `true` if the connection broke, or the time was over, before the response's body was complete.
    pub incomplete: bool,
}

impl ErrorContext {
    pub(crate) fn new(operation: Operation) -> Self {
        Self { operation, ..Self::default() }
    }

    /// Adds the head of the response.
    pub(crate) fn with_head(self, status: StatusCode, headers: &HeaderMap, key: &SecretKey) -> Self {
        let request_id = header_text(headers, REQUEST_ID, key);
        Self { status: Some(status), headers: Some(headers.clone()), request_id, ..self }
    }

    /// The API's word on sending the request again: its `Stripe-Should-Retry`.
    pub fn should_retry(&self) -> Option<bool> {
        headers::should_retry(self.headers.as_ref()?)
    }

    /// The time that the API asks to wait: its `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        headers::retry_after(self.headers.as_ref()?)
    }

    /// The part of a message that identifies the response.
    pub(crate) fn details(&self) -> String {
        let status = self.status.map(|status| format!("{status}, ")).unwrap_or_default();
        let incomplete = if self.incomplete { "incomplete, " } else { "" };
        match &self.request_id {
            Some(id) => format!("{status}{incomplete}request {id}"),
            None => format!("{status}{incomplete}no request id"),
        }
    }
}

impl fmt::Debug for ErrorContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorContext")
            .field("operation", &self.operation)
            .field("attempts", &self.attempts)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("incomplete", &self.incomplete)
            .finish_non_exhaustive()
    }
}
