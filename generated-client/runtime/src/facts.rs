//! What the client needs to know of an API version's facts about accounts.

use serde_json::Value;

/// The facts about a connected account in one version of the API: the `AccountFacts` that `generate!` makes.
///
/// Code that deals with one version has no need of it: the type's own `from_account` is the same.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold facts about an account",
    label = "expected an `AccountFacts`",
    note = "each API version has an `AccountFacts` of its own, in the module of its requests"
)]
pub trait FromAccount: Sized {
    /// Reads the facts from the API's account object. What it does not say, or says in a word that the version does
    /// not know, stays unknown.
    fn from_account(account: &Value) -> Self;
}
