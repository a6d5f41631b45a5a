//! A transport over reqwest.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use bytes::Bytes;
use reqwest::{Client, ClientBuilder, redirect::Policy, retry};
use tokio::{runtime::Handle, time::sleep};

use crate::{BuildError, Transport, TransportError, client::tls};

/// Sends over [`reqwest`](https://docs.rs/reqwest), within a Tokio runtime, for programs that have it anyway or need
/// something of it, such as SOCKS proxies.
///
/// ```no_run
/// use generated_client::{Client, ReqwestTransport, SecretKey};
///
/// # fn client(key: SecretKey) -> Result<Client, Box<dyn std::error::Error>> {
/// let transport = ReqwestTransport::new(|builder| builder.pool_max_idle_per_host(4))?;
/// let client = Client::with_transport(key, transport).build()?;
/// # Ok(client)
/// # }
/// ```
#[derive(Clone)]
pub struct ReqwestTransport {
    https: Client,
    /// For this machine: without a proxy, and wherever it is that its name stands for.
    http: Client,
}

impl ReqwestTransport {
    /// A transport over a client of reqwest's that is set up as said, but for what has to be: it follows no redirects,
    /// sends nothing again, sends no plain HTTP to other machines, logs no bytes, and encrypts as this crate does,
    /// whatever reqwest's features are. There are two such clients, one of them for plain HTTP to this machine, so it is
    /// asked for twice.
    ///
    /// Proxies are those of reqwest, which also takes them from the environment.
    ///
    /// # Errors
    ///
    /// [`BuildError::Tls`] if the encryption library or the client cannot be set up.
    pub fn new(set_up: impl Fn(ClientBuilder) -> ClientBuilder) -> Result<Self, BuildError> {
        let here = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        let https = finish(set_up(Client::builder()).https_only(true))?;
        let http = finish(set_up(Client::builder()).no_proxy().resolve_to_addrs("localhost", &here))?;
        Ok(Self { https, http })
    }
}

/// Shows nothing of the clients, which may have been given secrets, as headers for instance.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

fn finish(builder: ClientBuilder) -> Result<Client, BuildError> {
    let tls = tls::config().map_err(|error| BuildError::Tls { source: Box::new(error) })?;
    let builder = builder.redirect(Policy::none()).retry(retry::never()).referer(false);
    // It would log all bytes that are sent and come, the key among them.
    let builder = builder.connection_verbose(false);
    let builder = builder.no_gzip().no_brotli().no_zstd().no_deflate();
    builder.tls_backend_preconfigured(tls).build().map_err(|error| BuildError::Tls { source: Box::new(error) })
}

impl Transport for ReqwestTransport {
    type Body = reqwest::Response;

    async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
        // Tokio's sockets panic outside of a runtime.
        Handle::try_current().map_err(TransportError::not_connected)?;
        let client = if request.uri().scheme() == Some(&http::uri::Scheme::HTTPS) { &self.https } else { &self.http };
        let request = request.try_into().map_err(TransportError::not_connected)?;
        let mut response = client.execute(request).await.map_err(failed)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut answer = http::Response::new(response);
        (*answer.status_mut(), *answer.headers_mut()) = (status, headers);
        Ok(answer)
    }

    async fn chunk(&self, body: &mut reqwest::Response) -> Result<Option<Bytes>, TransportError> {
        body.chunk().await.map_err(failed)
    }

    async fn sleep(&self, duration: Duration) {
        if Handle::try_current().is_ok() {
            sleep(duration).await;
        }
    }
}

fn failed(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() {
        TransportError::not_connected(error)
    } else if error.is_timeout() {
        TransportError::timed_out(error)
    } else {
        TransportError::broken(error)
    }
}
