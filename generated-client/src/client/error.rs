//! Why sending a request did not end in a response object.

mod answer;
mod api;
mod transport;

use http::StatusCode;

use crate::{OptionsError, StripeAccountError, ValidationError};

pub use self::{
    answer::{BodyTooLarge, DecodeError, UnexpectedBody},
    api::{ApiError, ApiErrorKind},
    transport::{ConnectionError, Operation, TimeoutError, UnsendableRequest},
};

/// Why sending a request did not end in a response object: a variant for each thing there is to do about it.
///
/// Nothing in it, printed either way, contains the API key or a client secret: texts that came from outside lose
/// whatever looks like one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The API refused the request for what is in it: [`ApiError::param`] often says where.
    #[error(transparent)]
    InvalidRequest(Box<ApiError>),
    /// The API does not accept the key.
    #[error(transparent)]
    Authentication(Box<ApiError>),
    /// The key may not do this.
    #[error(transparent)]
    Permission(Box<ApiError>),
    /// There were too many requests; later there may not be.
    #[error(transparent)]
    RateLimit(Box<ApiError>),
    /// The idempotency key belongs to another request (status 400), or to one that is not answered yet (409).
    #[error(transparent)]
    Idempotency(Box<ApiError>),
    /// The API failed, or refused for another reason: [`ApiError::kind`] and its status say which.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// No complete answer arrived. The API may have acted on the request unless [`ConnectionError::connected`] is
    /// `false`.
    #[error(transparent)]
    Connection(#[from] Box<ConnectionError>),
    /// No complete answer arrived in time. The API may have acted on the request.
    #[error(transparent)]
    Timeout(#[from] Box<TimeoutError>),
    /// The API accepted the request, but its answer is not the object that was expected.
    #[error(transparent)]
    Decode(#[from] Box<DecodeError>),
    /// The answer is not of the API's form, as when a proxy gave it.
    #[error(transparent)]
    UnexpectedBody(#[from] Box<UnexpectedBody>),
    /// The answer is larger than the client reads.
    #[error(transparent)]
    BodyTooLarge(#[from] Box<BodyTooLarge>),
    /// The request breaks a rule of the API description. The client does not check it; this is for functions that build
    /// or check a request and send it, and have one type of error.
    #[error(transparent)]
    Validation(Box<ValidationError>),
    /// The options of the request can't be used, so nothing was sent.
    #[error(transparent)]
    Options(#[from] Box<OptionsError>),
    /// The request cannot be written as HTTP, so nothing was sent.
    #[error(transparent)]
    UnsendableRequest(#[from] Box<UnsendableRequest>),
}

impl Error {
    /// What the API said, if it was the API that refused.
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

    /// The answer's status; none when no answer began to arrive, or when it did not end.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Decode(error) => Some(error.status),
            Self::UnexpectedBody(error) => Some(error.status),
            Self::BodyTooLarge(error) => Some(error.status),
            _ => self.api().map(|error| error.status),
        }
    }

    /// What the API calls the request, such as `req_...`, for its dashboard and support.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Connection(error) => error.request_id.as_deref(),
            Self::Timeout(error) => error.request_id.as_deref(),
            Self::Decode(error) => error.request_id.as_deref(),
            Self::UnexpectedBody(error) => error.request_id.as_deref(),
            Self::BodyTooLarge(error) => error.request_id.as_deref(),
            _ => self.api()?.request_id.as_deref(),
        }
    }

    /// Whether the same request may succeed later, after the client has given up on it.
    ///
    /// So it is where no complete answer arrived, and for the statuses 409, 429 and 5xx, unless the API says otherwise. To
    /// have a session created once at most, send it with an
    /// [idempotency key of your own](crate::RequestOptions::idempotency_key), the first time as well.
    pub fn is_retryable(&self) -> bool {
        let (status, should_retry) = match self {
            Self::Connection(_) | Self::Timeout(_) => return true,
            Self::UnexpectedBody(error) => (error.status, error.should_retry),
            _ => match self.api() {
                Some(error) => (error.status, error.should_retry),
                None => return false,
            },
        };
        let passes =
            [StatusCode::CONFLICT, StatusCode::TOO_MANY_REQUESTS].contains(&status) || status.is_server_error();
        should_retry.unwrap_or(passes)
    }
}

/// Finds the variant for the status and kind of the refusal.
impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        let variant = match (&error.kind, error.status) {
            (ApiErrorKind::Idempotency, _) | (_, StatusCode::CONFLICT) => Self::Idempotency,
            (_, StatusCode::UNAUTHORIZED) => Self::Authentication,
            (_, StatusCode::FORBIDDEN) => Self::Permission,
            (_, StatusCode::TOO_MANY_REQUESTS) => Self::RateLimit,
            (ApiErrorKind::InvalidRequest, status) if status.is_client_error() => Self::InvalidRequest,
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

impl From<StripeAccountError> for Error {
    fn from(error: StripeAccountError) -> Self {
        Self::Options(Box::new(error.into()))
    }
}

/// The part of every message that finds the request again.
fn trace(request_id: Option<&str>) -> String {
    request_id.map_or_else(|| "no request id".to_owned(), |id| format!("request {id}"))
}

#[cfg(test)]
mod tests;
