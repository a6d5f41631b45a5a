//! Whether a failed attempt is made again, and when: a pure function of what happened.

use std::time::Duration;

use http::{HeaderMap, StatusCode, header::RETRY_AFTER};

const MAX_RETRIES: u32 = 2;
const SHORTEST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60);
const SHOULD_RETRY: &str = "stripe-should-retry";

/// When an attempt that failed is made again, and for how long a request goes on.
///
/// Without any clock, network or source of randomness of its own, so that every driver can follow it.
///
/// An attempt is made again when no complete answer arrived, and on the statuses 409 and 5xx; the API's
/// `Stripe-Should-Retry` header decides where an answer has one. The pause before it is drawn from a range that doubles
/// from retry to retry, or is `Retry-After` where that is longer, and no longer than a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_retries: u32,
    shortest_pause: Duration,
    longest_pause: Duration,
    deadline: Option<Duration>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// No connection, a broken one, or no complete answer in time.
    NoAnswer,
    /// An answer, good or bad.
    Answer {
        /// Its status.
        status: StatusCode,
        /// Its headers.
        headers: &'a HeaderMap,
    },
}

/// What to do after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send the same message again after this pause.
    Retry {
        /// The pause.
        after: Duration,
    },
    /// Leave it at the outcome there is.
    Stop,
}

impl Default for RetryPolicy {
    /// Two retries, pauses of half a second to five seconds, no deadline.
    fn default() -> Self {
        Self { max_retries: MAX_RETRIES, shortest_pause: SHORTEST_PAUSE, longest_pause: LONGEST_PAUSE, deadline: None }
    }
}

impl RetryPolicy {
    /// How often an attempt is made again: twice if not set, not at all for 0.
    pub fn max_retries(self, max_retries: u32) -> Self {
        Self { max_retries, ..self }
    }

    /// The shortest and the longest pause between attempts: half a second and five seconds if not set.
    ///
    /// Between them, the pause before retry number *n*, counted from 0, is random, from `shortest * 2^n` to twice that.
    pub fn pauses(self, shortest: Duration, longest: Duration) -> Self {
        Self { shortest_pause: shortest, longest_pause: longest.max(shortest), ..self }
    }

    /// How long a request may take with all its attempts and the pauses between them: any time if not set.
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline: Some(deadline), ..self }
    }

    /// How long an attempt may take that is made now, if one may take `timeout`.
    pub fn attempt_timeout(&self, timeout: Duration, elapsed: Duration) -> Duration {
        self.deadline.map_or(timeout, |deadline| timeout.min(deadline.saturating_sub(elapsed)))
    }

    /// Decides after an attempt.
    ///
    /// `retries` is how many were made before, the attempt itself included unless it is the first; `elapsed` is the
    /// time since the first attempt began; `random` is any number, and makes the pauses of many clients differ.
    pub fn decide(&self, retries: u32, outcome: Outcome<'_>, elapsed: Duration, random: u32) -> Decision {
        if retries >= self.max_retries || !wants_retry(outcome) {
            return Decision::Stop;
        }
        let pause = self.pause(retries, random);
        let after = retry_after(outcome).map_or(pause, |asked| pause.max(asked));
        match self.deadline {
            Some(deadline) if elapsed.saturating_add(after) >= deadline => Decision::Stop,
            _ => Decision::Retry { after },
        }
    }

    fn pause(&self, retries: u32, random: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(retries.saturating_add(1));
        let longest = self.shortest_pause.saturating_mul(doubled).min(self.longest_pause);
        let shortest = (longest / 2).max(self.shortest_pause);
        let part = f64::from(random) / f64::from(u32::MAX);
        shortest.saturating_add(longest.saturating_sub(shortest).mul_f64(part))
    }
}

fn wants_retry(outcome: Outcome<'_>) -> bool {
    match outcome {
        Outcome::NoAnswer => true,
        Outcome::Answer { status, .. } if status.is_success() => false,
        Outcome::Answer { status, headers } => {
            should_retry(headers).unwrap_or(status == StatusCode::CONFLICT || status.is_server_error())
        }
    }
}

/// What the API says about sending the request again.
pub(crate) fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match headers.get(SHOULD_RETRY)?.as_bytes() {
        b"true" => Some(true),
        b"false" => Some(false),
        _ => None,
    }
}

fn retry_after(outcome: Outcome<'_>) -> Option<Duration> {
    let Outcome::Answer { headers, .. } = outcome else { return None };
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds)).filter(|&asked| asked <= LONGEST_RETRY_AFTER)
}

#[cfg(test)]
mod tests;
