//! TLS with an authority of the tests, directly and through a proxy.

use std::{
    env,
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

#[cfg(feature = "http2")]
use generated_client::{Client, Error, client::RetryPolicy};
use generated_client::{
    SecretKey, blocking,
    client::{
        BuildError, ReqwestTransport, reqwest,
        rustls::{
            self, ServerConfig, ServerConnection, StreamOwned,
            crypto::ring,
            pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        },
    },
};

use crate::driver_clients::{Driver, KEY as CLIENT_KEY, Proxy, Settings, request, trusting, word};

const AUTHORITY: &str = include_str!("encrypted/authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("encrypted/server.pem");
const KEY: &[u8] = include_bytes!("encrypted/server.key");

/// The protocol of each connection, and its first bytes.
type Heard = Arc<Mutex<Vec<(Option<Vec<u8>>, String)>>>;

type Stream = StreamOwned<ServerConnection, TcpStream>;

/// A server that offers these protocols and responds with a session.
fn server(protocols: &[&[u8]]) -> (SocketAddr, Heard) {
    let heard = Heard::default();
    let kept = heard.clone();
    (listen(protocols, move |stream| serve(stream, &kept)), heard)
}

/// A server that offers these protocols, and whose connections are handled by a function.
fn listen(protocols: &[&[u8]], handle: impl Fn(Stream) -> io::Result<()> + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let certificates = vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()];
    let mut config = config.with_single_cert(certificates, PrivateKeyDer::from_pem_slice(KEY).unwrap()).unwrap();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    let (address, config, handle) = (listener.local_addr().unwrap(), Arc::new(config), Arc::new(handle));
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let stream = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
            let handle = handle.clone();
            // A client that does not trust the server goes away.
            thread::spawn(move || drop(handle(stream)));
        }
    });
    address
}

fn serve(mut stream: Stream, heard: &Heard) -> io::Result<()> {
    let mut part = [0; 4096];
    let len = stream.read(&mut part)?;
    let read = part[..len].to_vec();
    let protocol = stream.conn.alpn_protocol().map(<[u8]>::to_vec);
    let is_http_2 = protocol.as_deref() == Some(b"h2");
    heard.lock().unwrap().push((protocol, String::from_utf8_lossy(&read).into_owned()));
    let body = r#"{"object": "account_session", "account": "acct_1", "client_secret": "_s", "components": {}}"#;
    if is_http_2 {
        respond_in_frames(&mut stream, read, body)?;
    } else {
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())?;
    }
    // The rest of the request must be read, or the system would drop the response.
    while stream.read(&mut part)? > 0 {}
    Ok(())
}

