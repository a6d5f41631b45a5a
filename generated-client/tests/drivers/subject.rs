//! Clients of every driver, used in one way.

use std::{env, thread, time::Duration};

use generated_client::{
    Account, AccountSession, BuildError, Builder, Client, ComponentsParams, CreateAccountSession, Error,
    PaymentsParams, RequestOptions, ReqwestTransport, Response, RetryPolicy, SecretKey, blocking,
};
use tokio::runtime::{self, Runtime};
use tracing_subscriber::filter::LevelFilter;

use crate::own::{OwnAsync, OwnBlocking};

/// A key, and no other text of these tests, that must not be shown.
pub(crate) const KEY: &str = "sk_test_CanaryOfDrivers";
pub(crate) const ACCOUNT: &str = "acct_1NkDjjJyhOZfPCWt";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Driver {
    Hyper,
    Ureq,
    Reqwest,
    OwnAsync,
    OwnBlocking,
}

impl Driver {
    pub(crate) const ALL: [Self; 5] = [Self::Hyper, Self::Ureq, Self::Reqwest, Self::OwnAsync, Self::OwnBlocking];
    pub(crate) const ASYNC: [Self; 3] = [Self::Hyper, Self::Reqwest, Self::OwnAsync];
    /// Those that know encryption, proxies and reused connections.
    pub(crate) const WHOLE: [Self; 3] = [Self::Hyper, Self::Ureq, Self::Reqwest];

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
            Self::Hyper => {
                let builder = settings.apply(Client::builder(key()));
                let builder = if settings.no_proxy { builder.no_proxy() } else { builder };
                Subject::Async(builder.build()?, runtime())
            }
            Self::Ureq => {
                let builder = settings.apply(blocking::Client::builder(key()));
                let builder = if settings.no_proxy { builder.no_proxy() } else { builder };
                Subject::Blocking(builder.build()?)
            }
            Self::Reqwest => {
                let no_proxy = settings.no_proxy;
                let transport = ReqwestTransport::new(|builder| if no_proxy { builder.no_proxy() } else { builder })?;
                Subject::Async(settings.apply(Client::with_transport(key(), transport)).build()?, runtime())
            }
            Self::OwnAsync => {
                Subject::Async(settings.apply(Client::with_transport(key(), OwnAsync)).build()?, runtime())
            }
            Self::OwnBlocking => {
                Subject::Blocking(settings.apply(blocking::Client::with_transport(key(), OwnBlocking)).build()?)
            }
        })
    }
}

/// Prints what is traced, at every level: for secrets to be searched for in it.
pub(crate) fn trace() {
    let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE);
    // Another test may have been first.
    drop(log.with_ansi(false).with_test_writer().try_init());
}

/// What clients are set up with.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) base_url: String,
    pub(crate) timeout: Duration,
    pub(crate) max_retries: u32,
    /// Before each retry.
    pub(crate) pause: Duration,
    pub(crate) no_proxy: bool,
}

impl Settings {
    /// One attempt, with all the time there is.
    pub(crate) fn new(base_url: impl Into<String>) -> Self {
        let (timeout, pause) = (Duration::from_secs(80), Duration::ZERO);
        Self { base_url: base_url.into(), timeout, max_retries: 0, pause, no_proxy: false }
    }

    fn apply<C, T>(&self, builder: Builder<C, T>) -> Builder<C, T> {
        let retry = RetryPolicy::default().max_retries(self.max_retries).pauses(self.pause, self.pause);
        builder.base_url(&self.base_url).stripe_account(ACCOUNT).timeout(self.timeout).retry(retry)
    }
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
