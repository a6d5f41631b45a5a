//! Reading a connected account, of which the facts are that rules ask about.

use std::{borrow::Cow, fmt, ops::Deref};

use serde_json::Value;

use crate::{
    API, Client, Error, FromAccount, FromJson, JsonError, Request, Response, StripeAccountError,
    client::http::account_header,
    reflect::{Api, ComponentInfo},
};

/// Asks for a connected account's object: `GET /v1/accounts/{account}`.
///
/// It is read as the version of [`API`] has it; [`RequestOptions::api_version`](crate::RequestOptions::api_version)
/// asks for another.
#[derive(Clone, Debug)]
pub struct RetrieveAccount {
    /// Letters, digits and `_`, so that nothing is left to percent-encode.
    id: String,
}

impl RetrieveAccount {
    /// Asks for this account.
    ///
    /// # Errors
    ///
    /// [`StripeAccountError`] if the text is not `acct_` with letters and digits after it.
    pub fn new(id: impl Into<String>) -> Result<Self, StripeAccountError> {
        let id = id.into();
        account_header(&id)?;
        Ok(Self { id })
    }
}

// It is no help to who forgot to finish a builder.
#[diagnostic::do_not_recommend]
impl Request for RetrieveAccount {
    type Response = Account;
    const API: &'static Api = &{
        const NO_COMPONENTS: &[ComponentInfo] = &[];
        Api {
            version: API.version,
            method: "GET",
            path: "/v1/accounts/{account}",
            params: &[],
            object: "account",
            fields: &[],
            facts: &[],
            account_types: &[],
            components: NO_COMPONENTS,
        }
    };

    fn path(&self) -> Cow<'static, str> {
        Self::API.path.replace("{account}", &self.id).into()
    }

    fn encode(&self) -> String {
        String::new()
    }
}

/// A connected account's object as the API gives it. Derefs to JSON, which `AccountFacts::from_account` reads.
///
/// Printing it shows the id alone: the rest is about people and their money.
#[derive(Clone, PartialEq)]
pub struct Account(Value);

impl Account {
    /// Its id, such as `acct_1NkDjjJyhOZfPCWt`; none if the answer has none.
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
        let id = self.id().filter(|id| account_header(id).is_ok());
        f.debug_struct("Account").field("id", &id).finish_non_exhaustive()
    }
}

impl FromJson for Account {
    fn from_json(body: &[u8]) -> Result<Self, JsonError> {
        let account = runtime::any(body)?;
        if !account.is_object() {
            return Err(JsonError { path: String::new(), problem: "expected an object".to_owned() });
        }
        Ok(Self(account))
    }
}

impl Client {
    /// Reads a connected account, so that its facts need not be known by heart.
    ///
    /// ```no_run
    /// use generated_client::{AccountFacts, Client, Error};
    ///
    /// async fn facts(client: &Client) -> Result<AccountFacts, Error> {
    ///     let account = client.retrieve_account("acct_1NkDjjJyhOZfPCWt").await?;
    ///     Ok(AccountFacts::from_account(&account))
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and [`Error::Options`] if the text is not `acct_` with letters and digits after it.
    pub async fn retrieve_account(&self, id: impl Into<String>) -> Result<Response<Account>, Error> {
        self.send(&RetrieveAccount::new(id)?).await
    }

    /// Reads the facts of a connected account, in the `AccountFacts` of whichever API version they are wanted for.
    ///
    /// ```no_run
    /// use generated_client::{AccountFacts, Client, CreateAccountSession};
    ///
    /// # async fn check(client: &Client, request: &CreateAccountSession) -> Result<(), Box<dyn std::error::Error>> {
    /// let facts = client.account_facts("acct_1NkDjjJyhOZfPCWt").await?;
    /// request.validate_for(&facts)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Client::retrieve_account`].
    pub async fn account_facts<F: FromAccount>(&self, id: impl Into<String>) -> Result<Response<F>, Error> {
        Ok(self.retrieve_account(id).await?.map(|account| F::from_account(&account)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        AccountFacts, Endpoint, RequestOptions,
        client::testing::{self, KEY, assert_shows_no_secret},
        interpret,
    };

    #[test]
    fn asks_for_one_account() {
        let endpoint = Endpoint::new("https://proxy.example/stripe".parse().unwrap(), testing::key());
        let message = endpoint.prepare(&RetrieveAccount::new("acct_1").unwrap()).unwrap();
        assert_eq!((message.method().as_str(), message.body().len()), ("GET", 0));
        assert_eq!(message.uri(), "https://proxy.example/stripe/v1/accounts/acct_1");
        assert_eq!(message.headers()["stripe-version"], API.version);
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

    fn answer(body: &str) -> Result<Response<Account>, Error> {
        interpret::<RetrieveAccount>(http::Response::new(body.to_owned().into()))
    }

    #[test]
    fn holds_the_facts() {
        let body = r#"{"id": "acct_1", "email": "canary@example.com",
            "controller": {"losses": {"payments": "application"}, "requirement_collection": "stripe"}}"#;
        let account = answer(body).unwrap();
        assert_eq!(account.id(), Some("acct_1"));
        assert_eq!(AccountFacts::from_account(&account), AccountFacts::express());
        let printed = format!("{account:?}");
        assert!(printed.contains("acct_1") && !printed.contains("canary"), "{printed}");
        assert_eq!(AccountFacts::from_account(&answer("{}").unwrap()), AccountFacts::unknown());
        assert!(!format!("{:?}", answer(&format!(r#"{{"id": "{KEY}"}}"#)).unwrap()).contains("Canary"));
    }

    #[test]
    fn is_an_object() {
        assert!(matches!(answer(r#"{"id": "#).unwrap_err(), Error::Decode(_)));
        assert!(matches!(answer("[]").unwrap_err(), Error::UnexpectedBody(_)));
        assert!(Account::from_json(b"[]").is_err());
    }
}
