//! Options of one request.

use std::{fmt, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::client::{
    headers::{IDEMPOTENCY_KEY, STRIPE_ACCOUNT, STRIPE_CONTEXT, STRIPE_VERSION, account_header, text_header},
    idempotency_key,
    option_error::{OptionProblem, OptionsError},
    retry::Limits,
    secret_key::SecretKey,
};

/// Headers that the client sets, has an option for, or that belong to the connection.
const RESERVED_HEADERS: [&str; 21] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "idempotency-key",
    "keep-alive",
    "proxy-authorization",
    "stripe-account",
    "stripe-context",
    "stripe-version",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-stripe-client-user-agent",
];

/// Everything but RFC 3986's unreserved characters.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Options of one request, in place of the client's.
///
/// ```
/// use std::time::Duration;
/// use generated_client::RequestOptions;
///
/// let options = RequestOptions::new()
///     .idempotency_key("order 7")
///     .timeout(Duration::from_secs(5))
///     .param("components[new_thing][enabled]", "true");
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct RequestOptions {
    pub(crate) secret_key: Option<SecretKey>,
    idempotency_key: Option<String>,
    stripe_account: Option<String>,
    stripe_context: Option<String>,
    api_version: Option<String>,
    headers: Vec<(String, String)>,
    params: Vec<(String, String)>,
    timeout: Option<Duration>,
    deadline: Option<Duration>,
    max_retries: Option<u32>,
}

impl RequestOptions {
    /// Options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Authenticates with this key instead of the client's.
    pub fn secret_key(mut self, key: SecretKey) -> Self {
        self.secret_key = Some(key);
        self
    }

    /// Sends this as `Idempotency-Key`, in place of a random one: at most 255 visible ASCII characters and spaces.
    ///
    /// The API keeps the first response of a key, for a day at least, and gives it again without acting again. A session
    /// that is created again with a used key is the first one, whose client secret may have expired.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Makes the request on behalf of this connected account, as `Stripe-Account`. Replaces the client's account and
    /// context.
    pub fn stripe_account(mut self, account: impl Into<String>) -> Self {
        self.stripe_account = Some(account.into());
        self
    }

    /// Makes the request in this context, as `Stripe-Context`, which organization keys need. Replaces the client's
    /// account and context.
    pub fn stripe_context(mut self, context: impl Into<String>) -> Self {
        self.stripe_context = Some(context.into());
        self
    }

