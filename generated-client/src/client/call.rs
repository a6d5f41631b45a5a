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

    /// Sends the request, with retries.
    pub(crate) async fn run(self) -> Sent {
        let Self { shared, mut context, message, key, limits, observer, start } = self;
        let sending = send(&*shared.transport, &mut context, &key, message, &limits, &observer);
        let result = observer.run(sending).await;
        Sent { shared, result, context, key, observer, start }
    }
}

/// A request that was sent, and its response.
pub(crate) struct Sent {
    shared: Arc<Shared>,
    result: AttemptResult,
    context: ErrorContext,
    key: SecretKey,
    observer: Observer,
    start: Instant,
}

impl Sent {
    pub(crate) fn parse<R: Request>(self) -> Result<Response<R::Response>, Error> {
        let Self { shared, result, context, key, observer, start } = self;
        let result = result.and_then(|response| parse_response::<R>(response, context, &key));
        observer.finish(&result, shared.transport.now().saturating_duration_since(start));
        result
    }
}
