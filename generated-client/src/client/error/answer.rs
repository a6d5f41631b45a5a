//! Answers that cannot be used.

use http::StatusCode;

use super::{Operation, trace};

/// A successful answer that is not the expected object.
#[derive(Debug, thiserror::Error)]
#[error(
    "the answer to {operation} cannot be decoded: {place}{problem} ({status}, {})", trace(request_id.as_deref()),
    place = if path.is_empty() { String::new() } else { format!("`{path}`: ") }
)]
#[non_exhaustive]
pub struct DecodeError {
    /// What was asked.
    pub operation: Operation,
    /// The answer's status.
    pub status: StatusCode,
    /// What the API calls the request.
    pub request_id: Option<String>,
    /// Where in the body, as a dotted path; empty for the whole body.
    pub path: String,
    /// What should have been there, or what is wrong with the text.
    pub problem: String,
    /// The beginning of the body, with `***` in place of every text.
    pub excerpt: String,
}

/// An answer that is not of the API's form: neither the JSON object that was expected nor an error object.
///
/// Usually a proxy or load balancer gave it, or the base URL leads to something else.
#[derive(Debug, thiserror::Error)]
#[error("the answer to {operation} is {} ({status}, {})", self.what(), trace(request_id.as_deref()))]
#[non_exhaustive]
pub struct UnexpectedBody {
    /// What was asked.
    pub operation: Operation,
    /// The answer's status.
    pub status: StatusCode,
    /// What the API calls the request, if the API saw it.
    pub request_id: Option<String>,
    /// The answer's `Content-Type`.
    pub content_type: Option<String>,
    /// The body's length in bytes.
    pub len: usize,
    /// Whether the answer asks for the request to be sent again: its `Stripe-Should-Retry`.
    pub should_retry: Option<bool>,
}

impl UnexpectedBody {
    fn what(&self) -> String {
        let body = match (self.len, &self.content_type) {
            (0, _) => "empty".to_owned(),
            (len, Some(content_type)) => format!("{len} bytes of `{content_type}`"),
            (len, None) => format!("{len} bytes of no stated content type"),
        };
        let redirect = if self.status.is_redirection() { "; redirects are not followed" } else { "" };
        format!("{body} instead of the API's JSON{redirect}")
    }
}

/// An answer whose body is larger than the client reads.
#[derive(Debug, thiserror::Error)]
#[error("the answer to {operation} is larger than {limit} bytes ({status}, {})", trace(request_id.as_deref()))]
#[non_exhaustive]
pub struct BodyTooLarge {
    /// What was asked.
    pub operation: Operation,
    /// The answer's status.
    pub status: StatusCode,
    /// What the API calls the request.
    pub request_id: Option<String>,
    /// The most that is read, in bytes.
    pub limit: usize,
}
