//! How drivers encrypt.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::ring};

/// TLS 1.2 and 1.3, with certificates checked against Mozilla's roots, compiled in: they are the same wherever the
/// program runs, and there where a machine or container has none.
pub(crate) fn config() -> Result<ClientConfig, rustls::Error> {
    // Left to itself, rustls panics where other crates have compiled in a second provider.
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    #[cfg(test)]
    let roots = crate::client::testing::with_authority(roots);
    Ok(builder.with_safe_default_protocol_versions()?.with_root_certificates(roots).with_no_client_auth())
}
