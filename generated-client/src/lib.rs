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
//! let sandbox = sandbox::start()?; // leave it and the base URL out to talk to Stripe
//! let key = SecretKey::new(sandbox.secret_key())?;
//! let client = Client::builder(key).base_url(sandbox.base_url()).build()?;
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
//! At the root are the types of API version `2024-09-30.acacia`:
//!
//! - [`CreateAccountSession`] is the request, [`ComponentsParams`] its components, and [`AccountSession`] the response.
//! - [`AccountFacts`] decide defaults and restrictions: see [`validate_for`](CreateAccountSession::validate_for) and
//!   [`resolve`](CreateAccountSession::resolve).
//! - [`Component`] and [`Feature`] name components and features at run time; [`API`] is the description as tables.
//!
//! and what every program needs: [`Client`], [`SecretKey`], [`RequestOptions`], [`Response`] and [`Error`].
//!
//! | module | contents |
//! | --- | --- |
//! | [`client`] | the rest of the client: its settings, errors, retries, drivers and transports |
//! | [`blocking`] | the client for programs without `async` |
//! | [`reflect`] | the types of the tables, for code that must not hard-code a name |
//! | [`sandbox`] | an in-process server that responds as the API does, for tests |
//! | [`v2024_09_30_acacia`] and so on | the types of one API version, with a table of its defaults |
//!
//! [`generate!`] makes the types of a description of your own.
//!
//! # Fixtures
//!
//! The structs are `#[non_exhaustive]`, so a response for a test is not written as a literal. Start from `default()` and
//! set fields, or read it from JSON with [`FromJson`]:
//!
//! ```
//! # #[cfg(feature = "v2024_09_30_acacia")]
//! # fn main() {
//! use generated_client::{AccountSession, Component};
//!
//! let mut session = AccountSession::default();
//! session.client_secret = "_secret".into();
//! session.components.set_enabled(Component::Payouts, true);
//! session.components.payments.get_or_insert_default().refund_management = Some(true);
//! # }
//! # #[cfg(not(feature = "v2024_09_30_acacia"))]
//! # fn main() {}
//! ```
//!
//! # Features
//!
//! | feature | enables |
//! | --- | --- |
//! | `client` (default) | [`Client`] over hyper and rustls, in a Tokio runtime |
//! | `blocking` | [`blocking::Client`], the same client and network stack for programs without `async` |
//! | `http2` | HTTP/2 for both, where the server offers it |
//! | `reqwest` | [`client::ReqwestTransport`], to send over a `reqwest` client |
//! | `transport` | [`Client`] over a [`client::Transport`] of your own; part of the features above |
//! | `tracing` | spans for requests (`generated_client::request`, INFO) and attempts (DEBUG): method, path, status, attempt, request ID, latency, error and code; no parameter, key or body |
//! | `sandbox` | [`sandbox::Sandbox`], which serves every API version whose feature is enabled |
//! | `v2024_09_30_acacia` (default) | the types of that API version, in a module of that name and at the root |
//! | `v2025_03_31_basil`, `v2025_09_30_clover`, `v2026_03_25_dahlia`, `v2026_10_28_endive` | the types of an API version, in a module of that name |
//!
//! A request is sent with the `Stripe-Version` of its types. Without `transport`, the crate is types alone and needs no
//! HTTP library, runtime or TLS.

#![cfg_attr(docsrs, feature(doc_cfg))]
// The documentation of a build without these features has no place for the links to them.
#![cfg_attr(
    not(all(feature = "blocking", feature = "reqwest", feature = "sandbox")),
    allow(rustdoc::broken_intra_doc_links)
)]
// A default feature, whose badge would stand at each of the root's types.
#![cfg_attr(docsrs, doc(auto_cfg(hide(feature = "v2024_09_30_acacia"))))]

#[cfg(feature = "transport")]
pub mod client;
#[cfg(feature = "sandbox")]
pub mod sandbox;

#[cfg(feature = "blocking")]
#[doc(inline)]
pub use client::blocking;
#[cfg(feature = "transport")]
#[doc(inline)]
pub use client::{Client, Error, RequestOptions, Response, SecretKey};
pub use runtime::{
    Clearable, ComponentUnknown, FeatureError, FromAccount, FromJson, Id, JsonError, Request, Rule, Secret, Timestamp,
    Unknown, ValidationError, Violation, generate, reflect,
};
// Explicit names come before those of a glob, so that a component may have any name.
#[cfg(feature = "v2024_09_30_acacia")]
#[doc(inline)]
pub use v2024_09_30_acacia::*;

/// The types of API version `2024-09-30.acacia`, with 11 components.
///
/// ```
/// use generated_client::v2024_09_30_acacia::{ComponentsParams, CreateAccountSession, PaymentsParams};
///
/// # fn main() -> Result<(), generated_client::ValidationError> {
/// let components = ComponentsParams::new().payments(PaymentsParams::enabled().refund_management(false));
/// let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
/// # Ok(())
/// # }
/// ```
///
/// A request is sent with the `Stripe-Version` of its types.
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

/// The types of API version `2025-03-31.basil`, with 15 components.
///
/// ```
/// use generated_client::v2025_03_31_basil::{ComponentsParams, CreateAccountSession, FinancialAccountParams};
///
/// # fn main() -> Result<(), generated_client::ValidationError> {
/// let components = ComponentsParams::new().financial_account(FinancialAccountParams::enabled().send_money(true));
/// let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
/// # Ok(())
/// # }
/// ```
///
/// A request is sent with the `Stripe-Version` of its types.
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

/// The types of API version `2025-09-30.clover`, with 19 components.
///
/// ```
/// use generated_client::v2025_09_30_clover::{ComponentsParams, CreateAccountSession, PaymentDisputesParams};
///
/// # fn main() -> Result<(), generated_client::ValidationError> {
/// let components = ComponentsParams::new().payment_disputes(PaymentDisputesParams::enabled().refund_management(false));
/// let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
/// # Ok(())
/// # }
/// ```
///
/// A request is sent with the `Stripe-Version` of its types.
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

/// The types of API version `2026-03-25.dahlia`, with 19 components.
///
/// ```
/// use generated_client::v2026_03_25_dahlia::{ComponentsParams, CreateAccountSession, InstantPayoutsPromotionParams};
///
/// # fn main() -> Result<(), generated_client::ValidationError> {
/// let components = ComponentsParams::new().instant_payouts_promotion(InstantPayoutsPromotionParams::enabled().instant_payouts(true));
/// let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
/// # Ok(())
/// # }
/// ```
///
/// A request is sent with the `Stripe-Version` of its types.
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

/// The types of API version `2026-10-28.endive`, with 25 components.
///
/// ```
/// use generated_client::v2026_10_28_endive::{ComponentsParams, CreateAccountSession, PaymentMethodSettingsParams};
///
/// # fn main() -> Result<(), generated_client::ValidationError> {
/// let components = ComponentsParams::new().payment_method_settings(PaymentMethodSettingsParams::enabled().disable_stripe_user_authentication(true));
/// let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
/// # Ok(())
/// # }
/// ```
///
/// A request is sent with the `Stripe-Version` of its types.
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
