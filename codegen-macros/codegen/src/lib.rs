//! Generates the Rust of a typed client from a checked schema.
//!
//! [`expand`] never fails, since every mistake has been found by the check. Generated code depends on the crate
//! `generated-client-runtime`.

mod account_facts;
#[cfg(feature = "format")]
mod build_script;
mod doc_comments;
mod idents;
mod name_enums;
mod nested_types;
mod params_structs;
mod request_builder;
mod request_struct;
mod response_structs;
mod rust_types;
mod table_consts;

#[cfg(feature = "format")]
pub use build_script::{BuildError, generate, source};
use proc_macro2::TokenStream;
use quote::quote;
use schema::CheckedSchema;

/// The items of a schema. `runtime` is the path of the runtime crate.
///
/// They are in a module of their own, so that no name around them can shadow a name that they use.
pub fn expand(schema: &CheckedSchema, runtime: &TokenStream) -> TokenStream {
    let request = request_struct::expand(schema);
    let builder = request_builder::expand(schema);
    let params = params_structs::expand(schema);
    let response = response_structs::expand(schema);
    let facts = account_facts::expand(schema);
    let nested = nested_types::expand(schema);
    let enums = name_enums::expand(schema);
    let tables = table_consts::expand(schema);
    // Generated code names what it warns of.
    let allow = schema.has_deprecated().then(|| quote!(#[allow(deprecated)]));
    quote! {
        pub use self::generated::*;

        // A program need not use every item, and not every API has values of all types.
        #[allow(dead_code)]
        #allow
        mod generated {
            #[allow(unused_imports)]
            use #runtime::{
                Clearable, ComponentUnknown, ExpandableId, FeatureError, Id, Secret, Timestamp, Unknown,
                ValidationError, rt,
            };

            #request
            #builder
            #params
            #response
            #facts
            #nested
            #enums
            #tables
        }
    }
}
