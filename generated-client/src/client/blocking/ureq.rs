//! The blocking driver: ureq over rustls.

use std::{
    io::{self, ErrorKind, Read},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use http::{Method, Uri};
use rustls::crypto::ring;
use ureq::{
    Agent, AsSendBody, BodyReader, Error, Proxy, ProxyProtocol, Timeout,
    config::Config,
    tls::TlsConfig,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{ConnectionDetails, Connector, DefaultConnector, NextTimeout},
    },
};

use super::Transport;
use crate::{Connections, TransportError, client::proxy};

const IDLE_CONNECTIONS: usize = 128;
const IDLE_TIME: Duration = Duration::from_secs(90);
/// More than a century. ureq adds timeouts to the time it is, and panics where the sum is none.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(u32::MAX as u64);

/// A pool of connections.
#[derive(Debug)]
pub(super) struct Ureq {
    agent: Agent,
}

impl Ureq {
    pub(super) fn new(tls: bool, connections: &Connections, proxy: Option<&proxy::Proxy>) -> Result<Self, Error> {
        let provider = Arc::new(ring::default_provider());
        // Left to itself, it takes whichever provider the process has chosen.
        let tls_config = TlsConfig::builder().unversioned_rustls_crypto_provider(provider);
        #[cfg(test)]
        let tls_config = tls_config.root_certs(crate::client::testing::authority());
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(tls)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // As many as there are threads that send, and for as long as hyper keeps its own.
            .max_idle_connections(IDLE_CONNECTIONS)
            .max_idle_connections_per_host(IDLE_CONNECTIONS)
            .max_idle_age(IDLE_TIME)
            .proxy(proxy.map(through).transpose()?)
            .timeout_connect(Some(connections.connect_timeout.min(LONGEST_TIMEOUT)))
            .tls_config(tls_config.build())
            .build();
        let connector = Connecting(DefaultConnector::new());
        Ok(Self { agent: Agent::with_parts(config, connector, Resolving { loopback_only: !tls }) })
    }
}

fn through(proxy: &proxy::Proxy) -> Result<Proxy, Error> {
    let url = proxy.url();
    let mut builder = Proxy::builder(ProxyProtocol::Http).host(url.host().unwrap_or_default());
    if let Some(port) = url.port_u16() {
        builder = builder.port(port);
    }
    if let Some((user, password)) = proxy.credentials() {
        builder = builder.username(user).password(password);
    }
    builder.build()
}

impl Transport for Ureq {
    type Body = Body;

    fn send(&self, request: http::Request<Bytes>, limit: Duration) -> Result<http::Response<Body>, TransportError> {
        let (head, body) = request.into_parts();
        let has_body = head.method != Method::GET && head.method != Method::DELETE;
        let response = if has_body {
            self.run(http::Request::from_parts(head, &body[..]), limit)
        } else {
            self.run(http::Request::from_parts(head, ()), limit)
        };
        response.map(|response| response.map(|body| Body(body.into_reader()))).map_err(failed)
    }
}

impl Ureq {
    fn run(
        &self,
        request: http::Request<impl AsSendBody>,
        limit: Duration,
    ) -> Result<http::Response<ureq::Body>, Error> {
        self.agent.run(self.agent.configure_request(request).timeout_global(Some(limit.min(LONGEST_TIMEOUT))).build())
    }
}

fn failed(error: Error) -> TransportError {
    match error {
        Error::Timeout(Timeout::Connect | Timeout::Resolve) => TransportError::not_connected(error),
        Error::Timeout(_) => TransportError::timed_out(error),
        Error::Other(source) if source.is::<NotConnected>() => TransportError::not_connected(source),
        error => TransportError::broken(error),
    }
}

/// An answer's body, whose errors have the kinds that [`Transport`] asks for.
pub(super) struct Body(BodyReader<'static>);

impl Read for Body {
    fn read(&mut self, part: &mut [u8]) -> io::Result<usize> {
        self.0.read(part).map_err(|error| {
            let timed_out = matches!(error.get_ref().and_then(|source| source.downcast_ref()), Some(Error::Timeout(_)));
            if timed_out { io::Error::new(ErrorKind::TimedOut, error) } else { error }
        })
    }
}

/// An error from before there was a connection, which is not to be told from others otherwise.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct NotConnected(Error);

impl NotConnected {
    fn mark(error: Error) -> Error {
        match error {
            Error::Timeout(_) => error,
            error => Error::Other(Box::new(Self(error))),
        }
    }
}

#[derive(Debug)]
struct Connecting(DefaultConnector);

impl Connector for Connecting {
    type Out = <DefaultConnector as Connector>::Out;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<Self::Out>, Error> {
        self.0.connect(details, chained).map_err(NotConnected::mark)
    }
}

/// The system's resolver, which for plain HTTP leaves out every address that is not a loopback one: `localhost` is only
/// a name, and a hosts file or name server may point it anywhere.
#[derive(Debug)]
struct Resolving {
    loopback_only: bool,
}

impl Resolver for Resolving {
    fn resolve(&self, url: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(url, config, timeout).map_err(NotConnected::mark)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|address| !self.loopback_only || address.ip().is_loopback()) {
            allowed.push(*address);
        }
        if allowed.is_empty() {
            return Err(NotConnected::mark(Error::HostNotFound));
        }
        Ok(allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_not_logged() {
        assert!(log::STATIC_MAX_LEVEL < log::LevelFilter::Trace, "at that level, ureq logs keys and client secrets");
    }

    #[test]
    fn plain_http_stays_here() {
        let found = |url: &str, loopback_only| {
            let resolving = Resolving { loopback_only };
            let found = resolving.resolve(&url.parse().unwrap(), &Config::default(), NextTimeout::default());
            found.map(|found| found.to_vec()).map_err(|error| failed(error).to_string())
        };
        for (url, loopback_only, expected) in [
            ("http://127.0.0.1:7", true, Some("127.0.0.1:7")),
            ("http://[::1]:7", true, Some("[::1]:7")),
            ("http://203.0.113.7:7", true, None),
            ("https://203.0.113.7", false, Some("203.0.113.7:443")),
        ] {
            let expected = expected.map(|address| vec![address.parse().unwrap()]);
            assert_eq!(found(url, loopback_only), expected.ok_or("no connection was made".to_owned()), "{url}");
        }
    }
}
