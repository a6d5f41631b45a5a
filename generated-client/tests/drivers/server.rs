//! A small server, for cases that the sandbox does not cover.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

/// The way of responding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Open,
    Close,
    Drip(Duration),
}

impl Manner {
    fn write(self, stream: &mut TcpStream, response: &[u8]) -> io::Result<()> {
        let Self::Drip(pause) = self else { return stream.write_all(response) };
        stream.set_nodelay(true)?;
        response.chunks(1).try_for_each(|byte| {
            thread::sleep(pause);
            stream.write_all(byte)
        })
    }
}

#[derive(Default)]
struct Seen {
    connections: usize,
    requests: Vec<String>,
}

impl Server {
    /// Sends every request the same response; an empty one closes the connection.
    pub(crate) fn start(response: impl Into<Vec<u8>>) -> Self {
        Self::run(response, Manner::Open)
    }

    /// Closes the connection after each response.
    pub(crate) fn start_and_close(response: impl Into<Vec<u8>>) -> Self {
        Self::run(response, Manner::Close)
    }

    /// Responds byte by byte, with a pause before each.
    pub(crate) fn start_slowly(response: impl Into<Vec<u8>>, pause: Duration) -> Self {
        Self::run(response, Manner::Drip(pause))
    }

    fn run(response: impl Into<Vec<u8>>, manner: Manner) -> Self {
        let (listener, response) = (TcpListener::bind("127.0.0.1:0").unwrap(), Arc::new(response.into()));
        let server = Self { address: listener.local_addr().unwrap(), seen: Arc::default() };
        let seen = server.seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                seen.lock().unwrap().connections += 1;
                let (seen, response) = (seen.clone(), response.clone());
                thread::spawn(move || serve(stream, &response, manner, &seen));
            }
        });
        server
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }

    /// The requests: heads with their bodies, or bytes that are not HTTP.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.clone()
    }
}

fn serve(mut stream: TcpStream, response: &[u8], manner: Manner, seen: &Mutex<Seen>) {
    let (mut read, mut part) = (Vec::new(), [0; 4096]);
    loop {
        match stream.read(&mut part) {
            Ok(len) if len > 0 => read.extend_from_slice(&part[..len]),
            _ => return,
        }
        if !is_whole(&read) {
            continue;
        }
        seen.lock().unwrap().requests.push(String::from_utf8_lossy(&std::mem::take(&mut read)).into_owned());
        // The client may have gone away.
        if response.is_empty() || manner.write(&mut stream, response).is_err() || manner == Manner::Close {
            return;
        }
    }
}

/// True if a whole request was read. Bytes that are not HTTP count as whole.
fn is_whole(read: &[u8]) -> bool {
    if !read[0].is_ascii_uppercase() {
        return true;
    }
    let Some(end) = read.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&read[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    read.len() - end - 4 == length.unwrap_or(0)
}

/// An HTTP response.
pub(crate) fn response(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\nrequest-id: req_1\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// An address without a listener.
pub(crate) fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
