//! A request on its way: prepared, sent, parsed.

use std::{fmt, sync::Arc, time::Instant};

use bytes::Bytes;
use runtime::Request;

use crate::client::{
    api_response::Response,
    endpoint::{Endpoint, parse_response},
    error::{AttemptResult, Error},
    error_context::{ErrorContext, Operation},
    headers::IDEMPOTENCY_KEY,
    observe::{Hook, Observer},
    request_options::RequestOptions,
    retry::Limits,
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

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { endpoint, limits, .. } = self;
        f.debug_struct("Client").field("endpoint", endpoint).field("limits", limits).finish_non_exhaustive()
    }
}

/// A prepared request.
pub(crate) struct Call {
    shared: Arc<Shared>,
    context: ErrorContext,
    message: http::Request<Bytes>,
    key: SecretKey,
    limits: Limits,
    observer: Observer,
    start: Instant,
}

impl Call {
    pub(crate) fn new<R: Request>(shared: &Arc<Shared>, request: &R, options: &RequestOptions) -> Result<Self, Error> {
        let message = shared.endpoint.prepare_with(request, options)?;
        let key = shared.endpoint.key(options).clone();
        let mut context = ErrorContext::new(Operation::of::<R>());
        let idempotency_key = message.headers().get(IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok());
        context.idempotency_key = idempotency_key.map(str::to_owned);
        Ok(Self {
            observer: Observer::new(context.operation, shared.hook.clone(), key.clone()),
            context,
            message,
            key,
            limits: options.limits(shared.limits),
            start: shared.transport.now(),
            shared: shared.clone(),
        })
    }

    /// The method and path.
    #[cfg(feature = "blocking")]
    pub(crate) fn context(&self) -> ErrorContext {
        self.context.clone()
    }

    /// Sends the request, with retries. Once only: the message is sent away.
    pub(crate) async fn run(&mut self) -> AttemptResult {
        let Self { shared, context, message, key, limits, observer, .. } = self;
        let sending = send(&*shared.transport, context, key, std::mem::take(message), limits, observer);
        observer.span.run(sending).await
    }

    /// Parses the response to the request.
    pub(crate) fn parse<R: Request>(self, result: AttemptResult) -> Result<Response<R::Response>, Error> {
        let result = result.and_then(|response| parse_response::<R>(response, self.context, &self.key));
        self.observer.finish(&result, self.shared.transport.now().saturating_duration_since(self.start));
        result
    }
}
