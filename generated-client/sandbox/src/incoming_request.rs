//! A request whose body has arrived, and the names of the headers that the API reads.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, header::CONTENT_TYPE};
use hyper::body::Bytes;

pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
pub(crate) const STRIPE_ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");
pub(crate) const STRIPE_CONTEXT: HeaderName = HeaderName::from_static("stripe-context");
pub(crate) const STRIPE_VERSION: HeaderName = HeaderName::from_static("stripe-version");

/// A complete request.
pub(crate) type Request = http::Request<Bytes>;

/// The parameters of the query and the body, decoded.
pub(crate) fn params_of(request: &Request) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    let query = request.uri().query().unwrap_or_default().as_bytes();
    [query, request.body()].into_iter().flat_map(form_urlencoded::parse)
}

/// The text of a header; empty if it is missing.
pub(crate) fn header_text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Cow<'a, str> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes())).unwrap_or_default()
}

/// Says whether a request has a content type, with any parameters.
pub(crate) fn has_content_type(headers: &HeaderMap, expected: &str) -> bool {
    let essence = header_text(headers, &CONTENT_TYPE);
    essence.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(expected)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_type_may_have_parameters() {
        let is_json = |text: &'static str| {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, http::HeaderValue::from_static(text))]);
            has_content_type(&headers, "application/json")
        };
        assert!(is_json("Application/JSON"));
        assert!(is_json("application/json ; charset=utf-8"));
        assert!(!is_json("application/jsonp"));
    }
}
