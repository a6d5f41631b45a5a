//! The difference of two descriptions: by meaning, not by text, with its effect on users of the generated crate.
//!
//! Items are matched by name, so a new name is one item removed and one added. Comments, the order of conditions, and
//! whether a rule stands with a shared feature or with each component make no difference.

pub mod change;
pub(crate) mod changelog;
pub(crate) mod compare;
pub(crate) mod diff_json;
#[cfg(test)]
mod diff_tests;
pub mod groups;
mod items;
pub mod semver;
pub(crate) mod terminal;
pub(crate) mod wording;

pub use change::{Change, Edit, Subject};
pub use compare::diff;
pub use semver::Semver;
