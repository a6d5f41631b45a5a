//! A request on its way: prepared, sent, parsed.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use runtime::Request;

use crate::client::{
    api_response::Response,
    attempt::{DynTransport, End, Received},
    endpoint::{Endpoint, parse_response},
    error::{AttemptResult, BodyTooLarge, Error, TimeoutError},
    error_context::{ErrorContext, Operation},
    headers::IDEMPOTENCY_KEY,
    observe::{AttemptEvent, Hook, Span},
    request_options::RequestOptions,
    retry::Limits,
    secret_key::SecretKey,
    transport::Failure,
};

/// The parts of a client.
pub(crate) struct Shared {
    pub(crate) endpoint: Endpoint,
    pub(crate) transport: Box<dyn DynTransport>,
    pub(crate) limits: Limits,
    pub(crate) hook: Option<Hook>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoint, limits, .. } = self;
        f.debug_struct("Client").field("endpoint", endpoint).field("limits", limits).finish_non_exhaustive()
    }
}

/// A prepared request.
pub(crate) struct Call {
    shared: Arc<Shared>,
    /// The request, the number of attempts, and whether the last response was incomplete.
    pub(crate) context: ErrorContext,
    message: http::Request<Bytes>,
    key: SecretKey,
    limits: Limits,
    span: Span,
    start: Instant,
    /// `true` once the message was resent after a failure of a reused connection.
    resent: bool,
}

impl Call {
    pub(crate) fn new<R: Request>(shared: &Arc<Shared>, request: &R, options: &RequestOptions) -> Result<Self, Error> {
        let message = shared.endpoint.prepare_with(request, options)?;
        let mut context = ErrorContext::new(Operation::of::<R>());
        let idempotency_key = message.headers().get(IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok());
        context.idempotency_key = idempotency_key.map(str::to_owned);
        Ok(Self {
            span: Span::request(context.operation),
            context,
            message,
            key: shared.endpoint.key(options).clone(),
            limits: options.limits(shared.limits),
            start: shared.transport.now(),
            resent: false,
            shared: shared.clone(),
        })
    }

    /// Sends the request, with retries.
    ///
    /// Everything happens within the future: dropping it ends the attempt or the pause.
    pub(crate) async fn run(&mut self) -> AttemptResult {
        let span = self.span.clone();
        span.run(self.send()).await
    }

    /// Parses the response to the request.
    pub(crate) fn parse<R: Request>(self, result: AttemptResult) -> Result<Response<R::Response>, Error> {
        let result = result.and_then(|response| parse_response::<R>(response, self.context.clone(), &self.key));
        let latency = self.shared.transport.now().saturating_duration_since(self.start);
        let head = result.as_ref().map(|response| (response.status(), response.headers()));
        let event = AttemptEvent::new(&self.context, head, &self.key, latency);
        let refusal = result.as_ref().err().and_then(Error::api);
        self.span.record(&event, refusal.and_then(|refusal| refusal.code.as_deref()));
        result
    }

    /// Sends the message until a response is final, or a failure.
    async fn send(&mut self) -> AttemptResult {
        let shared = self.shared.clone();
        let transport = &*shared.transport;
        let start = transport.now();
        loop {
            self.context.attempts = self.context.attempts.saturating_add(1);
            let begin = transport.now();
            let elapsed = begin.saturating_duration_since(start);
            let limit = self.limits.retry.attempt_timeout(self.limits.timeout, elapsed);
            let span = self.span.attempt(self.context.operation, self.context.attempts);
            // The copy is what stays: it has less room for the headers that HTTP adds.
            let copy = self.message.clone();
            let message = std::mem::replace(&mut self.message, copy);
            let received = span.run(transport.attempt(message, limit, self.limits.body)).await;
            let end = transport.now();
            let latency = end.saturating_duration_since(begin);
            self.context.incomplete = matches!(received, Ok((_, Some(_))));
            let result = self.result(received, limit, latency);
            if self.broke(&result) {
                transport.discard_connections();
            }
            let next_attempt_in = self.pause_after(&result, end.saturating_duration_since(start));
            let head = result.as_ref().map(|response| (response.status(), response.headers()));
            let event = AttemptEvent { next_attempt_in, ..AttemptEvent::new(&self.context, head, &self.key, latency) };
            span.record(&event, None);
            if let Some(after) = next_attempt_in {
                self.span.pausing(after);
            }
            if let Some(hook) = &shared.hook {
                hook(&event);
            }
            match next_attempt_in {
                Some(Duration::ZERO) => {}
                Some(pause) => transport.pause(pause).await,
                None => return result,
            }
        }
    }

    /// The result of an attempt, which took this long.
    fn result(&self, received: Received, limit: Duration, latency: Duration) -> AttemptResult {
        let (context, end) = match received {
            Ok((response, None)) => return Ok(response),
            // The head of a refusal says enough, however much of its body arrived.
            Ok((response, Some(_))) if !response.status().is_success() => return Ok(response),
            Ok((response, Some(end))) => {
                (self.context.clone().with_head(response.status(), response.headers(), &self.key), end)
            }
            Err(end) => (self.context.clone(), end),
        };
        let timeout = |after, context| Error::Timeout(Box::new(TimeoutError { context, after }));
        Err(match end {
            End::TooLarge => Error::BodyTooLarge(Box::new(BodyTooLarge { context, limit: self.limits.body })),
            End::TimedOut => timeout(limit, context),
            End::Failed(error) if error.failure == Failure::TimedOut => timeout(limit.min(latency), context),
            End::Failed(error) => Error::connection(context, error),
        })
    }

    /// `true` if the connection failed, or the attempt had no complete response in time.
    fn broke(&self, result: &AttemptResult) -> bool {
        match result {
            Ok(_) => self.context.incomplete,
            Err(Error::Connection(error)) => error.connected,
            Err(error) => matches!(error, Error::Timeout(_)),
        }
    }

    /// The pause before the next attempt; `None` after the last one.
    fn pause_after(&mut self, result: &AttemptResult, elapsed: Duration) -> Option<Duration> {
        let policy = &self.limits.retry;
        let response = match result {
            // Decided without randomness, which the system takes its time for.
            Ok(response) if response.status().is_success() => return None,
            Ok(response) => Some((response.status(), response.headers())),
            Err(Error::Connection(error)) if error.permanent => return None,
            Err(Error::Connection(error)) if error.reused && !self.resent && policy.has_time(elapsed) => {
                self.resent = true;
                return Some(Duration::ZERO);
            }
            Err(Error::Connection(_) | Error::Timeout(_)) => None,
            Err(_) => return None,
        };
        let retries = self.context.attempts.saturating_sub(1 + u32::from(self.resent));
        policy.pause_after(retries, response, elapsed, random())
    }
}

/// A random number; without randomness in the system, 0, for the shortest pauses.
fn random() -> u32 {
    let mut bytes = [0; 4];
    getrandom::getrandom(&mut bytes).map_or(0, |()| u32::from_ne_bytes(bytes))
}

#[cfg(test)]
#[path = "call_tests.rs"]
mod tests;
