//! A typed client for Stripe's Account Sessions API, generated from a YAML description of it.
#![doc = codegen_macros::reference!(version = "2024-09-30.acacia")]

// The macro's output names this crate from outside, and this crate is its first user.
extern crate self as generated_client;

#[cfg(feature = "client")]
mod client;
mod form;
mod json;
pub mod reflect;
mod request;
#[doc(hidden)]
pub mod rt;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod unknown;
mod value;
mod violation;

#[cfg(feature = "client")]
pub use client::*;
pub use json::{FromJson, JsonError};
pub use request::{Request, UnknownFeature};
pub use unknown::{ComponentUnknown, Unknown};
pub use value::{Id, Secret, Timestamp};
pub use violation::{Rule, ValidationError, Violation};

codegen_macros::generate!(version = "2024-09-30.acacia");
