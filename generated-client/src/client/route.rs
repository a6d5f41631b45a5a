//! The way to the API's host: straight, or through a proxy.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use http::Uri;
use hyper_util::{
    client::legacy::connect::{HttpConnector, proxy::Tunnel},
    rt::TokioIo,
};
use tokio::net::TcpStream;
use tower_service::Service;

use crate::client::{proxy::Proxy, resolver::Resolver};

/// Makes TCP connections that reach the host of a URL.
#[derive(Clone, Debug)]
pub(crate) enum Route {
    Direct(HttpConnector<Resolver>),
    Proxied(Tunnel<HttpConnector<Resolver>>),
}

impl Route {
    pub(crate) fn new(loopback_only: bool, connect_timeout: Duration, proxy: Option<Proxy>) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver::new(loopback_only));
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(connect_timeout));
        match proxy {
            None => Self::Direct(tcp),
            Some(proxy) => {
                let tunnel = Tunnel::new(proxy.url().clone(), tcp);
                Self::Proxied(match proxy.authorization() {
                    Some(authorization) => tunnel.with_auth(authorization),
                    None => tunnel,
                })
            }
        }
    }
}

impl Service<Uri> for Route {
    type Response = TokioIo<TcpStream>;
    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        match self {
            Self::Direct(tcp) => tcp.poll_ready(context).map_err(Into::into),
            Self::Proxied(tunnel) => tunnel.poll_ready(context).map_err(Into::into),
        }
    }

    fn call(&mut self, url: Uri) -> Self::Future {
        match self {
            Self::Direct(tcp) => {
                let connecting = tcp.call(url);
                Box::pin(async { Ok(connecting.await?) })
            }
            Self::Proxied(tunnel) => {
                let connecting = tunnel.call(url);
                Box::pin(async { Ok(connecting.await?) })
            }
        }
    }
}
