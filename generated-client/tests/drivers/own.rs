//! Two clients such as a user might bring: HTTP/1.1 by hand over a socket, a connection for each request.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use bytes::Bytes;
use generated_client::{Transport, TransportError, blocking};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A socket, what was read from it of the body, and how much of the body is not yet handed over.
pub(crate) struct Body<S> {
    stream: S,
    read: Vec<u8>,
    left: usize,
}

impl<S> Body<S> {
    /// The next part, given what was read last.
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

/// The head of an answer and what was read of its body, once the head is whole.
fn read(read: &[u8]) -> Option<http::Response<(Vec<u8>, usize)>> {
    let end = read.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let mut lines = std::str::from_utf8(&read[..end]).unwrap().split("\r\n");
    let mut answer = http::Response::builder().status(lines.next()?.split(' ').nth(1)?);
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        answer = answer.header(name, value);
    }
    let length = answer.headers_ref()?.get("content-length")?.to_str().ok()?.parse().ok()?;
    answer.body((read[end + 4..].to_vec(), length)).ok()
}

fn body<S>(stream: S) -> impl FnOnce((Vec<u8>, usize)) -> Body<S> {
    |(read, left)| Body { stream, read, left }
}

pub(crate) struct OwnAsync;

impl Transport for OwnAsync {
    type Body = Body<tokio::net::TcpStream>;

    async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
        let connecting = tokio::net::TcpStream::connect(authority(&request)?);
        let mut stream = connecting.await.map_err(TransportError::not_connected)?;
        stream.write_all(&write(&request)).await.map_err(TransportError::broken)?;
        let mut bytes = Vec::new();
        loop {
            if stream.read_buf(&mut bytes).await.map_err(TransportError::broken)? == 0 {
                return Err(TransportError::broken("no answer"));
            }
            if let Some(answer) = read(&bytes) {
                return Ok(answer.map(body(stream)));
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

pub(crate) struct OwnBlocking;

impl blocking::Transport for OwnBlocking {
    type Body = Body<TcpStream>;

    fn send(
        &self,
        request: http::Request<Bytes>,
        limit: Duration,
    ) -> Result<http::Response<Self::Body>, TransportError> {
        let start = Instant::now();
        let mut stream = TcpStream::connect(authority(&request)?).map_err(TransportError::not_connected)?;
        stream.write_all(&write(&request)).map_err(TransportError::broken)?;
        let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
        loop {
            let left = limit.saturating_sub(start.elapsed()).max(Duration::from_millis(1));
            stream.set_read_timeout(Some(left)).map_err(TransportError::broken)?;
            let len = stream.read(&mut part).map_err(|error| match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => TransportError::timed_out(error),
                _ => TransportError::broken(error),
            })?;
            if len == 0 {
                return Err(TransportError::broken("no answer"));
            }
            bytes.extend_from_slice(&part[..len]);
            if let Some(answer) = read(&bytes) {
                return Ok(answer.map(body(stream)));
            }
        }
    }
}

impl Read for Body<TcpStream> {
    fn read(&mut self, part: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Ok(0);
        }
        let len =
            if self.read.is_empty() { self.stream.read(part)? } else { Read::read(&mut self.read.as_slice(), part)? };
        self.read.drain(..len.min(self.read.len()));
        Ok(self.part(part[..len].to_vec())?.map_or(0, |part| part.len()))
    }
}
