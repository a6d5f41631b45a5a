//! The client: requests in, response objects out.

mod base_url;
mod builder;
mod error;
mod http;
mod key;
mod redact;
mod resolver;
mod response;
#[cfg(test)]
mod testing;
mod transport;

pub use self::{
    base_url::{BaseUrl, BaseUrlError},
    builder::{BuildError, ClientBuilder},
    error::{
        ApiError, ApiErrorKind, BodyTooLarge, DecodeError, Error, Operation, TimeoutError, TransportError,
        UnexpectedBody, UnsendableRequest,
    },
    http::{Endpoint, StripeAccountError, interpret},
    key::{KeyError, SecretKey},
    response::Response,
};

use std::{fmt, sync::Arc, time::Duration};

use crate::{Request, client::transport::Transport};

/// Sends requests to the API over encrypted, reused connections.
///
/// Cloning is cheap, and clones share their connections. It works within a Tokio runtime that has time and I/O enabled.
/// Certificates are checked against Mozilla's roots, which are compiled in.
///
/// ```
/// use std::time::Duration;
/// use generated_client::{Client, SecretKey};
///
/// let key = SecretKey::new("sk_test_123")?;
/// let client = Client::builder(key).timeout(Duration::from_secs(20)).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: Endpoint,
    transport: Transport,
    timeout: Duration,
}

impl Client {
    /// A client with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    ///
    /// [`BuildError::Tls`] if the encryption library cannot be set up.
    pub fn new(key: SecretKey) -> Result<Self, BuildError> {
        Self::builder(key).build()
    }

    /// Sets up a client.
    pub fn builder(key: SecretKey) -> ClientBuilder {
        ClientBuilder::new(key)
    }

    pub(crate) fn assemble(endpoint: Endpoint, transport: Transport, timeout: Duration) -> Self {
        Self { shared: Arc::new(Shared { endpoint, transport, timeout }) }
    }

    /// Sends a request and reads the answer, of which at most 16 MiB are taken. Redirects are not followed.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`]; outside of a Tokio runtime, [`Error::Transport`].
    pub async fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        let Shared { endpoint, transport, timeout } = &*self.shared;
        let message = endpoint.prepare(request)?;
        http::interpret::<R>(transport.exchange(Operation::of::<R>(), message, *timeout).await?)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { endpoint, timeout, .. } = &*self.shared;
        f.debug_struct("Client").field("endpoint", endpoint).field("timeout", timeout).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
