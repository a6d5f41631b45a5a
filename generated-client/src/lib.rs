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
//! # Where to look
//!
//! - [`CreateAccountSession`] is the request, [`ComponentsParams`] what it asks for, and [`AccountSession`] the answer.
//! - [`AccountFacts`] is what defaults and restrictions depend on: see
//!   [`validate_for`](CreateAccountSession::validate_for) and [`resolve`](CreateAccountSession::resolve).
//! - [`Component`], [`Feature`] and [`API`] are the same as enums and tables, for code that must not hard-code a name.
//!
//! # Features
//!
//! - `client` (default): `Client`, which sends requests with hyper and rustls, in a Tokio runtime.
//! - `blocking`: `blocking::Client`, which does the same with ureq and rustls, without `async` and without a runtime.
//! - `reqwest`: `ReqwestTransport`, with which a `Client` sends over reqwest.
//! - `transport`: `Client` and `blocking::Client` without a driver, for a `Transport` of one's own. The three above have it.
//! - `http2`: HTTP/2 for `client`, where the server offers it.
//! - `tracing`: tells the process's `tracing` subscriber about each request (`generated_client::request`, at level INFO)
//!   and each attempt (at DEBUG): method, path, status, attempt, request id and latency in milliseconds. No parameter,
//!   key or body. It works with every driver.
//! - `sandbox`: `sandbox::Sandbox`, an in-process server that answers as every version of the API does, whose modules
//!   are part of the feature.
//! - `2026-10-28.endive`: the module `v2026_10_28_endive`, with the types of that API version beside those of
//!   `2024-09-30.acacia` at the root. A request is sent with the `Stripe-Version` of the types it is made of.
//!
//! Without features, the crate is types alone.
//!
//! # Drivers
//!
//! A driver makes one attempt of one request. Everything else is the same whoever sends: what is sent, retries and their
//! idempotency key, timeouts, the limit on answers, what errors say and what they keep to themselves.
//!
//! - **Encryption** is rustls' with ring, TLS 1.2 and 1.3. Certificates are checked against Mozilla's roots, compiled in:
//!   they are the same on every machine, and there in containers that have none. Authorities that only a machine knows,
//!   such as that of a proxy which looks into encrypted traffic, are not trusted; a transport of one's own may.
//! - **Proxies** are those of the environment, read when the client is built: see `Builder::no_proxy`. Theirs is an HTTP
//!   tunnel, so that they see encrypted bytes alone. Over reqwest, they are reqwest's, which knows SOCKS as well with its
//!   feature of that name. Plain HTTP, which is for this machine alone, goes through no proxy.
//! - **HTTP/2** lets one connection carry requests side by side, which helps where many are under way at once over a network
//!   with long ways. A back end that creates a session now and then gains nothing by it: it keeps a connection of HTTP/1.1
//!   or two. It takes five more crates, so it is an option. The blocking driver speaks HTTP/1.1, and so does
//!   `ReqwestTransport`.
//!
//! # Defaults
//!
//! The value of each feature that a request leaves out, by the type of the account, in API version
//! `2024-09-30.acacia`:
//!
#![doc = runtime::reference!(version = "2024-09-30.acacia")]

#[cfg(feature = "transport")]
mod client;
#[cfg(feature = "sandbox")]
pub mod sandbox;

#[cfg(feature = "transport")]
pub use client::*;
pub use runtime::{
    Clearable, ComponentUnknown, FeatureError, FromAccount, FromJson, Id, JsonError, Request, Rule, Secret, Timestamp,
    Unknown, ValidationError, Violation, generate, reflect,
};

runtime::generate!(version = "2024-09-30.acacia");

/// The types of API version `2026-10-28.endive`, with 25 components. Requests made of them are sent as that version.
///
/// # Defaults
///
#[doc = runtime::reference!(version = "2026-10-28.endive")]
#[cfg(feature = "2026-10-28.endive")]
pub mod v2026_10_28_endive {
    runtime::generate!(version = "2026-10-28.endive");
}
