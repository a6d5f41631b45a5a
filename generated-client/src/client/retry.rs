//! Limits of a request, and the decision after a failed attempt: a pure function of the outcome.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::client::headers::{retry_after, should_retry};

/// The largest response body that is read, in bytes.
const BODY_LIMIT: usize = 16 * 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(80);
const MAX_RETRIES: u32 = 2;
const MIN_PAUSE: Duration = Duration::from_millis(500);
const MAX_PAUSE: Duration = Duration::from_secs(5);
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);
/// An attempt with less time than this, or a tenth of the deadline, is not worth making.
const MIN_ATTEMPT: Duration = Duration::from_secs(1);

/// The rules of retries, and the deadline of a request.
///
/// Pure: takes elapsed time and randomness as arguments, so that every driver can follow it.
///
/// An attempt is retried if no complete response arrived for a reason that may pass, and on the statuses 409 and 5xx. If a
/// response has the header `Stripe-Should-Retry`, that decides instead; status 429 is retried only if it says so. The
/// pause before the retry is drawn from a range that doubles from retry to retry, or is `Retry-After` if that is longer.
/// If `Retry-After` is more than a minute, the request ends with the error, which has the time: see
/// [`Error::retry_after`](crate::client::Error::retry_after).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_retries: u32,
    min_pause: Duration,
    max_pause: Duration,
    deadline: Option<Duration>,
}

impl Default for RetryPolicy {
    /// Two retries, pauses of half a second to five seconds, no deadline.
    fn default() -> Self {
        Self { max_retries: MAX_RETRIES, min_pause: MIN_PAUSE, max_pause: MAX_PAUSE, deadline: None }
    }
}

impl RetryPolicy {
    /// Sets the number of retries: by default 2. With 0, only a reused connection that the server had closed leads to a
    /// second attempt.
    pub fn max_retries(self, max_retries: u32) -> Self {
        Self { max_retries, ..self }
    }

    /// Sets the shortest and the longest pause between attempts: by default half a second and five seconds.
    ///
    /// Between them, the pause before retry number *n*, counted from 0, is random, from `min * 2^n` to twice that.
    pub fn pauses(self, min: Duration, max: Duration) -> Self {
        Self { min_pause: min, max_pause: max.max(min), ..self }
    }

    /// Limits the time of a request with all its attempts and pauses: by default unlimited. A retry that would have less
    /// than a tenth of it left, and less than a second, is not made.
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline: Some(deadline), ..self }
    }

    /// The time limit of an attempt that is made now, given the `timeout` of every attempt.
    pub fn attempt_timeout(&self, timeout: Duration, elapsed: Duration) -> Duration {
        self.deadline.map_or(timeout, |deadline| timeout.min(deadline.saturating_sub(elapsed)))
    }

    /// The pause after an attempt before the same message is sent again; `None` to return the outcome.
    ///
    /// `retries` is the number of retries so far; `response` is the head of the response, if it arrived and, unless it is
    /// a refusal, its body as well; `elapsed` is the time since the first attempt began; `random` is any number, and makes
    /// the pauses of many clients differ.
    pub fn pause_after(
        &self,
        retries: u32,
        response: Option<(StatusCode, &HeaderMap)>,
        elapsed: Duration,
        random: u32,
    ) -> Option<Duration> {
        if retries >= self.max_retries || !wants_retry(response) {
            return None;
        }
        let asked = response.and_then(|(_, headers)| retry_after(headers)).unwrap_or_default();
        let pause = self.pause(retries, random).max(asked);
        (asked <= MAX_RETRY_AFTER && self.has_time(elapsed.saturating_add(pause))).then_some(pause)
    }

    /// `true` if an attempt that begins then is worth making.
    pub(crate) fn has_time(&self, elapsed: Duration) -> bool {
        self.deadline.is_none_or(|deadline| deadline.saturating_sub(elapsed) > MIN_ATTEMPT.min(deadline / 10))
    }

    fn pause(&self, retries: u32, random: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(retries.saturating_add(1));
        let max = self.min_pause.saturating_mul(doubled).min(self.max_pause);
        let min = (max / 2).max(self.min_pause);
        let part = f64::from(random) / f64::from(u32::MAX);
        min.saturating_add(max.saturating_sub(min).mul_f64(part))
    }
}

fn wants_retry(response: Option<(StatusCode, &HeaderMap)>) -> bool {
    response.is_none_or(|(status, headers)| {
        let passes = || status == StatusCode::CONFLICT || status.is_server_error();
        !status.is_success() && should_retry(headers).unwrap_or_else(passes)
    })
}

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

#[cfg(test)]
#[path = "retry_tests.rs"]
mod tests;
