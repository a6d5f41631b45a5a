//! Requests and responses as HTTP messages, without any input or output.

use std::borrow::Cow;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Method,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, Entry, USER_AGENT},
};
use runtime::{FromJson, Request, reflect::Api};

use crate::client::{
    api_error::{ApiError, beginning},
    api_response::Response,
    app_info::{AGENT, AppInfo},
    base_url::BaseUrl,
    error::{DecodeError, Error, RequestConstruction, UnexpectedBody},
    error_context::{ErrorContext, Operation},
    headers::{IDEMPOTENCY_KEY, STRIPE_CLIENT_USER_AGENT, STRIPE_VERSION, header_text},
    idempotency_key,
    option_error::OptionsError,
    request_options::RequestOptions,
    secret_key::SecretKey,
};

/// The number of headers of most requests, `Host` and `Content-Length` included.
const HEADERS: usize = 9;

/// The base URL, the key and the headers of all requests: prepares HTTP messages, and parses their responses.
///
/// With it, requests can be sent over any HTTP library, without retries and limits. A [`Client`](crate::Client) adds
/// these, also over other libraries: see [`Transport`](crate::client::Transport).
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use generated_client::{Error, Request, SecretKey, client::{BaseUrl, Endpoint}};
/// # fn exchange(_: http::Request<bytes::Bytes>) -> http::Response<bytes::Bytes> { unimplemented!() }
/// # fn session<R: Request>(request: &R) -> Result<(), Error> {
/// # let key = SecretKey::new("sk_test_123").unwrap();
/// let endpoint = Endpoint::new(BaseUrl::default(), key);
/// let message = endpoint.prepare(request)?; // an `http::Request`
/// let response = exchange(message);         // an `http::Response`, from any HTTP library
/// let object = endpoint.parse_response::<R>(response)?;
/// # Ok(())
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Endpoint {
    base_url: BaseUrl,
    key: SecretKey,
    headers: HeaderMap,
}

impl Endpoint {
    /// The endpoint for requests authenticated with this key.
    pub fn new(base_url: BaseUrl, key: SecretKey) -> Self {
        Self { base_url, key, headers: HeaderMap::from_iter([(USER_AGENT, HeaderValue::from_static(AGENT))]) }
    }

    /// Sets the API version, the connected account or context, and other headers of all requests. Options that are for a
    /// single request have no effect.
    ///
    /// # Errors
    ///
    /// [`OptionsError`] if one of them is invalid.
    pub fn with_defaults(mut self, options: &RequestOptions) -> Result<Self, OptionsError> {
        (self.headers, _) = options.apply(&self.headers, String::new(), &self.key)?;
        self.headers.remove(IDEMPOTENCY_KEY);
        Ok(self)
    }

    /// Names the application in all requests.
    ///
    /// # Errors
    ///
    /// [`OptionsError`] if a text has characters that headers can't carry.
    pub fn with_app_info(mut self, app: &AppInfo) -> Result<Self, OptionsError> {
        let [agent, application] = app.headers()?;
        self.headers.insert(USER_AGENT, agent);
        self.headers.insert(STRIPE_CLIENT_USER_AGENT, application);
        Ok(self)
    }

    /// The base URL of the requests.
    pub fn base_url(&self) -> &BaseUrl {
        &self.base_url
    }

    /// The key of a request with these options.
    pub(crate) fn key<'a>(&'a self, options: &'a RequestOptions) -> &'a SecretKey {
        options.secret_key.as_ref().unwrap_or(&self.key)
    }

