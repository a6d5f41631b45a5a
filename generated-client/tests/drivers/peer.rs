//! A peer that misbehaves on the network: each connection is handled by a function.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

#[cfg(target_os = "linux")]
use socket2::{SockFilter, SockRef};

#[derive(Clone)]
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    requests: Mutex<Vec<String>>,
}

/// A connection to the peer.
pub(crate) struct Connection {
    /// The number of the connection, counted from 0.
    pub(crate) number: usize,
    pub(crate) stream: TcpStream,
    seen: Arc<Seen>,
}

impl Peer {
    pub(crate) fn start(handle: impl Fn(Connection) + Send + Sync + 'static) -> Self {
        let (listener, handle) = (TcpListener::bind("127.0.0.1:0").unwrap(), Arc::new(handle));
        let peer = Self { address: listener.local_addr().unwrap(), seen: Arc::default() };
        let seen = peer.seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let number = seen.connections.fetch_add(1, Ordering::SeqCst);
                let connection = Connection { number, stream, seen: seen.clone() };
                let handle = handle.clone();
                thread::spawn(move || handle(connection));
            }
        });
        peer
    }

    pub(crate) fn http(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn https(&self) -> String {
        format!("https://localhost:{}", self.address.port())
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// The heads and bodies of whole requests.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().unwrap().clone()
    }

    /// The number of idempotency keys among the requests: sessions that an API would have made.
    pub(crate) fn keys(&self) -> usize {
        let requests = self.requests();
        let keys =
            requests.iter().flat_map(|request| request.lines()).filter(|line| line.starts_with("idempotency-key"));
        keys.collect::<std::collections::BTreeSet<_>>().len()
    }
}

impl Connection {
    /// Reads a whole request; `false` at the end of the connection.
    pub(crate) fn read_request(&mut self) -> bool {
        let (mut read, mut part) = (Vec::new(), [0; 4096]);
        while !is_whole(&read) {
            match self.stream.read(&mut part) {
                Ok(len) if len > 0 => read.extend_from_slice(&part[..len]),
                _ => return false,
            }
        }
        self.seen.requests.lock().unwrap().push(String::from_utf8_lossy(&read).into_owned());
        true
    }

    /// Waits for a whole request, and leaves it unread, so that closing the connection resets it.
    pub(crate) fn peek_request(&mut self) -> bool {
        let mut read = vec![0; 64 * 1024];
        loop {
            match self.stream.peek(&mut read) {
                Ok(len) if len > 0 && is_whole(&read[..len]) => {
                    let request = String::from_utf8_lossy(&read[..len]).into_owned();
                    self.seen.requests.lock().unwrap().push(request);
                    return true;
                }
                Ok(len) if len > 0 => thread::yield_now(),
                _ => return false,
            }
        }
    }

    /// Writes; `false` if the client has gone away.
    pub(crate) fn write(&mut self, text: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(text.as_ref()).is_ok()
    }

    /// Stays silent until the client goes away.
    pub(crate) fn stay_silent(mut self) {
        let mut part = [0; 4096];
        while self.stream.read(&mut part).is_ok_and(|len| len > 0) {}
    }

    /// Closes the connection in an orderly way.
    pub(crate) fn close(self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// Drops all packets that come to a socket, so that nobody acknowledges them. `false` where the system does not allow it.
#[cfg(target_os = "linux")]
pub(crate) fn drop_packets(socket: &impl std::os::fd::AsFd) -> bool {
    // `return 0`: the length that is kept of each packet.
    let dropped = SockRef::from(socket).attach_filter(&[SockFilter::new(0x06, 0, 0, 0)]);
    if let Err(error) = &dropped {
        println!("skipped: packets can't be dropped: {error}");
    }
    dropped.is_ok()
}

fn is_whole(read: &[u8]) -> bool {
    let Some(end) = read.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&read[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    read.len() - end - 4 >= length.unwrap_or(0)
}
