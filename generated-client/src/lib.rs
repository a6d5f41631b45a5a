//! A typed client for Stripe's Account Sessions API, generated from a YAML description of it.
//!
//! A request is built from typed parts, checked, and sent; the session comes back as a typed object.
//!
//! ```
//! # #[cfg(all(feature = "client", feature = "sandbox"))]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_client::{
//!     AccountFacts, Client, ComponentsParams, CreateAccountSession, PaymentsParams, SecretKey, sandbox,
//! };
//!
//! let sandbox = sandbox::start()?; // answers as the API does; leave it out, and the base URL, to talk to Stripe
//! let client = Client::builder(SecretKey::new(sandbox.secret_key())?).base_url(sandbox.base_url()).build()?;
//!
//! let payments = PaymentsParams::enabled().refund_management(false);
//! let request = CreateAccountSession::builder()
//!     .account("acct_1NkDjjJyhOZfPCWt")
//!     .components(ComponentsParams::new().payments(payments))
//!     .build()?;
//! let facts = AccountFacts::express();
//! request.validate_for(&facts)?;
//!
//! let session = client.send(&request).await?;
//! assert_eq!(session.components, request.resolve(&facts));
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "client", feature = "sandbox")))]
//! # fn main() {}
//! ```
//!
//! # Overview
//!
//! - [`CreateAccountSession`] is the request, [`ComponentsParams`] its components, and [`AccountSession`] the response.
//! - [`AccountFacts`] decide defaults and restrictions: see [`validate_for`](CreateAccountSession::validate_for) and
//!   [`resolve`](CreateAccountSession::resolve).
//! - [`Component`], [`Feature`] and [`API`] are the same as enums and tables, for code that must not hard-code a name.
//! - [`client`] has the rest of the client: errors, retries, transports.
//!
//! # Features
//!
//! - `client` (default): `Client`, over hyper and rustls, in a Tokio runtime.
//! - `blocking`: `blocking::Client`, the same for programs without `async`.
//! - `reqwest`: `client::ReqwestTransport`, with which a `Client` sends over reqwest.
//! - `transport`: `Client` without a driver, for a `Transport` of the program's. The three above have it.
//! - `http2`: HTTP/2 for `client` and `blocking`, where the server offers it.
//! - `tracing`: a span for each request (`generated_client::request`, at level INFO) and each attempt (at DEBUG): method,
//!   path, status, attempt, request ID, latency in milliseconds, error and code. No parameter, key or body.
//! - `sandbox`: `sandbox::Sandbox`, an in-process server that answers as every version does whose feature is enabled.
//! - `v2024_09_30_acacia` (default): the types of API version `2024-09-30.acacia`, in a module of that name and at the
//!   root.
//! - `v2025_03_31_basil`, `v2025_09_30_clover`, `v2026_03_25_dahlia`, `v2026_10_28_endive`: the types of an API version,
//!   each in a module of that name. A request is sent with the `Stripe-Version` of its types.
//!
//! Without `transport`, the crate is types alone.
//!
//! # Drivers
//!
//! A driver makes one attempt of one request. Encoding, retries, timeouts, the limit on responses, decoding and redaction
//! are shared.
//!
//! - **TLS** is rustls with ring, TLS 1.2 and 1.3. Certificates are checked against Mozilla's roots, compiled in: they are
//!   the same on every machine, and there in containers that have none. Builders add other authorities
//!   (`root_certificate`) or take a whole configuration (`tls_config`). Over reqwest, TLS is reqwest's own, as the caller
//!   sets it up.
//! - **Proxies** are those of the environment, read when the client is built: see `Builder::no_proxy`. Theirs is an HTTP
//!   tunnel, so that they see encrypted bytes alone. Over reqwest, they are reqwest's, which knows SOCKS as well with its
//!   feature of that name. Plain HTTP, which is for this machine alone, goes through no proxy.
//! - **HTTP/2** lets one connection carry requests side by side, which helps many requests at once over a slow network. It
//!   takes five more crates, so it is an option. `ReqwestTransport` speaks HTTP/1.1, unless reqwest's feature adds HTTP/2.
//!
//! # Other HTTP libraries
//!
//! `client::Endpoint` writes a request as an `http::Request`, and parses an `http::Response`, without any input or output:
//! see `examples/sans_io.rs`.

#[cfg(feature = "transport")]
pub mod client;
#[cfg(feature = "sandbox")]
pub mod sandbox;

#[cfg(feature = "blocking")]
pub use client::blocking;
#[cfg(feature = "transport")]
pub use client::{Client, Error, RequestOptions, Response, SecretKey};
pub use runtime::{
    Clearable, ComponentUnknown, FeatureError, FromAccount, FromJson, Id, JsonError, Request, Rule, Secret, Timestamp,
    Unknown, ValidationError, Violation, generate, reflect,
};
// Explicit names come before those of a glob, so that a component may have any name.
#[cfg(feature = "v2024_09_30_acacia")]
pub use v2024_09_30_acacia::*;

/// The types of API version `2024-09-30.acacia`, with 11 components. Requests made of them are sent as that version.
///
/// # Defaults
///
/// The value of each feature that a request leaves out, by the type of the account:
///
#[doc = runtime::reference!(version = "2024-09-30.acacia")]
#[cfg(feature = "v2024_09_30_acacia")]
pub mod v2024_09_30_acacia {
    runtime::generate!(version = "2024-09-30.acacia");
}

/// The types of API version `2025-03-31.basil`, with 15 components. Requests made of them are sent as that version.
///
/// # Defaults
///
/// The value of each feature that a request leaves out, by the type of the account:
///
#[doc = runtime::reference!(version = "2025-03-31.basil")]
#[cfg(feature = "v2025_03_31_basil")]
pub mod v2025_03_31_basil {
    runtime::generate!(version = "2025-03-31.basil");
}

/// The types of API version `2025-09-30.clover`, with 19 components. Requests made of them are sent as that version.
///
/// # Defaults
///
/// The value of each feature that a request leaves out, by the type of the account:
///
#[doc = runtime::reference!(version = "2025-09-30.clover")]
#[cfg(feature = "v2025_09_30_clover")]
pub mod v2025_09_30_clover {
    runtime::generate!(version = "2025-09-30.clover");
}

/// The types of API version `2026-03-25.dahlia`, with 19 components. Requests made of them are sent as that version.
///
/// # Defaults
///
/// The value of each feature that a request leaves out, by the type of the account:
///
#[doc = runtime::reference!(version = "2026-03-25.dahlia")]
#[cfg(feature = "v2026_03_25_dahlia")]
pub mod v2026_03_25_dahlia {
    runtime::generate!(version = "2026-03-25.dahlia");
}

/// The types of API version `2026-10-28.endive`, with 25 components. Requests made of them are sent as that version.
///
/// # Defaults
///
/// The value of each feature that a request leaves out, by the type of the account:
///
#[doc = runtime::reference!(version = "2026-10-28.endive")]
#[cfg(feature = "v2026_10_28_endive")]
pub mod v2026_10_28_endive {
    runtime::generate!(version = "2026-10-28.endive");
}
