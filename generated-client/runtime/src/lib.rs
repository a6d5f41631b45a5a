//! Runtime of generated clients: values, parameters, encoding, JSON, rules and tables.
//!
//! Programs use it through `generated-client`. A library that needs types alone, without a client, can depend on it and
//! generate them:
//!
//! ```
//! mod acacia {
//!     generated_client_runtime::generate!(version = "2024-09-30.acacia");
//! }
//! use acacia::{AccountFacts, ComponentsParams, CreateAccountSession, PaymentsParams};
//!
//! # fn main() -> Result<(), generated_client_runtime::ValidationError> {
//! let components = ComponentsParams::new().payments(PaymentsParams::enabled());
//! let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
//! let expected = request.resolve(&AccountFacts::express());
//! assert_eq!(expected.payments.and_then(|payments| payments.refund_management), Some(true));
//! # Ok(())
//! # }
//! ```

mod clearable;
mod component;
mod dynamic;
mod expandable_id;
mod form;
mod impl_macros;
mod json;
mod json_error;
mod lookup;
mod param_path;
mod read;
mod redact;
pub mod reflect;
mod request;
mod resolve;
mod rules;
mod scalars;
mod unknown;
mod value;
mod violation;
mod write;

pub use clearable::Clearable;
#[doc(hidden)]
pub use codegen_macros;
pub use codegen_macros::reference;
pub use expandable_id::ExpandableId;
pub use json_error::JsonError;
pub use lookup::FeatureError;
#[doc(hidden)]
pub use redact::redact;
pub use request::{FromAccount, FromJson, Request};
pub use scalars::{Id, Secret, Timestamp};
pub use unknown::{ComponentUnknown, Unknown};
pub use violation::{Rule, ValidationError, Violation};

/// Generates a typed client from a description in YAML.
///
/// The input is a path relative to the `Cargo.toml` of the calling crate, or a version whose description comes with the
/// project: see [`codegen_macros::generate!`]. It expands to items, so put each description into a module. The
/// documentation of the crate `generated-client-schema` describes the language.
#[macro_export]
macro_rules! generate {
    ($($input:tt)*) => { $crate::codegen_macros::generate! { crate = $crate, $($input)* } };
}

/// Support code for the macro's output and the sandbox. Not public API; exempt from semantic versioning.
#[doc(hidden)]
pub mod rt {
    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    pub use serde_json;
    pub use std::marker::PhantomData;

    pub use crate::{
        component::{
            Component, ComponentMut, ComponentRef, ComponentSlot, Components, ComponentsMut, FieldRef, FieldValue,
            Record, RecordMut, RecordRef, components_of, is_empty, view_component,
        },
        dynamic::{DynComponents, DynParams},
        form::encode,
        impl_json, impl_request_json, impl_value,
        json::Json,
        json_error::JsonError,
        lookup::{feature_value, is_enabled, remove, set_enabled, set_feature},
        read::{component as component_from_json, components as components_from_json},
        reflect::{AccountType, Api, ComponentInfo, DefaultRule, Fact, FeatureInfo, Field, Literal, Type},
        request::{FromAccount, Missing, Request, Set, fact_positions},
        resolve::{resolve, resolve_into},
        rules::{validate, validate_for},
        value::{Value, deserialize, text_from_json},
        write::{component as component_to_json, components as components_to_json},
    };
}
