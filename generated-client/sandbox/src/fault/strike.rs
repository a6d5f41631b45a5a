//! A fault as it strikes one request.

use std::time::Duration;

use http::{HeaderName, HeaderValue, Response, StatusCode, header::RETRY_AFTER};
use hyper::body::Bytes;
use tokio::time::sleep;

use super::{Fault, Kind, Moment};
use crate::{api_error::ApiError, delivery::Delivery};

const STRIPE_SHOULD_RETRY: HeaderName = HeaderName::from_static("stripe-should-retry");

/// An answer, and how it is sent.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) answer: Response<Bytes>,
    pub(crate) delivery: Delivery,
}

/// The fault of a request, if it has one, which strikes once.
pub(crate) struct Strike {
    fault: Option<Fault>,
    is_over: bool,
}

impl Strike {
    pub(crate) fn new(fault: Option<Fault>) -> Self {
        Self { fault, is_over: false }
    }

    /// Strikes a request that was not looked at. After an error, it must not be.
    pub(crate) async fn before(&mut self) -> Result<(), ApiError> {
        match self.at(Moment::Before) {
            None => Ok(()),
            Some(Kind::Delay(time)) => self.delay(time).await,
            Some(Kind::Status(status)) => self.fail(status),
            // There must be an answer for it to be cut or spoilt.
            Some(_) => Err(error(500)),
        }
    }

    /// Strikes a request that is executed. An error is what the execution ends with.
    pub(crate) async fn during(&mut self) -> Result<(), ApiError> {
        match self.at(Moment::During) {
            Some(Kind::Delay(time)) => self.delay(time).await,
            Some(Kind::Status(status)) => self.fail(status),
            _ => Ok(()),
        }
    }

    /// Strikes the answer, if that is still to be done; `None` if there is to be none.
    pub(crate) async fn after(
        self,
        answer: Response<Bytes>,
        refuse: impl FnOnce(ApiError) -> Response<Bytes>,
    ) -> Option<Reply> {
        let Some(fault) = self.fault else { return Some(Reply { answer, delivery: Delivery::Whole }) };
        let mut reply = Reply { answer, delivery: Delivery::Whole };
        if !self.is_over {
            match fault.kind {
                Kind::Status(status) => reply.answer = refuse(error(status)),
                Kind::Delay(time) => sleep(time).await,
                Kind::Cut => return None,
                Kind::CutBody => reply.delivery = Delivery::CutInHalf,
                Kind::Malformed => reply.answer = reply.answer.map(malformed),
                Kind::Truncated => reply.answer = reply.answer.map(|body| body.slice(..body.len() / 2)),
                Kind::Drip(pause) => reply.delivery = Delivery::Drip(pause),
            }
        }
        let headers = reply.answer.headers_mut();
        if let Some(seconds) = fault.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        if let Some(should_retry) = fault.should_retry {
            let text = if should_retry { "true" } else { "false" };
            headers.insert(STRIPE_SHOULD_RETRY, HeaderValue::from_static(text));
        }
        Some(reply)
    }

    fn at(&self, moment: Moment) -> Option<Kind> {
        self.fault.as_ref().filter(|fault| fault.moment == moment).map(|fault| fault.kind)
    }

    async fn delay(&mut self, time: Duration) -> Result<(), ApiError> {
        self.is_over = true;
        sleep(time).await;
        Ok(())
    }

    fn fail(&mut self, status: u16) -> Result<(), ApiError> {
        self.is_over = true;
        Err(error(status))
    }
}

fn malformed(body: Bytes) -> Bytes {
    let mut body = body.to_vec();
    if let Some(last) = body.last_mut() {
        *last = b']';
    }
    body.into()
}

/// What the API says with a status, as far as that is known.
fn error(status: u16) -> ApiError {
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let told = format!("The sandbox was told to answer with status {status}.");
    let error = match code {
        StatusCode::TOO_MANY_REQUESTS => ApiError::invalid(
            "Request rate limit exceeded. You can learn more about rate limits here \
             https://stripe.com/docs/rate-limits.",
        )
        .code("rate_limit"),
        StatusCode::CONFLICT => ApiError::invalid(told).code("lock_timeout"),
        code if code.is_server_error() => ApiError::internal(told),
        _ => ApiError::invalid(told),
    };
    error.status(code)
}
