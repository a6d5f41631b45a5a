//! The interface of drivers.

use std::time::{Duration, Instant};

use bytes::Bytes;

/// Sends HTTP requests, one at a time, over any HTTP library and runtime.
///
/// An implementation makes one attempt of one request. A [`Client`](crate::Client) does the rest: encoding, retries,
/// timeouts, the limit on the response, decoding and redaction. So an implementation
///
/// - follows no redirect, sends nothing again, and adds no headers but those that HTTP needs;
/// - decodes no content encoding, for none is asked for;
/// - needs no timeout for a whole attempt: the client drops what takes too long. One for the connection is useful, since
///   a failure there says that nothing was sent;
/// - may be asked for plain HTTP by clients whose [base URL](crate::client::BaseUrl) leads to this machine. Such a request
///   carries the key unencrypted and must not go through a proxy.
///
/// The methods can be written as `async fn`. See `examples/own_client.rs` for a whole one. Clients that block take it as
/// well: see [`blocking::Client::with_transport`](crate::blocking::Client::with_transport).
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
/// use generated_client::client::{Transport, TransportError};
///
/// struct OwnTransport(Library);
///
/// impl Transport for OwnTransport {
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
    /// The body of a response, as far as it is not read. `Option<Bytes>` suits a transport that reads it whole.
    type Body: Send;

    /// Sends a request and awaits the head of the response, whatever its status.
    ///
    /// The request has an absolute URL and every header but `Host` and `Content-Length`. Its `Authorization` is a
    /// secret.
    ///
    /// # Errors
    ///
    /// [`TransportError`] if no complete head arrived.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Self::Body>, TransportError>> + Send;

    /// Awaits the next chunk of a body; `None` at its end. The client stops asking when it has read enough.
    ///
    /// # Errors
    ///
    /// [`TransportError::broken`] if the body ends before it is complete.
    fn chunk(&self, body: &mut Self::Body) -> impl Future<Output = Result<Option<Bytes>, TransportError>> + Send;

    /// Sleeps: as the timeout of an attempt, and between attempts.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;

    /// The time by the clock that [`sleep`](Self::sleep) follows: the system's, unless a test moves it.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// Gives up idle connections, after an attempt whose connection broke or had no response in time: other connections
    /// may have died with it. The next attempt makes a new one.
    fn discard_connections(&self) {}
}

/// A failure of a transport: no complete response arrived.
///
/// The source ends up in [`ConnectionError::source`](crate::client::ConnectionError::source), where logs may show it: it
/// must not hold headers or bodies.
#[derive(Debug, thiserror::Error)]
#[error("{failure}")]
pub struct TransportError {
    pub(crate) failure: Failure,
    pub(crate) permanent: bool,
    pub(crate) reused: bool,
    pub(crate) source: Box<dyn std::error::Error + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failure {
    #[error("no connection was made")]
    NotConnected,
    #[error("the connection failed before the response was complete")]
    Broken,
    #[error("the response was not complete in time")]
    TimedOut,
}

impl TransportError {
    /// No connection was made, so that the request was certainly not sent.
    pub fn not_connected(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(Failure::NotConnected, source)
    }

    /// The connection broke, or it is unknown how far the request got: it may have been sent.
    pub fn broken(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(Failure::Broken, source)
    }

    /// The response took longer than a timeout of the transport's own.
    pub fn timed_out(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(Failure::TimedOut, source)
    }

    fn new(failure: Failure, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { failure, permanent: false, reused: false, source: source.into() }
    }

    /// Marks a failure that other attempts would meet as well, such as a certificate of an unknown authority: the request
    /// is not sent again.
    pub fn permanent(self) -> Self {
        Self { permanent: true, ..self }
    }

    /// Marks a failure of a reused connection before the head of the response was complete. Mostly the server closed it
    /// while it was idle, so the request is sent again at once, on a new connection, also by a client without retries.
    pub fn on_reused_connection(self) -> Self {
        Self { reused: true, ..self }
    }
}
