//! Requests and faults that the page sends.

use http::{
    Request,
    header::{AUTHORIZATION, CONTENT_TYPE},
};
use runtime::rt;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{choice::Selection, log_feed};
use crate::{
    error_response::ApiError,
    fault::Fault,
    request_handler::RequestHandler,
    response_delivery::{Delivery, Reply},
};

/// A fault for the next requests, as text; `null` drops the faults that are left.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaultChoice {
    fault: Option<String>,
}

pub(crate) fn add_fault(handler: &RequestHandler, choice: FaultChoice) -> Result<Value, ApiError> {
    match choice.fault {
        Some(text) => handler.faults.push(text.parse::<Fault>().map_err(|error| ApiError::invalid(error.to_string()))?),
        None => handler.faults.clear(),
    }
    Ok(json!({ "faults_left": handler.faults.len() }))
}

/// Sends a request with the first key of the sandbox, which the page never gets to know.
pub(crate) async fn send(handler: &RequestHandler, selection: &Selection) -> Result<Value, ApiError> {
    if selection.account.is_none() {
        return Err(ApiError::invalid("no account of the sandbox has these facts"));
    }
    let (api, form) = (selection.api, rt::encode(&selection.params));
    let is_get = api.method == "GET";
    let uri = if is_get { format!("{}?{form}", api.path) } else { api.path.to_owned() };
    let key = handler.state.keys.iter().next().unwrap_or_default();
    let mut request = Request::builder()
        .method(api.method)
        .uri(uri)
        .header(AUTHORIZATION, format!("Bearer {key}"))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in selection.headers() {
        // As bytes, which headers may hold outside of ASCII, too.
        request = request.header(name, value.into_bytes());
    }
    let body = if is_get { String::new() } else { form };
    let request = request.body(body.into()).map_err(|error| ApiError::invalid(error.to_string()))?;
    let Some(reply) = handler.handle(&request, Ok(())).await else {
        return Ok(json!({ "status": null, "note": "The connection was closed without a response." }));
    };
    let Reply { response, delivery } = reply;
    let headers = response.headers().iter();
    let headers: Vec<_> =
        headers.map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()))).collect();
    let body = String::from_utf8_lossy(response.body());
    Ok(json!({
        "status": response.status().as_u16(),
        "headers": headers,
        "secrets": log_feed::secrets(&handler.state, &body),
        "body": body,
        "note": (delivery == Delivery::Cut).then_some("The connection was closed after half of the body."),
    }))
}
