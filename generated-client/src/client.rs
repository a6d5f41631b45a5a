//! The client: requests in, response objects out.

mod account;
mod attempts;
mod base_url;
mod builder;
mod error;
mod excerpt;
mod http;
mod idempotency;
mod key;
mod options;
mod redact;
mod resolver;
mod response;
mod retry;
#[cfg(test)]
mod testing;
mod trace;
mod transport;

pub use self::{
    account::{Account, RetrieveAccount},
    base_url::{BaseUrl, BaseUrlError},
    builder::{BuildError, ClientBuilder},
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
};

use std::{fmt, sync::Arc};

use crate::{
    Request,
    client::{attempts::Limits, transport::Transport},
};

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
    limits: Limits,
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

    pub(crate) fn assemble(endpoint: Endpoint, transport: Transport, limits: Limits) -> Self {
        Self { shared: Arc::new(Shared { endpoint, transport, limits }) }
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
        http::interpret::<R>(options.limits(*limits).run(transport, Operation::of::<R>(), message).await?)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { endpoint, limits, .. } = &*self.shared;
        f.debug_struct("Client").field("endpoint", endpoint).field("limits", limits).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
