//! Crates outside of the workspace, and the commands of the project: all that starts cargo. Run them with
//! `cargo test --package tests --test main -- --ignored outside::`.

mod checked_schemas;
mod commands;
mod own_schema;
mod regenerate;
