//! Sends HTTP messages over hyper and rustls.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use rustls::crypto::ring;
use tokio::time::timeout;

use crate::{
    BodyTooLarge, ConnectionError, Error, Operation, TimeoutError,
    client::{attempts::Exchange, http::header_text, resolver::Resolver, response::REQUEST_ID},
};

const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// A pool of connections. Redirects are not followed.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    http: Client<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>,
    body_limit: usize,
}

impl Transport {
    pub(crate) fn new(tls: bool, connect_timeout: Duration) -> Result<Self, rustls::Error> {
        let mut tcp = HttpConnector::new_with_resolver(Resolver::new(!tls));
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(connect_timeout));
        // Left to itself, rustls panics where other crates have compiled in a second provider.
        let builder =
            HttpsConnectorBuilder::new().with_provider_and_webpki_roots(Arc::new(ring::default_provider()))?;
        let builder = if tls { builder.https_only() } else { builder.https_or_http() };
        let http = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build(builder.enable_http1().wrap_connector(tcp));
        Ok(Self { http, body_limit: BODY_LIMIT })
    }

    #[cfg(test)]
    pub(crate) fn with_body_limit(self, body_limit: usize) -> Self {
        Self { body_limit, ..self }
    }
}

impl Exchange for Transport {
    async fn exchange(
        &self,
        operation: Operation,
        message: http::Request<Bytes>,
        limit: Duration,
    ) -> Result<http::Response<Bytes>, Error> {
        let mut request_id = None;
        let exchange = async {
            let response = self.http.request(message.map(Full::new)).await;
            let response = response.map_err(|error| broken(operation, !error.is_connect(), None, error))?;
            request_id = header_text(response.headers(), REQUEST_ID);
            let (parts, body) = response.into_parts();
            match Limited::new(body, self.body_limit).collect().await {
                Ok(body) => Ok(http::Response::from_parts(parts, body.to_bytes())),
                Err(error) if error.is::<LengthLimitError>() => {
                    let (status, request_id, limit) = (parts.status, request_id.clone(), self.body_limit);
                    Err(Box::new(BodyTooLarge { operation, status, request_id, limit }).into())
                }
                Err(error) => Err(broken(operation, true, request_id.clone(), error)),
            }
        };
        let outcome = timeout(limit, exchange).await;
        outcome.unwrap_or_else(|_| Err(Box::new(TimeoutError { operation, after: limit, request_id }).into()))
    }
}

pub(crate) fn broken(
    operation: Operation,
    connected: bool,
    request_id: Option<String>,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> Error {
    Box::new(ConnectionError { operation, connected, request_id, source: source.into() }).into()
}
