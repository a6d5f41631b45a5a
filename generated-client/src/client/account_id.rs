//! IDs of connected accounts.

use http::HeaderValue;
use runtime::redact;

/// A text that is not a connected account's ID.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{account}` is not a connected account's id: expected `acct_` and letters and digits after it")]
#[non_exhaustive]
pub struct StripeAccountError {
    /// The text, with secrets blanked.
    pub account: String,
}

/// A connected account's ID as a header.
pub(crate) fn account_header(account: &str) -> Result<HeaderValue, StripeAccountError> {
    let wrong = || StripeAccountError { account: redact(account) };
    let rest = account.strip_prefix("acct_").ok_or_else(wrong)?;
    if rest.is_empty() || !rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return Err(wrong());
    }
    HeaderValue::from_str(account).map_err(|_| wrong())
}
