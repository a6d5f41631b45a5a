//! The tests that cross crates, as one program: each links the client, the sandbox and the schema library.
//!
//! Run one file of them with `cargo test --package tests --test main -- responses::`.

mod compile_fail;
mod customer_sessions;
mod defaults_and_restrictions;
mod diff_properties;
mod end_to_end;
mod explain;
mod golden;
mod import_documents;
mod many_requests;
mod mistakes;
mod ordinary_uses;
mod outside;
mod readme;
mod request_properties;
mod responses;
mod robustness;
mod sdks;
mod secrets;
mod stored_params;
mod value_types;
