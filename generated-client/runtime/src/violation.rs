//! Why a request is refused before it is sent.

use crate::param::{Name, Param};
use std::{borrow::Cow, fmt};

/// Everything that is wrong with a request, all at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError {
    violations: Vec<Violation>,
}

/// A parameter that breaks a rule. It never holds the parameter's text, which may be a secret in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The parameter, in the API's bracket form.
    pub param: Cow<'static, str>,
    /// What it breaks.
    pub rule: Rule,
}

/// A rule that a request can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// The parameter, or an item of it, is empty, so that nothing would be sent for it.
    NotEmpty,
    /// The identifier must be this prefix with something after it.
    Prefix(&'static str),
    /// The feature may have this value only for accounts of which all these facts hold.
    OnlyWhen {
        /// The value it has.
        value: bool,
        /// Facts, with the value each must have.
        facts: &'static [(&'static str, &'static str)],
    },
    /// The feature must have the same value in every component that sets it.
    SameInEveryComponent {
        /// The value it has here.
        value: bool,
        /// A parameter in which it has the other value.
        other: &'static str,
    },
}

impl ValidationError {
    /// Every violation. Those of one rule stand together, in the order of the parameters.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl std::error::Error for ValidationError {}

impl fmt::Display for ValidationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                formatter.write_str("; ")?;
            }
            violation.fmt(formatter)?;
        }
        Ok(())
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ", self.param)?;
        match self.rule {
            Rule::NotEmpty => formatter.write_str("must not be empty"),
            Rule::Prefix(prefix) => write!(formatter, "must be `{prefix}` with something after it"),
            Rule::OnlyWhen { value, facts } => {
                write!(formatter, "may be {value} only for accounts whose ")?;
                for (index, (fact, value)) in facts.iter().enumerate() {
                    let and = if index > 0 { " and " } else { "" };
                    write!(formatter, "{and}{fact} is {value}")?;
                }
                Ok(())
            }
            Rule::SameInEveryComponent { value, other } => {
                write!(formatter, "is {value}, but {other} is {}: it must be the same in every component", !value)
            }
        }
    }
}

/// Collects violations. Allocates only when there is one.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Notes a violation.
    pub fn push(&mut self, param: impl Into<Cow<'static, str>>, rule: Rule) {
        self.0.push(Violation { param: param.into(), rule });
    }

    /// Notes a text that is empty.
    pub fn text(&mut self, param: &'static str, text: &str) {
        if text.is_empty() {
            self.push(param, Rule::NotEmpty);
        }
    }

    /// Notes a value of which nothing would be sent.
    pub fn nothing(&mut self, name: Name<'_>) {
        self.push(name.to_param(), Rule::NotEmpty);
    }

    /// Notes what is wrong with a value wherever it stands.
    pub fn value(&mut self, param: &'static str, value: &impl Param) {
        value.check(Name::Whole(param), self);
    }

    /// Notes an identifier that does not start as it must.
    #[inline]
    pub fn prefix(&mut self, param: &'static str, id: &crate::Id, prefix: &'static str) {
        if !id.has_prefix(prefix) {
            self.push(param, Rule::Prefix(prefix));
        }
    }

    /// Refuses what was noted.
    #[inline]
    pub fn into_result(self) -> Result<(), ValidationError> {
        if self.0.is_empty() { Ok(()) } else { Err(ValidationError { violations: self.0 }) }
    }
}
