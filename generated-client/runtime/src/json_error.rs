//! Errors of reading JSON.

use std::fmt;

use crate::json::Json;

/// The reason why JSON could not be read. It names types, never values, which may be secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JsonError {
    /// The place, such as `components.payments.features.refund_management`; empty for the text as a whole.
    pub path: String,
    /// The expected and the found type, or the mistake in the text.
    pub problem: String,
}

impl JsonError {
    /// A problem of the value as a whole.
    pub fn new(problem: impl Into<String>) -> Self {
        JsonError { path: String::new(), problem: problem.into() }
    }

    /// A value of another type than expected.
    pub fn mismatch(expected: &str, found: &Json<'_>) -> Self {
        Self::new(format!("expected {expected}, found {}", found.kind()))
    }

    /// The error of an object whose field of this name has it.
    pub fn within(mut self, name: &str) -> Self {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path.insert_str(0, separator);
        self.path.insert_str(0, name);
        self
    }

    /// The error of a list whose item at this position has it.
    pub fn within_item(self, index: usize) -> Self {
        self.within(&format!("[{index}]"))
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => formatter.write_str(&self.problem),
            path => write!(formatter, "`{path}`: {}", self.problem),
        }
    }
}

impl std::error::Error for JsonError {}

impl From<serde_json::Error> for JsonError {
    /// Any JSON can be read, so this is a mistake in the text, which `serde_json` describes without quoting it.
    fn from(error: serde_json::Error) -> Self {
        Self::new(error.to_string())
    }
}
