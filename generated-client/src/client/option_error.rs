//! Problems with the options of a client or a request.

/// All problems with the options of a client or a request. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.problems.iter().map(OptionProblem::to_string).collect::<Vec<_>>().join("; "))]
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

/// A problem with an option. Names are shown with secrets blanked, values never.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OptionProblem {
    /// An invalid idempotency key.
    #[error("the idempotency key is not one: expected up to 255 visible ASCII characters, and spaces between them")]
    IdempotencyKey,
    /// An invalid connected account.
    #[error("`{account}` is not a connected account's id: expected `acct_` and letters and digits after it")]
    StripeAccount {
        /// The text.
        account: String,
    },
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
