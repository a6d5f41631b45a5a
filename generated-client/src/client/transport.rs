//! What a driver of one's own has to do.

use std::time::Duration;

use bytes::Bytes;

/// Sends HTTP requests, one at a time, over whatever HTTP library or runtime there is.
///
/// This is all that a [`Client`](crate::Client) leaves to others: one attempt of one request. What to send, whether and
/// when to send it again, how long to wait, how much of an answer to read, what to make of it and what of it to show are
/// the client's, whoever sends. So an implementation
///
/// - follows no redirect, sends nothing again, and adds no headers but those that HTTP needs;
/// - decodes no content encoding, for none is asked for;
/// - sets no timeout of its own, unless a shorter one is wanted: the client drops what takes too long;
/// - may be asked for plain HTTP by clients whose [base URL](crate::BaseUrl) leads to this machine. Such a request
///   carries the key unencrypted and is for no proxy to see.
///
/// The methods can be written as `async fn`. See `examples/own_client.rs` for a whole one, and
/// [`blocking::Transport`](crate::blocking::Transport) for clients without `async`.
///
/// ```
/// # mod library {
/// #     pub type Failure = std::io::Error;
/// #     pub struct Body;
/// #     impl Body { pub async fn next(&mut self) -> Result<Option<bytes::Bytes>, Failure> { Ok(None) } }
/// #     pub struct Library;
/// #     impl Library {
/// #         pub async fn execute(&self, _: http::Request<bytes::Bytes>) -> Result<http::Response<Body>, Failure> {
/// #             Ok(http::Response::new(Body))
/// #         }
/// #     }
/// #     pub async fn wait(_: std::time::Duration) {}
/// # }
/// # use library::{Library, wait};
/// # use std::time::Duration;
/// # use bytes::Bytes;
/// use generated_client::{Transport, TransportError};
///
/// struct Mine(Library);
///
/// impl Transport for Mine {
///     type Body = library::Body;
///
///     async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<library::Body>, TransportError> {
///         self.0.execute(request).await.map_err(TransportError::broken)
///     }
///
///     async fn chunk(&self, body: &mut library::Body) -> Result<Option<Bytes>, TransportError> {
///         body.next().await.map_err(TransportError::broken)
///     }
///
///     async fn sleep(&self, duration: Duration) {
///         wait(duration).await
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// The body of an answer, of which more may be on its way. `Option<Bytes>` will do where there is only the whole.
    type Body: Send;

    /// Sends a request and awaits the head of the answer, whatever its status.
    ///
    /// The request has an absolute URL and every header but `Host` and `Content-Length`. Its `Authorization` is a
    /// secret.
    ///
    /// # Errors
    ///
    /// [`TransportError`] if there is no answer.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Self::Body>, TransportError>> + Send;

    /// Awaits the next part of a body; none at its end. The client stops asking when it has read enough.
    ///
    /// # Errors
    ///
    /// [`TransportError::broken`] if the body ends before it is complete.
    fn chunk(&self, body: &mut Self::Body) -> impl Future<Output = Result<Option<Bytes>, TransportError>> + Send;

    /// Waits: for an attempt to take too long, and between attempts.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;
}

/// Why a transport has no answer, or not the whole of it.
///
/// The source ends up in [`ConnectionError::source`](crate::ConnectionError::source), where logs may show it: it should
/// not name headers or bodies.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.failure.what())]
pub struct TransportError {
    pub(crate) failure: Failure,
    pub(crate) source: Box<dyn std::error::Error + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    NotConnected,
    Broken,
    TimedOut,
}

impl Failure {
    fn what(self) -> &'static str {
        match self {
            Self::NotConnected => "no connection was made",
            Self::Broken => "the connection failed before the answer was complete",
            Self::TimedOut => "the answer was not complete in time",
        }
    }
}

impl TransportError {
    /// There was no connection, so that the request was certainly not sent.
    pub fn not_connected(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { failure: Failure::NotConnected, source: source.into() }
    }

    /// There was a connection, or nobody knows: the request may have been sent.
    pub fn broken(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { failure: Failure::Broken, source: source.into() }
    }

    /// The answer took longer than the transport was told to wait, or waits by itself.
    pub fn timed_out(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { failure: Failure::TimedOut, source: source.into() }
    }
}
