//! What the client needs to know of a request.

use crate::{json::FromJson, reflect::Api};

/// A request of a generated API: a value that knows where it goes, how it is written, and what comes back.
pub trait Request: Send + Sync {
    /// The object the API answers with.
    type Response: FromJson + Send;

    /// The API version the request belongs to, with its method and path.
    const API: &'static Api;

    /// Writes the body as `application/x-www-form-urlencoded`.
    fn encode(&self) -> String;
}

/// A feature that was chosen at run time for a component that lacks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFeature {
    component: &'static str,
    feature: &'static str,
}

impl UnknownFeature {
    #[doc(hidden)]
    pub const fn new(component: &'static str, feature: &'static str) -> Self {
        UnknownFeature { component, feature }
    }
}

impl std::fmt::Display for UnknownFeature {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the component `{}` has no feature `{}`", self.component, self.feature)
    }
}

impl std::error::Error for UnknownFeature {}
