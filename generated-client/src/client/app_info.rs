//! The application that uses the client.

use http::HeaderValue;

use crate::client::option_error::OptionProblem;

/// The `User-Agent` without an application.
pub(crate) const AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// The name, version and address of the application or library that uses the client, for the API's logs: sent in
/// `User-Agent` and `X-Stripe-Client-User-Agent`, as the official SDKs do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppInfo {
    name: String,
    version: Option<String>,
    url: Option<String>,
}

impl AppInfo {
    /// An application of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), version: None, url: None }
    }

    /// Adds the application's version.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// Adds the application's web page, or an address for questions.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The values of `User-Agent` and `X-Stripe-Client-User-Agent`.
    pub(crate) fn headers(&self) -> Result<[HeaderValue; 2], OptionProblem> {
        let parts = [Some(&self.name), self.version.as_ref(), self.url.as_ref()];
        let is_good = |text: &String| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
        if !parts.into_iter().flatten().all(is_good) {
            return Err(OptionProblem::AppInfo);
        }
        let version = self.version.as_ref().map(|version| format!("/{version}")).unwrap_or_default();
        let url = self.url.as_ref().map(|url| format!(" ({url})")).unwrap_or_default();
        let agent = format!("{AGENT} {}{version}{url}", self.name);
        let application = serde_json::json!({
            "application": { "name": self.name, "version": self.version, "url": self.url },
            "bindings_version": env!("CARGO_PKG_VERSION"),
            "lang": "rust",
            "publisher": env!("CARGO_PKG_NAME"),
        });
        let header = |text: String| HeaderValue::try_from(text).map_err(|_| OptionProblem::AppInfo);
        Ok([header(agent)?, header(application.to_string())?])
    }
}
