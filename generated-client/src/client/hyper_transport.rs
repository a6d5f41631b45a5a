//! The driver: hyper over rustls, in a Tokio runtime.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::{
    client::legacy::Client,
    rt::{TokioExecutor, TokioTimer},
};

use crate::client::{
    base_url::BaseUrl,
    build_error::BuildError,
    connect_options::ConnectOptions,
    connector::Connector,
    network_failure::UsedConnections,
    runtime_pools::{self, RuntimePools},
    transport::{Transport, TransportError},
};

/// The interval in which an HTTP/2 connection has to show that it is alive while a response is awaited, and the time it
/// may take. All requests share it, so that a dead one would let each of them wait in vain.
#[cfg(feature = "http2")]
const ALIVE: Duration = Duration::from_secs(10);

/// The largest head of a response, and the most that is parsed before other tasks have their turn, in bytes.
const MAX_BUFFER: usize = 64 * 1024;

const MAX_IDLE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

type Pool = Client<Connector, Full<Bytes>>;

/// Sends over pooled connections.
pub(crate) struct HyperTransport {
    connector: Connector,
    idle_timeout: Duration,
    max_idle: usize,
    pools: RuntimePools<Pool>,
    used: UsedConnections,
}

impl HyperTransport {
    pub(crate) fn new(base_url: &BaseUrl, options: ConnectOptions) -> Result<Self, BuildError> {
        let ConnectOptions { connect_timeout, idle_timeout, max_idle, proxy, tls } = options;
        let proxy = proxy.find(base_url)?;
        let mut tls = tls.config()?;
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        #[cfg(feature = "http2")]
        tls.alpn_protocols.insert(0, b"h2".to_vec());
        let connector = Connector::new(tls, proxy, connect_timeout);
        // The pool adds it to the time of the clock, which has an end.
        let idle_timeout = idle_timeout.min(MAX_IDLE);
        let (pools, used) = (RuntimePools::new(), UsedConnections::default());
        Ok(Self { connector, idle_timeout, max_idle, pools, used })
    }

    fn pool(&self) -> Result<Pool, TransportError> {
        self.pools.get(|| {
            let mut client = Client::builder(TokioExecutor::new());
            client.pool_timer(TokioTimer::new()).http1_max_buf_size(MAX_BUFFER);
            client.pool_idle_timeout(self.idle_timeout).pool_max_idle_per_host(self.max_idle);
            #[cfg(feature = "http2")]
            client.timer(TokioTimer::new()).http2_keep_alive_interval(ALIVE).http2_keep_alive_timeout(ALIVE);
            Ok(client.build(self.connector.clone()))
        })
    }
}

impl Transport for HyperTransport {
    type Body = Incoming;

    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Incoming>, TransportError>> + Send {
        // Made here, so that what is awaited does not hold the request as well.
        let response = self.pool().map(|pool| pool.request(request.map(Full::new)));
        async {
            let response = response?.await.map_err(|error| self.used.failure(error))?;
            self.used.add(response.extensions());
            Ok(response)
        }
    }

    async fn chunk(&self, body: &mut Incoming) -> Result<Option<Bytes>, TransportError> {
        while let Some(frame) = body.frame().await {
            // Trailers have no meaning in the API.
            if let Ok(data) = frame.map_err(TransportError::broken)?.into_data() {
                return Ok(Some(data));
            }
        }
        Ok(None)
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