fn respond_in_frames(stream: &mut (impl Read + Write), mut read: Vec<u8>, body: &str) -> io::Result<()> {
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

/// `true` if the bytes of HTTP/2 hold a whole request.
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

/// A proxy to one address, and the heads of its requests.
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

fn settings(address: SocketAddr) -> Settings {
    let base_url = format!("https://localhost:{}", address.port());
    Settings { root: Some(AUTHORITY), proxy: Proxy::None, ..Settings::new(base_url) }
}

#[test]
fn a_session_arrives_directly_and_through_a_proxy() {
    for (driver, max_retries) in Driver::WHOLE.into_iter().flat_map(|driver| [(driver, 2), (driver, 0)]) {
        let (address, heard) = server(&[b"http/1.1"]);
        let (proxy, heads) = proxy(address);
        let settings = Settings { max_retries, ..settings(address) };
        driver.client(&settings).send().unwrap();
        assert_eq!(heads.lock().unwrap().len(), 0);
        let url = format!("http://user:Canary@{proxy}");
        driver.client(&Settings { proxy: Proxy::Url(url), ..settings }).send().unwrap();
        let heads = heads.lock().unwrap();
        assert_eq!(heads.len(), 1);
        assert!(heads[0].starts_with("CONNECT localhost:") && !heads[0].contains("Canary"), "{heads:?}");
        assert_eq!(heard.lock().unwrap().len(), 2, "{driver:?}");
        for (_, request) in heard.lock().unwrap().iter() {
            assert!(request.starts_with("POST /v1/account_sessions HTTP/1.1\r\n"), "{request}");
            assert!(!request.to_lowercase().contains("proxy-"), "{request}");
        }
    }
}

/// From a server that never pauses, so that a client is never without bytes to parse.
#[test]
fn a_flood_of_103() {
    const SHORT: Duration = Duration::from_millis(400);
    for driver in Driver::WHOLE {
        let address = listen(&[], |mut stream| {
            let _ = stream.read(&mut [0; 4096])?;
            let hints = "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n".repeat(1000);
            loop {
                stream.write_all(hints.as_bytes())?;
            }
        });
        for max_retries in [2, 0] {
            let start = Instant::now();
            let error = driver.client(&Settings { timeout: SHORT, max_retries, ..settings(address) }).error();
            assert_eq!((word(&error), error.attempts()), ("timeout", max_retries + 1), "{driver:?} {error:?}");
            assert!(start.elapsed() < 10 * (max_retries + 1) * SHORT, "{driver:?}: {:?}", start.elapsed());
        }
    }
}

#[test]
fn http_2_is_used_if_both_sides_support_it() {
    for driver in [Driver::Hyper, Driver::Blocking] {
        let (address, heard) = server(&[b"h2", b"http/1.1"]);
        driver.client(&settings(address)).send().unwrap();
        let (protocol, first) = heard.lock().unwrap()[0].clone();
        let is_spoken = first.starts_with("PRI * HTTP/2.0\r\n");
        let has_it = cfg!(feature = "http2");
        assert_eq!((protocol.as_deref() == Some(b"h2"), is_spoken), (has_it, has_it), "{protocol:?} {first}");
    }
}

#[test]
fn a_server_of_another_name_or_authority_is_sent_nothing() {
    for driver in Driver::WHOLE {
        let (address, heard) = server(&[]);
        for settings in [
            Settings { base_url: format!("https://{address}"), ..settings(address) },
            Settings { root: None, ..settings(address) },
        ] {
            for max_retries in [2, 0] {
                let error = driver.client(&Settings { max_retries, ..settings.clone() }).error();
                assert_eq!((word(&error), error.attempts()), ("not connected", 1), "{driver:?} {error:?}");
                assert!(!error.is_retryable(), "{driver:?}");
            }
        }
        assert!(heard.lock().unwrap().is_empty());
    }
}

#[test]
fn a_whole_configuration_is_used_except_for_its_protocols() {
    let (address, _) = server(&[b"http/1.1"]);
    let mut config = trusting(Some(AUTHORITY));
    config.alpn_protocols = vec![b"other".to_vec()];
    let builder = blocking::Client::builder(SecretKey::new(CLIENT_KEY).unwrap()).tls_config(config);
    builder.base_url(settings(address).base_url).no_proxy().build().unwrap().send(&request()).unwrap();
}

#[test]
fn no_provider_is_installed_in_the_process() {
    for driver in Driver::WHOLE {
        let (address, _) = server(&[]);
        driver.client(&settings(address)).send().unwrap();
    }
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

/// A dead HTTP/2 connection must be detected, since a network may fail silently.
#[tokio::test]
#[cfg(feature = "http2")]
async fn a_dead_connection_is_given_up() {
    let (address, heard) = server(&[b"h2"]);
    let builder = Client::builder(SecretKey::new(CLIENT_KEY).unwrap()).tls_config(trusting(Some(AUTHORITY))).no_proxy();
    let builder = builder.base_url(settings(address).base_url).retry(RetryPolicy::default().max_retries(0));
    let client = builder.build().unwrap();
    client.send(&request()).await.unwrap();
    // The server responds no more over this connection. Later requests must wait neither for its timeout nor for another
    // connection.
    tokio::time::pause();
    let error = client.send(&request()).await.unwrap_err();
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    assert_eq!(error.attempts(), 2, "{error:?}");
    tokio::time::resume();
    client.send(&request()).await.unwrap();
    assert!(heard.lock().unwrap().len() >= 2);
}

/// A client over reqwest that trusts the authority by a setting of reqwest's own.
fn reqwest_with_an_authority(base_url: String) -> Result<blocking::Client, BuildError> {
    let transport = ReqwestTransport::new(|builder| {
        builder.no_proxy().tls_certs_only([reqwest::Certificate::from_pem(AUTHORITY.as_bytes()).unwrap()])
    })?;
    let key = SecretKey::new(CLIENT_KEY).unwrap();
    blocking::Client::with_transport(key, transport).base_url(base_url).build()
}

#[test]
fn reqwest_without_a_provider_is_an_error() {
    let (address, _) = server(&[]);
    let error = reqwest_with_an_authority(settings(address).base_url).unwrap_err();
    let BuildError::Tls { source } = &error else { panic!("{error:?}") };
    assert!(source.to_string().starts_with("reqwest has no crypto provider: expected"), "{source}");
}

/// A default provider, which needs its own process.
#[test]
fn reqwest_keeps_the_settings_of_its_caller() {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "encrypted::child", "--nocapture"]).stdin(Stdio::null()).env("WITH_PROVIDER", "yes");
    let output = command.output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("a session over reqwest's own TLS"), "{printed}");
}

/// Started by another test with an environment; without it, passes.
#[test]
fn child() {
    if env::var_os("WITH_PROVIDER").is_none() {
        return;
    }
    ring::default_provider().install_default().unwrap();
    let (address, _) = server(&[]);
    reqwest_with_an_authority(settings(address).base_url).unwrap().send(&request()).unwrap();
    println!("a session over reqwest's own TLS");
}
