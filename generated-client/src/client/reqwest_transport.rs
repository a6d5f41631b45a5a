//! The transport over reqwest.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use bytes::Bytes;
use http::uri::Scheme;
use reqwest::{Client, ClientBuilder, redirect::Policy, retry};

use crate::client::{
    build_error::BuildError,
    network_failure::UsedConnections,
    runtime_pools::{self, RuntimePools},
    transport::{Transport, TransportError},
};

const NO_PROVIDER: &str = "reqwest has no crypto provider: expected a default one of the process, reqwest's feature \
    `rustls`, or a TLS configuration of `tls_backend_preconfigured`";

/// Sends over [`reqwest`](crate::client::reqwest), within a Tokio runtime, for programs that have it anyway or need
/// something of it, such as SOCKS proxies.
///
/// ```no_run
/// use generated_client::{Client, SecretKey, client::ReqwestTransport};
///
/// # fn client(key: SecretKey) -> Result<Client, Box<dyn std::error::Error>> {
/// let transport = ReqwestTransport::new(|builder| builder.pool_max_idle_per_host(4))?;
/// let client = Client::with_transport(key, transport).build()?;
/// # Ok(client)
/// # }
/// ```
pub struct ReqwestTransport {
    set_up: Box<dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync>,
    pools: RuntimePools<Pool>,
    used: UsedConnections,
}

#[derive(Clone)]
struct Pool {
    https: Client,
    /// For this machine: without a proxy, and wherever it is that its name stands for.
    http: Client,
}

impl ReqwestTransport {
    /// A transport over clients of reqwest that `set_up` configures, but for what has to be: they follow no redirects,
    /// send nothing again, send no plain HTTP to other machines, and log no bytes. Each Tokio runtime has two clients, one
    /// of them for plain HTTP to this machine, so `set_up` is called for each. Proxies are those of reqwest, which also
    /// takes them from the environment.
    ///
    /// TLS is reqwest's own, with every setting of `set_up`. It needs a crypto provider: the default one of the process
    /// (`crypto::ring::default_provider().install_default()` of [`rustls`](crate::client::rustls)), that of reqwest's
    /// feature `rustls`, or one in a configuration given to
    /// [`tls_backend_preconfigured`](ClientBuilder::tls_backend_preconfigured).
    ///
    /// Over plain HTTP, which comes from this machine alone, reqwest may parse some 50 MB of interim responses before a
    /// current-thread runtime looks at a timeout.
    ///
    /// # Errors
    ///
    /// [`BuildError::Tls`] if reqwest refuses a setting, or has no crypto provider.
    pub fn new(set_up: impl Fn(ClientBuilder) -> ClientBuilder + Send + Sync + 'static) -> Result<Self, BuildError> {
        let (pools, used) = (RuntimePools::new(), UsedConnections::default());
        let transport = Self { set_up: Box::new(set_up), pools, used };
        transport.pool()?;
        Ok(transport)
    }

    fn pool(&self) -> Result<Pool, BuildError> {
        let here = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        let http = |builder: ClientBuilder| builder.no_proxy().resolve_to_addrs("localhost", &here);
        Ok(Pool { https: self.client(|builder| builder.https_only(true))?, http: self.client(http)? })
    }

    fn client(&self, finish: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Client, BuildError> {
        let builder =
            finish((self.set_up)(Client::builder())).redirect(Policy::none()).retry(retry::never()).referer(false);
        // It would log all bytes that are sent and received, the key among them.
        let builder = builder.connection_verbose(false);
        let builder = builder.no_gzip().no_brotli().no_zstd().no_deflate();
        // Without a provider, reqwest panics, and a builder does not show whether it has one.
        let source = match catch_unwind(AssertUnwindSafe(|| builder.build())) {
            Ok(Ok(client)) => return Ok(client),
            Ok(Err(error)) => error.into(),
            Err(_) => NO_PROVIDER.into(),
        };
        Err(BuildError::Tls { source })
    }
}

/// Shows nothing of the clients, which may have been given secrets, as headers for instance.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    type Body = reqwest::Response;

    async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
        let Pool { https, http } = self.pools.get(|| self.pool().map_err(TransportError::not_connected))?;
        let client = if request.uri().scheme() == Some(&Scheme::HTTPS) { https } else { http };
        let request = request.try_into().map_err(TransportError::not_connected)?;
        let mut body =
            client.execute(request).await.map_err(|error| failure(error, |error| self.used.failure(error)))?;
        self.used.add(body.extensions());
        let (status, headers) = (body.status(), std::mem::take(body.headers_mut()));
        let mut response = http::Response::new(body);
        (*response.status_mut(), *response.headers_mut()) = (status, headers);
        Ok(response)
    }

    async fn chunk(&self, body: &mut reqwest::Response) -> Result<Option<Bytes>, TransportError> {
        body.chunk().await.map_err(|error| failure(error, TransportError::broken))
    }

    async fn sleep(&self, duration: Duration) {
        runtime_pools::sleep(duration).await;
    }

    fn now(&self) -> Instant {
        runtime_pools::now()
    }

    fn discard_connections(&self) {
        self.pools.discard();
    }
}

fn failure(error: reqwest::Error, other: impl FnOnce(reqwest::Error) -> TransportError) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() && !error.is_connect() { TransportError::timed_out(error) } else { other(error) }
}
