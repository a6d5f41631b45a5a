//! The handle of a running sandbox.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use runtime::reflect::Api;

use crate::{
    fault::Fault, http_server::HttpServer, request_handler::RequestHandler, request_log::LoggedRequest, state::State,
};

/// A running server. Dropping it closes its port and all connections.
pub struct Sandbox {
    pub(crate) handler: Arc<RequestHandler>,
    pub(crate) server: HttpServer,
}

impl Sandbox {
    /// The URL to use in place of `https://api.stripe.com`, such as `http://127.0.0.1:49152`.
    pub fn base_url(&self) -> String {
        let mut address = self.server.address;
        match address {
            // Not an address to connect to.
            SocketAddr::V4(_) if address.ip().is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            SocketAddr::V6(_) if address.ip().is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        format!("http://{address}")
    }

    /// The first of the keys that it accepts.
    pub fn secret_key(&self) -> &str {
        self.secret_keys().next().unwrap_or_default()
    }

    /// The keys that it accepts.
    pub fn secret_keys(&self) -> impl Iterator<Item = &str> {
        self.state().keys.iter()
    }

    /// The ID of the default account of an account type, such as `acct_sandbox_express` for `express`; `None` if the
    /// tables do not have the type.
    pub fn account_id(&self, account_type: &str) -> Option<&str> {
        self.state().accounts.of_type(account_type)
    }

    /// The IDs of all accounts.
    pub fn accounts(&self) -> impl Iterator<Item = &str> {
        self.state().accounts.iter().map(|account| account.id.as_str())
    }

    /// The last 1,000 requests, or as many as [`SandboxBuilder::keep_requests`](crate::SandboxBuilder::keep_requests)
    /// says, in the order in which they were finished. A request is logged before its response is sent.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.handler.log.kept()
    }

    /// The number of requests since the start, including those that are no longer kept.
    pub fn requests_received(&self) -> u64 {
        self.handler.log.requests()
    }

    /// The number of sessions created since the start.
    pub fn sessions_created(&self) -> u64 {
        self.handler.log.sessions()
    }

    /// Adds a fault for the next request. Faults strike one request each, in the order of the calls, or as many as
    /// [`Fault::times`] says. A request with a `Sandbox-Fault` header gets that fault instead.
    pub fn fail_next(&self, fault: Fault) {
        self.handler.faults.push(fault);
    }

    /// The number of requests that the faults of [`fail_next`](Self::fail_next) still strike.
    pub fn faults_left(&self) -> usize {
        self.handler.faults.len()
    }

    /// The tables that serve requests without a `Stripe-Version`.
    pub fn api(&self) -> &'static Api {
        self.state().versions.first()
    }

    /// The tables of all versions, those of [`api`](Self::api) first.
    pub fn versions(&self) -> impl Iterator<Item = &'static Api> {
        self.state().versions.iter()
    }

    /// Stops accepting connections, and waits until open requests have their responses, but no longer than `limit`.
    pub fn shutdown(mut self, limit: Duration) {
        self.server.stop(limit);
    }

    fn state(&self) -> &State {
        &self.handler.state
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.base_url())
            .field("versions", &self.state().versions.names())
            .finish_non_exhaustive()
    }
}
