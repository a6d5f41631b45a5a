//! Descriptions of Stripe's Account Sessions API: the YAML files, their language, and their checked form.
//!
//! [`read`] turns a text into a [`CheckedSchema`] and reports all errors, each [`Diagnostic`] at its location. Each stage
//! is a module: text to a tree with locations ([`yaml`]), to a syntax tree ([`parse`] to [`ast`]), and to the checked
//! [`model`] ([`check`]).
//!
//! # The language
//!
//! A file describes one version of the API. Names are the API's, in snake_case; every `doc` becomes the documentation of
//! a Rust item.
//!
//! ```
//! # let text = r#"
//! api_version: 2030-01-01.example
//!
//! facts:                            # what rules depend on
//!   region:
//!     doc: Where the account is.
//!     account_field: settings.region      # its path in the account object
//!     values: [north, south]
//!
//! account_types:                    # well-known combinations of facts
//!   northern: { region: north }
//! account_type_field: kind          # where the account object names its type, for facts that are missing there
//!
//! operation:                        # the request
//!   name: open_session
//!   doc: Opens a session.
//!   method: POST
//!   path: /v1/sessions
//!   params:
//!     account: { type: id, prefix: acct_, required: true, doc: Whose session it is. }
//!     components: { type: components, required: true, doc: What it may show. }
//!   returns: session
//!
//! object:                           # the response; a `required` field must be present
//!   name: session
//!   doc: An open session.
//!   fields:
//!     client_secret: { type: secret, required: true, doc: What the front end needs. }
//!     components: { type: components, doc: What it may show. }
//!
//! features:                         # shared by the components that list them
//!   refunds:
//!     doc: Lets money go back.
//!     default: { by: region, north: true, south: false }
//!     may_be: { value: true, only_when: { region: north } }
//!   payout_methods:
//!     doc: How money goes out.
//!     type: list
//!     of: enum
//!     values: [standard, instant]
//!     clearable: true
//!     default: [standard]
//!
//! components:
//!   payments:
//!     doc: Lists what was paid.
//!     features: [refunds]
//!   payouts:
//!     doc: Lists what was paid out.
//!     features:
//!       - payout_methods
//!       - refunds: { default: false }       # differs in this component
//! # "#;
//! # let reading = schema::lint(&schema::Source::new("example.yaml", text));
//! # assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
//! ```
//!
//! A `type` is one of these. A feature without one is boolean.
//!
//! | `type` | further keys | in Rust | in a form |
//! |---|---|---|---|
//! | `boolean` | | `bool` | `x=true` |
//! | `string`, `secret` | | `String`, `Secret` | `x=text` |
//! | `integer`, `timestamp` | `maximum: 10` of an `integer` | `i64`, `Timestamp` | `x=12` |
//! | `id` | `prefix: acct_` | `Id` | `x=acct_1` |
//! | `id` in a response | `expandable: true`, and `prefix` if known | `ExpandableId` | |
//! | `enum` | `values: [one, two]` | an enum that keeps unknown values | `x=one` |
//! | `object` | `fields: { y: { type: ..., doc: ... } }` | a struct that keeps unknown fields | `x[y]=...` |
//! | `list` | `of: string`, `integer`, `enum` or `object`, with what that needs | `Vec` | `x[0]=...` |
//! | `components` | | the components | `x[payments][enabled]=true` |
//!
//! A parameter with `clearable: true` can be cleared: `x=` in a form, `null` in a response, `Clearable` in Rust. Enums and
//! objects of one name share a Rust type, which has the values or fields of all of them; a field is required if every
//! request needs it. An object with no field set can't be sent. An `expandable` field has the identifier of an object, or
//! the object. Exactly one of the parameters under the operation's `one_of: [customer, customer_account]` must be set.
//! Components, features, parameters and fields with `deprecated: true` are `#[deprecated]` in Rust.
//!
//! The values of facts and enums are the API's, such as `US`; their Rust names are derived. `facts`, `account_types` and
//! `account_type_field` can be left out. A fact is read from its path in the account object; one that is missing there has
//! its value for the account type, which `account_type_field` names.
//!
//! A `default` takes one of these forms:
//!
//! | `default` | value of the feature where a request leaves it out |
//! |---|---|
//! | a value | that value; `null` is the default of a clearable feature that is not set |
//! | `{ by: fact, ... }` | a table with a row for each of the fact's values; a row can be `undocumented` |
//! | `{ same_as: feature }` | the value of another feature of the component, of the same type |
//! | `{ opposite_of: feature }` | the opposite of another feature of the component, both of them boolean |
//! | `undocumented` | the API does not name one |
//!
//! `may_be` restricts a value of a boolean feature to accounts for which all facts under `only_when` hold.
//! `same_in_every_component: true` requires all components to agree on a boolean feature.

pub mod ast;
pub mod check;
pub mod defaults;
mod diagnostic;
pub mod feature_table;
pub mod model;
pub mod names;
pub mod parse;
pub mod reserved_names;
mod source;
pub mod suggest;
pub mod vocabulary;
pub mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, Help, Severity, Style};
pub use model::CheckedSchema;
pub use source::{Source, Span, Spanned, Text};

/// The result of reading a schema.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The checked schema, without the parts that have errors. `None` if too little is left.
    pub schema: Option<CheckedSchema>,
    /// Errors and lints, in the order of the text.
    pub diagnostics: Diagnostics,
}

/// Reads and checks a schema, without lints.
pub fn read(source: &Source) -> Reading {
    read_and(source, |_, _, _| {})
}

/// Reads and checks a schema. Lints run if there are no errors.
pub fn lint(source: &Source) -> Reading {
    read_and(source, check::lint)
}

fn read_and(source: &Source, lint: impl Fn(&ast::File, &CheckedSchema, &mut Diagnostics)) -> Reading {
    let mut diagnostics = Diagnostics::default();
    let schema = yaml::parse(source, &mut diagnostics).and_then(|root| {
        let file = parse::file(source, &root, &mut diagnostics);
        let schema = check::check(&file, &mut diagnostics)?;
        // The subject of an error may look unused or unfinished.
        if !diagnostics.has_errors() {
            lint(&file, &schema, &mut diagnostics);
        }
        Some(schema)
    });
    diagnostics.sort();
    Reading { schema, diagnostics }
}

/// The folder of the descriptions that come with this crate, each named after its version: `2024-09-30.acacia.yaml`.
pub const SHIPPED: &str = env!("CARGO_MANIFEST_DIR");

/// The descriptions that come with this crate, oldest first: each version with its text.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    &[
        ("2024-09-30.acacia", include_str!("../2024-09-30.acacia.yaml")),
        ("2025-03-31.basil", include_str!("../2025-03-31.basil.yaml")),
        ("2025-09-30.clover", include_str!("../2025-09-30.clover.yaml")),
        ("2026-03-25.dahlia", include_str!("../2026-03-25.dahlia.yaml")),
        ("2026-10-28.endive", include_str!("../2026-10-28.endive.yaml")),
    ]
}
