//! The golden files of generated code.

/// Every form of default and restriction.
#[path = "../golden/rules.rs"]
pub mod rules;

/// The smallest schema.
#[path = "../golden/smallest.rs"]
pub mod smallest;

/// Every type.
#[path = "../golden/types.rs"]
pub mod types;
