//! The async driver: hyper over rustls, in a Tokio runtime.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::Client,
    rt::{TokioExecutor, TokioTimer},
};
use tokio::{runtime::Handle, time::sleep};

use crate::{
    Transport, TransportError,
    client::{proxy::Proxy, route::Route, tls},
};

/// How often a connection of HTTP/2 has to show that it is alive while an answer is awaited, and how long it may take. All
/// requests share it, so that a dead one would let each of them wait in vain.
#[cfg(feature = "http2")]
const ALIVE: Duration = Duration::from_secs(10);

/// A pool of connections.
#[derive(Clone, Debug)]
pub(crate) struct Hyper {
    http: Client<HttpsConnector<Route>, Full<Bytes>>,
}

impl Hyper {
    pub(crate) fn new(tls: bool, connect_timeout: Duration, proxy: Option<Proxy>) -> Result<Self, rustls::Error> {
        let route = Route::new(!tls, connect_timeout, proxy);
        let builder = HttpsConnectorBuilder::new().with_tls_config(tls::config()?);
        let builder = if tls { builder.https_only() } else { builder.https_or_http() };
        #[cfg(feature = "http2")]
        let builder = builder.enable_all_versions();
        #[cfg(not(feature = "http2"))]
        let builder = builder.enable_http1();
        let mut client = Client::builder(TokioExecutor::new());
        client.pool_timer(TokioTimer::new());
        #[cfg(feature = "http2")]
        client.timer(TokioTimer::new()).http2_keep_alive_interval(ALIVE).http2_keep_alive_timeout(ALIVE);
        Ok(Self { http: client.build(builder.wrap_connector(route)) })
    }
}

impl Transport for Hyper {
    type Body = Incoming;

    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> impl Future<Output = Result<http::Response<Incoming>, TransportError>> + Send {
        // Made here, so that what is awaited does not hold the request as well.
        let response = self.http.request(request.map(Full::new));
        async {
            // Tokio's timers and sockets panic outside of a runtime.
            Handle::try_current().map_err(TransportError::not_connected)?;
            response.await.map_err(|error| {
                if error.is_connect() { TransportError::not_connected(error) } else { TransportError::broken(error) }
            })
        }
    }

    async fn chunk(&self, body: &mut Incoming) -> Result<Option<Bytes>, TransportError> {
        while let Some(frame) = body.frame().await {
            // Trailers say nothing that the API means.
            if let Ok(data) = frame.map_err(TransportError::broken)?.into_data() {
                return Ok(Some(data));
            }
        }
        Ok(None)
    }

    async fn sleep(&self, duration: Duration) {
        if Handle::try_current().is_ok() {
            sleep(duration).await;
        }
    }
}
