//! TLS configuration.

use std::sync::Arc;

use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};

use crate::client::build_error::BuildError;

/// The TLS settings of a client.
#[derive(Clone, Default)]
pub(crate) struct TlsOptions {
    /// Further authorities, in PEM.
    pub(crate) roots: Vec<Vec<u8>>,
    pub(crate) config: Option<ClientConfig>,
}

impl TlsOptions {
    /// The caller's configuration, or else TLS 1.2 and 1.3 with certificates checked against Mozilla's roots, compiled in:
    /// they are the same wherever the program runs, and there where a machine or container has none.
    pub(crate) fn config(&self) -> Result<ClientConfig, BuildError> {
        match &self.config {
            Some(_) if !self.roots.is_empty() => Err(problem(
                "a root certificate can't be added to a TLS configuration: expected it in the configuration",
            )),
            Some(config) => Ok(config.clone()),
            None => self.default_config(),
        }
    }

    fn default_config(&self) -> Result<ClientConfig, BuildError> {
        // Left to itself, rustls panics where other crates have compiled in a second provider.
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for pem in &self.roots {
            let before = roots.len();
            for certificate in CertificateDer::pem_slice_iter(pem) {
                roots.add(certificate.map_err(|error| problem(error.to_string()))?).map_err(problem)?;
            }
            if roots.len() == before {
                return Err(problem("a root certificate is not one: expected certificates in PEM"));
            }
        }
        Ok(builder
            .with_safe_default_protocol_versions()
            .map_err(problem)?
            .with_root_certificates(roots)
            .with_no_client_auth())
    }
}

fn problem(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> BuildError {
    BuildError::Tls { source: source.into() }
}
