//! Decoding of responses, with all fields known and with many unknown. The time includes dropping.

use super::subject::SESSION;
use divan::{black_box, black_box_drop};
use generated_client::{FromJson, v2026_10_28_endive};
use serde::de::IgnoredAny;

/// The lower bound: parsed and not kept.
#[divan::bench]
fn a_floor_ignored() {
    black_box_drop(serde_json::from_str::<IgnoredAny>(black_box(SESSION)).unwrap());
}

#[divan::bench]
fn decoded() {
    black_box_drop(v2026_10_28_endive::AccountSession::from_json(black_box(SESSION.as_bytes())).unwrap());
}

/// By an earlier version, which knows half of the components and keeps the others as unknown.
#[divan::bench]
fn decoded_and_kept() {
    black_box_drop(generated_client::AccountSession::from_json(black_box(SESSION.as_bytes())).unwrap());
}

#[divan::bench]
fn decoded_to_any_json() {
    black_box_drop(serde_json::from_str::<serde_json::Value>(black_box(SESSION)).unwrap());
}
