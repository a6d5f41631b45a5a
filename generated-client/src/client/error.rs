//! Errors of sending a request.

use std::{error::Error as StdError, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::client::{
    api_error::ApiError,
    error_context::{ErrorContext, Operation},
    option_error::OptionsError,
    transport::{Failure, TransportError},
};
use runtime::ValidationError;

/// An error of sending a request, with a variant for each reaction to it.
///
/// Neither `Display` nor `Debug` shows the API key or a client secret: texts from outside are redacted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The API refused the content of the request: [`ApiError::param`] often names the parameter.
    #[error(transparent)]
    InvalidRequest(Box<ApiError>),
    /// The API does not accept the key (status 401).
    #[error(transparent)]
    Authentication(Box<ApiError>),
    /// The key may not do this (status 403).
    #[error(transparent)]
    Permission(Box<ApiError>),
    /// Too many requests (status 429): see [`Error::retry_after`].
    #[error(transparent)]
    RateLimit(Box<ApiError>),
    /// The idempotency key belongs to another request (status 400), or to one that is still executed (409).
    #[error(transparent)]
    Idempotency(Box<ApiError>),
    /// The API failed, or refused for another reason: see [`ApiError::kind`] and the status.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// No complete response arrived. The API may have acted on the request unless [`ConnectionError::connected`] is
    /// `false`.
    #[error(transparent)]
    Connection(#[from] Box<ConnectionError>),
    /// No complete response arrived in time. The API may have acted on the request.
    #[error(transparent)]
    Timeout(#[from] Box<TimeoutError>),
    /// The API accepted the request, but its response is not the expected object.
    #[error(transparent)]
    Decode(#[from] Box<DecodeError>),
    /// The response is not of the API's form, as from a proxy.
    #[error(transparent)]
    UnexpectedBody(#[from] Box<UnexpectedBody>),
    /// The response is larger than the client reads.
    #[error(transparent)]
    BodyTooLarge(#[from] Box<BodyTooLarge>),
    /// The request breaks a rule of the API description.
    #[error(transparent)]
    Validation(Box<ValidationError>),
    /// The options of the request are invalid, so nothing was sent.
    #[error(transparent)]
    Options(#[from] Box<OptionsError>),
    /// The request can't be written as HTTP, so nothing was sent.
    #[error(transparent)]
    RequestConstruction(#[from] Box<RequestConstruction>),
}

/// The result of one attempt: a response whatever its status, or none.
pub(crate) type AttemptResult = Result<http::Response<Bytes>, Error>;

/// A connection that could not be made, or broke before the response was complete. Its source says why.
#[derive(Debug, thiserror::Error)]
#[error(
    "{problem} for {} ({})", context.operation, context.details(),
    problem = if *connected { Failure::Broken } else { Failure::NotConnected }
)]
#[non_exhaustive]
pub struct ConnectionError {
    /// The request and the response as far as it arrived.
    pub context: ErrorContext,
    /// `false` if there was no connection, so that the request was certainly not sent.
    pub connected: bool,
    /// `true` if another attempt would fail as well, as with a certificate of an unknown authority.
    pub permanent: bool,
    /// The cause.
    pub source: Box<dyn StdError + Send + Sync>,
    pub(crate) reused: bool,
}

/// An attempt that took longer than the client waits, with none after it.
#[derive(Debug, thiserror::Error)]
#[error(
    "attempt {} of {} had no complete response within {after:?} ({})",
    context.attempts, context.operation, context.details()
)]
#[non_exhaustive]
pub struct TimeoutError {
    /// The request and the response as far as it arrived.
    pub context: ErrorContext,
    /// The limit of the last attempt, which is less than the timeout where the deadline came first.
    pub after: Duration,
}

/// A successful response that is not the expected object.
#[derive(Debug, thiserror::Error)]
#[error(
    "the response to {} cannot be decoded: {place}{problem} ({})", context.operation, context.details(),
    place = if path.is_empty() { String::new() } else { format!("`{path}`: ") }
)]
#[non_exhaustive]
pub struct DecodeError {
    /// The request and the response.
    pub context: ErrorContext,
    /// The position in the body, as a dotted path; empty for the whole body.
    pub path: String,
    /// The problem, and what was expected.
    pub problem: String,
}

/// A response that is not of the API's form: neither the expected JSON object nor an error object.
///
/// Usually it comes from a proxy or load balancer, or the base URL leads to something else.
#[derive(Debug, thiserror::Error)]
#[error("the response to {} is {} ({})", context.operation, self.what(), context.details())]
#[non_exhaustive]
pub struct UnexpectedBody {
    /// The request and the response.
    pub context: ErrorContext,
    /// The response's `Content-Type`.
    pub content_type: Option<String>,
    /// The body's length in bytes.
    pub len: usize,
    /// The beginning of the body, at most 1 KiB, with secrets blanked.
    pub body: Option<String>,
}

impl UnexpectedBody {
    fn what(&self) -> String {
        let body = match (self.len, &self.content_type) {
            (0, _) => "empty".to_owned(),
            (len, Some(content_type)) => format!("{len} bytes of `{content_type}`"),
            (len, None) => format!("{len} bytes of no stated content type"),
        };
        let redirect = self.context.status.is_some_and(|status| status.is_redirection());
        let redirect = if redirect { "; redirects are not followed" } else { "" };
        let shown = self.body.as_ref().map(|body| format!(": {body}")).unwrap_or_default();
        format!("{body} instead of the API's JSON{redirect}{shown}")
    }
}

/// A response whose body is larger than the client reads.
#[derive(Debug, thiserror::Error)]
#[error("the response to {} is larger than {limit} bytes ({})", context.operation, context.details())]
#[non_exhaustive]
pub struct BodyTooLarge {
    /// The request and the response.
    pub context: ErrorContext,
    /// The limit in bytes.
    pub limit: usize,
}

/// A request that can't be written as HTTP: its description has a method, path or version that HTTP forbids, or the
/// system has no randomness for an idempotency key.
#[derive(Debug, thiserror::Error)]
#[error("{operation} cannot be written as an HTTP request")]
#[non_exhaustive]
pub struct RequestConstruction {
    /// The method and path of the request.
    pub operation: Operation,
    /// The cause.
    pub source: Box<dyn StdError + Send + Sync>,
}

impl Error {
    /// A failure of a transport.
    pub(crate) fn connection(context: ErrorContext, error: TransportError) -> Self {
        let TransportError { failure, permanent, reused, source } = error;
        let connected = failure != Failure::NotConnected;
        let reused = reused && context.status.is_none();
        Self::Connection(Box::new(ConnectionError { context, connected, permanent, source, reused }))
    }

    /// The API's refusal, if there was one.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::InvalidRequest(error)
            | Self::Authentication(error)
            | Self::Permission(error)
            | Self::RateLimit(error)
            | Self::Idempotency(error)
            | Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The request and the response behind the error; `None` if nothing was to be sent.
    pub fn context(&self) -> Option<&ErrorContext> {
        match self {
            Self::Connection(error) => Some(&error.context),
            Self::Timeout(error) => Some(&error.context),
            Self::Decode(error) => Some(&error.context),
            Self::UnexpectedBody(error) => Some(&error.context),
            Self::BodyTooLarge(error) => Some(&error.context),
            _ => self.api().map(|error| &error.context),
        }
    }

    /// The response's status; `None` if no response head arrived.
    pub fn status(&self) -> Option<StatusCode> {
        self.context()?.status
    }

    /// The response's headers as they arrived, such as `Stripe-Rate-Limited-Reason`.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.context()?.headers.as_ref()
    }

    /// The API's request ID (`req_...`), for its dashboard and support.
    pub fn request_id(&self) -> Option<&str> {
        self.context()?.request_id.as_deref()
    }

    /// The time that the API asks to wait before the next request: its `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.context()?.retry_after()
    }

    /// The number of times the request was sent, or could not be sent for want of a connection.
    pub fn attempts(&self) -> u32 {
        self.context().map_or(0, |context| context.attempts)
    }

    /// The `Idempotency-Key` of all attempts, also if the client made it. If the request is sent again with this key (see
    /// [`RequestOptions::idempotency_key`](crate::client::RequestOptions::idempotency_key)), it takes effect at most once.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.context()?.idempotency_key.as_deref()
    }

    /// `true` if the same request may succeed later, after the client has given up on it.
    ///
    /// True if no complete response arrived for a reason that may pass, and for the statuses 409, 429 and 5xx, unless the
    /// API says otherwise. Send the request again with the same [`Error::idempotency_key`] to have its effect at most
    /// once.
    pub fn is_retryable(&self) -> bool {
        let Some(context) = self.context() else { return false };
        match (self, context.status) {
            (Self::Connection(error), _) => !error.permanent,
            (Self::Timeout(_), _) => true,
            (Self::Decode(_) | Self::BodyTooLarge(_), _) | (_, None) => false,
            (_, Some(status)) => {
                let passes =
                    [StatusCode::CONFLICT, StatusCode::TOO_MANY_REQUESTS].contains(&status) || status.is_server_error();
                context.should_retry().unwrap_or(passes)
            }
        }
    }

    /// The variant in a word, such as `rate_limit`, for logs and metrics.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::Authentication(_) => "authentication",
            Self::Permission(_) => "permission",
            Self::RateLimit(_) => "rate_limit",
            Self::Idempotency(_) => "idempotency",
            Self::Api(_) => "api",
            Self::Connection(_) => "connection",
            Self::Timeout(_) => "timeout",
            Self::Decode(_) => "decode",
            Self::UnexpectedBody(_) => "unexpected_body",
            Self::BodyTooLarge(_) => "body_too_large",
            Self::Validation(_) => "validation",
            Self::Options(_) => "options",
            Self::RequestConstruction(_) => "request_construction",
        }
    }
}

/// Finds the variant for the status and kind of the refusal.
impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        let status = error.context.status.unwrap_or_default();
        let variant = match (error.kind.as_deref(), status) {
            (Some("idempotency_error"), _) | (_, StatusCode::CONFLICT) => Self::Idempotency,
            (_, StatusCode::UNAUTHORIZED) => Self::Authentication,
            (_, StatusCode::FORBIDDEN) => Self::Permission,
            (_, StatusCode::TOO_MANY_REQUESTS) => Self::RateLimit,
            (None | Some("invalid_request_error"), status) if status.is_client_error() => Self::InvalidRequest,
            _ => Self::Api,
        };
        variant(Box::new(error))
    }
}

impl From<ValidationError> for Error {
    fn from(error: ValidationError) -> Self {
        Self::Validation(Box::new(error))
    }
}

impl From<OptionsError> for Error {
    fn from(error: OptionsError) -> Self {
        Self::Options(Box::new(error))
    }
}

#[cfg(test)]
#[path = "error_tests.rs"]
mod tests;
