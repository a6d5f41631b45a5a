//! What can go wrong on demand.

mod attempts;
mod strike;
mod text;

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::{HeaderMap, HeaderName};

use self::attempts::Attempts;
pub(super) use self::strike::{Reply, Strike};
pub use self::text::FaultError;
use super::api_error::ApiError;

const SANDBOX_FAULT: HeaderName = HeaderName::from_static("sandbox-fault");

/// Something that goes wrong with a request, for [`Sandbox::fail_next`](super::Sandbox::fail_next) and the header
/// `Sandbox-Fault`.
///
/// It strikes at one of three moments:
///
/// - [`before`](Self::before) the request is looked at: nothing is executed, no idempotency key is taken.
/// - [`during`](Self::during) its execution, while its idempotency key is in use. A status is what the execution ends
///   with: it creates no session, and is the answer of the idempotency key from then on, as an error of the API's own
///   would be. Other faults but delays strike after the execution, and so do all where there is none, as when the
///   request is refused or its answer replayed.
/// - [`after`](Self::after) it: a session may be created, and the idempotency key has its answer, which is lost or
///   late.
///
/// A status, a delay and a cut connection strike before the execution unless told otherwise, the others after it.
///
/// It strikes once, or as often as [`times`](Self::times) says; a header without that strikes whatever has it.
///
/// ```
/// use generated_client_sandbox::Fault;
/// use std::time::Duration;
///
/// let overloaded = Fault::rate_limit(2);
/// let answer_lost = Fault::cut().after();
/// let late = Fault::delay(Duration::from_millis(5));
/// let down_for_two_attempts = Fault::status(503).times(2);
///
/// // The same in text, as the header has it:
/// assert_eq!("status=429; retry-after=2; should-retry=true".parse(), Ok(overloaded));
/// assert_eq!("cut; after".parse(), Ok(answer_lost));
/// assert_eq!("delay=5ms".parse(), Ok(late));
/// assert_eq!("status=503; times=2".parse(), Ok(down_for_two_attempts));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    kind: Kind,
    moment: Moment,
    retry_after: Option<u64>,
    should_retry: Option<bool>,
    times: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Status(u16),
    Delay(Duration),
    Cut,
    CutBody,
    Malformed,
    Truncated,
    Drip(Duration),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Before,
    During,
    After,
}

impl Fault {
    const fn new(kind: Kind) -> Self {
        let moment = match kind {
            Kind::Status(_) | Kind::Delay(_) | Kind::Cut => Moment::Before,
            Kind::CutBody | Kind::Malformed | Kind::Truncated | Kind::Drip(_) => Moment::After,
        };
        Self { kind, moment, retry_after: None, should_retry: None, times: None }
    }

    /// An error of the API with this status, from 300 to 599; other numbers stand for 500.
    pub const fn status(status: u16) -> Self {
        Self::new(Kind::Status(if text::is_failure(status) { status } else { 500 }))
    }

    /// Status 429, which asks to try again after so many seconds.
    pub const fn rate_limit(retry_after: u64) -> Self {
        Self::status(429).retry_after(retry_after).should_retry(true)
    }

    /// The answer is late by so much.
    pub const fn delay(time: Duration) -> Self {
        Self::new(Kind::Delay(time))
    }

    /// The connection is closed without an answer.
    pub const fn cut() -> Self {
        Self::new(Kind::Cut)
    }

    /// The connection is closed after half of the answer's body.
    pub const fn cut_body() -> Self {
        Self::new(Kind::CutBody)
    }

    /// The answer's body has its usual length and is not JSON, at its very end.
    pub const fn malformed() -> Self {
        Self::new(Kind::Malformed)
    }

    /// Of the answer's body there is only the first half, as if that were all of it.
    pub const fn truncated() -> Self {
        Self::new(Kind::Truncated)
    }

    /// The answer's body comes byte by byte, with a pause before each of them.
    pub const fn drip(pause: Duration) -> Self {
        Self::new(Kind::Drip(pause))
    }

    /// The same, before the request is looked at. Faults of an answer's body then strike an error with status 500.
    pub const fn before(self) -> Self {
        Self { moment: Moment::Before, ..self }
    }

    /// The same, during the execution.
    pub const fn during(self) -> Self {
        Self { moment: Moment::During, ..self }
    }

    /// The same, after the execution.
    pub const fn after(self) -> Self {
        Self { moment: Moment::After, ..self }
    }

    /// The same, and the answer has a `Retry-After` of so many seconds.
    pub const fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// The same, and the answer has a `Stripe-Should-Retry`.
    pub const fn should_retry(self, should_retry: bool) -> Self {
        Self { should_retry: Some(should_retry), ..self }
    }

    /// The same, as often as this. From [`Sandbox::fail_next`](super::Sandbox::fail_next), it strikes so many requests
    /// one after another. In a header, it strikes the first so many attempts of a request, which are those with one
    /// `Idempotency-Key`: sent again often enough, the request gets through.
    pub const fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    fn once(self) -> Self {
        Self { times: None, ..self }
    }
}

/// The faults that the next requests get.
#[derive(Default)]
pub(super) struct Faults {
    /// Each with how many requests it is still to strike.
    queue: Mutex<VecDeque<(Fault, u32)>>,
    attempts: Attempts,
}

impl Faults {
    pub(super) fn push(&self, fault: Fault) {
        let times = fault.times.unwrap_or(1);
        if times > 0 {
            self.queue().push_back((fault.once(), times));
        }
    }

    /// How many requests will be struck.
    pub(super) fn len(&self) -> usize {
        self.queue().iter().fold(0, |sum: usize, (_, times)| sum.saturating_add(*times as usize))
    }

    /// The fault that strikes a request: that of its header, or else the next in the queue.
    pub(super) fn next(&self, headers: &HeaderMap) -> Result<Option<Fault>, ApiError> {
        let Some(header) = headers.get(SANDBOX_FAULT) else { return Ok(self.pop()) };
        let invalid = |problem: &dyn fmt::Display| ApiError::invalid(format!("Invalid Sandbox-Fault: {problem}."));
        let text = String::from_utf8_lossy(header.as_bytes());
        let fault: Fault = text.parse().map_err(|error: FaultError| invalid(&error))?;
        let Some(times) = fault.times else { return Ok(Some(fault)) };
        let no_key = "`times` counts attempts by their Idempotency-Key, and there is none";
        let attempts = self.attempts.count(headers).ok_or_else(|| invalid(&no_key))?;
        Ok((attempts <= times).then(|| fault.once()))
    }

    fn pop(&self) -> Option<Fault> {
        let mut queue = self.queue();
        let (fault, times) = queue.front_mut()?;
        if *times > 1 {
            *times -= 1;
            return Some(fault.clone());
        }
        queue.pop_front().map(|(fault, _)| fault)
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<(Fault, u32)>> {
        // Whatever panicked elsewhere, the queue is whole between two calls.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
