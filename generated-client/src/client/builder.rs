//! How a client is set up.

use std::{fmt, marker::PhantomData, time::Duration};

use crate::{
    BaseUrl, BaseUrlError, Endpoint, RetryPolicy, SecretKey, StripeAccountError,
    client::{attempt::BODY_LIMIT, attempts::Limits},
};
#[cfg(any(feature = "client", feature = "blocking"))]
use crate::{Connections, ProxyError, client::proxy::ProxyChoice};

const TIMEOUT: Duration = Duration::from_secs(80);

/// Sets up a client of type `C`: a [`Client`](crate::Client) or a [`blocking::Client`](crate::blocking::Client), each of
/// which has functions that make one. `T` is what it is to send with: a transport, or `Connections` for that of this
/// crate.
#[must_use = "`build` makes the client"]
pub struct Builder<C, T> {
    key: SecretKey,
    base_url: Option<String>,
    stripe_account: Option<String>,
    limits: Limits,
    pub(crate) transport: T,
    client: PhantomData<fn() -> C>,
}

impl<C, T> Builder<C, T> {
    pub(crate) fn new(key: SecretKey, transport: T) -> Self {
        let limits = Limits { timeout: TIMEOUT, retry: RetryPolicy::default(), body: BODY_LIMIT };
        Self { key, base_url: None, stripe_account: None, limits, transport, client: PhantomData }
    }

    /// Sends requests elsewhere than to `https://api.stripe.com`: see [`BaseUrl`] for what is allowed.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Makes requests on behalf of a connected account, as `Stripe-Account`.
    pub fn stripe_account(mut self, account: impl Into<String>) -> Self {
        self.stripe_account = Some(account.into());
        self
    }

    /// How long one attempt may take, from looking up the host to the end of the answer: 80 seconds if not set. For all
    /// attempts of a request together, see [`RetryPolicy::deadline`].
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// When and how often what failed is sent again: [`RetryPolicy::default`] if not set.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.limits.retry = policy;
        self
    }

    #[cfg(test)]
    pub(crate) fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// The parts of the client, but for what it sends with.
    pub(crate) fn check(self) -> Result<(Endpoint, Limits, T), BuildError> {
        let base_url: BaseUrl = match &self.base_url {
            Some(url) => url.parse()?,
            None => BaseUrl::default(),
        };
        let mut endpoint = Endpoint::new(base_url, self.key);
        if let Some(account) = &self.stripe_account {
            endpoint = endpoint.with_stripe_account(account)?;
        }
        Ok((endpoint, self.limits, self.transport))
    }
}

#[cfg(any(feature = "client", feature = "blocking"))]
impl<C> Builder<C, Connections> {
    /// How long a connection may take to be made: 30 seconds if not set.
    ///
    /// The async driver sets up encryption and tunnels after that, within the attempt's timeout; the blocking one counts
    /// them in.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.transport.connect_timeout = timeout;
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
    /// If not set, `HTTPS_PROXY`, or else `ALL_PROXY`, names a proxy as [`proxy`](Self::proxy) does, and `NO_PROXY` the
    /// hosts that are reached without it: names, domains, addresses and networks such as `10.0.0.0/8`, separated by
    /// commas, or `*`. Each may be in lower case, and is read when the client is built. `HTTP_PROXY` has no effect, since
    /// plain HTTP is for this machine alone.
    pub fn no_proxy(mut self) -> Self {
        self.transport.proxy = ProxyChoice::Direct;
        self
    }
}

/// Shows neither URL nor account, which are unchecked and might be a password or key put in the wrong place.
impl<C, T> fmt::Debug for Builder<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("key", &self.key).field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl<C, T: Clone> Clone for Builder<C, T> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            base_url: self.base_url.clone(),
            stripe_account: self.stripe_account.clone(),
            limits: self.limits,
            transport: self.transport.clone(),
            client: PhantomData,
        }
    }
}

/// Why a client could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is not one that a key may be sent to.
    #[error(transparent)]
    BaseUrl(#[from] BaseUrlError),
    /// The connected account is not one.
    #[error(transparent)]
    StripeAccount(#[from] StripeAccountError),
    /// The proxy, given to the client or in the environment, can't be used.
    #[cfg(any(feature = "client", feature = "blocking"))]
    #[error(transparent)]
    Proxy(#[from] ProxyError),
    /// The encryption library cannot be set up.
    #[error("TLS cannot be set up")]
    Tls {
        /// Why not.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

#[cfg(test)]
#[cfg(feature = "client")]
mod tests {
    use super::*;
    use crate::{
        Client,
        client::testing::{self, KEY},
    };

    #[test]
    fn refuses_what_is_wrong() {
        let builder = || Client::builder(testing::key());
        let cases = [
            (builder().base_url("http://api.stripe.com"), "plain HTTP"),
            (builder().base_url(format!("http://{KEY}")), "plain HTTP to `sk_test_***`"),
            (builder().stripe_account(""), "expected `acct_`"),
            (builder().stripe_account("acct_"), "expected `acct_`"),
            (builder().stripe_account("acct_1\r\nX-Evil: 1"), "`acct_1  X-Evil: 1` is not"),
            (builder().stripe_account("acct_ä"), "expected `acct_`"),
            (builder().stripe_account(KEY), "`sk_test_***` is not"),
            (builder().proxy("socks5://user:Canary@localhost"), "the proxy is not an HTTP proxy"),
            (builder().proxy("http://user:Canary@localhost:x"), "the proxy has no host and port"),
        ];
        for (builder, expected) in cases {
            let printed = format!("{builder:?}");
            let error = builder.build().unwrap_err();
            assert!(error.to_string().contains(expected), "{error}");
            assert!(!format!("{printed} {error} {error:?}").contains("Canary"), "{printed} {error:?}");
        }
    }

    #[test]
    fn the_last_word_on_proxies_counts() {
        let builder = || Client::builder(testing::key()).no_proxy().proxy("socks5://localhost");
        assert!(builder().build().is_err());
        builder().no_proxy().build().unwrap();
        builder().base_url("http://localhost").build().unwrap();
        builder().proxy("user:Canary@localhost:3128").build().unwrap();
    }

    #[test]
    fn no_timeout_is_too_long() {
        Client::builder(testing::key()).timeout(Duration::MAX).connect_timeout(Duration::MAX).build().unwrap();
    }
}
