//! A request on its way: prepared, sent, parsed.

use std::{sync::Arc, time::Instant};

use bytes::Bytes;
use runtime::Request;

use crate::client::{
    api_response::Response,
    endpoint::{Endpoint, parse_response},
    error::{AttemptResult, Error},
    error_context::Operation,
    headers::IDEMPOTENCY_KEY,
    limits::Limits,
    observe::{Hook, Observer},
    request_options::RequestOptions,
    secret_key::SecretKey,
    send::{DynTransport, send},
};

/// The parts of a client.
pub(crate) struct Shared {
    pub(crate) endpoint: Endpoint,
    pub(crate) transport: Box<dyn DynTransport>,
    pub(crate) limits: Limits,
    pub(crate) hook: Option<Hook>,
}

/// A prepared request.
pub(crate) struct Call {
    shared: Arc<Shared>,
    operation: Operation,
    message: http::Request<Bytes>,
    key: SecretKey,
    limits: Limits,
    observer: Observer,
    start: Instant,
}

impl Call {
    pub(crate) fn new<R: Request>(shared: &Arc<Shared>, request: &R, options: &RequestOptions) -> Result<Self, Error> {
        let message = shared.endpoint.prepare_with(request, options)?;
        let operation = Operation::of::<R>();
        Ok(Self {
            operation,
            message,
            key: shared.endpoint.key(options).clone(),
            limits: options.limits(shared.limits),
            observer: Observer::new(operation, shared.hook.clone()),
            start: shared.transport.now(),
            shared: shared.clone(),
        })
    }

    /// Sends the request, with retries.
    pub(crate) async fn run(self) -> Sent {
        let Self { shared, operation, message, key, limits, observer, start } = self;
        let idempotency_key =
            message.headers().get(IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok()).map(str::to_owned);
        let sending = send(&*shared.transport, operation, &key, message, &limits, &observer);
        let (result, attempts) = observer.run(sending).await;
        Sent { shared, result, attempts, idempotency_key, key, observer, start }
    }
}

/// A request that was sent, and its response.
pub(crate) struct Sent {
    shared: Arc<Shared>,
    result: AttemptResult,
    attempts: u32,
    idempotency_key: Option<String>,
    key: SecretKey,
    observer: Observer,
    start: Instant,
}

impl Sent {
    pub(crate) fn parse<R: Request>(self) -> Result<Response<R::Response>, Error> {
        let mut result = self.result.and_then(|response| parse_response::<R>(response, &self.key));
        if let Some(context) = result.as_mut().err().and_then(Error::context_mut) {
            context.attempts = self.attempts;
            context.idempotency_key = self.idempotency_key;
        }
        let latency = self.shared.transport.now().saturating_duration_since(self.start);
        self.observer.finish(&result, latency);
        result
    }
}
