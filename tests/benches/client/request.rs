//! Building, encoding, checking and resolving requests. The time includes dropping.

use super::subject::{self, facts, full_request};
use divan::{Bencher, black_box, black_box_drop};
use generated_client::Request;

/// The lower bound: four components and four features as ready text.
#[divan::bench]
fn a_floor_pushed_by_hand() {
    black_box_drop(subject::pushed_by_hand());
}

#[divan::bench]
fn built_and_encoded() {
    black_box_drop(subject::request().encode());
}

#[divan::bench]
fn encoded(bencher: Bencher) {
    let request = subject::request();
    bencher.bench(|| black_box_drop(black_box(&request).encode()));
}

#[divan::bench]
fn full_encoded(bencher: Bencher) {
    let request = full_request();
    bencher.bench(|| black_box_drop(black_box(&request).encode()));
}

#[divan::bench]
fn full_resolved(bencher: Bencher) {
    let request = full_request();
    bencher.bench(|| black_box_drop(black_box(&request).resolve(&facts())));
}

#[divan::bench]
fn full_validated(bencher: Bencher) {
    let request = full_request();
    bencher.bench(|| black_box_drop(black_box(&request).validate_for(&facts())));
}

#[divan::bench]
fn resolved(bencher: Bencher) {
    let request = subject::request();
    bencher.bench(|| black_box_drop(black_box(&request).resolve(&facts())));
}

#[divan::bench]
fn validated(bencher: Bencher) {
    let request = subject::request();
    bencher.bench(|| black_box_drop(black_box(&request).validate_for(&facts())));
}
