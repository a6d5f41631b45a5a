//! The requests that reach the sandbox, as they come.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use http::StatusCode;
use runtime::reflect::Type;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{error_response::ApiError, request_handler::RequestHandler, state::State};

/// The time after which a poll without news is answered.
const POLL_TIME: Duration = Duration::from_secs(20);

/// The requests after the number in `after=`. Waits for one, unless there is news already.
pub(crate) async fn wait(handler: &RequestHandler, query: &str) -> Value {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let after = pairs.find(|(name, _)| name == "after").and_then(|(_, number)| number.parse().ok()).unwrap_or_default();
    // Runs out if there is no request.
    drop(timeout(POLL_TIME, handler.log.wait_after(after)).await);
    let (last, requests) = handler.log.numbered();
    // Numbers from before a restart are too high.
    let after = if after > last { 0 } else { after };
    let mut attempts = HashMap::new();
    let mut rows = Vec::new();
    for (number, request) in &requests {
        let attempt = request.idempotency_key.as_ref().map_or(1, |key| {
            let count: &mut u64 = attempts.entry((key, &request.account)).or_default();
            *count += 1;
            *count
        });
        if *number > after {
            rows.push(json!({ "number": number, "attempt": attempt, "request": request }));
        }
    }
    json!({ "last": last, "faults_left": handler.faults.len(), "requests": rows })
}

/// The body of the response to a logged request. Its secrets are redacted.
pub(crate) fn response_body(handler: &RequestHandler, number: &str) -> Result<Value, ApiError> {
    let body = number.parse().ok().and_then(|number| handler.log.response_body(number));
    let missing = || ApiError::invalid(format!("the log has no request {number}")).status(StatusCode::NOT_FOUND);
    let text = String::from_utf8_lossy(&body.ok_or_else(missing)?).into_owned();
    let secrets = secrets(&handler.state, &text);
    Ok(json!({ "body": secrets.iter().fold(text, |text, secret| text.replace(secret.as_str(), "[redacted]")) }))
}

/// The values that the tables of a response call secret.
pub(crate) fn secrets(state: &State, text: &str) -> BTreeSet<String> {
    let fields = state.versions.iter().flat_map(|api| api.fields);
    let names = fields.filter(|field| matches!(field.value_type, Type::Secret)).map(|field| field.name);
    // Found in the text, since a fault may have made the body something else than JSON.
    let value = |name: &str| {
        let (_, rest) = text.split_once(&format!("\"{name}\": \""))?;
        Some(rest.split('"').next().unwrap_or_default().to_owned())
    };
    names.filter_map(value).filter(|secret| !secret.is_empty()).collect()
}
