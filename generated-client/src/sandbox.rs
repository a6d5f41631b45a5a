//! The sandbox, with every API version that this crate has.

pub use ::sandbox::*;

/// Prepares a sandbox for every API version that this crate has. Requests without a `Stripe-Version` get the version at
/// the crate's root.
pub fn builder() -> SandboxBuilder {
    Sandbox::builder(&crate::v2024_09_30_acacia::API).version(&crate::v2026_10_28_endive::API)
}

/// Starts a sandbox with the settings of an unchanged [`builder`].
///
/// # Errors
///
/// [`SandboxError::Io`] if the system gives no port or no thread.
pub fn start() -> Result<Sandbox, SandboxError> {
    builder().start()
}
