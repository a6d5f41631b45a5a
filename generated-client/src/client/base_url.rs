//! The base URL of the API.

use std::{
    borrow::Cow,
    fmt,
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

use bytes::Bytes;
use http::{
    Uri,
    uri::{Authority, PathAndQuery, Scheme},
};

use runtime::redact;

/// The checked start of every request's URL, by default `https://api.stripe.com`.
///
/// It is `https` to any host, or plain `http` to this machine (`127.0.0.0/8`, `[::1]`, `localhost`), so that a key
/// never crosses a network unencrypted. It may have a port and a path prefix, but no user, query or fragment. `/v1` at
/// its end is taken off, since the paths of requests start with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    tls: bool,
    authority: Authority,
    prefix: String,
}

impl BaseUrl {
    /// `true` if requests are encrypted.
    pub fn is_https(&self) -> bool {
        self.tls
    }

    /// The URL of a path, which begins with a slash and may have a query.
    pub(crate) fn join(&self, path: Cow<'static, str>) -> Result<Uri, http::Error> {
        let path = match path {
            Cow::Borrowed(path) if self.prefix.is_empty() => Bytes::from_static(path.as_bytes()),
            path => Bytes::from([&*self.prefix, &*path].concat()),
        };
        let scheme = if self.tls { Scheme::HTTPS } else { Scheme::HTTP };
        let path = PathAndQuery::from_maybe_shared(path)?;
        Uri::builder().scheme(scheme).authority(self.authority.clone()).path_and_query(path).build()
    }

    /// The host alone; an IPv6 address in brackets.
    #[cfg(feature = "client")]
    pub(crate) fn host(&self) -> &str {
        self.authority.host()
    }

    /// The port, by default that of the scheme.
    #[cfg(feature = "client")]
    pub(crate) fn port(&self) -> u16 {
        self.authority.port_u16().unwrap_or(if self.tls { 443 } else { 80 })
    }
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self { tls: true, authority: Authority::from_static("api.stripe.com"), prefix: String::new() }
    }
}

/// The URL without a slash at its end.
impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.tls { "https" } else { "http" };
        write!(f, "{scheme}://{}{}", self.authority, self.prefix)
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        // `Uri` drops fragments silently.
        if text.contains('#') {
            return Err(BaseUrlError::Excess { part: "a fragment (`#...`)" });
        }
        let uri: Uri = text.parse().map_err(|problem| BaseUrlError::Invalid { problem })?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(BaseUrlError::Incomplete);
        };
        if authority.as_str().contains('@') {
            return Err(BaseUrlError::Excess { part: "a user or password before its host (`...@`)" });
        }
        if uri.query().is_some() {
            return Err(BaseUrlError::Excess { part: "a query (`?...`)" });
        }
        let host = check_authority(authority)?;
        let tls = scheme.eq_ignore_ascii_case("https");
        if !tls && !scheme.eq_ignore_ascii_case("http") {
            return Err(BaseUrlError::Scheme { scheme: scheme.to_owned() });
        }
        if !tls && !is_loopback(host) {
            return Err(BaseUrlError::PlainHttp { host: redact(host) });
        }
        let prefix = uri.path().trim_end_matches('/');
        let prefix = prefix.strip_suffix("/v1").unwrap_or(prefix).trim_end_matches('/').to_owned();
        Ok(Self { tls, authority: authority.clone(), prefix })
    }
}

/// The reason a text is not a [`BaseUrl`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// Not a URL.
    #[error("the base URL is not a URL: {problem}")]
    Invalid {
        /// The problem with it.
        problem: http::uri::InvalidUri,
    },
    /// A missing scheme or host.
    #[error("the base URL lacks its scheme or host: expected something like `https://api.stripe.com`")]
    Incomplete,
    /// A scheme other than `https` and `http`.
    #[error("the base URL's scheme is `{scheme}`: expected `https`")]
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// Plain HTTP to another machine.
    #[error(
        "the base URL is plain HTTP to `{host}`, which would send the API key unencrypted: expected `https`, or a host \
         on this machine (`127.0.0.1`, `[::1]`, `localhost`)"
    )]
    PlainHttp {
        /// The host.
        host: String,
    },
    /// An empty host, or one with a character that hosts don't have.
    #[error(
        "the base URL's host `{host}` is not one: expected a name, an IPv4 address, or an IPv6 address in brackets"
    )]
    Host {
        /// The host.
        host: String,
    },
    /// Its port is not a number from 1 to 65535.
    #[error("the base URL's port is not a number from 1 to 65535")]
    Port,
    /// A part that it must not have: a user, query or fragment.
    #[error("the base URL has {part}: expected none")]
    Excess {
        /// The part.
        part: &'static str,
    },
}

