//! What can be wrong with options.

use std::fmt;

use crate::{IdempotencyKeyError, StripeAccountError};

/// Everything that is wrong with the options of a request, all at once. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionsError {
    problems: Vec<OptionProblem>,
}

impl OptionsError {
    /// The error for these problems, if there are any.
    pub(super) fn of(problems: Vec<OptionProblem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self { problems }) }
    }

    /// Every problem, in the order of the methods of [`RequestOptions`](crate::RequestOptions).
    pub fn problems(&self) -> &[OptionProblem] {
        &self.problems
    }
}

impl From<StripeAccountError> for OptionsError {
    fn from(error: StripeAccountError) -> Self {
        Self { problems: vec![error.into()] }
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

/// What is wrong with an option. Names are shown without what looks like a secret, values never.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OptionProblem {
    /// The idempotency key is not one.
    #[error(transparent)]
    IdempotencyKey(#[from] IdempotencyKeyError),
    /// The connected account is not one.
    #[error(transparent)]
    StripeAccount(#[from] StripeAccountError),
    /// The API version can't be sent.
    #[error("the API version is not one: expected something like `2024-09-30.acacia`")]
    ApiVersion,
    /// The header's name is not one.
    #[error("`{name}` is not the name of a header: expected letters, digits and `-`")]
    HeaderName {
        /// The name.
        name: String,
    },
    /// The header's value has a character that would end it, or that headers don't have.
    #[error("the value of the header `{name}` has a character that headers can't carry: expected visible ASCII")]
    HeaderValue {
        /// The header's name.
        name: String,
    },
    /// The header is one that the client sets.
    #[error("the header `{name}` is set by the client: expected another one, or the option for it")]
    HeaderTaken {
        /// The header's name.
        name: String,
    },
    /// The parameter's name is not of the API's form.
    #[error("`{name}` is not the name of a parameter: expected something like `components[new_thing][enabled]`")]
    ParamName {
        /// The name.
        name: String,
    },
    /// The parameter says again, or contradicts, what another one says.
    #[error("the parameter `{name}` collides with `{with}`, which the request has as well")]
    ParamTaken {
        /// The parameter's name.
        name: String,
        /// The name of the other.
        with: String,
    },
}
