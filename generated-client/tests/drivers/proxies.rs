//! Proxies from the environment, which can only be set at the start of a process: each case starts this program again.

use std::{
    env,
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    thread,
};

use generated_client::{API, sandbox::Sandbox};

use crate::{
    driver_clients::{Driver, KEY, Proxy as Setting, Settings, trace, word},
    server::nobody,
};

const PASSWORD: &str = "p%40ss%3aCanary";
/// The base64 of `user:p@ss:Canary`.
const AUTHORIZATION: &str = "Basic dXNlcjpwQHNzOkNhbmFyeQ==";

/// A proxy without connections: it may accept a tunnel, and keeps the bytes sent through it.
struct Proxy {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// A head, and the bytes after it through the tunnel.
#[derive(Clone, Debug)]
struct Heard {
    head: String,
    tunnelled: Vec<u8>,
}

impl Proxy {
    fn start(response: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), heard: Arc::default() };
        let heard = proxy.heard.clone();
        thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|len| len > 0) {
                    head.push(byte[0]);
                }
                stream.write_all(response.as_bytes()).unwrap();
                let mut tunnelled = Vec::new();
                if response.contains(" 200 ") {
                    tunnelled.resize(1024, 0);
                    let len = stream.read(&mut tunnelled).unwrap_or(0);
                    tunnelled.truncate(len);
                }
                heard.lock().unwrap().push(Heard { head: String::from_utf8(head).unwrap(), tunnelled });
            }
        });
        proxy
    }

    fn url(&self) -> String {
        format!("http://user:{PASSWORD}@{}", self.address)
    }

    fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }
}

/// The output of a process that builds and uses a client in this environment. It must not show the proxy.
fn run(driver: Driver, base_url: &str, no_proxy: bool, environment: &[(&str, &str)]) -> String {
    let mut command = Command::new(env::current_exe().unwrap());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.args(["--exact", "proxies::child", "--nocapture"]).stdin(Stdio::null());
    command.envs(environment.iter().copied()).env("DRIVER", format!("{driver:?}")).env("BASE_URL", base_url);
    let output = command.env("NO", no_proxy.to_string()).output().unwrap();
    let printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(!printed.contains("Canary") && !printed.contains("dXNlc"), "{driver:?}: {printed}");
    let found = printed.lines().find_map(|line| line.split_once("outcome: "));
    found.unwrap_or_else(|| panic!("{driver:?}: {printed}")).1.to_owned()
}

/// Started by the other tests with an environment; without it, passes.
#[test]
fn child() {
    let Ok(name) = env::var("DRIVER") else { return };
    let driver = Driver::WHOLE.into_iter().find(|driver| format!("{driver:?}") == name).unwrap();
    trace();
    let no_proxy = env::var("NO").unwrap() == "true";
    let proxy = if no_proxy { Setting::None } else { Setting::Environment };
    let outcome =
        driver.try_client(&Settings { proxy, max_retries: 2, ..Settings::new(env::var("BASE_URL").unwrap()) });
    let outcome = match outcome.as_ref().map(|client| client.send()) {
        Ok(Ok(_)) => "ok".to_owned(),
        Ok(Err(error)) => {
            let sources = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
            let sources = sources.map(ToString::to_string).collect::<Vec<_>>().join(": ");
            eprintln!("{error:?}");
            format!("{}, {} attempt: {sources}", word(&error), error.attempts())
        }
        Err(error) => error.to_string(),
    };
    println!("\noutcome: {outcome}");
}

#[test]
fn the_environment_names_the_proxy() {
    for driver in Driver::WHOLE {
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
            let proxy = Proxy::start("HTTP/1.1 200 Connection established\r\n\r\n");
            let outcome = run(driver, "https://api.stripe.com", false, &[(name, &proxy.url())]);
            assert!(outcome.starts_with("not connected, 3 attempt"), "{driver:?} {name} {outcome}");
            let Heard { head, tunnelled } = proxy.heard().swap_remove(0);
            assert!(head.starts_with("CONNECT api.stripe.com:443 HTTP/1.1\r\n"), "{driver:?} {head}");
            let mut lines = head.lines().filter_map(|line| line.split_once(": "));
            let authorization = lines.find(|(name, _)| name.eq_ignore_ascii_case("proxy-authorization"));
            assert_eq!(authorization.unwrap().1, AUTHORIZATION, "{driver:?}");
            assert!(!head.contains(KEY) && tunnelled.starts_with(b"\x16"), "{driver:?}: TLS alone goes through");
        }
    }
}

#[test]
fn a_proxy_may_refuse() {
    for driver in Driver::WHOLE {
        for (head, status, attempts) in [
            ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "407 Proxy Authentication Required", 1),
            ("HTTP/1.1 502 Bad Gateway\r\n\r\n", "502 Bad Gateway", 3),
            ("", "", 3),
        ] {
            let proxy = Proxy::start(head);
            let outcome = run(driver, "https://api.stripe.com", false, &[("HTTPS_PROXY", &proxy.url())]);
            let expected = format!("not connected, {attempts} attempt");
            assert!(outcome.starts_with(&expected), "{driver:?} {head} {outcome}");
            assert!(driver == Driver::Reqwest || outcome.contains(status), "{driver:?} {outcome}");
            assert_eq!(proxy.heard().len(), attempts, "{driver:?} {head}");
        }
    }
}

#[test]
fn no_proxy_names_direct_hosts() {
    let sandbox = Sandbox::builder(&API).secret_key(KEY).start().unwrap();
    let proxy = Proxy::start("");
    let dead = format!("https://{}", nobody());
    for driver in Driver::WHOLE {
        let all = [("HTTP_PROXY", proxy.url()), ("http_proxy", proxy.url()), ("ALL_PROXY", proxy.url())];
        let mut environment = all.each_ref().map(|(name, url)| (*name, url.as_str())).to_vec();
        let here = run(driver, &sandbox.base_url(), false, &environment);
        assert_eq!(here, "ok", "{driver:?}: plain HTTP stays on this machine");
        let outcome = run(driver, &dead, true, &environment);
        assert!(outcome.starts_with("not connected"), "{driver:?}: as it was told");
        for exceptions in ["127.0.0.1", "localhost,127.0.0.0/8", "*"] {
            if driver == Driver::Reqwest && exceptions == "*" {
                continue; // It reads the variable itself, and takes this for names alone.
            }
            environment.push(("NO_PROXY", exceptions));
            let outcome = run(driver, &dead, false, &environment);
            assert!(outcome.starts_with("not connected"), "{driver:?} {exceptions} {outcome}");
            environment.pop();
        }
    }
    assert!(proxy.heard().is_empty(), "{:?}", proxy.heard());
}

#[test]
fn an_unusable_proxy_fails_the_requests_that_need_it() {
    let sandbox = Sandbox::builder(&API).secret_key(KEY).start().unwrap();
    for driver in [Driver::Hyper, Driver::Blocking] {
        for (url, problem) in [
            (format!("socks5://user:{PASSWORD}@127.0.0.1:1080"), "the proxy in `ALL_PROXY` is not an HTTP proxy"),
            (format!("https://user:{PASSWORD}@127.0.0.1:1080"), "the proxy in `ALL_PROXY` is not an HTTP proxy"),
        ] {
            let environment = [("ALL_PROXY", url.as_str())];
            let outcome = run(driver, "https://api.stripe.com", false, &environment);
            assert!(
                outcome.starts_with("not connected, 1 attempt") && outcome.contains(problem),
                "{driver:?} {outcome}"
            );
            assert_eq!(run(driver, &sandbox.base_url(), false, &environment), "ok", "{driver:?}");
        }
    }
}
