//! From a request to its response, with the effects of earlier requests and of faults.

use http::{
    HeaderName, HeaderValue, Response, StatusCode,
    header::{ALLOW, CONTENT_TYPE},
};
use hyper::body::Bytes;

use crate::{
    active_fault::ActiveFault,
    error_response::ApiError,
    fault::Moment,
    fault_queue::FaultQueue,
    idempotency_store::{Entry, IdempotencyStore},
    incoming_request::{IDEMPOTENCY_KEY, Request, STRIPE_VERSION, header_text},
    request_log::{LoggedRequest, RequestLog},
    response_delivery::{Delivery, Reply},
    response_ids::{IdGenerator, ResponseIds},
    state::{Route, State},
};

const IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const ORIGINAL_REQUEST: HeaderName = HeaderName::from_static("original-request");
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const SANDBOX_VERSION: HeaderName = HeaderName::from_static("sandbox-version");

/// A sandbox without its socket.
pub(crate) struct RequestHandler {
    pub(crate) state: State,
    pub(crate) log: RequestLog,
    pub(crate) faults: FaultQueue,
    idempotency: IdempotencyStore,
    ids: IdGenerator,
}

impl RequestHandler {
    pub(crate) fn new(state: State, log: RequestLog) -> Self {
        Self {
            state,
            log,
            faults: FaultQueue::default(),
            idempotency: IdempotencyStore::default(),
            ids: IdGenerator::default(),
        }
    }

    /// Handles a request, whose body may be incomplete; `None` if a fault drops the response.
    pub(crate) async fn handle(&self, request: &Request, complete: Result<(), ApiError>) -> Option<Reply> {
        let ids = self.ids.next_ids();
        let respond = |outcome| respond(&self.state, request, outcome, &ids);
        let mut logged = LoggedRequest::new(&self.state.versions, &self.state.keys, request, &ids.request_id);
        let reply = match complete.and_then(|()| self.faults.next(request.headers())) {
            Ok(fault) => {
                logged.fault.clone_from(&fault);
                let mut fault = ActiveFault::new(fault);
                let response = self.execute(request, &ids, &mut fault, &mut logged).await;
                fault.finish(response.unwrap_or_else(|error| respond(Err(error))), respond).await
            }
            Err(error) => Some(Reply { response: respond(Err(error)), delivery: Delivery::Whole }),
        };
        logged.status = reply.as_ref().map(|reply| reply.response.status().as_u16());
        self.log.push(logged, reply.as_ref().map(|reply| reply.response.body().clone()).unwrap_or_default());
        reply
    }

    async fn execute(
        &self,
        request: &Request,
        ids: &ResponseIds,
        fault: &mut ActiveFault,
        logged: &mut LoggedRequest,
    ) -> Result<Response<Bytes>, ApiError> {
        fault.strike(Moment::Before).await?;
        let route = self.state.authorize(request)?;
        let claim = match self.idempotency.claim(request)? {
            Entry::New(claim) => claim,
            Entry::Completed(mut response) => {
                logged.replayed = true;
                set_header(&mut response, IDEMPOTENT_REPLAYED, "true");
                set_header(&mut response, REQUEST_ID, &ids.request_id);
                return Ok(response);
            }
        };
        let route = route.read(request)?;
        let outcome = match fault.strike(Moment::During).await {
            Ok(()) => self.state.execute(&route, request.headers(), ids),
            Err(error) => Err(error),
        };
        if outcome.is_ok() && matches!(route, Route::Session(..)) {
            logged.created_session = true;
            self.log.count_session();
        }
        let mut response = respond(&self.state, request, outcome, ids);
        if let Route::Options(methods) = route {
            set_header(&mut response, ALLOW, methods);
        }
        if let Some(claim) = claim {
            if let Some(key) = request.headers().get(IDEMPOTENCY_KEY) {
                response.headers_mut().insert(IDEMPOTENCY_KEY, key.clone());
            }
            set_header(&mut response, ORIGINAL_REQUEST, &ids.request_id);
            claim.complete(response.clone());
        }
        Ok(response)
    }
}

/// Makes the response of a request from its body or its error.
pub(crate) fn respond(
    state: &State,
    request: &Request,
    outcome: Result<Vec<u8>, ApiError>,
    ids: &ResponseIds,
) -> Response<Bytes> {
    let (status, body) = match outcome {
        Ok(body) => (StatusCode::OK, body),
        Err(error) => (error.status, format!("{:#}", error.to_json()).into_bytes()),
    };
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    set_header(&mut response, CONTENT_TYPE, "application/json");
    if let Ok(api) = state.versions.select(request.headers()) {
        let requested = header_text(request.headers(), &STRIPE_VERSION);
        set_header(&mut response, STRIPE_VERSION, if requested.is_empty() { api.version } else { &requested });
        set_header(&mut response, SANDBOX_VERSION, api.version);
    }
    set_header(&mut response, REQUEST_ID, &ids.request_id);
    response
}

/// Sets a header, unless the value contains characters that no header has.
fn set_header(response: &mut Response<Bytes>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        response.headers_mut().insert(name, value);
    }
}
