//! Any text is either explained or expanded: bytes to diagnostics that can be rendered, and to tokens that are Rust.
//!
//! Run with `cargo +nightly fuzz run --fuzz-dir tests/fuzz schema -- -dict=tests/fuzz/schema.dict -max_len=4096`.
#![no_main]

#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "../../explain.rs"]
mod explain;

libfuzzer_sys::fuzz_target!(|text: &[u8]| explain::explain_or_expand(text));
