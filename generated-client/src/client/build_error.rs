//! Errors of building a client.

#[cfg(feature = "client")]
use crate::client::proxy::ProxyError;
use crate::client::{base_url::BaseUrlError, option_error::OptionsError};

/// The reason a client could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// An invalid base URL, or one that a key must not be sent to.
    #[error(transparent)]
    BaseUrl(#[from] BaseUrlError),
    /// An invalid account, context, version, header or application.
    #[error(transparent)]
    Options(#[from] OptionsError),
    /// The proxy given to the client can't be used.
    #[cfg(feature = "client")]
    #[error(transparent)]
    Proxy(#[from] ProxyError),
    /// TLS cannot be set up.
    #[error("TLS cannot be set up")]
    Tls {
        /// The cause.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The runtime of a blocking client cannot be started.
    #[error("the runtime cannot be started")]
    Runtime {
        /// The cause.
        source: std::io::Error,
    },
}
