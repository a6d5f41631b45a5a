//! The client: requests in, response objects out.

mod account;
mod attempt;
mod attempts;
mod base_url;
pub mod blocking;
mod body;
mod builder;
#[cfg(any(feature = "client", feature = "blocking"))]
mod connections;
mod error;
mod excerpt;
mod exchange;
mod http;
#[cfg(feature = "client")]
mod hyper;
mod idempotency;
mod key;
mod options;
#[cfg(any(feature = "client", feature = "blocking"))]
mod proxy;
mod redact;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "client")]
mod resolver;
mod response;
mod retry;
#[cfg(feature = "client")]
mod route;
#[cfg(test)]
mod testing;
#[cfg(any(feature = "client", feature = "reqwest"))]
mod tls;
mod trace;
mod transport;

pub use self::{
    account::{Account, RetrieveAccount},
    base_url::{BaseUrl, BaseUrlError},
    builder::{BuildError, Builder},
    error::{
        ApiError, ApiErrorKind, BodyTooLarge, ConnectionError, DecodeError, Error, Operation, TimeoutError,
        UnexpectedBody, UnsendableRequest,
    },
    http::{Endpoint, StripeAccountError, interpret},
    idempotency::IdempotencyKeyError,
    key::{KeyError, SecretKey},
    options::{OptionProblem, OptionsError, RequestOptions},
    response::Response,
    retry::{Decision, Outcome, RetryPolicy},
    transport::{Transport, TransportError},
};
#[cfg(any(feature = "client", feature = "blocking"))]
pub use self::{
    connections::Connections,
    proxy::{ProxyError, ProxyProblem},
};

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

use std::{fmt, sync::Arc};

use crate::{
    Request,
    client::{attempts::Limits, exchange::Exchange},
};

/// Sets up a [`Client`]; made by [`Client::builder`].
#[cfg(feature = "client")]
pub type ClientBuilder<T = Connections> = Builder<Client, T>;

/// Sends requests to the API over reused connections.
///
/// Cloning is cheap, and clones share their connections. With the feature `client`, connections are this crate's own,
/// over hyper and rustls: encrypted, with certificates checked against Mozilla's roots, which are compiled in. Such a
/// client works within a Tokio runtime that has time and I/O enabled. [`Client::with_transport`] makes one that sends over
/// something else.
///
/// ```
/// # #[cfg(feature = "client")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
/// use generated_client::{Client, SecretKey};
///
/// let key = SecretKey::new("sk_test_123")?;
/// let client = Client::builder(key).timeout(Duration::from_secs(20)).build()?;
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "client"))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: Endpoint,
    transport: Box<dyn Exchange>,
    limits: Limits,
}

#[cfg(feature = "client")]
impl Client {
    /// A client with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    ///
    /// [`BuildError::Tls`] if the encryption library cannot be set up, [`BuildError::Proxy`] if the environment names a
    /// proxy that can't be used.
    pub fn new(key: SecretKey) -> Result<Self, BuildError> {
        Self::builder(key).build()
    }

    /// Sets up a client.
    pub fn builder(key: SecretKey) -> ClientBuilder {
        Builder::new(key, Connections::default())
    }
}

impl Client {
    /// Sets up a client that sends with a transport of one's own.
    pub fn with_transport<T: Transport + 'static>(key: SecretKey, transport: T) -> Builder<Self, T> {
        Builder::new(key, transport)
    }

    /// Sends a request and reads the answer, of which at most 16 MiB are taken. Redirects are not followed.
    ///
    /// What fails for reasons that may pass is sent again: see [`RetryPolicy`]. All attempts have the same
    /// `Idempotency-Key`, so that the API acts on the request once. Dropping the future ends everything.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`]; outside of a Tokio runtime, [`Error::Connection`].
    pub async fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.send_with(request, &RequestOptions::new()).await
    }

    /// Sends a request that does some things otherwise than the client. See [`Client::send`] for the rest.
    ///
    /// ```no_run
    /// use generated_client::{Client, CreateAccountSession, Error, RequestOptions};
    ///
    /// async fn open(client: &Client, request: &CreateAccountSession, order: &str) -> Result<(), Error> {
    ///     let options = RequestOptions::new().idempotency_key(order).max_retries(5);
    ///     let session = client.send_with(request, &options).await?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`]; [`Error::Options`] before anything is sent.
    pub async fn send_with<R: Request>(
        &self,
        request: &R,
        options: &RequestOptions,
    ) -> Result<Response<R::Response>, Error> {
        let Shared { endpoint, transport, limits } = &*self.shared;
        let message = endpoint.prepare_with(request, options)?;
        http::interpret::<R>(options.limits(*limits).run(&**transport, Operation::of::<R>(), message).await?)
    }
}

#[cfg(feature = "client")]
impl Builder<Client, Connections> {
    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if the base URL, the connected account or the proxy is not one.
    pub fn build(self) -> Result<Client, BuildError> {
        let (endpoint, limits, connections) = self.check()?;
        let proxy = connections.proxy.find(endpoint.base_url())?;
        let transport = hyper::Hyper::new(endpoint.base_url().is_https(), connections.connect_timeout, proxy)
            .map_err(|error| BuildError::Tls { source: Box::new(error) })?;
        Ok(Client { shared: Arc::new(Shared { endpoint, transport: Box::new(transport), limits }) })
    }
}

impl<T: Transport + 'static> Builder<Client, T> {
    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if the base URL or the connected account is not one.
    pub fn build(self) -> Result<Client, BuildError> {
        let (endpoint, limits, transport) = self.check()?;
        Ok(Client { shared: Arc::new(Shared { endpoint, transport: Box::new(transport), limits }) })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { endpoint, limits, .. } = &*self.shared;
        f.debug_struct("Client").field("endpoint", endpoint).field("limits", limits).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(feature = "client")]
mod tests;
