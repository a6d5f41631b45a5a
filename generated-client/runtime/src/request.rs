//! What the client needs to know of a request.

use std::borrow::Cow;

use crate::{
    json::{Expected, FromJson},
    reflect::Api,
};

#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request",
    label = "this is no request",
    note = "a builder becomes a request by `.build()?`"
)]
/// A request of a generated API: a value that knows where it goes, how it is written, and what comes back.
pub trait Request: Send + Sync {
    /// The object the API answers with.
    type Response: FromJson + Send;

    /// The API version the request belongs to, with its method and path.
    const API: &'static Api;

    /// Where it goes, if the path in [`Request::API`] has a place to fill in: a part in braces. What fills it in must be
    /// percent-encoded.
    fn path(&self) -> Cow<'static, str> {
        Self::API.path.into()
    }

    /// Writes the body as `application/x-www-form-urlencoded`.
    fn encode(&self) -> String;
}

/// A feature that was chosen at run time, and can't be set so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureError {
    pub(crate) component: &'static str,
    pub(crate) feature: &'static str,
    /// What the value should have been; `None` where the component lacks the feature.
    pub(crate) expected: Option<Expected>,
}

impl std::fmt::Display for FeatureError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { component, feature, expected } = self;
        match expected {
            None => write!(formatter, "the component `{component}` has no feature `{feature}`"),
            Some(expected) => write!(formatter, "the feature `{feature}` of `{component}` must be {expected}"),
        }
    }
}

impl std::error::Error for FeatureError {}
