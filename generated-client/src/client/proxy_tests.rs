use super::*;

fn found(base_url: &str, variables: &[(&str, &str)]) -> Result<Option<String>, ProxyError> {
    let lookup = |name: &str| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
    };
    let proxy = from_variables(&base_url.parse().unwrap(), lookup)?;
    Ok(proxy.map(|proxy| proxy.url().to_string()))
}

#[test]
fn the_environment_is_read_as_curl_does() {
    const API: &str = "https://api.stripe.com";
    for (variables, expected) in [
        (&[][..], None),
        (&[("HTTPS_PROXY", "http://a:1")], Some("http://a:1/")),
        (&[("https_proxy", "a:1"), ("HTTPS_PROXY", "b:1"), ("ALL_PROXY", "c:1")], Some("http://a:1/")),
        (&[("https_proxy", ""), ("HTTPS_PROXY", "b"), ("all_proxy", "c:1")], Some("http://b/")),
        (&[("ALL_PROXY", "d:1"), ("all_proxy", "HTTP://c:1/x")], Some("http://c:1/")),
        (&[("HTTP_PROXY", "e:1"), ("http_proxy", "f:1")], None),
        (&[("HTTPS_PROXY", "a:1"), ("NO_PROXY", "localhost,.stripe.com")], None),
        (&[("HTTPS_PROXY", "a:1"), ("no_proxy", "localhost"), ("NO_PROXY", "*")], Some("http://a:1/")),
        (&[("ALL_PROXY", "u:p@[::1]:3128"), ("NO_PROXY", "10.0.0.0/8")], Some("http://[::1]:3128/")),
    ] {
        assert_eq!(found(API, variables).unwrap().as_deref(), expected, "{variables:?}");
    }
    assert_eq!(found("https://10.1.2.3:8443", &[("ALL_PROXY", "a:1"), ("NO_PROXY", "10.0.0.0/8")]), Ok(None));
}

#[test]
fn credentials_reach_the_proxy_alone() {
    for (text, expected) in [
        ("http://h:1", None),
        ("user:Canary@h", Some("user:Canary")),
        ("http://us%65r:Can%40ry%3A@h:1/", Some("user:Can@ry:")),
        ("http://Canary@h:1", Some("Canary:")),
        ("http://a@b:Canary@h:1", Some("a@b:Canary")),
        ("http://test:123%C2%A3@h:1", Some("test:123\u{a3}")),
    ] {
        let proxy = Proxy::parse(text, None).unwrap();
        let request = String::from_utf8(proxy.connect_request("api.stripe.com:443")).unwrap();
        let authorization =
            expected.map(|text| format!("Proxy-Authorization: Basic {}\r\n", BASE64_STANDARD.encode(text)));
        let authorization = authorization.unwrap_or_default();
        let head = "CONNECT api.stripe.com:443 HTTP/1.1\r\nHost: api.stripe.com:443\r\n";
        assert_eq!(request, format!("{head}{authorization}\r\n"));
        let printed = format!("{proxy:?} {:?}", proxy.url());
        assert!(!printed.contains("Can") && !printed.contains("user"), "{printed}");
    }
}

#[test]
fn responses_of_proxies() {
    let proxy = Proxy::parse("http://h:1", Some("ALL_PROXY")).unwrap();
    for (head, expected, permanent) in [
        ("HTTP/1.1 200 OK\r\n\r\n", "", false),
        ("HTTP/1.0 200 Connection established\r\n\r\n", "", false),
        ("HTTP/1.1 407 x\r\n\r\n", "refused to connect to the API: 407 Proxy Authentication Required", true),
        ("HTTP/1.1 503 x\r\n\r\n", "refused to connect to the API: 503 Service Unavailable", false),
        ("HTTP/1.1 20", "did not respond with HTTP", false),
        ("SSH-2.0", "did not respond with HTTP", false),
    ] {
        match proxy.check_response(head.as_bytes()) {
            Ok(()) => assert_eq!(expected, ""),
            Err(error) => {
                assert_eq!(error.to_string(), format!("the proxy in `ALL_PROXY` {expected}"));
                assert_eq!(error.problem.is_permanent(), permanent);
            }
        }
    }
}

#[test]
fn variables_that_are_not_text() {
    for wrong in ["https_proxy", "NO_PROXY"] {
        let lookup = |name: &str| match name {
            name if name == wrong => Err(VarError::NotUnicode("x".into())),
            "ALL_PROXY" => Ok("http://h:1".to_owned()),
            _ => Err(VarError::NotPresent),
        };
        let error = from_variables(&BaseUrl::default(), lookup).unwrap_err();
        assert_eq!((error.variable, error.problem), (Some(wrong), ProxyProblem::NotUnicode));
    }
}

#[test]
fn exceptions_are_read_for_a_proxy_alone() {
    let lookup = |name: &str| match name {
        "NO_PROXY" => Err(VarError::NotUnicode("x".into())),
        _ => Err(VarError::NotPresent),
    };
    assert!(from_variables(&BaseUrl::default(), lookup).unwrap().is_none());
}

#[test]
fn mistakes() {
    for (url, expected) in [
        ("socks5://u:Canary@h:1", ProxyProblem::Scheme),
        ("https://u:Canary@h:1", ProxyProblem::Scheme),
        ("http://u:Canary@", ProxyProblem::Host),
        ("http://u:Canary@h:x", ProxyProblem::Host),
        ("http://u:Canary@h h:1", ProxyProblem::Host),
        ("http://u:Canary@h:0", ProxyProblem::Host),
        ("http://u:Canary%@h:1", ProxyProblem::Credentials),
        ("http://u:Canary%4@h:1", ProxyProblem::Credentials),
        ("http://u:Canary%+4@h:1", ProxyProblem::Credentials),
        ("http://u:Canary%ff@h:1", ProxyProblem::Credentials),
        ("http://u:Canary%0d%0aX-Evil: 1@h:1", ProxyProblem::Credentials),
        ("", ProxyProblem::Host),
        (" ", ProxyProblem::Host),
    ] {
        let choice = ProxyChoice::Url(url.into());
        let error = choice.find(&BaseUrl::default()).unwrap_err();
        assert_eq!(error, ProxyError { variable: None, problem: expected }, "{url}");
        assert!(!format!("{error} {error:?}").contains("Canary"), "{error}");
        assert!(ProxyChoice::Direct.find(&BaseUrl::default()).unwrap().unwrap().is_none());
        assert!(choice.find(&"http://localhost".parse().unwrap()).unwrap().unwrap().is_none());
    }
    let error = found("https://api.stripe.com", &[("ALL_PROXY", "socks5://h:1")]).unwrap_err();
    assert!(
        error.to_string().starts_with(
            "the proxy in `ALL_PROXY` is not an HTTP proxy, and SOCKS and HTTPS are not supported: expected "
        ),
        "{error}"
    );
}

#[test]
fn no_text_makes_a_panic() {
    for text in crate::client::tests::texts(11).take(2_000) {
        let lookup = |name: &str| {
            if name == "ALL_PROXY" || name == "NO_PROXY" { Ok(text.clone()) } else { Err(VarError::NotPresent) }
        };
        for base_url in ["https://api.stripe.com", "https://10.0.0.1:8443", "https://[2001:db8::1]"] {
            if let Ok(Some(proxy)) = from_variables(&base_url.parse().unwrap(), lookup) {
                assert!(proxy.connect_request("h:1").ends_with(b"\r\n\r\n"));
                let _ = proxy.check_response(text.as_bytes());
            }
        }
    }
}
