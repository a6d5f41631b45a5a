//! Runtime of generated clients: values, parameters, encoding, JSON, rules and tables.

mod clearable;
mod components;
mod facts;
mod flags;
mod form;
mod json;
mod param;
mod plan;
mod redact;
pub mod reflect;
mod request;
#[doc(hidden)]
pub mod rt;
mod unknown;
mod value;
mod violation;

pub use clearable::Clearable;
#[doc(hidden)]
pub use codegen_macros;
pub use codegen_macros::reference;
pub use facts::FromAccount;
#[doc(hidden)]
pub use json::any;
pub use json::{FromJson, JsonError};
#[doc(hidden)]
pub use redact::redact;
pub use request::{FeatureError, Request};
pub use unknown::{ComponentUnknown, Unknown};
pub use value::{Id, Secret, Timestamp};
pub use violation::{Rule, ValidationError, Violation};

/// Generates a typed client from a description in YAML: see [`codegen_macros::generate!`].
#[macro_export]
macro_rules! generate {
    ($($input:tt)*) => { $crate::codegen_macros::generate! { crate = $crate, $($input)* } };
}
