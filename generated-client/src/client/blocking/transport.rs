//! What a blocking driver of one's own has to do.

use std::{io::Read, time::Duration};

use bytes::Bytes;

use crate::TransportError;

/// Sends HTTP requests, one at a time, over whatever HTTP library there is: [`crate::Transport`] without `async`.
///
/// What is said there holds here too, but for time: nobody else can end a call that blocks.
pub trait Transport: Send + Sync {
    /// The body of an answer. A `std::io::Cursor` will do where there is only the whole.
    type Body: Read;

    /// Sends a request and waits for the head of the answer, whatever its status.
    ///
    /// The answer must be complete, body and all, within the limit.
    ///
    /// # Errors
    ///
    /// [`TransportError`] if there is no answer; [`TransportError::timed_out`] when the limit is reached. Reading the body
    /// ends with [`ErrorKind::TimedOut`](std::io::ErrorKind::TimedOut) then.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limit: Duration,
    ) -> Result<http::Response<Self::Body>, TransportError>;
}
