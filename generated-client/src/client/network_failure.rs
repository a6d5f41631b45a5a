//! Classification of the failures of hyper, rustls and reqwest.

use std::{
    collections::VecDeque,
    error::Error as StdError,
    io,
    net::SocketAddr,
    sync::{Mutex, PoisonError},
};

use http::Extensions;
use hyper_util::client::legacy::{self, connect::HttpInfo};
use rustls::AlertDescription;

use crate::client::transport::TransportError;

/// The connections that are remembered.
const MAX_REMEMBERED: usize = 256;

/// Connections that a response came over, by their addresses: those that fail afterwards were reused.
#[derive(Default)]
pub(crate) struct UsedConnections(Mutex<VecDeque<(SocketAddr, SocketAddr)>>);

impl UsedConnections {
    /// Remembers the connection of a response.
    pub(crate) fn add(&self, response: &Extensions) {
        let Some(addresses) = addresses(response) else { return };
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !used.contains(&addresses) {
            used.truncate(MAX_REMEMBERED - 1);
            used.push_front(addresses);
        }
    }

    /// Describes a failure to get the head of a response.
    pub(crate) fn failure(&self, error: impl StdError + Send + Sync + 'static) -> TransportError {
        let source: &(dyn StdError + 'static) = &error;
        let Some(failed) = sources(source).find_map(|error| error.downcast_ref::<legacy::Error>()) else {
            return TransportError::broken(error);
        };
        let mut extensions = Extensions::new();
        if let Some(connection) = failed.connect_info() {
            connection.get_extras(&mut extensions);
        }
        let used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reused = addresses(&extensions).is_some_and(|addresses| used.contains(&addresses));
        drop(used);
        let (is_connect, permanent) = (failed.is_connect(), is_permanent(source));
        let error = if is_connect { TransportError::not_connected(error) } else { TransportError::broken(error) };
        match (permanent, reused) {
            (true, _) => error.permanent(),
            (false, true) => error.on_reused_connection(),
            (false, false) => error,
        }
    }
}

fn addresses(extensions: &Extensions) -> Option<(SocketAddr, SocketAddr)> {
    extensions.get::<HttpInfo>().map(|info| (info.local_addr(), info.remote_addr()))
}

/// The error and its sources, those within an [`io::Error`] included.
fn sources<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn StdError + 'static)| {
        let error: &'a (dyn StdError + 'static) = *error;
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => error.source(),
        }
    })
}

/// `true` if other attempts would fail as well.
fn is_permanent(error: &(dyn StdError + 'static)) -> bool {
    sources(error).any(|error| {
        if let Some(error) = error.downcast_ref::<rustls::Error>() {
            return is_permanent_tls(error);
        }
        #[cfg(feature = "client")]
        if let Some(error) = error.downcast_ref::<crate::client::proxy::ProxyError>() {
            return error.problem.is_permanent();
        }
        // Neither has a public type: a response with too many headers, and a refusal of the proxy of reqwest.
        let text =
            if error.is::<hyper::Error>() { "message head is too large" } else { "proxy authorization required" };
        error.to_string().ends_with(text)
    })
}

fn is_permanent_tls(error: &rustls::Error) -> bool {
    match error {
        rustls::Error::InvalidCertificate(_)
        | rustls::Error::NoCertificatesPresented
        | rustls::Error::PeerIncompatible(_)
        | rustls::Error::UnsupportedNameType => true,
        rustls::Error::AlertReceived(alert) => *alert != AlertDescription::InternalError,
        _ => false,
    }
}
