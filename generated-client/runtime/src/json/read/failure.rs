//! Where reading failed, and why.

use crate::json::JsonError;
use serde_json::Value as Json;

/// What reading comes to.
pub(super) type Outcome<T> = Result<T, Box<Failure>>;

/// Why a text could not be read.
#[derive(Debug, Default)]
pub(super) struct Failure {
    /// Where, from the innermost name to the outermost.
    path: Vec<String>,
    /// What is wrong there; nothing where the text is no JSON.
    problem: Option<String>,
}

impl Failure {
    /// The text is no JSON.
    #[cold]
    pub(super) fn malformed() -> Box<Self> {
        Box::default()
    }

    /// There is a value of another type.
    #[cold]
    pub(super) fn mismatch(expected: &str, found: &str) -> Box<Self> {
        Box::new(Failure { path: Vec::new(), problem: Some(format!("expected {expected}, found {found}")) })
    }

    /// The same, within something of this name.
    #[cold]
    pub(super) fn within(mut self: Box<Self>, name: &str) -> Box<Self> {
        self.path.push(name.to_owned());
        self
    }

    /// What users see. What is wrong with a text that is no JSON, and at which line, a full parser knows.
    pub(super) fn describe(mut self, text: &str) -> JsonError {
        self.path.reverse();
        let problem = self.problem.or_else(|| serde_json::from_str::<Json>(text).err().map(|error| error.to_string()));
        JsonError { path: self.path.join("."), problem: problem.unwrap_or_else(|| "not the expected JSON".to_owned()) }
    }
}
