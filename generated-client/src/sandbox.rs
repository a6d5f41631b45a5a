//! The sandbox, with every API version that this crate has.

pub use ::sandbox::*;

/// Prepares a sandbox for every API version that this crate has. Requests without a `Stripe-Version` get the version at
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
