//! Configuration of a client.

use std::{fmt, marker::PhantomData, sync::Arc, time::Duration};

use crate::client::{
    app_info::AppInfo,
    base_url::BaseUrl,
    build_error::BuildError,
    call::Shared,
    endpoint::Endpoint,
    observe::{AttemptEvent, Hook},
    request_options::RequestOptions,
    retry::{Limits, RetryPolicy},
    secret_key::SecretKey,
    transport::Transport,
};
#[cfg(feature = "client")]
use crate::client::{connect_options::ConnectOptions, proxy::ProxyChoice};

/// Configures a client of type `C`: a [`Client`](crate::Client) or a `blocking::Client`, each of which has functions that
/// make a builder. `T` is a transport, or `ConnectOptions` for that of this crate.
#[derive(Clone)]
#[must_use = "`build` makes the client"]
pub struct Builder<C, T> {
    key: SecretKey,
    base_url: Option<String>,
    app: Option<AppInfo>,
    defaults: RequestOptions,
    limits: Limits,
    hook: Option<Hook>,
    pub(crate) transport: T,
    client: PhantomData<fn() -> C>,
}

impl<C, T> Builder<C, T> {
    pub(crate) fn new(key: SecretKey, transport: T) -> Self {
        let (limits, defaults) = (Limits::default(), RequestOptions::new());
        Self { key, base_url: None, app: None, defaults, limits, hook: None, transport, client: PhantomData }
    }

    /// Sets the base URL, by default `https://api.stripe.com`: see [`BaseUrl`] for what is allowed.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Makes requests on behalf of a connected account, as `Stripe-Account`.
    pub fn stripe_account(mut self, account: impl Into<String>) -> Self {
        self.defaults = self.defaults.stripe_account(account);
        self
    }

    /// Makes requests in a context, as `Stripe-Context`, which organization keys need. It supersedes `Stripe-Account`;
    /// both at once is an error.
    pub fn stripe_context(mut self, context: impl Into<String>) -> Self {
        self.defaults = self.defaults.stripe_context(context);
        self
    }

    /// Sends this as `Stripe-Version`, in place of the version that a request's type was generated for. It may name
    /// betas, as in `2024-09-30.acacia; some_beta=v1`.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.defaults = self.defaults.api_version(version);
        self
    }

    /// Sends a header with every request. Headers that the client sets, or HTTP needs, are refused.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.defaults = self.defaults.header(name, value);
        self
    }

    /// Names the application that uses the client, for the API's logs.
    pub fn app_info(mut self, app: AppInfo) -> Self {
        self.app = Some(app);
        self
    }

    /// Limits the time of one attempt, from looking up the host to the end of the response: by default 80 seconds. For
    /// all attempts of a request together, see [`RetryPolicy::deadline`].
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Sets the rules of retries: by default [`RetryPolicy::default`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.limits.retry = policy;
        self
    }

    /// Calls a function after each attempt, as for metrics. It runs where the request does and should not block.
    ///
    /// ```no_run
    /// # #[cfg(feature = "client")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let key = generated_client::SecretKey::new("sk_test_123")?;
    /// let client = generated_client::Client::builder(key)
    ///     .on_attempt(|event| eprintln!("{} {:?} {:?}", event.operation, event.status, event.latency))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "client"))]
    /// # fn main() {}
    /// ```
    pub fn on_attempt(mut self, hook: impl Fn(&AttemptEvent) + Send + Sync + 'static) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }

    #[cfg(test)]
    pub(crate) fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// The parts of the client, with a transport made for the base URL.
    pub(crate) fn check<U: Transport + 'static>(
        self,
        transport: impl FnOnce(&BaseUrl, T) -> Result<U, BuildError>,
    ) -> Result<Shared, BuildError> {
        let base_url = self.base_url.map_or_else(|| Ok(BaseUrl::default()), |url| url.parse())?;
        let mut endpoint = Endpoint::new(base_url, self.key).with_defaults(&self.defaults)?;
        if let Some(app) = &self.app {
            endpoint = endpoint.with_app_info(app)?;
        }
        let transport = transport(endpoint.base_url(), self.transport)?;
        Ok(Shared { endpoint, transport: Box::new(transport), limits: self.limits, hook: self.hook })
    }
}

#[cfg(feature = "client")]
impl<C> Builder<C, ConnectOptions> {
    /// Limits the time to make a connection, from looking up the name to the end of the TLS handshake, a proxy included:
    /// by default 30 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.transport.connect_timeout = timeout;
        self
    }

    /// Closes connections that are idle for this time: by default 90 seconds.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.transport.idle_timeout = timeout;
        self
    }

    /// Limits the idle connections that are kept: by default 32. It does not limit requests: each that finds no idle
    /// connection makes one.
    pub fn max_idle_connections(mut self, max: usize) -> Self {
        self.transport.max_idle = max;
        self
    }

    /// Trusts a certificate authority besides Mozilla's: certificates in PEM.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.transport.tls.roots.push(pem.into());
        self
    }

    /// Sets the whole TLS configuration, as for client certificates or another crypto provider: see
    /// [`rustls`](crate::client::rustls). Its ALPN protocols are overwritten.
    pub fn tls_config(mut self, config: rustls::ClientConfig) -> Self {
        self.transport.tls.config = Some(config);
        self
    }

    /// Sends all requests through this HTTP proxy, whatever the environment says: `http://user:password@host:port`, of
    /// which user, password and port may be missing. Requests to this machine over plain HTTP never go through a proxy.
    ///
    /// The proxy learns the name of the API's host, and when and how much is sent. The rest is encrypted.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.transport.proxy = ProxyChoice::Url(url.into().into());
        self
    }

    /// Sends all requests directly, whatever the environment says.
    ///
    /// If not set, `HTTPS_PROXY`, or else `ALL_PROXY`, names a proxy as [`proxy`](Self::proxy) does. `NO_PROXY` lists the
    /// hosts that are reached without it, separated by commas: names and domains (`stripe.com`, `.stripe.com`,
    /// `*.stripe.com`) and addresses, with or without a port, and networks such as `10.0.0.0/8`; `*` means every host.
    /// Each variable may be in lower case, and is read when the client is built; one that can't be used is an error of
    /// each request. `HTTP_PROXY` has no effect, since plain HTTP is for this machine alone.
    pub fn no_proxy(mut self) -> Self {
        self.transport.proxy = ProxyChoice::Direct;
        self
    }
}

/// Shows neither URL nor options, which are unchecked and might be a password or key put in the wrong place.
impl<C, T> fmt::Debug for Builder<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("key", &self.key).field("limits", &self.limits).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(feature = "client")]
#[path = "client_builder_tests.rs"]
mod tests;
