//! Over TLS, to a server whose authority only tests trust, straight and through a proxy.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use crate::{
    Builder, Client, ConnectionError, Error, RetryPolicy,
    client::testing::{self, CreateSession, session_body},
};

const CERTIFICATE: &[u8] = include_bytes!("encrypted/server.pem");
const KEY: &[u8] = include_bytes!("encrypted/server.key");

/// What was negotiated for each connection, and what came first over it.
type Heard = Arc<Mutex<Vec<(Option<Vec<u8>>, String)>>>;

/// A server that offers these protocols and answers whatever it is asked.
fn server(protocols: &[&[u8]]) -> (SocketAddr, Heard) {
    let (listener, heard) = (TcpListener::bind("127.0.0.1:0").unwrap(), Heard::default());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let certificates = vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()];
    let mut config = config.with_single_cert(certificates, PrivateKeyDer::from_pem_slice(KEY).unwrap()).unwrap();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    let (address, config, kept) = (listener.local_addr().unwrap(), Arc::new(config), heard.clone());
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let stream = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
            let kept = kept.clone();
            // A client that does not trust the server goes away.
            thread::spawn(move || drop(serve(stream, &kept)));
        }
    });
    (address, heard)
}

fn serve(mut stream: StreamOwned<ServerConnection, TcpStream>, heard: &Heard) -> io::Result<()> {
    let mut part = [0; 4096];
    let len = stream.read(&mut part)?;
    let read = part[..len].to_vec();
    let protocol = stream.conn.alpn_protocol().map(<[u8]>::to_vec);
    let is_http_2 = protocol.as_deref() == Some(b"h2");
    heard.lock().unwrap().push((protocol, String::from_utf8_lossy(&read).into_owned()));
    let body = session_body();
    if is_http_2 {
        answer_in_frames(&mut stream, read, &body)?;
    } else {
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())?;
    }
    // What the client still says must not make the system throw the answer away.
    while stream.read(&mut part)? > 0 {}
    Ok(())
}

fn answer_in_frames(stream: &mut (impl Read + Write), mut read: Vec<u8>, body: &str) -> io::Result<()> {
    let mut part = [0; 4096];
    while !asked_in_frames(&read) {
        match stream.read(&mut part)? {
            0 => return Ok(()),
            len => read.extend_from_slice(&part[..len]),
        }
    }
    for (kind, flags, of, payload) in [
        (SETTINGS, 0, 0, &b""[..]),
        (SETTINGS, ACKNOWLEDGED, 0, b""),
        (HEADERS, END_OF_HEADERS, 1, b"\x88"), // `:status: 200`, by its place in HTTP/2's table
        (DATA, END_OF_STREAM, 1, body.as_bytes()),
    ] {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        stream.write_all(&[&length[1..], &[kind, flags, 0, 0, 0, of], payload].concat())?;
    }
    Ok(())
}

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const END_OF_STREAM: u8 = 1;
const ACKNOWLEDGED: u8 = 1;
const END_OF_HEADERS: u8 = 4;

/// Whether there is a whole request in what was read of HTTP/2.
fn asked_in_frames(read: &[u8]) -> bool {
    let mut frames = read.strip_prefix(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").unwrap_or_default();
    while let [high, middle, low, kind, flags, _, _, _, _, rest @ ..] = frames {
        let Some(after) = rest.get(u32::from_be_bytes([0, *high, *middle, *low]) as usize..) else { return false };
        if matches!(*kind, DATA | HEADERS) && flags & END_OF_STREAM != 0 {
            return true;
        }
        frames = after;
    }
    false
}

/// A proxy that leads to one address, and the heads of what it was asked.
fn proxy(to: SocketAddr) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let (listener, heads) = (TcpListener::bind("127.0.0.1:0").unwrap(), Arc::<Mutex<Vec<String>>>::default());
    let (address, kept) = (listener.local_addr().unwrap(), heads.clone());
    thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            let (mut head, mut byte) = (String::new(), [0]);
            while !head.ends_with("\r\n\r\n") && client.read(&mut byte).is_ok_and(|len| len > 0) {
                head.push(char::from(byte[0]));
            }
            kept.lock().unwrap().push(head);
            client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            let server = TcpStream::connect(to).unwrap();
            for (mut from, mut to) in [(client.try_clone().unwrap(), server.try_clone().unwrap()), (server, client)] {
                thread::spawn(move || {
                    let _ = io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
            }
        }
    });
    (address, heads)
}

fn set_up<C, T>(builder: Builder<C, T>, url: &str) -> Builder<C, T> {
    builder.base_url(url).retry(RetryPolicy::default().max_retries(0))
}

