//! Why sending a request did not end in a response object.

mod answer;
mod api;
mod transport;

use http::StatusCode;

use crate::OptionsError;

pub use self::{
    answer::{BodyTooLarge, DecodeError, UnexpectedBody},
    api::{ApiError, ApiErrorKind},
    transport::{Operation, TimeoutError, TransportError, UnsendableRequest},
};

/// Why sending a request did not end in a response object.
///
/// Nothing in it, printed either way, contains the API key or a client secret: texts that came from outside lose
/// whatever looks like one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The API refused the request, and said why.
    #[error(transparent)]
    Api(#[from] Box<ApiError>),
    /// No complete answer arrived. The API may have acted on the request unless [`TransportError::connected`] is
    /// `false`.
    #[error(transparent)]
    Transport(#[from] Box<TransportError>),
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
    /// The options of the request can't be used, so nothing was sent.
    #[error(transparent)]
    Options(#[from] Box<OptionsError>),
    /// The request cannot be written as HTTP, so nothing was sent.
    #[error(transparent)]
    UnsendableRequest(#[from] Box<UnsendableRequest>),
}

impl Error {
    /// The answer's status; none when no answer began to arrive, or when it did not end.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => Some(error.status),
            Self::UnexpectedBody(error) => Some(error.status),
            Self::BodyTooLarge(error) => Some(error.status),
            Self::Transport(_) | Self::Timeout(_) | Self::Options(_) | Self::UnsendableRequest(_) => None,
        }
    }

    /// What the API calls the request, such as `req_...`, for its dashboard and support.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id.as_deref(),
            Self::Transport(error) => error.request_id.as_deref(),
            Self::Timeout(error) => error.request_id.as_deref(),
            Self::Decode(error) => error.request_id.as_deref(),
            Self::UnexpectedBody(error) => error.request_id.as_deref(),
            Self::BodyTooLarge(error) => error.request_id.as_deref(),
            Self::Options(_) | Self::UnsendableRequest(_) => None,
        }
    }
}

/// The part of every message that finds the request again.
fn trace(request_id: Option<&str>) -> String {
    request_id.map_or_else(|| "no request id".to_owned(), |id| format!("request {id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_small_and_crosses_threads() {
        fn crosses_threads<T: Send + Sync + 'static>() {}
        crosses_threads::<Error>();
        assert!(size_of::<Error>() <= 16);
    }
}
