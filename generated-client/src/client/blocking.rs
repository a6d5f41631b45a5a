//! The client for programs without `async`: the same requests, options, retries and errors.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_client::{SecretKey, blocking::Client};
//! use generated_client::v2024_09_30_acacia::{ComponentsParams, CreateAccountSession, PaymentsParams};
//!
//! let client = Client::new(SecretKey::new(std::env::var("STRIPE_SECRET_KEY")?)?)?;
//! let components = ComponentsParams::new().payments(PaymentsParams::enabled());
//! let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
//! let session = client.send(&request)?;
//! # Ok(())
//! # }
//! ```

use std::{
    fmt, io,
    sync::{Arc, mpsc},
    thread,
};

use runtime::{FromAccount, Request};
use tokio::{
    runtime::{Builder as RuntimeBuilder, Handle},
    sync::oneshot,
};

use crate::client::{
    account::{Account, RetrieveAccount},
    api_response::Response,
    build_error::BuildError,
    call::{Call, Shared},
    client_builder::Builder,
    connect_options::ConnectOptions,
    error::{AttemptResult, Error},
    hyper_transport::HyperTransport,
    observe::for_another_thread,
    request_options::RequestOptions,
    secret_key::SecretKey,
    transport::{Transport, TransportError},
};

/// Configures a [`Client`]; made by [`Client::builder`].
pub type ClientBuilder<T = ConnectOptions> = Builder<Client, T>;

/// Sends requests to the API over reused connections, and waits for the responses.
///
/// A [`Client`](crate::Client) in a runtime on a thread of its own. It also works within an asynchronous runtime, whose
/// thread it blocks then. Cloning is cheap, and clones share connections and thread. The thread ends with the last clone.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    runtime: Arc<Runtime>,
}

impl Client {
    /// A client with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    ///
    /// [`BuildError::Tls`] if the encryption library cannot be set up, [`BuildError::Runtime`] if the thread can't be
    /// started.
    pub fn new(key: SecretKey) -> Result<Self, BuildError> {
        Self::builder(key).build()
    }

    /// Configures a client.
    pub fn builder(key: SecretKey) -> ClientBuilder {
        Builder::new(key, ConnectOptions::default())
    }

    /// Configures a client with another transport, which is used within the client's own Tokio runtime.
    pub fn with_transport<T: Transport + 'static>(key: SecretKey, transport: T) -> Builder<Self, T> {
        Builder::new(key, transport)
    }

    fn start(shared: Shared) -> Result<Self, BuildError> {
        let runtime = Runtime::start().map_err(|source| BuildError::Runtime { source })?;
        Ok(Self { shared: Arc::new(shared), runtime: Arc::new(runtime) })
    }

    /// Sends a request and reads the response: see [`Client::send`](crate::Client::send).
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`].
    pub fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.send_with(request, &RequestOptions::new())
    }

    /// Sends a request with options of its own: see [`Client::send_with`](crate::Client::send_with).
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`]; [`Error::Options`] before anything is sent.
    pub fn send_with<R: Request>(&self, request: &R, options: &RequestOptions) -> Result<Response<R::Response>, Error> {
        let (call, result) = self.runtime.run(Call::new(&self.shared, request, options)?)?;
        call.parse::<R>(result)
    }

    /// Retrieves a connected account: see [`Client::retrieve_account`](crate::Client::retrieve_account).
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and [`Error::Options`] if the text is not `acct_` with letters and digits after it.
    pub fn retrieve_account(&self, id: impl Into<String>) -> Result<Response<Account>, Error> {
        self.send(&RetrieveAccount::new(id)?)
    }

    /// Retrieves the facts of a connected account: see [`Client::account_facts`](crate::Client::account_facts).
    ///
    /// # Errors
    ///
    /// Those of [`Client::retrieve_account`].
    pub fn account_facts<F: FromAccount>(&self, id: impl Into<String>) -> Result<Response<F>, Error> {
        Ok(self.retrieve_account(id)?.map(|account| F::from_account(&account)))
    }
}

/// A runtime on a thread of its own, for as long as this value lives.
struct Runtime {
    handle: Handle,
    _stop: oneshot::Sender<()>,
}

impl Runtime {
    fn start() -> io::Result<Self> {
        let runtime = RuntimeBuilder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        thread::Builder::new().name("generated-client".to_owned()).spawn(move || {
            // An error means that the sender was dropped.
            let _ = runtime.block_on(stopped);
        })?;
        Ok(Self { handle, _stop: stop })
    }

    fn run(&self, mut call: Call) -> Result<(Call, AttemptResult), Error> {
        let context = call.context.clone();
        let (sender, receiver) = mpsc::sync_channel(1);
        let work = for_another_thread(async move {
            let result = call.run().await;
            // The receiver waits for it.
            let _ = sender.send((call, result));
        });
        drop(self.handle.spawn(work));
        let panicked = |_| Error::connection(context, TransportError::broken("the transport panicked").permanent());
        receiver.recv().map_err(panicked)
    }
}

impl Builder<Client, ConnectOptions> {
    /// Builds the client and starts its thread. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a setting is invalid, or the thread can't be started.
    pub fn build(self) -> Result<Client, BuildError> {
        Client::start(self.check(HyperTransport::new)?)
    }
}

impl<T: Transport + 'static> Builder<Client, T> {
    /// Builds the client and starts its thread. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a setting is invalid, or the thread can't be started.
    pub fn build(self) -> Result<Client, BuildError> {
        Client::start(self.check(|_, transport| Ok(transport))?)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared.fmt(f)
    }
}
