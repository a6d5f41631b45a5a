//! The attempts of one request: sends it, and sends it again as the policy says.

use std::time::Duration;

use bytes::Bytes;
use tokio::{
    runtime::Handle,
    time::{Instant, sleep},
};

use crate::{
    Error, Operation,
    client::{
        retry::{Decision, Outcome, RetryPolicy},
        trace::Span,
        transport::broken,
    },
};

/// One exchange of a message for an answer, whatever its status, within a time.
pub(crate) trait Exchange: Sync {
    fn exchange(
        &self,
        operation: Operation,
        message: http::Request<Bytes>,
        limit: Duration,
    ) -> impl Future<Output = Result<http::Response<Bytes>, Error>> + Send;
}

/// How long a request may take, and how often it is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// For one attempt.
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
}

impl Limits {
    /// Sends the message until there is an answer worth reading, or no use in sending it again.
    ///
    /// All happens within the future: dropping it ends the attempt or the pause there is.
    pub(crate) async fn run(
        &self,
        transport: &impl Exchange,
        operation: Operation,
        message: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error> {
        let span = Span::request(operation);
        span.observe(self.attempts(transport, operation, message, &span)).await
    }

    async fn attempts(
        &self,
        transport: &impl Exchange,
        operation: Operation,
        message: http::Request<Bytes>,
        span: &Span,
    ) -> Result<http::Response<Bytes>, Error> {
        // Tokio's timers and sockets panic outside of a runtime.
        if let Err(error) = Handle::try_current() {
            return Err(broken(operation, false, None, error));
        }
        let start = Instant::now();
        let mut retries = 0_u32;
        loop {
            let limit = self.retry.attempt_timeout(self.timeout, start.elapsed());
            let attempt = span.attempt(operation, retries.saturating_add(1));
            let result = attempt.observe(transport.exchange(operation, message.clone(), limit)).await;
            let outcome = match &result {
                Ok(answer) => Outcome::Answer { status: answer.status(), headers: answer.headers() },
                Err(Error::Connection(_) | Error::Timeout(_)) => Outcome::NoAnswer,
                Err(_) => return result,
            };
            match self.retry.decide(retries, outcome, start.elapsed(), random()) {
                Decision::Retry { after } => {
                    span.pausing(after);
                    sleep(after).await;
                }
                Decision::Stop => return result,
            }
            retries = retries.saturating_add(1);
        }
    }
}

/// Where the system gives no randomness, pauses are as short as they get.
fn random() -> u32 {
    let mut bytes = [0; 4];
    getrandom::getrandom(&mut bytes).map_or(0, |()| u32::from_ne_bytes(bytes))
}

#[cfg(test)]
mod tests;
