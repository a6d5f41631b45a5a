//! A user's transport: HTTP/1.1 by hand over a socket, with a connection for each request.

use std::{io, time::Duration};

use bytes::Bytes;
use generated_client::client::{Transport, TransportError};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A socket, the part of the body read so far, and the number of bytes not yet handed over.
pub(crate) struct Body {
    stream: TcpStream,
    read: Vec<u8>,
    left: usize,
}

impl Body {
    /// The next part of the body.
    fn part(&mut self, read: Vec<u8>) -> io::Result<Option<Bytes>> {
        if read.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left = self.left.saturating_sub(read.len());
        Ok(Some(read.into()))
    }
}

fn authority(request: &http::Request<Bytes>) -> Result<&str, TransportError> {
    let is_plain = request.uri().scheme_str() == Some("http");
    let authority = request.uri().authority().filter(|_| is_plain);
    authority.map(http::uri::Authority::as_str).ok_or_else(|| TransportError::not_connected("only plain HTTP"))
}

fn write(request: &http::Request<Bytes>) -> Vec<u8> {
    let url = request.uri();
    let target = url.path_and_query().unwrap();
    let mut head = format!("{} {target} HTTP/1.1\r\nhost: {}\r\n", request.method(), url.authority().unwrap());
    head += &format!("connection: close\r\ncontent-length: {}\r\n", request.body().len());
    for (name, value) in request.headers() {
        head += &format!("{name}: {}\r\n", value.to_str().unwrap());
    }
    [head.as_bytes(), b"\r\n", request.body()].concat()
}

/// The head of a response and the part of its body read so far, once the head is complete.
fn read(read: &[u8]) -> Option<http::Response<(Vec<u8>, usize)>> {
    let end = read.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let mut lines = std::str::from_utf8(&read[..end]).unwrap().split("\r\n");
    let mut response = http::Response::builder().status(lines.next()?.split(' ').nth(1)?);
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        response = response.header(name, value);
    }
    let length = response.headers_ref()?.get("content-length")?.to_str().ok()?.parse().ok()?;
    response.body((read[end + 4..].to_vec(), length)).ok()
}

pub(crate) struct Own;

impl Transport for Own {
    type Body = Body;

    async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
        let connecting = TcpStream::connect(authority(&request)?);
        let mut stream = connecting.await.map_err(TransportError::not_connected)?;
        stream.write_all(&write(&request)).await.map_err(TransportError::broken)?;
        let mut bytes = Vec::new();
        loop {
            if stream.read_buf(&mut bytes).await.map_err(TransportError::broken)? == 0 {
                return Err(TransportError::broken("no response"));
            }
            if let Some(response) = read(&bytes) {
                return Ok(response.map(|(read, left)| Body { stream, read, left }));
            }
        }
    }

    async fn chunk(&self, body: &mut Self::Body) -> Result<Option<Bytes>, TransportError> {
        if body.left == 0 {
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut body.read);
        if bytes.is_empty() {
            bytes.reserve(64 * 1024);
            body.stream.read_buf(&mut bytes).await.map_err(TransportError::broken)?;
        }
        body.part(bytes).map_err(TransportError::broken)
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}
