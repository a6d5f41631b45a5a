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
