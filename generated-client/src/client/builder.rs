//! How a client is set up.

use std::{fmt, time::Duration};

use crate::{
    BaseUrl, BaseUrlError, Client, Endpoint, RetryPolicy, SecretKey, StripeAccountError,
    client::{attempts::Limits, transport::Transport},
};

const TIMEOUT: Duration = Duration::from_secs(80);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// Sets up a [`Client`]; made by [`Client::builder`].
#[derive(Clone)]
#[must_use = "`build` makes the client"]
pub struct ClientBuilder {
    key: SecretKey,
    base_url: Option<String>,
    stripe_account: Option<String>,
    limits: Limits,
    connect_timeout: Duration,
}

impl ClientBuilder {
    pub(crate) fn new(key: SecretKey) -> Self {
        let limits = Limits { timeout: TIMEOUT, retry: RetryPolicy::default() };
        Self { key, base_url: None, stripe_account: None, limits, connect_timeout: CONNECT_TIMEOUT }
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

    /// How long a TCP connection may take to be made: 30 seconds if not set. Encryption is set up after it, within the
    /// attempt's timeout.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if the base URL or the connected account is not one.
    pub fn build(self) -> Result<Client, BuildError> {
        let base_url: BaseUrl = match &self.base_url {
            Some(url) => url.parse()?,
            None => BaseUrl::default(),
        };
        let transport = Transport::new(base_url.is_https(), self.connect_timeout)
            .map_err(|error| BuildError::Tls { source: Box::new(error) })?;
        let mut endpoint = Endpoint::new(base_url, self.key);
        if let Some(account) = &self.stripe_account {
            endpoint = endpoint.with_stripe_account(account)?;
        }
        Ok(Client::assemble(endpoint, transport, self.limits))
    }
}

/// Shows neither URL nor account, which are unchecked and might be a password or key put in the wrong place.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("key", &self.key)
            .field("limits", &self.limits)
            .field("connect_timeout", &self.connect_timeout)
            .finish_non_exhaustive()
    }
}

/// Why a [`Client`] could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is not one that a key may be sent to.
    #[error(transparent)]
    BaseUrl(#[from] BaseUrlError),
    /// The connected account is not one.
    #[error(transparent)]
    StripeAccount(#[from] StripeAccountError),
    /// The encryption library cannot be set up.
    #[error("TLS cannot be set up")]
    Tls {
        /// Why not.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::testing::{self, KEY};

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
        ];
        for (builder, expected) in cases {
            let printed = format!("{builder:?}");
            let error = builder.build().unwrap_err();
            assert!(error.to_string().contains(expected), "{error}");
            assert!(!format!("{printed} {error} {error:?}").contains("Canary"), "{printed} {error:?}");
        }
    }

    #[test]
    fn no_timeout_is_too_long() {
        Client::builder(testing::key()).timeout(Duration::MAX).connect_timeout(Duration::MAX).build().unwrap();
    }
}
