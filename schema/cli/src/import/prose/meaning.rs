//! The meaning of a description.

use super::condition::Condition;

/// A parsed description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParsedDescription {
    /// The value when none is given.
    pub(crate) default: Option<StatedDefault>,
    /// A value that only some accounts may have.
    pub(crate) restriction: Option<StatedRestriction>,
    /// The sentences about neither.
    pub(crate) doc: String,
    /// Sentences about one of the two that were not understood.
    pub(crate) unread: Vec<String>,
}

/// A default as described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StatedDefault {
    /// Always this.
    Value(bool),
    /// A value where a condition holds, and another elsewhere. A value that is neither `true` nor `false` is `None`.
    When(Vec<(Condition, Option<bool>)>, Option<Option<bool>>),
    /// As another feature.
    SameAs(String),
    /// Opposite to another feature.
    OppositeOf(String),
}

/// A restriction as described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatedRestriction {
    /// The restricted value.
    pub(crate) value: bool,
    /// The condition.
    pub(crate) only_when: Condition,
}

impl StatedDefault {
    /// The default that two clauses state together. `None` if they contradict each other.
    pub(super) fn and(self, other: StatedDefault) -> Option<StatedDefault> {
        match (self, other) {
            (StatedDefault::When(rows, otherwise), StatedDefault::When(more, other)) => {
                let agreed = otherwise == other || otherwise.is_none() || other.is_none();
                agreed.then(|| StatedDefault::When([rows, more].concat(), otherwise.or(other)))
            }
            (one, other) => (one == other).then_some(one),
        }
    }
}
