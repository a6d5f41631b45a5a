//! The client for programs without `async`: the same requests, options, retries and errors, and no runtime.
//!
//! ```no_run
//! # #[cfg(feature = "blocking")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_client::{ComponentsParams, CreateAccountSession, PaymentsParams, SecretKey, blocking::Client};
//!
//! let client = Client::new(SecretKey::new(std::env::var("STRIPE_SECRET_KEY")?)?)?;
//! let components = ComponentsParams::new().payments(PaymentsParams::enabled());
//! let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
//! let session = client.send(&request)?;
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "blocking"))]
//! # fn main() {}
//! ```

mod exchange;
mod transport;
#[cfg(feature = "blocking")]
mod ureq;

use std::{fmt, sync::Arc, thread, time::Instant};

use bytes::Bytes;

use self::exchange::Exchange;
pub use self::transport::Transport;
#[cfg(feature = "blocking")]
use crate::Connections;
use crate::{
    Account, BuildError, Builder, Endpoint, Error, FromAccount, Operation, Request, RequestOptions, Response,
    RetrieveAccount, SecretKey,
    client::{
        attempt::Answer,
        attempts::{Attempts, Limits},
        http::interpret,
        trace::Span,
    },
};

/// Sets up a [`Client`]; made by [`Client::builder`].
#[cfg(feature = "blocking")]
pub type ClientBuilder<T = Connections> = Builder<Client, T>;

/// Sends requests to the API over reused connections, and waits for the answers.
///
/// Cloning is cheap, and clones share their connections. With the feature `blocking`, connections are this crate's own,
/// over ureq and rustls: encrypted, with certificates checked against Mozilla's roots, which are compiled in.
///
/// At its level TRACE, the `log` crate would be told all bytes that ureq sends and gets, the key and client secrets among
/// them. So the feature compiles that level out of `log`, for the whole program; `tracing` is not touched.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: Endpoint,
    transport: Box<dyn Exchange>,
    limits: Limits,
}

#[cfg(feature = "blocking")]
impl Client {
    /// A client with the defaults of [`ClientBuilder`].
    ///
    /// # Errors
    ///
    /// [`BuildError::Proxy`] if the environment names a proxy that can't be used.
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

    /// Sends a request and reads the answer: see [`crate::Client::send`].
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`].
    pub fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.send_with(request, &RequestOptions::new())
    }

    /// Sends a request that does some things otherwise than the client: see [`crate::Client::send_with`].
    ///
    /// # Errors
    ///
    /// Every variant of [`Error`]; [`Error::Options`] before anything is sent.
    pub fn send_with<R: Request>(&self, request: &R, options: &RequestOptions) -> Result<Response<R::Response>, Error> {
        let Shared { endpoint, transport, limits } = &*self.shared;
        let message = endpoint.prepare_with(request, options)?;
        interpret::<R>(run(&options.limits(*limits), &**transport, Operation::of::<R>(), &message)?)
    }

    /// Reads a connected account: see [`crate::Client::retrieve_account`].
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and [`Error::Options`] if the text is not `acct_` with letters and digits after it.
    pub fn retrieve_account(&self, id: impl Into<String>) -> Result<Response<Account>, Error> {
        self.send(&RetrieveAccount::new(id)?)
    }

    /// Reads the facts of a connected account: see [`crate::Client::account_facts`].
    ///
    /// # Errors
    ///
    /// Those of [`Client::retrieve_account`].
    pub fn account_facts<F: FromAccount>(&self, id: impl Into<String>) -> Result<Response<F>, Error> {
        Ok(self.retrieve_account(id)?.map(|account| F::from_account(&account)))
    }
}

fn run(limits: &Limits, transport: &dyn Exchange, operation: Operation, message: &http::Request<Bytes>) -> Answer {
    let span = Span::request(operation);
    span.observe_in(|| {
        let mut attempts = Attempts::new(limits, operation, &span, Instant::now);
        loop {
            let (attempt, limit) = attempts.next();
            let answer = attempt.observe_in(|| transport.exchange(operation, message.clone(), limit, limits.body));
            match attempts.pause_after(&answer) {
                Some(pause) => thread::sleep(pause),
                None => return answer,
            }
        }
    })
}

#[cfg(feature = "blocking")]
impl Builder<Client, Connections> {
    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if the base URL, the connected account or the proxy is not one.
    pub fn build(self) -> Result<Client, BuildError> {
        let (endpoint, limits, connections) = self.check()?;
        let proxy = connections.proxy.find(endpoint.base_url())?;
        let transport = ureq::Ureq::new(endpoint.base_url().is_https(), &connections, proxy.as_ref())
            .map_err(|error| BuildError::Tls { source: error.into() })?;
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
