//! The secret key of a request, and its mode.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderMap, StatusCode, header::AUTHORIZATION};
use runtime::redact;
use secrecy::{ExposeSecret, SecretString};

use crate::error_response::ApiError;

/// A key of test mode, and one of live mode.
pub(crate) const DEFAULT_KEYS: [&str; 2] = ["sk_test_sandbox", "sk_live_sandbox"];

const MISSING: &str = "You did not provide an API key";
const HELP: &str = "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See \
    https://stripe.com/docs/api#authentication for details.";

const ORGANIZATION: &str = "sk_org_";
const PREFIXES: [&str; 9] = [
    "sk_org_test_",
    "sk_org_live_",
    ORGANIZATION,
    "sk_test_",
    "sk_live_",
    "rk_test_",
    "rk_live_",
    "pk_test_",
    "pk_live_",
];

/// Says whether a request can carry the key, in Bearer and in Basic authentication.
pub(crate) fn is_usable(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':')
}

/// Says whether the key is one of live mode.
pub(crate) fn is_live(headers: &HeaderMap) -> bool {
    let prefixes = ["sk_live_", "rk_live_", "sk_org_live_"];
    key_of(headers).is_ok_and(|key| prefixes.iter().any(|prefix| key.starts_with(prefix)))
}

/// Says whether the key is one of an organization, which has several accounts.
pub(crate) fn is_organization(headers: &HeaderMap) -> bool {
    key_of(headers).is_ok_and(|key| key.starts_with(ORGANIZATION))
}

/// The masked key of a request.
pub(crate) fn masked_key(headers: &HeaderMap) -> String {
    key_of(headers).map(|key| mask(&key)).unwrap_or_default()
}

/// The keys that a sandbox accepts.
pub(crate) struct ApiKeys(Vec<SecretString>);

impl ApiKeys {
    pub(crate) fn new(keys: Vec<SecretString>) -> Self {
        Self(keys)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(SecretString::expose_secret)
    }

    /// Refuses a request without an accepted key.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let given = key_of(headers)?;
        if self.iter().any(|key| key == given) {
            Ok(())
        } else if given.starts_with("pk_") {
            let message = "This API call cannot be made with a publishable API key. Please use a secret API key.";
            Err(unauthorized(message).code("secret_key_required"))
        } else {
            Err(unauthorized(format!("Invalid API Key provided: {}", mask(&given))))
        }
    }

    /// Masks the keys in a text. If it has others, such as a real one by mistake, they are blanked.
    pub(crate) fn mask_in(&self, text: &str) -> String {
        let keys = self.iter().filter(|key| text.contains(key));
        let text = keys.fold(text.to_owned(), |text, key| text.replace(key, &mask(key)));
        if ["sk_", "rk_"].iter().any(|mark| text.contains(mark)) { redact(&text) } else { text }
    }
}

fn key_of(headers: &HeaderMap) -> Result<String, ApiError> {
    let Some(header) = headers.get(AUTHORIZATION) else {
        return Err(missing());
    };
    let text = String::from_utf8_lossy(header.as_bytes());
    let (scheme, credentials) = text.split_once(' ').unwrap_or((&text, ""));
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        credentials.trim().to_owned()
    } else if scheme.eq_ignore_ascii_case("basic") {
        user_of(credentials.trim()).ok_or_else(malformed)?
    } else {
        return Err(malformed());
    };
    if key.is_empty() { Err(missing()) } else { Ok(key) }
}

fn user_of(credentials: &str) -> Option<String> {
    let decoded = String::from_utf8(BASE64_STANDARD.decode(credentials).ok()?).ok()?;
    let (user, _password) = decoded.split_once(':')?;
    Some(user.to_owned())
}

fn missing() -> ApiError {
    unauthorized(format!("{MISSING}. You need to provide your API key in the Authorization header, {HELP}"))
}

fn malformed() -> ApiError {
    let problem = "though you did set your Authorization header. You need to provide your API key";
    unauthorized(format!("{MISSING}, {problem} {HELP}"))
}

fn unauthorized(message: impl Into<String>) -> ApiError {
    ApiError::invalid(message).status(StatusCode::UNAUTHORIZED)
}

/// Masks a key except for its well-known prefix and, if it is long, its last four characters.
pub(crate) fn mask(key: &str) -> String {
    let prefix = PREFIXES.into_iter().find(|prefix| key.starts_with(prefix)).unwrap_or_default();
    let rest: Vec<char> = key.chars().skip(prefix.len()).collect();
    let hidden = if rest.len() < 16 { rest.len() } else { rest.len() - 4 };
    let tail: String = rest.iter().skip(hidden).collect();
    format!("{prefix}{}{tail}", "*".repeat(hidden))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn outcome(authorization: Option<&[u8]>) -> Result<(), String> {
        let mut headers = HeaderMap::new();
        if let Some(value) = authorization {
            headers.insert(AUTHORIZATION, HeaderValue::from_bytes(value).unwrap());
        }
        let keys = ApiKeys::new(vec!["sk_live_sandbox".into(), "sk_test_sandbox".into()]);
        keys.check(&headers).map_err(|error| {
            assert_eq!(error.status, 401);
            error.to_json()["error"]["message"].as_str().unwrap().to_owned()
        })
    }

    #[test]
    fn both_schemes_carry_the_key() {
        for good in ["Bearer sk_test_sandbox", "bearer  sk_test_sandbox", "Basic c2tfdGVzdF9zYW5kYm94Og=="] {
            assert_eq!(outcome(Some(good.as_bytes())), Ok(()), "{good}");
        }
    }

    #[test]
    fn other_requests_are_refused() {
        let table: [(Option<&[u8]>, &str); 10] = [
            (None, "You did not provide an API key. "),
            (Some(b"Bearer "), "You did not provide an API key. "),
            (Some(b"Basic Og=="), "You did not provide an API key. "),
            (Some(b"sk_test_sandbox"), "You did not provide an API key, though"),
            (Some(b"Digest sk_test_sandbox"), "You did not provide an API key, though"),
            (Some(b"Basic c2tf"), "You did not provide an API key, though"),
            (Some(b"Basic \xff"), "You did not provide an API key, though"),
            (Some(b"Bearer sk_test_other"), "Invalid API Key provided: sk_test_*****"),
            (Some(b"Bearer \xff\xfe"), "Invalid API Key provided: **"),
            (Some(b"Bearer pk_test_sandbox"), "This API call cannot be made with a publishable API key."),
        ];
        for (given, expected) in table {
            let message = outcome(given).unwrap_err();
            assert!(message.starts_with(expected), "{given:?}: {message}");
            assert!(!message.contains("sandbox"), "{given:?}: {message}");
        }
    }

    #[test]
    fn masks_show_little() {
        let table = [
            ("sk_test_4eC39HqLyjWDarjtT1zdp7dc", "sk_test_********************p7dc"),
            ("sk_live_short", "sk_live_*****"),
            ("sk_org_live_short", "sk_org_live_*****"),
            ("sk_org_short", "sk_org_*****"),
            ("0123456789abcdef", "************cdef"),
            ("ключ", "****"),
            ("", ""),
        ];
        for (key, expected) in table {
            assert_eq!(mask(key), expected);
        }
    }

    #[test]
    fn keys_must_fit_into_a_header() {
        assert!(is_usable("sk_test_sandbox"));
        for bad in ["", "sk test", "sk_test\n", "sk:test", "ключ"] {
            assert!(!is_usable(bad), "{bad:?}");
        }
    }
}
