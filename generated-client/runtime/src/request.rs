//! The client's view of a request.

use std::borrow::Cow;

use serde_json::Value;

use crate::{json_error::JsonError, reflect::Api, violation::ValidationError};

/// A response that can be read from a body.
pub trait FromJson: Sized {
    /// Decodes a body.
    ///
    /// # Errors
    ///
    /// If the body is not JSON, or lacks a field that the API description requires.
    fn from_json(body: &[u8]) -> Result<Self, JsonError>;
}

#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request",
    label = "this is no request",
    note = "a builder becomes a request by `.build()?`"
)]
/// A request: a value that knows its operation, its encoding and its response.
pub trait Request: Send + Sync {
    /// The response object.
    type Response: FromJson + Send;

    /// The API version, method and path.
    const API: &'static Api;

    /// The path, if the one in [`Request::API`] has a part in braces to fill in. The inserted text must be
    /// percent-encoded.
    fn path(&self) -> Cow<'static, str> {
        Self::API.path.into()
    }

    /// Encodes the body as `application/x-www-form-urlencoded`.
    fn encode(&self) -> String;

    /// Checks the rules that need no account. The client refuses to send a request that breaks one.
    ///
    /// # Errors
    ///
    /// All violations at once.
    fn validate(&self) -> Result<(), ValidationError> {
        Ok(())
    }
}

/// The facts about a connected account in one version of the API: implemented by each version's `AccountFacts`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold facts about an account",
    label = "expected an `AccountFacts`",
    note = "each API version has an `AccountFacts` of its own, in the module of its requests"
)]
pub trait FromAccount: Sized {
    /// Reads the facts from the API's account object. Facts that are missing there are those of the account type that the
    /// object names. Other facts, and values that the version does not know, stay unknown.
    fn from_account(account: &Value) -> Self;
}

/// The state of a builder whose required parameter is not set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Missing;

/// The state of a builder whose required parameter is set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Set;

/// The values of an account's facts, as positions in [`Fact::values`](crate::reflect::Fact::values). A fact that the account
/// object lacks has its value for the account type; `None` for one that stays unknown.
pub fn fact_positions<const N: usize>(api: &Api, account: &Value) -> [Option<usize>; N] {
    let account_type = api.account_type_field.and_then(|path| text_at(account, path));
    let account_type = api.account_types.iter().find(|known| Some(known.name) == account_type);
    std::array::from_fn(|index| {
        let fact = api.facts.get(index)?;
        match text_at(account, fact.account_field) {
            Some(value) => fact.values.iter().position(|known| *known == value),
            None => *account_type?.facts.get(index)?,
        }
    })
}

/// The text at a dotted path of a JSON object.
fn text_at<'j>(json: &'j Value, path: &str) -> Option<&'j str> {
    path.split('.').try_fold(json, |json, name| json.get(name))?.as_str()
}
