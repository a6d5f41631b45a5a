//! The proxy of a client.

use std::env::{self, VarError};

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderValue, StatusCode, Uri};
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};

use crate::client::{
    base_url::{self, BaseUrl},
    no_proxy,
};

/// The caller's choice of a proxy.
#[derive(Clone, Default)]
pub(crate) enum ProxyChoice {
    /// The environment's.
    #[default]
    Environment,
    /// None.
    Direct,
    /// This one.
    Url(SecretString),
}

impl ProxyChoice {
    /// The proxy for a base URL. Plain HTTP goes to this machine, and no proxy is to see what is in it.
    ///
    /// The inner error is one of the environment, and of each request instead of the client.
    pub(crate) fn find(&self, base_url: &BaseUrl) -> Result<Result<Option<Proxy>, ProxyError>, ProxyError> {
        match self {
            _ if !base_url.is_https() => Ok(Ok(None)),
            Self::Direct => Ok(Ok(None)),
            Self::Url(url) => Proxy::parse(url.expose_secret(), None).map(|proxy| Ok(Some(proxy))),
            Self::Environment => Ok(from_variables(base_url, |name| env::var(name))),
        }
    }
}

/// As curl does it: the lower-case name first, and an empty variable counts as none.
fn from_variables(
    base_url: &BaseUrl,
    variable: impl Fn(&str) -> Result<String, VarError>,
) -> Result<Option<Proxy>, ProxyError> {
    let value = |name: &'static str| match variable(name) {
        Ok(value) if value.is_empty() => Ok(None),
        Ok(value) => Ok(Some((name, value))),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(ProxyError { variable: Some(name), problem: ProxyProblem::NotUnicode }),
    };
    let find = |names: &[&'static str]| names.iter().find_map(|name| value(name).transpose()).transpose();
    let Some((name, url)) = find(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])? else { return Ok(None) };
    let (_, exceptions) = find(&["no_proxy", "NO_PROXY"])?.unwrap_or_default();
    if no_proxy::names(base_url.host(), base_url.port(), &exceptions) {
        return Ok(None);
    }
    Proxy::parse(&url, Some(name)).map(Some)
}

/// An HTTP proxy, which is asked to `CONNECT` to the API's host and sees nothing but encrypted bytes.
#[derive(Clone, Debug)]
pub(crate) struct Proxy {
    url: Uri,
    authorization: Option<HeaderValue>,
    variable: Option<&'static str>,
}

impl Proxy {
    /// Takes `http://user:password@host:port`, of which all but the host may be missing.
    fn parse(text: &str, variable: Option<&'static str>) -> Result<Self, ProxyError> {
        let error = |problem| ProxyError { variable, problem };
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        if !scheme.eq_ignore_ascii_case("http") {
            return Err(error(ProxyProblem::Scheme));
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (authorization, host) = match authority.rsplit_once('@') {
            Some((credentials, host)) => {
                (Some(basic(credentials).ok_or_else(|| error(ProxyProblem::Credentials))?), host)
            }
            None => (None, authority),
        };
        let url: Uri = format!("http://{host}/").parse().map_err(|_| error(ProxyProblem::Host))?;
        let authority = url.authority().ok_or_else(|| error(ProxyProblem::Host))?;
        base_url::check_authority(authority).map_err(|_| error(ProxyProblem::Host))?;
        Ok(Self { url, authorization, variable })
    }

    /// The proxy's address: `http://`, host and perhaps port.
    pub(crate) fn url(&self) -> &Uri {
        &self.url
    }

    /// The request for a tunnel to a host and port.
    pub(crate) fn connect_request(&self, target: &str) -> Vec<u8> {
        let mut head = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n").into_bytes();
        if let Some(authorization) = &self.authorization {
            head.extend([b"Proxy-Authorization: ", authorization.as_bytes(), b"\r\n"].concat());
        }
        head.extend(b"\r\n");
        head
    }

    /// The error if the proxy's response is not a success.
    pub(crate) fn check_response(&self, head: &[u8]) -> Result<(), ProxyError> {
        let status = head.strip_prefix(b"HTTP/1.").and_then(|rest| StatusCode::from_bytes(rest.get(2..5)?).ok());
        let problem = match status {
            Some(status) if status.is_success() => return Ok(()),
            Some(status) => ProxyProblem::Refused { status },
            None => ProxyProblem::NotHttp,
        };
        Err(ProxyError { variable: self.variable, problem })
    }
}

/// The `Basic` authorization of `user:password` in percent encoding; `None` if it is not text.
fn basic(credentials: &str) -> Option<HeaderValue> {
    let mut escapes = credentials.split('%').skip(1);
    let is_escape = |rest: &str| rest.get(..2).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
    let text = percent_decode_str(credentials).decode_utf8().ok().filter(|_| escapes.all(is_escape))?;
    let separator = if credentials.contains(':') { "" } else { ":" };
    let text = SecretString::from(format!("{text}{separator}"));
    if text.expose_secret().contains(char::is_control) {
        return None;
    }
    let encoded = BASE64_STANDARD.encode(text.expose_secret());
    let mut value = HeaderValue::try_from(format!("Basic {encoded}")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// A proxy that can't be used. It holds no part of its URL, which may have a password in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proxy{} {problem}", variable.map(|name| format!(" in `{name}`")).unwrap_or_default())]
#[non_exhaustive]
pub struct ProxyError {
    /// The environment variable that names the proxy; `None` if it was given to the client.
    pub variable: Option<&'static str>,
    /// The problem with it.
    pub problem: ProxyProblem,
}

/// A problem with a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProxyProblem {
    /// A scheme other than `http`, such as `socks5` or `https`.
    #[error("is not an HTTP proxy, and SOCKS and HTTPS are not supported: expected `http://proxy.example:3128`")]
    Scheme,
    /// A missing or invalid host or port.
    #[error("has no host and port that can be read: expected something like `http://proxy.example:3128`")]
    Host,
    /// A user or password that is not text in percent encoding.
    #[error("has a user or password that can't be read: expected text, with `%40` for `@` and the like")]
    Credentials,
    /// A variable that is not UTF-8.
    #[error("is not UTF-8: expected something like `http://proxy.example:3128`")]
    NotUnicode,
    /// A refusal to connect to the API's host.
    #[error("refused to connect to the API: {status}")]
    Refused {
        /// The proxy's status, such as 407.
        status: StatusCode,
    },
    /// A response that is not HTTP.
    #[error("did not respond with HTTP")]
    NotHttp,
}

impl ProxyProblem {
    /// `true` if another attempt would meet it as well.
    pub(crate) fn is_permanent(self) -> bool {
        match self {
            Self::Refused { status } => status.is_client_error() && !matches!(status.as_u16(), 408 | 429),
            Self::NotHttp => false,
            _ => true,
        }
    }
}

#[cfg(test)]
#[path = "proxy_tests.rs"]
mod tests;
