//! The asynchronous client.

use std::{fmt, sync::Arc};

use runtime::{FromAccount, Request};

use crate::client::{
    account::{Account, RetrieveAccount},
    api_response::Response,
    build_error::BuildError,
    call::{Call, Shared},
    client_builder::Builder,
    error::Error,
    request_options::RequestOptions,
    secret_key::SecretKey,
    transport::Transport,
};
#[cfg(feature = "client")]
use crate::client::{connect_options::ConnectOptions, hyper_transport::HyperTransport};

/// Configures a [`Client`]; made by [`Client::builder`].
#[cfg(feature = "client")]
pub type ClientBuilder<T = ConnectOptions> = Builder<Client, T>;

/// Sends requests to the API over reused connections.
///
/// Cloning is cheap, and clones share their connections. With the feature `client`, connections are this crate's own,
/// over hyper and rustls: encrypted, with certificates checked against Mozilla's roots, which are compiled in. Such a
/// client works within a Tokio runtime that has time and I/O enabled. Connections belong to the runtime that made them, so
/// that a client may be used in several runtimes, at once or one after another. [`Client::with_transport`] makes a client
/// that sends over something else.
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
    pub(crate) shared: Arc<Shared>,
}

#[cfg(feature = "client")]
impl Client {
    /// A client with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    ///
    /// [`BuildError::Tls`] if the encryption library cannot be set up.
    pub fn new(key: SecretKey) -> Result<Self, BuildError> {
        Self::builder(key).build()
    }

    /// Configures a client.
    pub fn builder(key: SecretKey) -> ClientBuilder {
        Builder::new(key, ConnectOptions::default())
    }
}

impl Client {
    /// Configures a client with another transport.
    pub fn with_transport<T: Transport + 'static>(key: SecretKey, transport: T) -> Builder<Self, T> {
        Builder::new(key, transport)
    }

    /// Sends a request and reads the response, at most 16 MiB of it. Redirects are not followed.
    ///
    /// Transient failures are retried: see [`RetryPolicy`](crate::client::RetryPolicy). All attempts have the same
    /// `Idempotency-Key`, so that the API acts on the request once. Dropping the future ends everything.
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`]; outside of a Tokio runtime, [`Error::Connection`].
    pub async fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.send_with(request, &RequestOptions::new()).await
    }

    /// Sends a request with options of its own. See [`Client::send`] for the rest.
    ///
    /// ```no_run
    /// use generated_client::{Client, Error, RequestOptions, v2024_09_30_acacia::CreateAccountSession};
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
        let mut call = Call::new(&self.shared, request, options)?;
        let result = call.run().await;
        call.parse::<R>(result)
    }

    /// Retrieves a connected account.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and [`Error::Options`] if the text is not `acct_` with letters and digits after it.
    pub async fn retrieve_account(&self, id: impl Into<String>) -> Result<Response<Account>, Error> {
        self.send(&RetrieveAccount::new(id)?).await
    }

    /// Retrieves the facts of a connected account, as the `AccountFacts` of any API version.
    ///
    /// ```no_run
    /// use generated_client::{Client, v2024_09_30_acacia::CreateAccountSession};
    ///
    /// # async fn check(client: &Client, request: &CreateAccountSession) -> Result<(), Box<dyn std::error::Error>> {
    /// let facts = client.account_facts("acct_1NkDjjJyhOZfPCWt").await?;
    /// request.validate_for(&facts)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Client::retrieve_account`].
    pub async fn account_facts<F: FromAccount>(&self, id: impl Into<String>) -> Result<Response<F>, Error> {
        Ok(self.retrieve_account(id).await?.map(|account| F::from_account(&account)))
    }
}

#[cfg(feature = "client")]
impl Builder<Client, ConnectOptions> {
    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a setting is invalid.
    pub fn build(self) -> Result<Client, BuildError> {
        Ok(Client { shared: Arc::new(self.check(HyperTransport::new)?) })
    }
}

impl<T: Transport + 'static> Builder<Client, T> {
    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a setting is invalid.
    pub fn build(self) -> Result<Client, BuildError> {
        Ok(Client { shared: Arc::new(self.check(|_, transport| Ok(transport))?) })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared.fmt(f)
    }
}

#[cfg(test)]
#[cfg(feature = "client")]
#[path = "async_client_tests.rs"]
mod tests;
