//! The API's error object.

use http::StatusCode;
use serde_json::{Map, Value, json};

/// An error of the API, with its status.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    fields: Map<String, Value>,
}

impl ApiError {
    /// A malformed or forbidden request: status 400 unless changed.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message.into())
    }

    /// An idempotency key that was used for another request.
    pub(crate) fn idempotency(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "idempotency_error", message.into())
    }

    /// A failure of the server: status 500 unless changed.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "api_error", message.into())
    }

    fn new(status: StatusCode, kind: &str, message: String) -> Self {
        let error = Self { status, fields: Map::new() };
        error.field("type", kind).field("message", message)
    }

    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn code(self, code: &str) -> Self {
        let page = code.replace('_', "-");
        self.field("code", code).field("doc_url", format!("https://stripe.com/docs/error-codes/{page}"))
    }

    /// Names the parameter at fault, in the bracket form.
    pub(crate) fn param(self, param: impl Into<String>) -> Self {
        self.field("param", param.into())
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({ "error": self.fields })
    }

    fn field(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_the_api_writes_it() {
        let error = ApiError::invalid("Missing required param: account.").code("parameter_missing").param("account");
        assert_eq!(
            error.to_json().to_string(),
            concat!(
                r#"{"error":{"code":"parameter_missing","#,
                r#""doc_url":"https://stripe.com/docs/error-codes/parameter-missing","#,
                r#""message":"Missing required param: account.","param":"account","type":"invalid_request_error"}}"#
            )
        );
        let error = ApiError::internal("Oh.");
        assert_eq!(error.status, 500);
        assert_eq!(error.to_json().to_string(), r#"{"error":{"message":"Oh.","type":"api_error"}}"#);
    }
}