    /// Sends this as `Stripe-Version`, in place of the version that the request's type was generated for. It may name
    /// betas, as in `2024-09-30.acacia; some_beta=v1`.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// Sends another header. Headers that the client sets, or HTTP needs, are refused.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends a parameter that the request's type does not know, such as `components[new_thing][enabled]`, after the
    /// others. A name that the request has already is refused.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// Limits the time of one attempt: see [`Builder::timeout`](crate::client::Builder::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Limits the time of all attempts: see [`RetryPolicy::deadline`](crate::client::RetryPolicy::deadline).
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Limits the number of retries: see [`RetryPolicy::max_retries`](crate::client::RetryPolicy::max_retries).
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = Some(max_retries);
        self
    }

    /// The client's limits, but for those set here.
    pub(crate) fn limits(&self, client: Limits) -> Limits {
        let retry = self.deadline.map_or(client.retry, |deadline| client.retry.deadline(deadline));
        let retry = self.max_retries.map_or(retry, |max_retries| retry.max_retries(max_retries));
        Limits { timeout: self.timeout.unwrap_or(client.timeout), retry, ..client }
    }

    /// The client's headers with those set here, and the form with the parameters added.
    ///
    /// The key is blanked in errors.
    pub(crate) fn apply(
        &self,
        client: &HeaderMap,
        form: String,
        key: &SecretKey,
    ) -> Result<(HeaderMap, String), OptionsError> {
        let mut problems = Vec::new();
        let headers = self.apply_headers(client.clone(), &mut problems, key);
        let form = self.add_params(form, &mut problems, key);
        OptionsError::of(problems).map(|()| (headers, form))
    }

    fn apply_headers(&self, mut headers: HeaderMap, problems: &mut Vec<OptionProblem>, key: &SecretKey) -> HeaderMap {
        if self.stripe_account.is_some() || self.stripe_context.is_some() {
            headers.remove(STRIPE_ACCOUNT);
            headers.remove(STRIPE_CONTEXT);
        }
        let mut set = |name, value: Result<HeaderValue, OptionProblem>| match value {
            Ok(value) => drop(headers.insert(name, value)),
            Err(problem) => problems.push(problem),
        };
        if let Some(idempotency_key) = &self.idempotency_key {
            set(IDEMPOTENCY_KEY, idempotency_key::check(idempotency_key));
        }
        if let Some(account) = &self.stripe_account {
            let problem = || OptionProblem::StripeAccount { account: key.redact(account) };
            set(STRIPE_ACCOUNT, account_header(account).ok_or_else(problem));
        }
        if let Some(context) = &self.stripe_context {
            let header = text_header(context).filter(|_| !context.contains(' '));
            set(STRIPE_CONTEXT, header.ok_or(OptionProblem::StripeContext));
        }
        if let Some(version) = &self.api_version {
            let header = text_header(version).filter(|_| version.starts_with(|c: char| c.is_ascii_digit()));
            set(STRIPE_VERSION, header.ok_or(OptionProblem::ApiVersion));
        }
        if self.stripe_account.is_some() && self.stripe_context.is_some() {
            problems.push(OptionProblem::AccountAndContext);
        }
        let mut others = HeaderMap::new();
        for (name, value) in &self.headers {
            match check_header(name, value, key) {
                Ok((name, value)) => drop(others.append(name, value)),
                Err(problem) => problems.push(problem),
            }
        }
        // Replaces those of the same names.
        headers.extend(others);
        headers
    }

    fn add_params(&self, mut form: String, problems: &mut Vec<OptionProblem>, key: &SecretKey) -> String {
        if self.params.is_empty() {
            return form;
        }
        let names = form.split('&').map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name));
        let mut names: Vec<_> = names.map(|name| percent_decode_str(name).decode_utf8_lossy().into_owned()).collect();
        for (name, value) in &self.params {
            let is_good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'[' | b']');
            if name.is_empty() || name.starts_with('[') || !name.bytes().all(is_good) {
                problems.push(OptionProblem::ParamName { name: key.redact(name) });
            } else if !name.ends_with("[]") && names.contains(name) {
                problems.push(OptionProblem::DuplicateParam { name: key.redact(name) });
            } else {
                let separator = if form.is_empty() { "" } else { "&" };
                form.push_str(&format!("{separator}{name}={}", utf8_percent_encode(value, ESCAPED)));
                names.push(name.clone());
            }
        }
        form
    }
}

fn check_header(name: &str, value: &str, key: &SecretKey) -> Result<(HeaderName, HeaderValue), OptionProblem> {
    let parsed: HeaderName = name.parse().map_err(|_| OptionProblem::HeaderName { name: key.redact(name) })?;
    if RESERVED_HEADERS.contains(&parsed.as_str()) {
        return Err(OptionProblem::ReservedHeader { name: key.redact(name) });
    }
    let is_visible = value.bytes().all(|b| b.is_ascii_graphic() || b == b' ' || b == b'\t');
    match HeaderValue::from_str(value) {
        Ok(mut value) if is_visible => {
            // It may be a secret.
            value.set_sensitive(true);
            Ok((parsed, value))
        }
        _ => Err(OptionProblem::HeaderValue { name: key.redact(name) }),
    }
}

/// Shows no text, for none is checked: it might be a key put in the wrong place.
impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestOptions")
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("max_retries", &self.max_retries)
            .field("headers", &self.headers.len())
            .field("params", &self.params.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[path = "request_options_tests.rs"]
mod tests;
