//! Violations of the rules that a request must follow.

use std::{borrow::Cow, fmt};

use serde_core::{Serialize, Serializer, ser::SerializeStruct};

use crate::param_path::ParamPath;

/// All violations of a request. Serialized as the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError {
    violations: Vec<Violation>,
}

/// A parameter that breaks a rule. It never holds the parameter's text, which may be a secret in the wrong place.
///
/// Serialized as `{"param": "...", "rule": "only_when", "message": "..."}`, for the response of a back end; the message is
/// that of `Display`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The parameter's path, in the API's bracket form.
    pub param: Cow<'static, str>,
    /// The broken rule.
    pub rule: Rule,
}

/// A rule that a request can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// The parameter, or an item of it, must not be empty, since nothing would be sent for it.
    NotEmpty,
    /// The identifier must be this prefix followed by letters, digits or `_`.
    Prefix(&'static str),
    /// The number must be at most this.
    Maximum(i64),
    /// Exactly one of these parameters must be set.
    OneOf(&'static [&'static str]),
    /// The feature may have this value only for accounts with all of these facts.
    OnlyWhen {
        /// The feature's value.
        value: bool,
        /// Pairs of a fact's name and its value.
        facts: &'static [(&'static str, &'static str)],
    },
    /// The feature must have the same value in every component that sets it.
    SameInEveryComponent {
        /// The feature's value.
        value: bool,
        /// A parameter in which the feature has the other value.
        other: &'static str,
    },
}

impl ValidationError {
    /// The error for these violations, if there are any.
    pub(crate) fn of(violations: Vec<Violation>) -> Result<(), Self> {
        if violations.is_empty() { Ok(()) } else { Err(Self { violations }) }
    }

    /// Every violation, in the order of the parameters.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl Violation {
    pub(crate) fn new(param: ParamPath<'_>, rule: Rule) -> Self {
        Self { param: param.into(), rule }
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
            Rule::Prefix(prefix) => write!(formatter, "must be `{prefix}` followed by letters, digits or `_`"),
            Rule::Maximum(maximum) => write!(formatter, "must be at most {maximum}"),
            Rule::OneOf(params) => {
                let mut others = params.iter().filter(|other| **other != self.param);
                others.try_for_each(|other| write!(formatter, "or {other} "))?;
                formatter.write_str("must be set, and only one of them")
            }
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

impl Rule {
    /// The rule's name in JSON.
    fn name(&self) -> &'static str {
        match self {
            Rule::NotEmpty => "not_empty",
            Rule::Prefix(_) => "prefix",
            Rule::Maximum(_) => "maximum",
            Rule::OneOf(_) => "one_of",
            Rule::OnlyWhen { .. } => "only_when",
            Rule::SameInEveryComponent { .. } => "same_in_every_component",
        }
    }
}

impl Serialize for ValidationError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.violations)
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Violation", 3)?;
        fields.serialize_field("param", &self.param)?;
        fields.serialize_field("rule", self.rule.name())?;
        fields.serialize_field("message", &self.to_string())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_violation_as_json() {
        let rule = Rule::OnlyWhen { value: false, facts: &[("requirement_collection", "application")] };
        let violation = Violation { param: "components[documents][enabled]".into(), rule };
        let expected = json!({
            "param": "components[documents][enabled]",
            "rule": "only_when",
            "message": "components[documents][enabled] may be false only for accounts whose requirement_collection is \
                        application",
        });
        assert_eq!(serde_json::to_value(&violation).unwrap(), expected);
        let error = ValidationError { violations: vec![violation] };
        assert_eq!(serde_json::to_value(error).unwrap(), json!([expected]));
    }

    #[test]
    fn rules_as_json() {
        let name = |rule| serde_json::to_value(Violation { param: "note".into(), rule }).unwrap()["rule"].clone();
        assert_eq!(name(Rule::NotEmpty), "not_empty");
        assert_eq!(name(Rule::Prefix("acct_")), "prefix");
        assert_eq!(name(Rule::Maximum(10)), "maximum");
        assert_eq!(name(Rule::OneOf(&["customer", "customer_account"])), "one_of");
        let other = "components[payments][features][refunds]";
        assert_eq!(name(Rule::SameInEveryComponent { value: true, other }), "same_in_every_component");
    }
}
