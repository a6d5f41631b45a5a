//! The API's own error object.

use serde_json::Value;

use crate::client::{error_context::ErrorContext, secret_key::SecretKey};

/// The largest part of a body that an error shows, in bytes.
const MAX_SHOWN: usize = 1024;

/// A refusal of a request.
///
/// Usually the API's own error object. A refusal with status 401, 403 or 429 and any other body, as from a firewall or
/// proxy, has none of the object's fields, but the beginning of the `body`.
///
/// The client's key, and what looks like a key or a client secret, is blanked in every text.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub struct ApiError {
    /// The request and the response.
    pub context: ErrorContext,
    /// The kind of error, `type` in the object: `invalid_request_error`, `idempotency_error`, `card_error` or `api_error`,
    /// to which the API may add.
    pub kind: Option<String>,
    /// The error's code, such as `resource_missing`, for programs.
    pub code: Option<String>,
    /// The API's explanation, for people.
    pub message: Option<String>,
    /// The invalid parameter, such as `components[payments][enabled]`.
    pub param: Option<String>,
    /// The documentation of the code.
    pub doc_url: Option<String>,
    /// The request in the dashboard's log.
    pub request_log_url: Option<String>,
    /// The whole error object, with fields that this version does not know.
    pub raw: Option<Value>,
    /// The beginning of a body without an error object.
    pub body: Option<String>,
}

impl ApiError {
    /// Reads the error object of a body, if it has one.
    pub(crate) fn from_body(context: &ErrorContext, body: &[u8], key: &SecretKey) -> Option<Self> {
        let mut body: Value = serde_json::from_slice(body).ok()?;
        let mut raw = body.get_mut("error").filter(|error| error.is_object())?.take();
        redact_texts(&mut raw, key);
        let text = |name| raw.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            kind: text("type"),
            code: text("code"),
            message: text("message"),
            param: text("param"),
            doc_url: text("doc_url"),
            request_log_url: text("request_log_url"),
            raw: Some(raw),
            context: context.clone(),
            body: None,
        })
    }

    /// A refusal without an error object.
    pub(crate) fn from_other(context: ErrorContext, body: &[u8], key: &SecretKey) -> Self {
        Self { context, body: beginning(body, key), ..Self::default() }
    }

    fn message(&self) -> String {
        let kind = self.kind.iter().cloned();
        let named = [("code", &self.code), ("parameter", &self.param)].into_iter();
        let named = named.filter_map(|(name, value)| Some(format!("{name} `{}`", value.as_ref()?)));
        let details: Vec<_> = kind.chain(named).chain([self.context.details()]).collect();
        let details = details.join(", ");
        match (&self.message, &self.body) {
            (Some(message), _) => format!("the API refused the request: {message} ({details})"),
            (None, Some(body)) => format!("the request was refused: {body} ({details})"),
            (None, None) => format!("the request was refused without a message ({details})"),
        }
    }
}

/// The beginning of a body as errors show it; `None` if it is empty.
pub(crate) fn beginning(body: &[u8], key: &SecretKey) -> Option<String> {
    // A secret that the cut would split is blanked first.
    let text = key.redact(&String::from_utf8_lossy(&body[..body.len().min(4 * MAX_SHOWN)]));
    let text = text.trim();
    let end = (0..=text.len().min(MAX_SHOWN)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    (end > 0).then(|| format!("{}{}", &text[..end], if end < text.len() { "…" } else { "" }))
}

fn redact_texts(value: &mut Value, key: &SecretKey) {
    match value {
        Value::String(text) => *text = key.redact(text),
        Value::Array(items) => items.iter_mut().for_each(|item| redact_texts(item, key)),
        Value::Object(fields) => {
            *fields = std::mem::take(fields)
                .into_iter()
                .map(|(name, mut value)| {
                    redact_texts(&mut value, key);
                    (key.redact(&name), value)
                })
                .collect();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
