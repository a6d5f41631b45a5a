//! What one request does otherwise than its client.

mod check;
mod problem;
mod taken;

use std::{fmt, time::Duration};

pub(crate) use self::check::Checked;
pub use self::problem::{OptionProblem, OptionsError};
use crate::client::attempts::Limits;

/// What one request does otherwise than its client; for [`Client::send_with`](crate::Client::send_with).
///
/// Nothing is checked before the request is about to be sent; then all of it is, and [`OptionsError`] lists every
/// problem.
///
/// ```
/// use std::time::Duration;
/// use generated_client::RequestOptions;
///
/// let options = RequestOptions::new()
///     .idempotency_key("order-7")
///     .timeout(Duration::from_secs(10))
///     .param("components[new_thing][enabled]", "true");
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct RequestOptions {
    idempotency_key: Option<String>,
    stripe_account: Option<String>,
    api_version: Option<String>,
    headers: Vec<(String, String)>,
    params: Vec<(String, String)>,
    timeout: Option<Duration>,
    deadline: Option<Duration>,
    max_retries: Option<u32>,
}

impl RequestOptions {
    /// Nothing but what the client does anyway.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends this as `Idempotency-Key`, in place of a random one: at most 255 visible ASCII characters and spaces.
    ///
    /// When the API sees a key again, within a day at least, it gives its first answer again and does nothing. With a
    /// key of one's own, that holds across calls and restarts.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Makes the request on behalf of this connected account, as `Stripe-Account`, whatever the client's account is.
    pub fn stripe_account(mut self, account: impl Into<String>) -> Self {
        self.stripe_account = Some(account.into());
        self
    }

    /// Sends this as `Stripe-Version`, in place of the version that the request's type was generated for.
    ///
    /// The types know nothing of it: what that version refuses or names otherwise shows in its answer.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// Sends another header. Those that the client sets, or HTTP needs, are refused.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends a parameter that the request's type does not know, such as `components[new_thing][enabled]`, after those
    /// that it does. It is refused if it says again what the request or another such parameter says.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// How long one attempt may take: see [`Builder::timeout`](crate::Builder::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long all attempts may take: see [`RetryPolicy::deadline`](crate::RetryPolicy::deadline).
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// How often an attempt is made again: see [`RetryPolicy::max_retries`](crate::RetryPolicy::max_retries).
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = Some(max_retries);
        self
    }

    /// The client's limits, but for those set here.
    pub(crate) fn limits(&self, client: Limits) -> Limits {
        let retry = self.deadline.map_or(client.retry, |deadline| client.retry.deadline(deadline));
        let retry = self.max_retries.map_or(retry, |max_retries| retry.max_retries(max_retries));
        Limits { timeout: self.timeout.unwrap_or(client.timeout), retry, ..client }
    }
}

/// Shows no text, for none is checked: it might be a key put in the wrong place.
impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestOptions")
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("max_retries", &self.max_retries)
            .field("headers", &self.headers.len())
            .field("params", &self.params.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