    /// Writes a request as an HTTP message.
    ///
    /// A request that changes something gets a random `Idempotency-Key`, so that the message can be sent again as it is:
    /// the API acts on it once. The `Authorization` header is marked as sensitive, so that `Debug` of the message does
    /// not show it.
    ///
    /// # Errors
    ///
    /// - [`Error::Validation`] if the request breaks a rule that needs no account.
    /// - [`Error::RequestConstruction`] if HTTP forbids the method, path or version in [`Request::API`], or if the system
    ///   has no randomness.
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
        request.validate()?;
        let key = self.key(options);
        let (headers, form) = options.apply(&self.headers, request.encode(), key)?;
        self.message(R::API, request.path(), headers, form, key)
            .map_err(|source| Box::new(RequestConstruction { operation: Operation::of::<R>(), source }).into())
    }

    fn message(
        &self,
        api: &Api,
        path: Cow<'static, str>,
        headers: HeaderMap,
        form: String,
        key: &SecretKey,
    ) -> Result<http::Request<Bytes>, Box<dyn std::error::Error + Send + Sync>> {
        let method: Method = api.method.parse()?;
        let in_body = method != Method::GET && method != Method::DELETE;
        let (path, form) = match form {
            form if in_body || form.is_empty() => (path, form),
            form => (format!("{path}?{form}").into(), String::new()),
        };
        let url = self.base_url.join(path)?;
        let wants_key = !method.is_idempotent();
        let mut message = http::Request::builder().method(method).uri(url).body(Bytes::from(form))?;
        *message.headers_mut() = headers;
        let headers = message.headers_mut();
        headers.reserve(HEADERS);
        headers.insert(AUTHORIZATION, key.authorization());
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if in_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        }
        if let Entry::Vacant(entry) = headers.entry(STRIPE_VERSION) {
            entry.insert(HeaderValue::from_maybe_shared(Bytes::from_static(api.version.as_bytes()))?);
        }
        if let (Entry::Vacant(entry), true) = (headers.entry(IDEMPOTENCY_KEY), wants_key) {
            entry.insert(idempotency_key::random()?.try_into()?);
        }
        Ok(message)
    }

    /// Parses the response to a request of type `R`.
    ///
    /// # Errors
    ///
    /// - [`Error::InvalidRequest`], [`Error::Authentication`] and their like for a refusal: see [`Error::api`];
    /// - [`Error::Decode`] for a success with an object that `R::Response` cannot be read from;
    /// - [`Error::UnexpectedBody`] for any other body.
    pub fn parse_response<R: Request>(&self, response: http::Response<Bytes>) -> Result<Response<R::Response>, Error> {
        parse_response::<R>(response, ErrorContext::new(Operation::of::<R>()), &self.key)
    }
}

/// Parses a response. The key, and what looks like a secret, is blanked in errors.
pub(crate) fn parse_response<R: Request>(
    response: http::Response<Bytes>,
    context: ErrorContext,
    key: &SecretKey,
) -> Result<Response<R::Response>, Error> {
    let (parts, body) = response.into_parts();
    let is_object = body.trim_ascii_start().starts_with(b"{");
    let value = (parts.status.is_success() && is_object).then(|| R::Response::from_json(&body));
    if let Some(Ok(value)) = value {
        return Ok(Response::new(value, parts, body));
    }
    let context = context.with_head(parts.status, &parts.headers, key);
    if let Some(Err(error)) = value {
        let (path, problem) = (key.redact(&error.path), key.redact(&error.problem));
        return Err(Error::Decode(Box::new(DecodeError { context, path, problem })));
    }
    Err(refusal(context, &body, key))
}

fn refusal(context: ErrorContext, body: &[u8], key: &SecretKey) -> Error {
    if let Some(error) = ApiError::from_body(&context, body, key) {
        return error.into();
    }
    if matches!(context.status.map(|status| status.as_u16()), Some(401 | 403 | 429)) {
        return ApiError::from_other(context, body, key).into();
    }
    let content_type = context.headers.as_ref().and_then(|headers| header_text(headers, CONTENT_TYPE, key));
    Error::UnexpectedBody(Box::new(UnexpectedBody {
        content_type,
        len: body.len(),
        body: beginning(body, key),
        context,
    }))
}

#[cfg(test)]
#[path = "endpoint_tests.rs"]
mod tests;
