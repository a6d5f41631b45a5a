//! Protection of the explorer against other web pages.
//!
//! A loopback `Host` stops DNS rebinding, the check of the origin stops requests of other pages, and the content type of
//! `POST` requests stops forms.

use std::{borrow::Cow, net::Ipv4Addr};

use http::{
    HeaderMap, HeaderName, Method, StatusCode,
    header::{HOST, ORIGIN},
    uri::Authority,
};

use crate::{
    error_response::ApiError,
    incoming_request::{Request, has_content_type, header_text},
};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The host that a request names, with its port.
pub(crate) fn host(request: &Request) -> Cow<'_, str> {
    header_text(request.headers(), &HOST)
}

/// Refuses requests that may come from another page.
pub(crate) fn check(request: &Request, allowed_hosts: &[String]) -> Result<(), ApiError> {
    let (host, forbidden) = (host(request), |message| Err(ApiError::invalid(message).status(StatusCode::FORBIDDEN)));
    let names_host = request.uri().authority().is_none_or(|authority| authority.as_str() == host);
    if !names_host || request.headers().get_all(HOST).iter().count() != 1 || !is_allowed(&host, allowed_hosts) {
        return forbidden("the explorer serves loopback hosts, and those of `--allow-host`");
    }
    if request.uri().path() != "/" && !is_same_origin(request.headers(), &host) {
        return forbidden("the explorer's endpoints serve their own page only");
    }
    if request.method() == Method::POST && !has_content_type(request.headers(), "application/json") {
        return Err(
            ApiError::invalid("expected the content type application/json").status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
        );
    }
    Ok(())
}

fn is_allowed(host: &str, allowed_hosts: &[String]) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let is_loopback = name.eq_ignore_ascii_case("localhost")
        || name == "[::1]"
        || name.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback());
    !host.contains('@') && (is_loopback || allowed_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(name)))
}

/// True unless a browser says that another origin sends the request. Other clients send neither header.
fn is_same_origin(headers: &HeaderMap, host: &str) -> bool {
    let is_own = |origin: &str| matches!(origin.split_once("://"), Some(("http" | "https", name)) if name == host);
    let is_own_site = |site: &str| matches!(site, "same-origin" | "none");
    let all = |name: HeaderName, accepts: &dyn Fn(&str) -> bool| {
        headers.get_all(name).iter().all(|value| value.to_str().is_ok_and(accepts))
    };
    all(ORIGIN, &is_own) && all(SEC_FETCH_SITE, &is_own_site)
}

#[cfg(test)]
mod tests {
    use hyper::body::Bytes;

    use super::*;

    fn status(method: Method, path: &str, headers: &[(&str, &str)]) -> u16 {
        let mut request = http::Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Bytes::new()).unwrap();
        check(&request, &["sandbox.test".to_owned()]).map_or_else(|refusal| refusal.status.as_u16(), |()| 200)
    }

    #[test]
    fn hosts() {
        for host in ["localhost", "LOCALHOST:12111", "127.0.0.1:80", "127.1.2.3", "[::1]:8080", "sandbox.test:80"] {
            assert_eq!(status(Method::GET, "/", &[("host", host)]), 200, "{host}");
        }
        for host in ["evil.test", "localhost.evil.test", "127.0.0.1.evil.test", "a@localhost", "10.0.0.1", "[::2]", ""]
        {
            assert_eq!(status(Method::GET, "/", &[("host", host)]), 403, "{host}");
        }
        assert_eq!(status(Method::GET, "/", &[]), 403);
        assert_eq!(status(Method::GET, "/", &[("host", "localhost"), ("host", "evil.test")]), 403);
        assert_eq!(status(Method::GET, "http://evil.test/", &[("host", "localhost")]), 403);
    }

    #[test]
    fn origins() {
        let get = |name, value| status(Method::GET, "/_sandbox/matrix", &[("host", "localhost:1"), (name, value)]);
        assert_eq!(get("origin", "http://localhost:1"), 200);
        assert_eq!(get("sec-fetch-site", "same-origin"), 200);
        for origin in ["http://localhost", "http://localhost:2", "http://evil.test", "null", "file://localhost:1", ""] {
            assert_eq!(get("origin", origin), 403, "{origin}");
        }
        for site in ["cross-site", "same-site"] {
            assert_eq!(get("sec-fetch-site", site), 403, "{site}");
        }
    }

    #[test]
    fn changes_are_json() {
        let post = |content_type| {
            status(Method::POST, "/_sandbox/faults", &[("host", "localhost"), ("content-type", content_type)])
        };
        assert_eq!([post("application/json"), post("Application/JSON; charset=utf-8")], [200, 200]);
        assert_eq!([post("text/plain"), post("application/x-www-form-urlencoded"), post("")], [415, 415, 415]);
        assert_eq!(status(Method::POST, "/_sandbox/faults", &[("host", "localhost")]), 415);
    }
}
