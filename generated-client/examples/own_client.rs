//! Creates an account session over an HTTP client of the program's: here a few lines over a socket, for HTTP/1.1 without
//! encryption and with a connection for each request. Retries, timeouts, limits and errors are the crate's all the same.

use std::{error::Error, time::Duration};

use bytes::Bytes;
use generated_client::{
    Client, ComponentsParams, CreateAccountSession, PaymentsParams, SecretKey,
    client::{Transport, TransportError},
    sandbox::{self, Fault},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = sandbox::start()?;
    sandbox.fail_next(Fault::cut()); // the client asks again
    let key = SecretKey::new(sandbox.secret_key())?;
    let client = Client::with_transport(key, Sockets).base_url(sandbox.base_url()).build()?;

    let components = ComponentsParams::new().payments(PaymentsParams::enabled());
    let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
    let session = client.send(&request).await?;
    println!("{}", serde_json::to_string_pretty(&*session)?);
    Ok(())
}

struct Sockets;

/// A connection, and how many bytes of the body are still to come.
struct Body {
    stream: TcpStream,
    left: u64,
}

impl Transport for Sockets {
    type Body = Body;

    async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Body>, TransportError> {
        let host = request.uri().authority().filter(|_| request.uri().scheme_str() == Some("http"));
        let host = host.ok_or_else(|| TransportError::not_connected("this client does not encrypt"))?.as_str();
        let mut stream = TcpStream::connect(host).await.map_err(TransportError::not_connected)?;
        stream.write_all(&message(host, &request)).await.map_err(TransportError::broken)?;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.map_err(TransportError::broken)?);
        }
        let (response, left) = read_head(&head).ok_or_else(|| TransportError::broken("this is no HTTP"))?;
        Ok(response.map(|()| Body { stream, left }))
    }

    async fn chunk(&self, body: &mut Body) -> Result<Option<Bytes>, TransportError> {
        if body.left == 0 {
            return Ok(None);
        }
        let mut part = Vec::with_capacity(4096);
        let len = (&mut body.stream).take(body.left).read_buf(&mut part).await.map_err(TransportError::broken)?;
        if len == 0 {
            return Err(TransportError::broken("the body is incomplete"));
        }
        body.left -= len as u64;
        Ok(Some(part.into()))
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

fn message(host: &str, request: &http::Request<Bytes>) -> Vec<u8> {
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let mut message = format!("{} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n", request.method());
    message += &format!("content-length: {}\r\n", request.body().len());
    let mut message = message.into_bytes();
    for (name, value) in request.headers() {
        message.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    message.extend(b"\r\n");
    message.extend(request.body());
    message
}

/// The response without its body, and the body's length.
fn read_head(head: &[u8]) -> Option<(http::Response<()>, u64)> {
    let mut lines = std::str::from_utf8(head).ok()?.trim_end().lines();
    let mut response = http::Response::builder().status(lines.next()?.split(' ').nth(1)?);
    for line in lines {
        let (name, value) = line.split_once(':')?;
        response = response.header(name, value.trim());
    }
    let response = response.body(()).ok()?;
    let length = response.headers().get("content-length")?.to_str().ok()?.parse().ok()?;
    Some((response, length))
}
