//! Requests and responses as HTTP messages, without any input or output: what every transport has in common.

use std::borrow::Cow;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
    header::{ACCEPT, AUTHORIZATION, AsHeaderName, CONTENT_TYPE, Entry, USER_AGENT},
};

use crate::{
    BaseUrl, DecodeError, Error, FromJson, Operation, Request, RequestOptions, Response, SecretKey, UnexpectedBody,
    UnsendableRequest,
    client::{
        error::ApiError, excerpt::excerpt, idempotency, options::Checked, redact::redact, response::REQUEST_ID,
        retry::should_retry,
    },
    reflect::Api,
};

const AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const STRIPE_ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");
const STRIPE_VERSION: HeaderName = HeaderName::from_static("stripe-version");

/// How many headers a request has at most: the seven below, `Host` and `Content-Length`. Options may bring more.
const HEADERS: usize = 9;

/// Where requests go and for whom: all that a request's HTTP message needs beside the request.
///
/// With it and [`interpret`], requests can be sent by hand. A [`Client`](crate::Client) does so with retries and limits, over
/// any HTTP library: see [`Transport`](crate::Transport).
#[derive(Clone, Debug)]
pub struct Endpoint {
    base_url: BaseUrl,
    key: SecretKey,
    stripe_account: Option<HeaderValue>,
}

impl Endpoint {
    /// The endpoint for requests signed with this key.
    pub fn new(base_url: BaseUrl, key: SecretKey) -> Self {
        Self { base_url, key, stripe_account: None }
    }

    /// Makes the requests on behalf of a connected account, as `Stripe-Account`.
    ///
    /// # Errors
    ///
    /// [`StripeAccountError`] if the text is not `acct_` with letters and digits after it.
    pub fn with_stripe_account(mut self, account: &str) -> Result<Self, StripeAccountError> {
        self.stripe_account = Some(account_header(account)?);
        Ok(self)
    }

    /// Where the requests go.
    pub fn base_url(&self) -> &BaseUrl {
        &self.base_url
    }

    /// Writes a request as an HTTP message.
    ///
    /// A request that changes something gets an `Idempotency-Key` of its own, so that the message can be sent again as it
    /// is: the API acts on it once.
    ///
    /// The `Authorization` header holds the API key and is marked as sensitive, so that printing the message does not
    /// show it.
    ///
    /// # Errors
    ///
    /// [`Error::UnsendableRequest`] if the method, path or version in [`Request::API`] is none, or if the system has no
    /// randomness.
    pub fn prepare<R: Request>(&self, request: &R) -> Result<http::Request<Bytes>, Error> {
        self.prepare_with(request, &RequestOptions::new())
    }

    /// Writes a request with options as an HTTP message. Timeouts and retries are up to the caller.
    ///
    /// # Errors
    ///
    /// Those of [`Endpoint::prepare`], and [`Error::Options`].
    pub fn prepare_with<R: Request>(
        &self,
        request: &R,
        options: &RequestOptions,
    ) -> Result<http::Request<Bytes>, Error> {
        let checked = options.check(request.encode()).map_err(Box::new)?;
        self.message(R::API, request.path(), checked)
            .map_err(|source| Box::new(UnsendableRequest { operation: Operation::of::<R>(), source }).into())
    }

    fn message(
        &self,
        api: &Api,
        path: Cow<'static, str>,
        options: Checked,
    ) -> Result<http::Request<Bytes>, Box<dyn std::error::Error + Send + Sync>> {
        let method: Method = api.method.parse()?;
        let in_body = method != Method::GET && method != Method::DELETE;
        let (path, form) = match options.form {
            form if in_body || form.is_empty() => (path, form),
            form => (format!("{path}?{form}").into(), String::new()),
        };
        let url = self.base_url.join(path)?;
        let wants_key = !method.is_idempotent();
        let mut message = http::Request::builder().method(method).uri(url).body(Bytes::from(form))?;
        let headers = message.headers_mut();
        *headers = options.headers;
        headers.reserve(HEADERS);
        headers.insert(AUTHORIZATION, self.key.authorization());
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        if in_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        }
        if let Entry::Vacant(entry) = headers.entry(STRIPE_VERSION) {
            entry.insert(HeaderValue::from_maybe_shared(Bytes::from_static(api.version.as_bytes()))?);
        }
        if let (Entry::Vacant(entry), Some(account)) = (headers.entry(STRIPE_ACCOUNT), &self.stripe_account) {
            entry.insert(account.clone());
        }
        if let (Entry::Vacant(entry), true) = (headers.entry(IDEMPOTENCY_KEY), wants_key) {
            entry.insert(idempotency::random()?.try_into()?);
        }
        Ok(message)
    }
}

/// A connected account's id as a header.
pub(crate) fn account_header(account: &str) -> Result<HeaderValue, StripeAccountError> {
    let wrong = || StripeAccountError { account: redact(account) };
    let rest = account.strip_prefix("acct_").ok_or_else(wrong)?;
    if rest.is_empty() || !rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return Err(wrong());
    }
    HeaderValue::from_str(account).map_err(|_| wrong())
}

/// A text that is not a connected account's id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{account}` is not a connected account's id: expected `acct_` and letters and digits after it")]
#[non_exhaustive]
pub struct StripeAccountError {
    /// The text, without what looks like a secret.
    pub account: String,
}

/// Reads the answer to a request of type `R`.
///
/// # Errors
///
/// - [`Error::InvalidRequest`], [`Error::Authentication`] and their like for the API's refusal: see [`Error::api`];
/// - [`Error::Decode`] for a success with an object that `R::Response` cannot be read from;
/// - [`Error::UnexpectedBody`] for any other body.
pub fn interpret<R: Request>(response: http::Response<Bytes>) -> Result<Response<R::Response>, Error> {
    let (parts, body) = response.into_parts();
    let operation = Operation::of::<R>();
    if !parts.status.is_success() || !looks_like_object(&body) {
        return Err(failure(operation, parts.status, &parts.headers, &body));
    }
    match R::Response::from_json(&body) {
        Ok(value) => Ok(Response::new(value, parts, body)),
        Err(error) => Err(Box::new(DecodeError {
            operation,
            status: parts.status,
            request_id: header_text(&parts.headers, REQUEST_ID),
            path: redact(&error.path),
            problem: redact(&error.problem),
            excerpt: excerpt(&body),
        })
        .into()),
    }
}

/// A header as errors show it.
pub(crate) fn header_text(headers: &HeaderMap, name: impl AsHeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(redact)
}

fn looks_like_object(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"{")
}

fn failure(operation: Operation, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Error {
    if let Some(error) = ApiError::from_answer(status, headers, body) {
        return error.into();
    }
    Box::new(UnexpectedBody {
        operation,
        status,
        request_id: header_text(headers, REQUEST_ID),
        content_type: header_text(headers, CONTENT_TYPE),
        len: body.len(),
        should_retry: should_retry(headers),
    })
    .into()
}

#[cfg(test)]
mod tests;
