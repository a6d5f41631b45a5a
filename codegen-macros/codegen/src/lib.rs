//! Generates the Rust of a typed client from a checked schema.
//!
//! ```
//! use quote::quote;
//!
//! # let text = schema::shipped()[0].1;
//! let reading = schema::read(&schema::Source::new("my_api.yaml", text));
//! let schema = reading.schema.ok_or("the schema has errors")?;
//! let items = generated_client_codegen::expand(&schema, &quote!(generated_client_runtime));
//! # assert!(items.to_string().contains("struct CreateAccountSession"));
//! # Ok::<(), &str>(())
//! ```
//!
//! [`expand`] never fails, since the check has found every mistake. Generated code depends on the crate
//! `generated-client-runtime`. With the feature `format`, `generate` does all this in a build script.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod account_facts;
#[cfg(feature = "format")]
mod build_script;
mod doc_comments;
mod field_setters;
mod idents;
mod name_enums;
mod nested_types;
mod params_structs;
mod request_builder;
mod request_struct;
mod response_structs;
mod rust_types;
mod table_consts;
mod trait_impls;

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

#[cfg(test)]
mod tests {
    use super::*;

    /// A schema with everything that can be deprecated.
    const DEPRECATED: &str = "
api_version: 2030-01-01
operation:
  name: open_session
  doc: Opens a session.
  method: POST
  path: /v1/sessions
  params:
    components: { type: components, required: true, doc: Its components. }
    note: { type: string, deprecated: true, clearable: true, doc: A note. }
    owner: { type: id, prefix: acct_, required: true, deprecated: true, doc: An owner. }
    look: { type: object, doc: Its look., fields: { color: { type: string, deprecated: true, clearable: true, doc: A color. } } }
  returns: session
object:
  name: session
  doc: A session.
  fields:
    components: { type: components, doc: Its components. }
    note: { type: string, deprecated: true, doc: A note. }
features:
  refunds: { doc: Lets money go back., default: true, deprecated: true }
  theme: { doc: Its theme., type: enum, values: [light], clearable: true, deprecated: true, default: light }
components:
  payments: { doc: Lists payments., features: [refunds, theme] }
  payouts: { doc: Lists payouts., deprecated: true, features: [] }
";

    #[test]
    fn deprecated_items_are_marked() {
        let schema = |text: &str| schema::read(&schema::Source::new("a.yaml", text)).schema.unwrap();
        let code = |text: &str| expand(&schema(text), &quote!(runtime)).to_string();
        let marked = code(DEPRECATED);
        let has = |part: &str| marked.matches(part).count();
        let mark = "# [deprecated = \"the API discourages its use\"]";
        // Fields of parameters and responses, and their setters.
        for (name, fields, setters) in
            [("note", 2, 1), ("owner", 1, 1), ("color", 1, 1), ("refunds", 2, 1), ("theme", 2, 1), ("payouts", 2, 1)]
        {
            assert_eq!(has(&format!("{mark} pub {name} :")), fields, "{name}");
            let plain = has(&format!("{mark} pub fn {name} ("));
            assert_eq!(
                plain + has(&format!("{mark} # [must_use] pub fn {name} (")),
                setters + usize::from(["note", "owner"].contains(&name)),
                "{name}"
            );
        }
        assert!(marked.contains("# [allow (deprecated)] "));
        assert!(!code(&DEPRECATED.replace("deprecated: true", "deprecated: false")).contains("deprecated"));
    }
}
