//! The explorer: a page at `/`, and the JSON endpoints under `/_sandbox/` that it uses.
//!
//! The page holds no rule of the API. Everything it shows about a request is computed here, from the tables.

mod choice;
mod description;
#[cfg(test)]
mod explorer_tests;
mod log_feed;
mod page_guard;
mod preview;
#[cfg(test)]
mod preview_tests;
mod rust_source;
pub(crate) mod settings;
mod trial;
mod version_matrix;

use http::{
    HeaderName, HeaderValue, Method, Response, StatusCode,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS},
};
use hyper::body::Bytes;
use serde::de::DeserializeOwned;

use self::choice::{Choice, Selection};
use crate::{error_response::ApiError, incoming_request::Request, request_handler::RequestHandler};

const PREFIX: &str = "/_sandbox/";
const HTML: &str = include_str!("explorer/explorer.html");
const CSS: &str = include_str!("explorer/explorer.css");
const SCRIPT: &str = include_str!("explorer/explorer.js");
const JSON: &str = "application/json";

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// True for the page and its endpoints.
pub(crate) fn serves(request: &Request) -> bool {
    let path = request.uri().path();
    (path == "/" && matches!(*request.method(), Method::GET | Method::HEAD)) || path.starts_with(PREFIX)
}

/// Responds to a request for the page or one of its endpoints. These requests are neither logged nor struck by faults.
pub(crate) async fn respond(handler: &RequestHandler, request: &Request) -> Response<Bytes> {
    let (status, content_type, body) = match route(handler, request).await {
        Ok((content_type, body)) => (StatusCode::OK, content_type, body),
        Err(error) => (error.status, JSON, error.to_json().to_string().into()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for (name, value) in [
        (CONTENT_TYPE, content_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn route(handler: &RequestHandler, request: &Request) -> Result<(&'static str, Bytes), ApiError> {
    page_guard::check(request, &handler.state.explorer.hosts)?;
    let path = request.uri().path();
    let endpoint = path.strip_prefix(PREFIX).unwrap_or_default();
    let state = &handler.state;
    let value = match (request.method(), endpoint) {
        (&Method::GET | &Method::HEAD, _) if path == "/" => return Ok(("text/html; charset=utf-8", HTML.into())),
        (&Method::GET, "explorer.css") => return Ok(("text/css; charset=utf-8", CSS.into())),
        (&Method::GET, "explorer.js") => return Ok(("text/javascript; charset=utf-8", SCRIPT.into())),
        (&Method::GET, "description") => description::to_json(state),
        (&Method::GET, "matrix") => version_matrix::to_json(&state.versions),
        (&Method::GET, "requests") => log_feed::wait(handler, request.uri().query().unwrap_or_default()).await,
        (&Method::GET, _) if endpoint.starts_with("requests/") => {
            log_feed::response_body(handler, endpoint.trim_start_matches("requests/"))?
        }
        (&Method::POST, "preview") => {
            let selection = Selection::read(state, read(request)?)?;
            preview::to_json(state, &selection, &page_guard::host(request))
        }
        (&Method::POST, "send") => trial::send(handler, &Selection::read(state, read::<Choice>(request)?)?).await?,
        (&Method::POST, "faults") => trial::add_fault(handler, read(request)?)?,
        _ => return Err(ApiError::invalid("no such endpoint of the explorer").status(StatusCode::NOT_FOUND)),
    };
    Ok((JSON, value.to_string().into()))
}

fn read<T: DeserializeOwned>(request: &Request) -> Result<T, ApiError> {
    serde_json::from_slice(request.body()).map_err(|error| ApiError::invalid(error.to_string()))
}
