//! The client and its parts. The types that every program needs are at the crate's root as well.
//!
//! - [`Client`] sends requests; [`Builder`] configures it, and [`RequestOptions`] a single request.
//! - [`Error`] has a variant for each thing there is to do about it, and an [`ErrorContext`] with the response's status
//!   and headers, the number of attempts and the idempotency key.
//! - [`RetryPolicy`] decides on retries, [`AttemptEvent`] reports attempts.
//! - [`Endpoint`] prepares requests and parses responses without any input or output.
//! - [`Transport`] is the interface of drivers.

mod account;
mod api_error;
mod api_response;
mod app_info;
mod async_client;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
mod build_error;
mod call;
mod client_builder;
#[cfg(feature = "client")]
mod connect_options;
#[cfg(feature = "client")]
mod connector;
mod endpoint;
mod error;
mod error_context;
mod headers;
#[cfg(feature = "client")]
mod hyper_transport;
mod idempotency_key;
#[cfg(any(feature = "client", feature = "reqwest"))]
mod network_failure;
#[cfg(feature = "client")]
mod no_proxy;
mod observe;
mod option_error;
#[cfg(feature = "client")]
mod proxy;
mod request_options;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod retry;
#[cfg(any(feature = "client", feature = "reqwest"))]
mod runtime_pools;
mod secret_key;
mod send;
#[cfg(test)]
mod tests;
#[cfg(feature = "client")]
mod tls;
mod transport;

#[cfg(feature = "reqwest")]
pub use self::reqwest_transport::ReqwestTransport;
pub use self::{
    account::{Account, RetrieveAccount},
    api_error::ApiError,
    api_response::Response,
    app_info::AppInfo,
    async_client::Client,
    base_url::{BaseUrl, BaseUrlError},
    build_error::BuildError,
    client_builder::Builder,
    endpoint::Endpoint,
    error::{BodyTooLarge, ConnectionError, DecodeError, Error, RequestConstruction, TimeoutError, UnexpectedBody},
    error_context::{ErrorContext, Operation},
    observe::AttemptEvent,
    option_error::{OptionProblem, OptionsError},
    request_options::RequestOptions,
    retry::RetryPolicy,
    secret_key::{KeyError, SecretKey},
    transport::{Transport, TransportError},
};
#[cfg(feature = "client")]
pub use self::{
    async_client::ClientBuilder,
    connect_options::ConnectOptions,
    proxy::{ProxyError, ProxyProblem},
};
#[cfg(feature = "reqwest")]
pub use ::reqwest;
#[cfg(any(feature = "client", feature = "reqwest"))]
pub use ::rustls;
