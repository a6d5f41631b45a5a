//! The client.

use crate::types::{Request, Session};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::TokioExecutor,
};
use std::{error::Error, time::Duration};

/// Sends requests.
pub struct Client {
    http: legacy::Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    key: String,
}

impl Client {
    pub fn new(key: String) -> Result<Self, Box<dyn Error>> {
        let tls = HttpsConnectorBuilder::new().with_webpki_roots().https_only().enable_http1().build();
        let http = legacy::Client::builder(TokioExecutor::new()).build(tls);
        Ok(Client { http, key })
    }

    pub async fn send(&self, request: &Request) -> Result<Session, Box<dyn Error>> {
        let message = http::Request::post("https://api.stripe.com/v1/account_sessions")
            .header("authorization", format!("Bearer {}", self.key))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("stripe-version", "2024-09-30.acacia")
            .body(Full::from(request.encode()))?;
        let response = tokio::time::timeout(Duration::from_secs(80), self.http.request(message)).await??;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
        }
        Ok(serde_json::from_slice(&body)?)
    }
}
