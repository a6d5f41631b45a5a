//! Which proxy leads to the API, if one does.

mod basic;
mod exceptions;

use std::{env, fmt};

#[cfg(feature = "client")]
use http::HeaderValue;
use http::Uri;
use secrecy::{ExposeSecret, SecretString};

use crate::{BaseUrl, client::base_url};

/// What a client does about proxies.
#[derive(Clone, Default)]
pub(crate) enum ProxyChoice {
    /// What the environment says.
    #[default]
    Environment,
    /// There is none.
    Direct,
    /// This one.
    Url(SecretString),
}

impl ProxyChoice {
    /// The proxy for a base URL. Plain HTTP goes to this machine, and no proxy is to see what is in it.
    pub(crate) fn find(&self, base_url: &BaseUrl) -> Result<Option<Proxy>, ProxyError> {
        match self {
            _ if !base_url.is_https() => Ok(None),
            Self::Direct => Ok(None),
            Self::Url(url) => {
                Proxy::parse(url.expose_secret()).map(Some).map_err(|problem| ProxyError { variable: None, problem })
            }
            Self::Environment => from_variables(base_url, |name| env::var(name).ok()),
        }
    }
}

/// As curl does it: the lower-case name first, and what is empty is not there.
fn from_variables(base_url: &BaseUrl, variable: impl Fn(&str) -> Option<String>) -> Result<Option<Proxy>, ProxyError> {
    let value = |name: &'static str| Some((name, variable(name).filter(|value| !value.is_empty())?));
    let find = |names: &[&'static str]| names.iter().find_map(|name| value(name));
    let Some((name, url)) = find(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]) else { return Ok(None) };
    let (_, exceptions) = find(&["no_proxy", "NO_PROXY"]).unwrap_or_default();
    if exceptions::name(base_url.host(), &exceptions) {
        return Ok(None);
    }
    Proxy::parse(&url).map(Some).map_err(|problem| ProxyError { variable: Some(name), problem })
}

/// An HTTP proxy, which is asked to `CONNECT` to the API's host and sees nothing but encrypted bytes.
#[derive(Clone)]
pub(crate) struct Proxy {
    url: Uri,
    credentials: Option<SecretString>,
}

impl Proxy {
    /// Takes `http://user:password@host:port`, of which all but the host may be missing.
    fn parse(text: &str) -> Result<Self, ProxyProblem> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        if !scheme.eq_ignore_ascii_case("http") {
            return Err(ProxyProblem::Scheme);
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (credentials, host) = match authority.rsplit_once('@') {
            Some((credentials, host)) => (Some(basic::decode(credentials).ok_or(ProxyProblem::Credentials)?), host),
            None => (None, authority),
        };
        let url: Uri = format!("http://{host}/").parse().map_err(|_| ProxyProblem::Host)?;
        let authority = url.authority().ok_or(ProxyProblem::Host)?;
        base_url::check_authority(authority).map_err(|_| ProxyProblem::Host)?;
        Ok(Self { url, credentials: credentials.map(SecretString::from) })
    }

    /// Where it is: `http://`, host and perhaps port.
    pub(crate) fn url(&self) -> &Uri {
        &self.url
    }

    /// User and password, without percent escapes.
    pub(crate) fn credentials(&self) -> Option<(&str, &str)> {
        let credentials = self.credentials.as_ref()?.expose_secret();
        Some(credentials.split_once(':').unwrap_or((credentials, "")))
    }

    /// The `Proxy-Authorization` it wants.
    #[cfg(feature = "client")]
    pub(crate) fn authorization(&self) -> Option<HeaderValue> {
        let (user, password) = self.credentials()?;
        let mut value = HeaderValue::try_from(basic::authorization(user, password)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy").field("url", &self.url).finish_non_exhaustive()
    }
}

/// A proxy that can't be used. It holds no part of its URL, which may have a password in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proxy{} {problem}", variable.map(|name| format!(" in `{name}`")).unwrap_or_default())]
#[non_exhaustive]
pub struct ProxyError {
    /// The environment variable it is in; none if it was given to the client.
    pub variable: Option<&'static str>,
    /// What is wrong with it.
    pub problem: ProxyProblem,
}

/// What is wrong with a proxy's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProxyProblem {
    /// Its scheme is not `http`.
    #[error("is not an HTTP proxy: expected something like `http://proxy.example:3128`")]
    Scheme,
    /// It has no host, or its host or port is none.
    #[error("has no host and port that can be read: expected something like `http://proxy.example:3128`")]
    Host,
    /// Its user or password is not text in percent encoding.
    #[error("has a user or password that can't be read: expected text, with `%40` for `@` and the like")]
    Credentials,
}

#[cfg(test)]
mod tests;
