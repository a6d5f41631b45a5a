//! An in-process server that responds as the API does, with every API version whose feature is enabled.
//!
//! ```
//! # #[cfg(feature = "client")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_client::{Client, SecretKey, sandbox};
//! # use generated_client::{ComponentsParams, CreateAccountSession, PaymentsParams};
//! # let components = ComponentsParams::new().payments(PaymentsParams::enabled());
//! # let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
//!
//! let sandbox = sandbox::start()?;
//! let key = SecretKey::new(sandbox.secret_key())?;
//! let client = Client::builder(key).base_url(sandbox.base_url()).build()?;
//!
//! sandbox.fail_next("status=402".parse()?);
//! assert!(client.send(&request).await.is_err());
//! client.send(&request).await?;
//! assert_eq!(sandbox.requests().len(), 2);
//! assert_eq!(sandbox.sessions_created(), 1);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "client"))]
//! # fn main() {}
//! ```
//!
//! Its documentation is that of the crate `generated-client-sandbox`: versions, accounts, idempotency, faults, the
//! explorer, and limits.

pub use ::sandbox::*;

/// Prepares a sandbox for every API version whose feature is enabled. Requests without a `Stripe-Version` get the version at
/// the crate's root.
pub fn builder() -> SandboxBuilder {
    let builder = Sandbox::builder(&crate::v2024_09_30_acacia::API);
    #[cfg(feature = "v2025_03_31_basil")]
    let builder = builder.version(&crate::v2025_03_31_basil::API);
    #[cfg(feature = "v2025_09_30_clover")]
    let builder = builder.version(&crate::v2025_09_30_clover::API);
    #[cfg(feature = "v2026_03_25_dahlia")]
    let builder = builder.version(&crate::v2026_03_25_dahlia::API);
    #[cfg(feature = "v2026_10_28_endive")]
    let builder = builder.version(&crate::v2026_10_28_endive::API);
    builder
}

/// Starts a sandbox with the settings of an unchanged [`builder`].
///
/// # Errors
///
/// [`SandboxError::Io`] if the system gives no port or no thread.
pub fn start() -> Result<Sandbox, SandboxError> {
    builder().start()
}
