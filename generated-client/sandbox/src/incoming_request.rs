//! A request whose body has arrived, and the names of the headers that the API reads.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, Method, Uri, request::Parts};

pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
pub(crate) const STRIPE_ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");
pub(crate) const STRIPE_CONTEXT: HeaderName = HeaderName::from_static("stripe-context");
pub(crate) const STRIPE_VERSION: HeaderName = HeaderName::from_static("stripe-version");

/// A complete request.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

impl<'a> Request<'a> {
    pub(crate) fn new(head: &'a Parts, body: &'a [u8]) -> Self {
        Self { method: &head.method, uri: &head.uri, headers: &head.headers, body }
    }

    pub(crate) fn path(self) -> &'a str {
        self.uri.path()
    }

    /// The parameters of the query and the body, decoded.
    pub(crate) fn params(self) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)> {
        let query = self.uri.query().unwrap_or_default().as_bytes();
        [query, self.body].into_iter().flat_map(form_urlencoded::parse)
    }
}

/// The text of a header; empty if it is missing.
pub(crate) fn header_text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Cow<'a, str> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes())).unwrap_or_default()
}

/// The account that a request is made for, as its headers name it. Idempotency keys are separate for each.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AccountScope([Vec<u8>; 2]);

impl AccountScope {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let bytes = |name| headers.get(name).map(|value| value.as_bytes().to_vec()).unwrap_or_default();
        Self([bytes(STRIPE_ACCOUNT), bytes(STRIPE_CONTEXT)])
    }
}
