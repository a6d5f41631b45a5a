//! The API's own error object.

use std::{convert::Infallible, fmt, str::FromStr};

use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::trace;
use crate::client::{http::header_text, redact::redact, response::REQUEST_ID, retry::should_retry};

/// The API's refusal of a request.
///
/// What looks like an API key or a client secret is blanked in every text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the API refused the request: {} ({})", self.reason(), self.details())]
#[non_exhaustive]
pub struct ApiError {
    /// The answer's status.
    pub status: StatusCode,
    /// What the API calls the request, such as `req_...`.
    pub request_id: Option<String>,
    /// The kind of error, `type` in the object.
    pub kind: ApiErrorKind,
    /// The error's code, such as `resource_missing`, for programs.
    pub code: Option<String>,
    /// What is wrong, for people.
    pub message: Option<String>,
    /// The parameter that is wrong, such as `components[payments][enabled]`.
    pub param: Option<String>,
    /// Where the code is explained.
    pub doc_url: Option<String>,
    /// Where the dashboard shows the request.
    pub request_log_url: Option<String>,
    /// Whether the API asks for the request to be sent again: its `Stripe-Should-Retry`.
    pub should_retry: Option<bool>,
}

impl ApiError {
    /// Reads an error body; none if it does not hold the API's error object.
    pub(crate) fn from_answer(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let body: Value = runtime::any(body).ok()?;
        let error = body.get("error")?;
        let text = |name| error.get(name).and_then(Value::as_str).map(redact);
        let Ok(kind) = text("type")?.parse();
        Some(Self {
            status,
            request_id: header_text(headers, REQUEST_ID),
            kind,
            code: text("code"),
            message: text("message"),
            param: text("param"),
            doc_url: text("doc_url"),
            request_log_url: text("request_log_url"),
            should_retry: should_retry(headers),
        })
    }

    fn reason(&self) -> &str {
        self.message.as_deref().unwrap_or("it gave no message").trim_end_matches('.')
    }

    fn details(&self) -> String {
        let mut details = self.kind.to_string();
        for (name, value) in [("code", &self.code), ("parameter", &self.param)] {
            if let Some(value) = value {
                details += &format!(", {name} `{value}`");
            }
        }
        details + &format!(", {}, {}", self.status, trace(self.request_id.as_deref()))
    }
}

/// The kinds of error the API tells apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiErrorKind {
    /// `api_error`: something failed on the API's side.
    Api,
    /// `card_error`: a card cannot be charged.
    Card,
    /// `idempotency_error`: an idempotency key was used again for another request.
    Idempotency,
    /// `invalid_request_error`: the request has invalid parameters, or may not be made with this key.
    InvalidRequest,
    /// A kind this version does not know.
    Other(String),
}

impl ApiErrorKind {
    /// The name on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Api => "api_error",
            Self::Card => "card_error",
            Self::Idempotency => "idempotency_error",
            Self::InvalidRequest => "invalid_request_error",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for ApiErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ApiErrorKind {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(match name {
            "api_error" => Self::Api,
            "card_error" => Self::Card,
            "idempotency_error" => Self::Idempotency,
            "invalid_request_error" => Self::InvalidRequest,
            other => Self::Other(other.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<ApiError> {
        let headers = HeaderMap::from_iter([(REQUEST_ID, "req_1".parse().unwrap())]);
        ApiError::from_answer(StatusCode::BAD_REQUEST, &headers, body.as_bytes())
    }

    #[test]
    fn reads_every_field() {
        let error = read(
            r#"{"error": {"type": "invalid_request_error", "code": "resource_missing",
                "message": "No such account: 'acct_1'.",
                "param": "account", "doc_url": "https://stripe.com/docs/x", "request_log_url": "https://dashboard/x",
                "unknown": {"a": 1}}}"#,
        )
        .unwrap();
        assert_eq!(
            error.to_string(),
            "the API refused the request: No such account: 'acct_1' (invalid_request_error, code `resource_missing`, \
             parameter `account`, 400 Bad Request, request req_1)"
        );
        assert_eq!(error.doc_url.as_deref(), Some("https://stripe.com/docs/x"));
        assert_eq!(error.request_log_url.as_deref(), Some("https://dashboard/x"));
    }

    #[test]
    fn tolerates_missing_and_odd_fields() {
        let error = read(r#"{"error": {"type": "new_error", "code": 7, "message": null}}"#).unwrap();
        assert_eq!((error.kind.clone(), error.code.clone()), (ApiErrorKind::Other("new_error".to_owned()), None));
        assert!(
            error.to_string().contains("it gave no message (new_error, 400 Bad Request, request req_1)"),
            "{error}"
        );
    }

    #[test]
    fn leaves_other_bodies() {
        for body in ["", "null", "[]", "{}", r#"{"error": "invalid_grant"}"#, r#"{"error": {"code": 502}}"#, "<html>"] {
            assert_eq!(read(body), None, "{body}");
        }
    }

    #[test]
    fn kinds_keep_their_names() {
        for name in ["api_error", "card_error", "idempotency_error", "invalid_request_error", "new_error"] {
            assert_eq!(name.parse::<ApiErrorKind>().unwrap().as_str(), name);
        }
    }
}
