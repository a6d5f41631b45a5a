//! Clients of every driver behind one interface.

use std::{env, sync::Arc, thread, time::Duration};

use generated_client::{
    AccountSession, Client, ComponentsParams, CreateAccountSession, Error, PaymentsParams, RequestOptions, Response,
    SecretKey, blocking,
    client::{
        Account, BuildError, Builder, ConnectOptions, ReqwestTransport, RetryPolicy, reqwest,
        rustls::{
            self,
            pki_types::{CertificateDer, pem::PemObject},
        },
    },
};
use tokio::runtime::{self, Runtime};
use tracing_subscriber::filter::LevelFilter;

use crate::own::Own;

/// A key, which no output may show.
pub(crate) const KEY: &str = "sk_test_CanaryOfDrivers";
pub(crate) const ACCOUNT: &str = "acct_1NkDjjJyhOZfPCWt";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Driver {
    Hyper,
    Blocking,
    Reqwest,
    Own,
    OwnBlocking,
}

impl Driver {
    pub(crate) const ALL: [Self; 5] = [Self::Hyper, Self::Blocking, Self::Reqwest, Self::Own, Self::OwnBlocking];
    pub(crate) const ASYNC: [Self; 3] = [Self::Hyper, Self::Reqwest, Self::Own];
    /// Drivers with TLS, proxies and connection reuse.
    pub(crate) const WHOLE: [Self; 3] = [Self::Hyper, Self::Blocking, Self::Reqwest];

    pub(crate) fn client(self, settings: &Settings) -> Subject {
        self.try_client(settings).unwrap()
    }

    pub(crate) fn try_client(self, settings: &Settings) -> Result<Subject, BuildError> {
        if env::var_os("TEST_LOG").is_some() {
            trace();
        }
        let key = || SecretKey::new(KEY).unwrap();
        let runtime = || runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Ok(match self {
            Self::Hyper => Subject::Async(settings.driver(Client::builder(key())).build()?, runtime()),
            Self::Blocking => Subject::Blocking(settings.driver(blocking::Client::builder(key())).build()?),
            Self::Reqwest => {
                let builder = settings.apply(Client::with_transport(key(), settings.reqwest()?));
                Subject::Async(builder.build()?, runtime())
            }
            Self::Own => Subject::Async(settings.apply(Client::with_transport(key(), Own)).build()?, runtime()),
            Self::OwnBlocking => {
                Subject::Blocking(settings.apply(blocking::Client::with_transport(key(), Own)).build()?)
            }
        })
    }
}

/// Prints all spans and events, for a search for secrets.
pub(crate) fn trace() {
    let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE);
    // Another test may have installed the subscriber.
    drop(log.with_ansi(false).with_test_writer().try_init());
}

/// The settings of a client.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) base_url: String,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_retries: u32,
    /// The pause before each retry.
    pub(crate) pause: Duration,
    pub(crate) proxy: Proxy,
    /// An additional certificate authority, in PEM.
    pub(crate) root: Option<&'static str>,
}

#[derive(Clone)]
pub(crate) enum Proxy {
    Environment,
    None,
    Url(String),
}

