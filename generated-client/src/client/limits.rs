//! Limits of one request.

use std::time::Duration;

use crate::client::retry::RetryPolicy;

/// The largest response body that is read, in bytes.
const BODY_LIMIT: usize = 16 * 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(80);

/// Limits on the time, the number of attempts and the size of a response.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// For one attempt.
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    /// In bytes.
    pub(crate) body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { timeout: TIMEOUT, retry: RetryPolicy::default(), body: BODY_LIMIT }
    }
}