/// The host of an authority without a user, whose port is one.
pub(crate) fn check_authority(authority: &Authority) -> Result<&str, BaseUrlError> {
    let host = authority.host();
    let known = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')),
    };
    if !known {
        return Err(BaseUrlError::Host { host: redact(host) });
    }
    let port = authority.as_str().strip_prefix(host).unwrap_or_default();
    let port_is_good =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok_and(|port| port != 0));
    if port_is_good { Ok(host) } else { Err(BaseUrlError::Port) }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted() {
        let cases = [
            ("https://api.stripe.com", "https://api.stripe.com"),
            ("https://api.stripe.com/", "https://api.stripe.com"),
            ("HTTPS://api.stripe.com:8443/proxy/stripe/", "https://api.stripe.com:8443/proxy/stripe"),
            ("https://10.0.0.1", "https://10.0.0.1"),
            ("https://api.stripe.com/v1/", "https://api.stripe.com"),
            ("https://proxy.example/stripe/v1", "https://proxy.example/stripe"),
            ("https://proxy.example/stripev1", "https://proxy.example/stripev1"),
            ("https://[2001:db8::1]:444", "https://[2001:db8::1]:444"),
            ("http://localhost:12111", "http://localhost:12111"),
            ("http://LOCALHOST", "http://LOCALHOST"),
            ("http://127.0.0.1:1/x", "http://127.0.0.1:1/x"),
            ("http://127.9.8.7", "http://127.9.8.7"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://[0:0:0:0:0:0:0:1]", "http://[0:0:0:0:0:0:0:1]"),
        ];
        for (text, expected) in cases {
            let url: BaseUrl = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(url.to_string(), expected);
            assert_eq!(url.is_https(), expected.starts_with("https:"));
        }
        assert_eq!(BaseUrl::default(), "https://api.stripe.com".parse().unwrap());
    }

    #[test]
    fn paths_stay_with_the_host() {
        let cases = [
            ("https://api.stripe.com", "/v1/x", "https://api.stripe.com/v1/x"),
            ("https://api.stripe.com:8443/proxy/", "/v1/x", "https://api.stripe.com:8443/proxy/v1/x"),
            ("http://[::1]:80", "/v1/x?expand[0]=a", "http://[::1]:80/v1/x?expand[0]=a"),
        ];
        for (base, path, expected) in cases {
            let base: BaseUrl = base.parse().unwrap();
            assert_eq!(base.join(path.into()).unwrap(), expected);
            assert_eq!(base.join(path.to_owned().into()).unwrap(), expected);
        }
        for path in ["@evil.example/", ".evil.example/", ":444/", "//evil.example/"] {
            let url = BaseUrl::default().join(path.into());
            assert!(url.as_ref().map_or(true, |url| url.authority() == Some(&BaseUrl::default().authority)), "{url:?}");
        }
    }

    #[cfg(feature = "client")]
    #[test]
    fn ports() {
        for (text, expected) in [("https://a.example", 443), ("http://localhost", 80), ("https://a.example:8443", 8443)]
        {
            assert_eq!(text.parse::<BaseUrl>().unwrap().port(), expected, "{text}");
        }
    }

    #[test]
    fn refused() {
        let cases = [
            ("", "not a URL"),
            ("https://api stripe.com", "not a URL"),
            ("https://api.stripe.com\r\nHost: evil", "not a URL"),
            ("https://", "not a URL"),
            ("api.stripe.com", "lacks its scheme"),
            ("localhost:8080", "lacks its scheme"),
            ("/v1", "lacks its scheme"),
            ("ftp://api.stripe.com", "scheme is `ftp`"),
            ("http://api.stripe.com", "plain HTTP to `api.stripe.com`"),
            ("http://10.0.0.1", "plain HTTP"),
            ("http://0.0.0.0", "plain HTTP"),
            ("http://127.1", "plain HTTP"),
            ("http://2130706433", "plain HTTP"),
            ("http://127.0.0.1.evil.example", "plain HTTP"),
            ("http://localhost.evil.example", "plain HTTP"),
            ("http://localhost.", "plain HTTP"),
            ("http://[::ffff:127.0.0.1]", "plain HTTP"),
            ("http://[::2]", "plain HTTP"),
            ("http://localhost@evil.example", "a user or password"),
            ("https://user:hunter2@api.stripe.com", "a user or password"),
            ("https://api.stripe.com?x=1", "a query"),
            ("https://api.stripe.com/?", "a query"),
            ("https://api.stripe.com/#top", "a fragment"),
            ("https://api.stripe.com:", "port"),
            ("https://api.stripe.com:0", "port"),
            ("https://api.stripe.com:65536", "port"),
            ("https://api.stripe.com:https", "port"),
            ("https://:443", "host ``"),
            ("https://api,stripe.com", "host `api,stripe.com`"),
            ("https://[::1x]", "host `[::1x]`"),
        ];
        for (text, expected) in cases {
            let error = text.parse::<BaseUrl>().map(|url| url.to_string()).unwrap_err();
            assert!(error.to_string().contains(expected), "{text:?}: {error}");
            assert!(!format!("{error} {error:?}").contains("hunter2"));
        }
    }
}
