//! A server of a few lines, for what the sandbox does not do or tell.

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

/// How answers are given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Open,
    Close,
    Drip(Duration),
}

impl Manner {
    fn write(self, stream: &mut TcpStream, answer: &[u8]) -> io::Result<()> {
        let Self::Drip(pause) = self else { return stream.write_all(answer) };
        stream.set_nodelay(true)?;
        answer.chunks(1).try_for_each(|byte| {
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
    /// Gives every request the same answer; none at all stands for closing the connection.
    pub(crate) fn start(answer: impl Into<Vec<u8>>) -> Self {
        Self::run(answer, Manner::Open)
    }

    /// Closes the connection after each answer.
    pub(crate) fn start_and_close(answer: impl Into<Vec<u8>>) -> Self {
        Self::run(answer, Manner::Close)
    }

    /// Answers byte by byte, with a pause before each.
    pub(crate) fn start_slowly(answer: impl Into<Vec<u8>>, pause: Duration) -> Self {
        Self::run(answer, Manner::Drip(pause))
    }

    fn run(answer: impl Into<Vec<u8>>, manner: Manner) -> Self {
        let (listener, answer) = (TcpListener::bind("127.0.0.1:0").unwrap(), Arc::new(answer.into()));
        let server = Self { address: listener.local_addr().unwrap(), seen: Arc::default() };
        let seen = server.seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                seen.lock().unwrap().connections += 1;
                let (seen, answer) = (seen.clone(), answer.clone());
                thread::spawn(move || serve(stream, &answer, manner, &seen));
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

    /// What came: heads with their bodies, or bytes that are no HTTP.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.clone()
    }
}

fn serve(mut stream: TcpStream, answer: &[u8], manner: Manner, seen: &Mutex<Seen>) {
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
        if answer.is_empty() || manner.write(&mut stream, answer).is_err() || manner == Manner::Close {
            return;
        }
    }
}

/// Bytes that begin no HTTP are whole at once.
fn is_whole(read: &[u8]) -> bool {
    if !read[0].is_ascii_uppercase() {
        return true;
    }
    let Some(end) = read.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&read[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    read.len() - end - 4 == length.unwrap_or(0)
}

/// An answer of HTTP.
pub(crate) fn response(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\nrequest-id: req_1\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// An address where nobody listens.
pub(crate) fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
