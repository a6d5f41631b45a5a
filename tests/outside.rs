//! Crates outside of the workspace, and the project's commands. These tests start cargo; run them with
//! `cargo test --package tests --test main -- --ignored outside::`.

mod checked_schemas;
mod commands;
mod own_schema;
mod regenerate;
