//! Retrieving a connected account, which its facts are read from.

use std::{borrow::Cow, fmt, ops::Deref};

use runtime::{FromJson, JsonError, Request, redact, reflect::Api};
use serde_json::Value;

use crate::client::{
    headers::account_header,
    option_error::{OptionProblem, OptionsError},
};

/// The API version of account objects, unless an option names another.
const VERSION: &str = "2024-09-30.acacia";

/// The request `GET /v1/accounts/{account}`.
///
/// Sent as API version `2024-09-30.acacia`, unless the client or
/// [`RequestOptions::api_version`](crate::RequestOptions::api_version) names another.
#[derive(Clone, Debug)]
pub struct RetrieveAccount {
    /// Letters, digits and `_`, so that nothing is left to percent-encode.
    id: String,
}

impl RetrieveAccount {
    /// The request for this account.
    ///
    /// # Errors
    ///
    /// [`OptionsError`] if the text is not `acct_` with letters and digits after it.
    pub fn new(id: impl Into<String>) -> Result<Self, OptionsError> {
        let id = id.into();
        match account_header(&id) {
            Some(_) => Ok(Self { id }),
            None => Err(OptionProblem::StripeAccount { account: redact(&id) }.into()),
        }
    }
}

// Of no help to a caller who forgot to finish a builder.
#[diagnostic::do_not_recommend]
impl Request for RetrieveAccount {
    type Response = Account;
    const API: &'static Api = &Api::new(VERSION, "GET", "/v1/accounts/{account}");

    fn path(&self) -> Cow<'static, str> {
        Self::API.path.replace("{account}", &self.id).into()
    }

    fn encode(&self) -> String {
        String::new()
    }
}

/// A connected account's object. Derefs to its JSON, which `AccountFacts::from_account` reads.
///
/// `Debug` shows the ID alone: the rest is about people and their money.
#[derive(Clone, PartialEq)]
pub struct Account(Value);

impl Account {
    /// The account's ID, such as `acct_1NkDjjJyhOZfPCWt`, if the response has one.
    pub fn id(&self) -> Option<&str> {
        self.0.get("id")?.as_str()
    }
}

impl Deref for Account {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.0
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id().filter(|id| account_header(id).is_some());
        f.debug_struct("Account").field("id", &id).finish_non_exhaustive()
    }
}

impl FromJson for Account {
    fn from_json(body: &[u8]) -> Result<Self, JsonError> {
        let account: Value = serde_json::from_slice(body)?;
        if account.is_object() { Ok(Self(account)) } else { Err(JsonError::new("expected an object")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::{
        api_response::Response,
        endpoint::Endpoint,
        error::Error,
        request_options::RequestOptions,
        tests::{self as testing, KEY, assert_shows_no_secret},
    };

    #[test]
    fn asks_for_one_account() {
        let endpoint = Endpoint::new("https://proxy.example/stripe".parse().unwrap(), testing::key());
        let message = endpoint.prepare(&RetrieveAccount::new("acct_1").unwrap()).unwrap();
        assert_eq!((message.method().as_str(), message.body().len()), ("GET", 0));
        assert_eq!(message.uri(), "https://proxy.example/stripe/v1/accounts/acct_1");
        assert_eq!(message.headers()["stripe-version"], VERSION);
        let options = RequestOptions::new().param("expand[]", "settings").api_version("2025-01-27.acacia");
        let message = endpoint.prepare_with(&RetrieveAccount::new("acct_1").unwrap(), &options).unwrap();
        assert_eq!(message.uri(), "https://proxy.example/stripe/v1/accounts/acct_1?expand[]=settings");
        assert_eq!(message.headers()["stripe-version"], "2025-01-27.acacia");
    }

    #[test]
    fn leads_nowhere_else() {
        for id in ["", "acct_", "acct_1/persons", "acct_1?x=1", "acct_..", "acct_%2e", "acct_1 ", "../x", KEY] {
            assert_shows_no_secret(&RetrieveAccount::new(id).unwrap_err());
        }
    }

    fn parse(body: &str) -> Result<Response<Account>, Error> {
        let endpoint = Endpoint::new(Default::default(), testing::key());
        endpoint.parse_response::<RetrieveAccount>(http::Response::new(body.to_owned().into()))
    }

    #[test]
    fn shows_its_id_alone() {
        let body = r#"{"id": "acct_1", "email": "canary@example.com",
            "controller": {"losses": {"payments": "application"}, "requirement_collection": "stripe"}}"#;
        let account = parse(body).unwrap();
        assert_eq!(account.id(), Some("acct_1"));
        let printed = format!("{account:?}");
        assert!(printed.contains("acct_1") && !printed.contains("canary"), "{printed}");
        assert!(!format!("{:?}", parse(&format!(r#"{{"id": "{KEY}"}}"#)).unwrap()).contains("Canary"));
    }

    #[test]
    fn is_an_object() {
        assert!(matches!(parse(r#"{"id": "#).unwrap_err(), Error::Decode(_)));
        assert!(matches!(parse("[]").unwrap_err(), Error::UnexpectedBody(_)));
        assert!(Account::from_json(b"[]").is_err());
    }
}
