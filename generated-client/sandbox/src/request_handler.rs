//! From a request to its response, with the effects of earlier requests and of faults.

use http::{
    HeaderName, HeaderValue, Response, StatusCode,
    header::{ALLOW, CONTENT_TYPE},
    request::Parts,
};
use hyper::body::Bytes;

use crate::{
    active_fault::ActiveFault,
    api_error::ApiError,
    fault::Moment,
    fault_queue::FaultQueue,
    idempotency_store::{self, Entry, IdempotencyStore},
    incoming_request::{IDEMPOTENCY_KEY, Request, STRIPE_VERSION},
    request_log::{LoggedRequest, RequestLog},
    response_delivery::{Delivery, Reply},
    response_ids::{IdGenerator, ResponseIds},
    state::{Action, State},
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
        let idempotency = IdempotencyStore::new(idempotency_store::CAPACITY);
        Self { state, log, faults: FaultQueue::new(), idempotency, ids: IdGenerator::new() }
    }

    /// Handles a request; `None` if a fault drops the response.
    pub(crate) async fn handle(&self, head: &Parts, body: &[u8]) -> Option<Reply> {
        let request = Request::new(head, body);
        let ids = self.ids.next_ids();
        let refuse = |error| respond(&self.state, request, Err(error), &ids);
        let mut logged = self.describe(request, &ids);
        let reply = match self.faults.next(request.headers) {
            Ok(fault) => {
                logged.fault.clone_from(&fault);
                let mut fault = ActiveFault::new(fault);
                let response = self.execute(request, &ids, &mut fault, &mut logged).await;
                fault.finish(response.unwrap_or_else(refuse), refuse).await
            }
            Err(error) => Some(Reply { response: refuse(error), delivery: Delivery::Whole }),
        };
        logged.status = reply.as_ref().map(|reply| reply.response.status().as_u16());
        self.log.push(logged);
        reply
    }

    /// Refuses a request whose body is not known.
    pub(crate) fn refuse(&self, head: &Parts, error: ApiError) -> Response<Bytes> {
        let request = Request::new(head, &[]);
        let ids = self.ids.next_ids();
        let response = respond(&self.state, request, Err(error), &ids);
        let status = Some(response.status().as_u16());
        self.log.push(LoggedRequest { status, ..self.describe(request, &ids) });
        response
    }

    fn describe(&self, request: Request<'_>, ids: &ResponseIds) -> LoggedRequest {
        LoggedRequest::new(&self.state.versions, &self.state.keys, request, &ids.request_id)
    }

    async fn execute(
        &self,
        request: Request<'_>,
        ids: &ResponseIds,
        fault: &mut ActiveFault,
        logged: &mut LoggedRequest,
    ) -> Result<Response<Bytes>, ApiError> {
        fault.strike(Moment::Before).await?;
        let route = self.state.authorize(request)?;
        let claim = match idempotency_store::key_of(request)? {
            None => None,
            Some(key) => match self.idempotency.claim(&key, request)? {
                Entry::New(claim) => Some(claim),
                Entry::Completed(response) => {
                    logged.replayed = true;
                    return Ok(replay(response, ids));
                }
            },
        };
        let action = route.read(request)?;
        let outcome = match fault.strike(Moment::During).await {
            Ok(()) => self.state.execute(&action, request.headers, ids),
            Err(error) => Err(error),
        };
        if outcome.is_ok() && matches!(action, Action::CreateSession(..)) {
            logged.created_session = true;
            self.log.count_session();
        }
        let mut response = respond(&self.state, request, outcome, ids);
        if let Action::ListMethods(methods) = action {
            response.headers_mut().insert(ALLOW, HeaderValue::from_static(methods));
        }
        if let Some(claim) = claim {
            name_original(&mut response, request, ids);
            claim.complete(response.clone());
        }
        Ok(response)
    }
}

/// Makes the response of a request from its body or its error.
pub(crate) fn respond(
    state: &State,
    request: Request<'_>,
    outcome: Result<Vec<u8>, ApiError>,
    ids: &ResponseIds,
) -> Response<Bytes> {
    let (status, body) = match outcome {
        Ok(body) => (StatusCode::OK, body),
        Err(error) => (error.status, format!("{:#}", error.to_json()).into_bytes()),
    };
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(version) = state.versions.select(request.headers) {
        headers.extend(version.echo.map(|echo| (STRIPE_VERSION, echo)));
        headers.extend(HeaderValue::try_from(version.api.version).map(|served| (SANDBOX_VERSION, served)));
    }
    set_request_id(&mut response, ids);
    response
}

fn set_request_id(response: &mut Response<Bytes>, ids: &ResponseIds) {
    if let Ok(id) = HeaderValue::try_from(&ids.request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
}

/// Adds the request and the key that the response is kept for.
fn name_original(response: &mut Response<Bytes>, request: Request<'_>, ids: &ResponseIds) {
    if let Some(key) = request.headers.get(IDEMPOTENCY_KEY) {
        response.headers_mut().insert(IDEMPOTENCY_KEY, key.clone());
    }
    if let Ok(id) = HeaderValue::try_from(&ids.request_id) {
        response.headers_mut().insert(ORIGINAL_REQUEST, id);
    }
}

fn replay(mut response: Response<Bytes>, ids: &ResponseIds) -> Response<Bytes> {
    response.headers_mut().insert(IDEMPOTENT_REPLAYED, HeaderValue::from_static("true"));
    set_request_id(&mut response, ids);
    response
}