/// What each driver has to say after one request, through a proxy or straight.
async fn outcomes(url: &str, proxy: Option<SocketAddr>) -> Vec<Result<String, Error>> {
    let proxy = proxy.map(|address| format!("http://user:Canary@{address}"));
    let request = CreateSession("account=acct_1");
    let mut outcomes = Vec::new();

    let builder = set_up(Client::builder(testing::key()), url);
    let client = match &proxy {
        Some(proxy) => builder.proxy(proxy),
        None => builder.no_proxy(),
    };
    outcomes.push(client.build().unwrap().send(&request).await.map(|session| session.account.clone()));

    #[cfg(feature = "blocking")]
    {
        let builder = set_up(crate::blocking::Client::builder(testing::key()), url);
        let client = match &proxy {
            Some(proxy) => builder.proxy(proxy),
            None => builder.no_proxy(),
        };
        let client = client.build().unwrap();
        outcomes.push(client.send(&request).map(|session| session.account.clone()));
    }

    #[cfg(feature = "reqwest")]
    {
        let transport = crate::ReqwestTransport::new(|builder| match &proxy {
            Some(proxy) => builder.proxy(reqwest::Proxy::all(proxy).unwrap()),
            None => builder.no_proxy(),
        });
        let client = set_up(Client::with_transport(testing::key(), transport.unwrap()), url).build().unwrap();
        outcomes.push(client.send(&request).await.map(|session| session.account.clone()));
    }
    outcomes
}

#[tokio::test]
async fn a_session_arrives_straight_and_through_a_proxy() {
    let (address, heard) = server(&[b"http/1.1"]);
    let (proxy, heads) = proxy(address);
    for proxy in [None, Some(proxy)] {
        heads.lock().unwrap().clear();
        let outcomes = outcomes(&format!("https://localhost:{}", address.port()), proxy).await;
        assert!(outcomes.iter().all(|outcome| matches!(outcome.as_deref(), Ok("acct_1"))), "{outcomes:?}");
        let heads = heads.lock().unwrap();
        assert_eq!(heads.len(), if proxy.is_some() { outcomes.len() } else { 0 });
        assert!(
            heads.iter().all(|head| head.starts_with("CONNECT localhost:") && !head.contains("Canary")),
            "{heads:?}"
        );
    }
    for (_, request) in heard.lock().unwrap().iter() {
        assert!(request.starts_with("POST /v1/account_sessions HTTP/1.1\r\n"), "{request}");
        assert!(!request.to_lowercase().contains("proxy-"), "{request}");
    }
}

#[tokio::test]
async fn http_2_is_spoken_if_both_have_it() {
    let (address, heard) = server(&[b"h2", b"http/1.1"]);
    let outcomes = outcomes(&format!("https://localhost:{}", address.port()), None).await;
    assert!(outcomes.iter().all(|outcome| matches!(outcome.as_deref(), Ok("acct_1"))), "{outcomes:?}");
    let (protocol, first) = heard.lock().unwrap()[0].clone();
    let is_spoken = first.starts_with("PRI * HTTP/2.0\r\n");
    let has_it = cfg!(feature = "http2");
    assert_eq!((protocol.as_deref() == Some(b"h2"), is_spoken), (has_it, has_it), "{protocol:?} {first}");
}

#[tokio::test]
async fn a_server_of_another_name_is_sent_nothing() {
    let (address, heard) = server(&[]);
    for outcome in outcomes(&format!("https://{address}"), None).await {
        let Err(Error::Connection(error)) = outcome else { panic!("{outcome:?}") };
        let ConnectionError { connected, .. } = *error;
        assert!(!connected);
    }
    assert!(heard.lock().unwrap().is_empty());
}

/// A connection of HTTP/2 is used until it is known to be of no use, and a network may die without a word.
#[tokio::test]
#[cfg(feature = "http2")]
async fn a_dead_connection_is_given_up() {
    let (address, heard) = server(&[b"h2"]);
    let client = set_up(Client::builder(testing::key()), &format!("https://localhost:{}", address.port()));
    let client = client.no_proxy().build().unwrap();
    let request = CreateSession("account=acct_1");
    client.send(&request).await.unwrap();
    // The server answers nothing more over this connection. From here on, nobody has to wait.
    tokio::time::pause();
    let error = client.send(&request).await.unwrap_err();
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    tokio::time::resume();
    client.send(&request).await.unwrap();
    assert_eq!(heard.lock().unwrap().len(), 2);
}
