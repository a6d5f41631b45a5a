use super::*;

fn found(base_url: &str, variables: &[(&str, &str)]) -> Result<Option<String>, ProxyError> {
    let lookup = |name: &str| Some(variables.iter().find(|(variable, _)| *variable == name)?.1.to_owned());
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
        ("user:Canary@h", Some(("user", "Canary"))),
        ("http://us%65r:Can%40ry%3A@h:1/", Some(("user", "Can@ry:"))),
        ("http://Canary@h:1", Some(("Canary", ""))),
        ("http://a@b:Canary@h:1", Some(("a@b", "Canary"))),
    ] {
        let proxy = Proxy::parse(text).unwrap();
        assert_eq!(proxy.credentials(), expected);
        let printed = format!("{proxy:?} {:?}", proxy.url());
        assert!(!printed.contains("Can") && !printed.contains("user"), "{printed}");
    }
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
        ("", ProxyProblem::Host),
        (" ", ProxyProblem::Host),
    ] {
        let choice = ProxyChoice::Url(url.into());
        let error = choice.find(&BaseUrl::default()).unwrap_err();
        assert_eq!(error, ProxyError { variable: None, problem: expected }, "{url}");
        assert!(!format!("{error} {error:?}").contains("Canary"), "{error}");
        assert!(ProxyChoice::Direct.find(&BaseUrl::default()).unwrap().is_none());
        assert!(choice.find(&"http://localhost".parse().unwrap()).unwrap().is_none());
    }
    let error = found("https://api.stripe.com", &[("ALL_PROXY", "socks5://h:1")]).unwrap_err();
    assert!(error.to_string().starts_with("the proxy in `ALL_PROXY` is not an HTTP proxy: expected "), "{error}");
}
