//! A fault that strikes a request.

use http::{HeaderName, HeaderValue, Response, StatusCode, header::RETRY_AFTER};
use hyper::body::Bytes;
use tokio::time::sleep;

use crate::{
    error_response::ApiError,
    fault::{Fault, Kind, Moment},
    response_delivery::{Delivery, Reply},
};

const STRIPE_SHOULD_RETRY: HeaderName = HeaderName::from_static("stripe-should-retry");

/// The fault of a request, if any, which strikes once.
pub(crate) struct ActiveFault {
    fault: Option<Fault>,
    is_spent: bool,
}

impl ActiveFault {
    pub(crate) fn new(fault: Option<Fault>) -> Self {
        Self { fault, is_spent: false }
    }

    /// Strikes if this is the fault's moment, before the response is known: the request fails with the error.
    pub(crate) async fn strike(&mut self, moment: Moment) -> Result<(), ApiError> {
        let Some(fault) = self.fault.as_ref().filter(|fault| fault.moment == moment) else { return Ok(()) };
        self.is_spent = matches!(fault.kind, Kind::Delay(_) | Kind::Status(_));
        match fault.kind {
            Kind::Delay(time) => sleep(time).await,
            Kind::Status(status) => return Err(error(status)),
            // The request is not executed: an error is the response that the fault damages later.
            _ if moment == Moment::Before => return Err(error(500)),
            _ => {}
        }
        Ok(())
    }

    /// Strikes the response, unless the fault is spent; `None` drops the response.
    pub(crate) async fn finish(
        self,
        response: Response<Bytes>,
        respond: impl FnOnce(Result<Vec<u8>, ApiError>) -> Response<Bytes>,
    ) -> Option<Reply> {
        let mut reply = Reply { response, delivery: Delivery::Whole };
        let Some(fault) = self.fault else { return Some(reply) };
        if !self.is_spent {
            match fault.kind {
                Kind::Status(status) => reply.response = respond(Err(error(status))),
                Kind::Delay(time) => sleep(time).await,
                Kind::Cut => return None,
                Kind::CutBody => reply.delivery = Delivery::Cut,
                Kind::Malformed => reply.response = reply.response.map(malformed),
                Kind::Truncated => reply.response = reply.response.map(|body| body.slice(..body.len() / 2)),
                Kind::Drip(pause) => reply.delivery = Delivery::Drip(pause),
            }
        }
        let headers = reply.response.headers_mut();
        if let Some(seconds) = fault.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        if let Some(should_retry) = fault.should_retry {
            let text = if should_retry { "true" } else { "false" };
            headers.insert(STRIPE_SHOULD_RETRY, HeaderValue::from_static(text));
        }
        Some(reply)
    }
}

fn malformed(body: Bytes) -> Bytes {
    let mut body = body.to_vec();
    if let Some(last) = body.last_mut() {
        *last = b']';
    }
    body.into()
}

/// The API's error with a status, as far as it is known.
fn error(status: u16) -> ApiError {
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let message = format!("The sandbox was told to respond with status {status}.");
    let error = match code {
        StatusCode::TOO_MANY_REQUESTS => ApiError::invalid(
            "Request rate limit exceeded. You can learn more about rate limits here \
             https://stripe.com/docs/rate-limits.",
        )
        .code("rate_limit"),
        StatusCode::CONFLICT => ApiError::invalid(message).code("lock_timeout"),
        code if code.is_server_error() => ApiError::internal(message),
        _ => ApiError::invalid(message),
    };
    error.status(code)
}
