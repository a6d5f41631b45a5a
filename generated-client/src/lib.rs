//! A typed client for Stripe's Account Sessions API, generated from a YAML description of it.
//!
//! A request is built from typed parts, checked, and sent; the session comes back as a typed object.
//!
//! ```
//! # #[cfg(all(feature = "client", feature = "sandbox"))]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_client::{
//!     API, AccountFacts, Client, ComponentsParams, CreateAccountSession, PaymentsParams, SecretKey, sandbox::Sandbox,
//! };
//!
//! let sandbox = Sandbox::start(&API)?; // answers as the API does; leave it out, and the base URL, to talk to Stripe
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
//! - `client` (default): `Client`, which sends requests with hyper and rustls, in a Tokio runtime. Certificates are
//!   checked against Mozilla's roots, compiled in, so that a container without any works as well.
//! - `tracing`: tells the process's `tracing` subscriber about each request (`generated_client::request`, at level INFO)
//!   and each attempt (at DEBUG): method, path, status, attempt, request id and latency in milliseconds. No parameter,
//!   key or body.
//! - `sandbox`: `sandbox::Sandbox`, an in-process server that answers as the API does.
//! - `2026-10-28.endive`: the module `v2026_10_28_endive`, with the types of that API version beside those of
//!   `2024-09-30.acacia` at the root. A request is sent with the `Stripe-Version` of the types it is made of.
//!
//! Without features, the crate is types alone.
//!
//! # Defaults
//!
//! The value of each feature that a request leaves out, by the type of the account, in API version
//! `2024-09-30.acacia`:
//!
#![doc = codegen_macros::reference!(version = "2024-09-30.acacia")]

// The macro's output names this crate from outside, and this crate is its first user.
extern crate self as generated_client;

#[cfg(feature = "client")]
mod client;
mod facts;
mod form;
mod json;
pub mod reflect;
mod request;
#[doc(hidden)]
pub mod rt;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod unknown;
mod value;
mod violation;

#[cfg(feature = "client")]
pub use client::*;
pub use facts::FromAccount;
pub use json::{FromJson, JsonError};
pub use request::{Request, UnknownFeature};
pub use unknown::{ComponentUnknown, Unknown};
pub use value::{Id, Secret, Timestamp};
pub use violation::{Rule, ValidationError, Violation};

codegen_macros::generate!(version = "2024-09-30.acacia");

/// The types of API version `2026-10-28.endive`, with 25 components. Requests made of them are sent as that version.
///
/// # Defaults
///
#[doc = codegen_macros::reference!(version = "2026-10-28.endive")]
#[cfg(feature = "2026-10-28.endive")]
pub mod v2026_10_28_endive {
    codegen_macros::generate!(version = "2026-10-28.endive");
}
