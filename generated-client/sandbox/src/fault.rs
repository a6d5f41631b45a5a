//! Faults on demand.

use std::time::Duration;

/// A fault for a request, for [`Sandbox::fail_next`](crate::Sandbox::fail_next) and the header `Sandbox-Fault`.
///
/// A fault strikes at one of three moments:
///
/// - [`before`](Self::before) the execution: nothing is executed, and no idempotency key is claimed.
/// - [`during`](Self::during) the execution, while its idempotency key is in use. With a status, the execution fails: it
///   creates no session, and the error is kept for the idempotency key, as an error of the API is. Any other fault but a
///   delay strikes after the execution, and so does every fault of a request that is refused or replayed.
/// - [`after`](Self::after) the execution: a session may be created, and the response is kept for the idempotency key,
///   but is lost or late.
///
/// By default, a status, a delay and a cut connection strike before the execution, the others after it.
///
/// A fault strikes once, or as often as [`times`](Self::times) says; in a header, it strikes every request with the
/// header.
///
/// ```
/// use std::time::Duration;
///
/// use generated_client_sandbox::Fault;
///
/// let overloaded = Fault::rate_limit(2);
/// let response_lost = Fault::cut().after();
/// let late = Fault::delay(Duration::from_millis(5));
/// let down_for_two_attempts = Fault::status(503).times(2);
///
/// // The same as text, as in the header:
/// assert_eq!("status=429; retry-after=2; should-retry=true".parse(), Ok(overloaded));
/// assert_eq!("cut; after".parse(), Ok(response_lost));
/// assert_eq!("delay=5ms".parse(), Ok(late));
/// assert_eq!("status=503; times=2".parse(), Ok(down_for_two_attempts));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(crate) kind: Kind,
    pub(crate) moment: Moment,
    pub(crate) retry_after: Option<u64>,
    pub(crate) should_retry: Option<bool>,
    pub(crate) times: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Status(u16),
    Delay(Duration),
    Cut,
    CutBody,
    Malformed,
    Truncated,
    Drip(Duration),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    Before,
    During,
    After,
}

impl Fault {
    pub(crate) const fn new(kind: Kind) -> Self {
        let moment = match kind {
            Kind::Status(_) | Kind::Delay(_) | Kind::Cut => Moment::Before,
            Kind::CutBody | Kind::Malformed | Kind::Truncated | Kind::Drip(_) => Moment::After,
        };
        Self { kind, moment, retry_after: None, should_retry: None, times: None }
    }

    /// An error of the API with this status, from 300 to 599; other numbers mean 500.
    pub const fn status(status: u16) -> Self {
        Self::new(Kind::Status(if is_failure(status) { status } else { 500 }))
    }

    /// Status 429, with a `Retry-After` in seconds.
    pub const fn rate_limit(retry_after: u64) -> Self {
        Self::status(429).retry_after(retry_after).should_retry(true)
    }

    /// Delays the response.
    pub const fn delay(time: Duration) -> Self {
        Self::new(Kind::Delay(time))
    }

    /// Closes the connection without a response.
    pub const fn cut() -> Self {
        Self::new(Kind::Cut)
    }

    /// Closes the connection after half of the response's body.
    pub const fn cut_body() -> Self {
        Self::new(Kind::CutBody)
    }

    /// Replaces the last byte of the response's body, which then is not JSON.
    pub const fn malformed() -> Self {
        Self::new(Kind::Malformed)
    }

    /// Sends the first half of the response's body as if it were complete.
    pub const fn truncated() -> Self {
        Self::new(Kind::Truncated)
    }

    /// Sends the response's body byte by byte, with a pause before each byte.
    pub const fn drip(pause: Duration) -> Self {
        Self::new(Kind::Drip(pause))
    }

    /// Strikes before the execution. Faults of a response's body then strike an error with status 500.
    pub const fn before(self) -> Self {
        Self { moment: Moment::Before, ..self }
    }

    /// Strikes during the execution.
    pub const fn during(self) -> Self {
        Self { moment: Moment::During, ..self }
    }

    /// Strikes after the execution.
    pub const fn after(self) -> Self {
        Self { moment: Moment::After, ..self }
    }

    /// Adds a `Retry-After` in seconds to the response.
    pub const fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// Adds a `Stripe-Should-Retry` to the response.
    pub const fn should_retry(self, should_retry: bool) -> Self {
        Self { should_retry: Some(should_retry), ..self }
    }

    /// Strikes several times. From [`Sandbox::fail_next`](crate::Sandbox::fail_next), the fault strikes this number of
    /// requests in a row. In a header, it strikes the first attempts of a request, which are those with one
    /// `Idempotency-Key`: sent again often enough, the request gets through.
    pub const fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    pub(crate) fn once(self) -> Self {
        Self { times: None, ..self }
    }
}

pub(crate) const fn is_failure(status: u16) -> bool {
    300 <= status && status <= 599
}
