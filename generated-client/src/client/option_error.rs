//! Problems with the options of a client or a request.

use std::fmt;

use crate::client::{headers::StripeAccountError, idempotency_key::IdempotencyKeyError};

/// All problems with the options of a client or a request. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionsError {
    problems: Vec<OptionProblem>,
}

impl OptionsError {
    /// The error for these problems, if there are any.
    pub(crate) fn of(problems: Vec<OptionProblem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self { problems }) }
    }

    /// The problems, in the order of the methods of [`RequestOptions`](crate::client::RequestOptions).
    pub fn problems(&self) -> &[OptionProblem] {
        &self.problems
    }
}

impl From<OptionProblem> for OptionsError {
    fn from(problem: OptionProblem) -> Self {
        Self { problems: vec![problem] }
    }
}

impl std::error::Error for OptionsError {}

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if index > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}

/// A problem with an option. Names are shown with secrets blanked, values never.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OptionProblem {
    /// An invalid idempotency key.
    #[error(transparent)]
    IdempotencyKey(#[from] IdempotencyKeyError),
    /// An invalid connected account.
    #[error(transparent)]
    StripeAccount(#[from] StripeAccountError),
    /// An invalid context.
    #[error("the context is not one: expected something like `acct_...`, of visible ASCII characters")]
    StripeContext,
    /// A connected account and a context at once.
    #[error(
        "both a connected account and a context are set: expected one of them, since the context names the account"
    )]
    AccountAndContext,
    /// An invalid API version.
    #[error("the API version is not one: expected something like `2024-09-30.acacia`")]
    ApiVersion,
    /// A name, version or URL of the application that can't be sent.
    #[error("the application's name, version or URL can't be sent: expected visible ASCII characters and spaces")]
    AppInfo,
    /// An invalid header name.
    #[error("`{name}` is not the name of a header: expected letters, digits and `-`")]
    HeaderName {
        /// The name.
        name: String,
    },
    /// A header value with a character that headers can't carry.
    #[error("the value of the header `{name}` has a character that headers can't carry: expected visible ASCII")]
    HeaderValue {
        /// The header's name.
        name: String,
    },
    /// A header that the client sets.
    #[error("the header `{name}` is set by the client: expected another one, or the option for it")]
    ReservedHeader {
        /// The header's name.
        name: String,
    },
    /// An invalid parameter name.
    #[error("`{name}` is not the name of a parameter: expected something like `components[new_thing][enabled]`")]
    ParamName {
        /// The name.
        name: String,
    },
    /// A parameter that the request has already.
    #[error("the parameter `{name}` is set twice: expected it once, in the request or in the options")]
    DuplicateParam {
        /// The parameter's name.
        name: String,
    },
}