impl Settings {
    /// One attempt without a timeout in sight.
    pub(crate) fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            timeout: Duration::from_secs(80),
            connect_timeout: Duration::from_secs(30),
            max_retries: 0,
            pause: Duration::ZERO,
            proxy: Proxy::Environment,
            root: None,
        }
    }

    fn apply<C, T>(&self, builder: Builder<C, T>) -> Builder<C, T> {
        let retry = RetryPolicy::default().max_retries(self.max_retries).pauses(self.pause, self.pause);
        builder.base_url(&self.base_url).stripe_account(ACCOUNT).timeout(self.timeout).retry(retry)
    }

    /// Adds the settings of this crate's driver.
    fn driver<C>(&self, builder: Builder<C, ConnectOptions>) -> Builder<C, ConnectOptions> {
        let mut builder = self.apply(builder).connect_timeout(self.connect_timeout);
        builder = match &self.proxy {
            Proxy::Environment => builder,
            Proxy::None => builder.no_proxy(),
            Proxy::Url(url) => builder.proxy(url),
        };
        self.root.into_iter().fold(builder, Builder::root_certificate)
    }

    fn reqwest(&self) -> Result<ReqwestTransport, BuildError> {
        let Self { connect_timeout, proxy, root, .. } = self.clone();
        ReqwestTransport::new(move |builder| {
            let builder = builder.connect_timeout(connect_timeout);
            let builder = match &proxy {
                Proxy::Environment => builder,
                Proxy::None => builder.no_proxy(),
                Proxy::Url(url) => builder.proxy(reqwest::Proxy::all(url).unwrap()),
            };
            // With a provider, which the process has none of.
            builder.tls_backend_preconfigured(trusting(root))
        })
    }
}

/// A TLS configuration that trusts only this authority, or none.
pub(crate) fn trusting(root: Option<&str>) -> rustls::ClientConfig {
    let mut roots = rustls::RootCertStore::empty();
    if let Some(root) = root {
        roots.add(CertificateDer::from_pem_slice(root.as_bytes()).unwrap()).unwrap();
    }
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    config.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots).with_no_client_auth()
}

pub(crate) enum Subject {
    Async(Client, Runtime),
    Blocking(blocking::Client),
}

impl Subject {
    pub(crate) fn send(&self) -> Result<Response<AccountSession>, Error> {
        self.send_with(&RequestOptions::new())
    }

    pub(crate) fn send_with(&self, options: &RequestOptions) -> Result<Response<AccountSession>, Error> {
        hides_the_key(match self {
            Self::Async(client, runtime) => runtime.block_on(client.send_with(&request(), options)),
            Self::Blocking(client) => client.send_with(&request(), options),
        })
    }

    pub(crate) fn account(&self) -> Result<Response<Account>, Error> {
        hides_the_key(match self {
            Self::Async(client, runtime) => runtime.block_on(client.retrieve_account(ACCOUNT)),
            Self::Blocking(client) => client.retrieve_account(ACCOUNT),
        })
    }

    pub(crate) fn error(&self) -> Error {
        self.send().unwrap_err()
    }
}

pub(crate) fn request() -> CreateAccountSession {
    let components = ComponentsParams::new().payments(PaymentsParams::enabled().refund_management(false));
    CreateAccountSession::builder().account(ACCOUNT).components(components).build().unwrap()
}

fn hides_the_key<T>(outcome: Result<T, Error>) -> Result<T, Error> {
    if let Err(error) = &outcome {
        let mut next = Some(error as &(dyn std::error::Error + 'static));
        while let Some(error) = next {
            let printed = format!("{error} {error:?}");
            assert!(!printed.contains("Canary"), "{printed}");
            next = error.source();
        }
    }
    outcome
}

/// An error in a word.
pub(crate) fn word(error: &Error) -> &'static str {
    match error {
        Error::InvalidRequest(_) => "invalid request",
        Error::Authentication(_) => "authentication",
        Error::Permission(_) => "permission",
        Error::RateLimit(_) => "rate limit",
        Error::Idempotency(_) => "idempotency",
        Error::Api(_) => "api",
        Error::Connection(error) if error.connected => "cut",
        Error::Connection(_) => "not connected",
        Error::Timeout(_) => "timeout",
        Error::Decode(_) => "decode",
        Error::UnexpectedBody(_) => "unexpected body",
        Error::BodyTooLarge(_) => "body too large",
        other => panic!("{other:?}"),
    }
}

/// Runs a test for several drivers at once.
pub(crate) fn at_once(drivers: &[Driver], test: impl Fn(Driver) + Sync) {
    thread::scope(|scope| {
        for driver in drivers {
            let test = &test;
            thread::Builder::new().name(format!("{driver:?}")).spawn_scoped(scope, move || test(*driver)).unwrap();
        }
    });
}
