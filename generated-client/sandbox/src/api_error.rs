//! The API's error object.

use http::StatusCode;
use serde_core::ser::{Serialize, SerializeMap, Serializer};

/// A refusal, with the status it is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ApiError {
    pub(super) status: StatusCode,
    kind: &'static str,
    code: Option<&'static str>,
    message: String,
    param: Option<String>,
}

impl ApiError {
    /// A request the API can not make sense of or does not allow: status 400 unless changed.
    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            kind: "invalid_request_error",
            code: None,
            message: message.into(),
            param: None,
        }
    }

    /// An idempotency key that was used for something else.
    pub(super) fn idempotency(message: impl Into<String>) -> Self {
        Self { kind: "idempotency_error", ..Self::invalid(message) }
    }

    /// Something is wrong on the server's side.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, kind: "api_error", ..Self::invalid(message) }
    }

    pub(super) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub(super) fn code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    /// Names the parameter at fault, in the bracket form.
    pub(super) fn param(self, param: impl Into<String>) -> Self {
        Self { param: Some(param.into()), ..self }
    }
}

impl Serialize for ApiError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("error", Details(self))])
    }
}

struct Details<'a>(&'a ApiError);

impl Serialize for Details<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let error = self.0;
        let mut map = serializer.serialize_map(None)?;
        if let Some(code) = error.code {
            map.serialize_entry("code", code)?;
            let page = code.replace('_', "-");
            map.serialize_entry("doc_url", &format!("https://stripe.com/docs/error-codes/{page}"))?;
        }
        map.serialize_entry("message", &error.message)?;
        if let Some(param) = &error.param {
            map.serialize_entry("param", param)?;
        }
        map.serialize_entry("type", error.kind)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_the_api_writes_it() {
        let error = ApiError::invalid("Missing required param: account.").code("parameter_missing").param("account");
        assert_eq!(
            serde_json::to_string(&error).unwrap(),
            concat!(
                r#"{"error":{"code":"parameter_missing","#,
                r#""doc_url":"https://stripe.com/docs/error-codes/parameter-missing","#,
                r#""message":"Missing required param: account.","param":"account","type":"invalid_request_error"}}"#
            )
        );
        let error = ApiError::internal("Oh.");
        assert_eq!(error.status, 500);
        assert_eq!(serde_json::to_string(&error).unwrap(), r#"{"error":{"message":"Oh.","type":"api_error"}}"#);
    }
}
