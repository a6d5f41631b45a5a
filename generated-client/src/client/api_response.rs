//! Responses with their object.

use std::{fmt, ops::Deref};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, response::Parts};

use crate::client::headers::REQUEST_ID;

/// A response of the API: the object, and the status, headers and body that it came with.
///
/// Derefs to the object. `Debug` shows the object as the object's own `Debug` does, but neither headers nor body, which
/// hold secrets.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, parts: Parts, body: Bytes) -> Self {
        Self { value, status: parts.status, headers: parts.headers, body }
    }

    /// The object alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Replaces the object.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response { value: change(self.value), status: self.status, headers: self.headers, body: self.body }
    }

    /// The HTTP status, a successful one.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The API's request ID (`req_...`), for its dashboard and support.
    pub fn request_id(&self) -> Option<&str> {
        self.headers.get(REQUEST_ID)?.to_str().ok()
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it arrived, secrets included.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("request_id", &self.request_id().filter(|id| id.starts_with("req_")))
            .field("body_len", &self.body.len())
            .finish_non_exhaustive()
    }
}
