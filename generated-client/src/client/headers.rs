//! The headers of the API, and their values.

use std::time::{Duration, SystemTime};

use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{AsHeaderName, DATE, RETRY_AFTER},
};
use runtime::Id;

use crate::client::secret_key::SecretKey;

pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
pub(crate) const STRIPE_ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");
pub(crate) const STRIPE_CLIENT_USER_AGENT: HeaderName = HeaderName::from_static("x-stripe-client-user-agent");
pub(crate) const STRIPE_CONTEXT: HeaderName = HeaderName::from_static("stripe-context");
pub(crate) const STRIPE_VERSION: HeaderName = HeaderName::from_static("stripe-version");
const SHOULD_RETRY: &str = "stripe-should-retry";

/// A header as errors show it.
pub(crate) fn header_text(headers: &HeaderMap, name: impl AsHeaderName, key: &SecretKey) -> Option<String> {
    headers.get(name)?.to_str().ok().map(|text| key.redact(text))
}

/// The API's word on sending the request again.
pub(crate) fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match headers.get(SHOULD_RETRY)?.as_bytes() {
        b"true" => Some(true),
        b"false" => Some(false),
        _ => None,
    }
}

/// `Retry-After`, in seconds or as a date, which counts from the response's own `Date` if it has one.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    let sent = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    Some(date.duration_since(sent.unwrap_or_else(SystemTime::now)).unwrap_or_default())
}

/// A text as a header; `None` if it is empty, or has anything but visible ASCII characters and spaces between them.
pub(crate) fn text_header(text: &str) -> Option<HeaderValue> {
    let is_visible = text.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
    HeaderValue::from_str(text).ok().filter(|_| is_visible && !text.is_empty() && text.trim() == text)
}

/// A connected account's ID as a header; `None` if it is not `acct_` with letters and digits after it.
pub(crate) fn account_header(account: &str) -> Option<HeaderValue> {
    text_header(account).filter(|_| Id::has_prefix(account, "acct_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_in_seconds_or_as_a_date() {
        const SENT: &str = "Wed, 21 Oct 2015 07:28:00 GMT";
        for (text, expected) in [
            ("0", Some(0)),
            ("61", Some(61)),
            ("99999999999999999999", Some(u64::MAX)),
            ("Wed, 21 Oct 2015 07:28:30 GMT", Some(30)),
            ("Wed, 21 Oct 2015 07:27:00 GMT", Some(0)),
            ("-1", None),
            ("", None),
            ("soon", None),
        ] {
            let headers = [(RETRY_AFTER, text), (DATE, SENT)].map(|(name, text)| (name, text.parse().unwrap()));
            let found = retry_after(&HeaderMap::from_iter(headers));
            assert_eq!(found.map(|after| after.as_secs()), expected, "{text}");
        }
        let future = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(1000));
        let found = retry_after(&HeaderMap::from_iter([(RETRY_AFTER, future.parse().unwrap())])).unwrap();
        assert!((900..=1000).contains(&found.as_secs()), "{found:?}");
    }
}
