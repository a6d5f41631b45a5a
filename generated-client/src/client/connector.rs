//! Connections to the API's host: TCP, directly or through a proxy, and TLS.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use http::{Uri, uri::Scheme};
use hyper_rustls::MaybeHttpsStream;
use hyper_util::{client::legacy::connect::HttpConnector, rt::TokioIo};
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::TlsConnector;
use tower_service::Service;

use crate::client::proxy::{Proxy, ProxyError};

const KEEPALIVE: Duration = Duration::from_secs(15);
const KEEPALIVE_RETRIES: u32 = 3;
#[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
const USER_TIMEOUT: Duration = Duration::from_secs(30);
/// The largest response head of a proxy, in bytes.
const MAX_PROXY_HEAD: usize = 8 * 1024;

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Tcp = TokioIo<TcpStream>;

/// Makes connections that are ready for HTTP.
#[derive(Clone)]
pub(crate) struct Connector {
    tcp: HttpConnector,
    tls: TlsConnector,
    proxy: Result<Option<Proxy>, ProxyError>,
    timeout: Duration,
}

impl Connector {
    pub(crate) fn new(tls: ClientConfig, proxy: Result<Option<Proxy>, ProxyError>, timeout: Duration) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // Shared by the addresses of a name, so that one without a response does not take all the time.
        tcp.set_connect_timeout(Some(timeout));
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_keepalive_interval(Some(KEEPALIVE));
        tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        tcp.set_tcp_user_timeout(Some(USER_TIMEOUT));
        Self { tcp, tls: TlsConnector::from(Arc::new(tls)), proxy, timeout }
    }

    async fn connect(mut self, url: Uri) -> Result<MaybeHttpsStream<Tcp>, BoxError> {
        if url.scheme() != Some(&Scheme::HTTPS) {
            return Ok(self.connect_here(url).await?.into());
        }
        let host = url.host().unwrap_or_default();
        let name = ServerName::try_from(host.trim_start_matches('[').trim_end_matches(']').to_owned())?;
        let tcp = match self.proxy? {
            None => self.tcp.call(url).await?,
            Some(proxy) => {
                let mut tcp = self.tcp.call(proxy.url().clone()).await?;
                let target = format!("{host}:{}", url.port_u16().unwrap_or(443));
                open_tunnel(tcp.inner_mut(), &proxy, &target).await?;
                tcp
            }
        };
        Ok(self.tls.connect(name, TokioIo::new(tcp)).await?.into())
    }

    /// Connects to this machine, without asking anybody what `localhost` stands for.
    async fn connect_here(&mut self, url: Uri) -> Result<Tcp, BoxError> {
        if !url.host().is_some_and(|host| host.eq_ignore_ascii_case("localhost")) {
            return Ok(self.tcp.call(url).await?);
        }
        let port = url.port_u16().unwrap_or(80);
        match self.tcp.call(format!("http://127.0.0.1:{port}").parse()?).await {
            Ok(tcp) => Ok(tcp),
            Err(_) => Ok(self.tcp.call(format!("http://[::1]:{port}").parse()?).await?),
        }
    }
}

/// Asks a proxy for a tunnel to a host and port.
async fn open_tunnel(tcp: &mut TcpStream, proxy: &Proxy, target: &str) -> Result<(), BoxError> {
    tcp.write_all(&proxy.connect_request(target)).await?;
    let mut head = Vec::new();
    // Only a refusal has a body, which says no more. A host waits for TLS to begin.
    while !head.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
        if head.len() >= MAX_PROXY_HEAD {
            return Err("the proxy's response is too long".into());
        }
        if tcp.read_buf(&mut head).await? == 0 {
            break;
        }
    }
    if head.is_empty() {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the proxy closed the connection").into());
    }
    Ok(proxy.check_response(&head)?)
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Tcp>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, url: Uri) -> Self::Future {
        let this = self.clone();
        Box::pin(async move {
            let limit = this.timeout;
            let connecting = timeout(limit, this.connect(url)).await;
            connecting
                .map_err(|_| io::Error::new(io::ErrorKind::TimedOut, format!("not connected within {limit:?}")))?
        })
    }
}
