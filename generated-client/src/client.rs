//! The client and its parts. The types that every program needs are at the crate's root as well.
//!
//! ```
//! # #[cfg(all(feature = "client", feature = "sandbox"))]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use generated_client::{AccountFacts, Response, sandbox};
//! # let sandbox = sandbox::start()?;
//! # let key = SecretKey::new(sandbox.secret_key())?;
//! # let request = CreateAccountSession::builder()
//! #     .account("acct_of_nobody")
//! #     .components(ComponentsParams::new().payments(PaymentsParams::enabled()))
//! #     .build()?;
//! use std::time::Duration;
//!
//! use generated_client::{Client, Error, RequestOptions, SecretKey, client::RetryPolicy};
//! # use generated_client::v2024_09_30_acacia::{ComponentsParams, CreateAccountSession, PaymentsParams};
//!
//! let client = Client::builder(key)
//!     .base_url(sandbox.base_url())
//!     .timeout(Duration::from_secs(10))
//!     .retry(RetryPolicy::default().max_retries(3))
//!     .build()?;
//! let options = RequestOptions::new().idempotency_key("session-of-visit-1792");
//! match client.send_with(&request, &options).await {
//!     Ok(session) => println!("{:?} expires at {:?}", session.request_id(), session.expires_at),
//!     Err(Error::InvalidRequest(error)) => println!("refused: {error}"),
//!     Err(error) if error.is_retryable() => println!("try later: {error}"),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "client", feature = "sandbox")))]
//! # fn main() {}
//! ```
//!
//! - [`Client`] sends requests; [`Builder`] configures it, and [`RequestOptions`] a single request.
//! - [`Error`] has a variant for each reaction to it, and an [`ErrorContext`] with the response's status and headers, the
//!   number of attempts and the idempotency key.
//! - [`RetryPolicy`] decides on retries, [`AttemptEvent`] reports attempts.
//! - [`Transport`] is the interface of drivers.
//! - [`Endpoint`] prepares an `http::Request` and parses an `http::Response`, without any input or output, for other HTTP
//!   libraries: see `examples/sans_io.rs`.
//!
//! # Drivers
//!
//! A driver makes one attempt of one request. Encoding, retries, timeouts, the limit on responses, decoding and redaction
//! are shared.
//!
//! - **TLS** is rustls with ring, TLS 1.2 and 1.3. Certificates are checked against Mozilla's roots, which are compiled in:
//!   they are the same on every machine, also in a container that has none. Builders add other authorities
//!   (`root_certificate`) or take a whole configuration (`tls_config`). Over reqwest, TLS is reqwest's, as the caller
//!   configures it.
//! - **Proxies** come from the environment, which is read when the client is built: see `Builder::no_proxy`. A proxy
//!   tunnels the connection, so it sees only encrypted bytes. Plain HTTP, which is limited to this machine, uses no proxy.
//!   Over reqwest, proxies are reqwest's, with SOCKS if its feature is enabled.
//! - **HTTP/2** lets one connection carry concurrent requests, which helps over a slow network. It adds five crates, so it
//!   is optional. `ReqwestTransport` speaks HTTP/1.1 unless reqwest's own feature adds HTTP/2.

mod account;
mod api_error;
mod api_response;
mod app_info;
mod async_client;
mod attempt;
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
