//! What a request and a response cost, beside the least that they can cost and beside async-stripe, in one run.
//!
//! Run with `cargo bench --bench client` in `tests/peers`. Allocations are not counted here, since counting takes time,
//! and from the one that allocates more the most: `tests/benches` counts them.

mod async_stripe;
#[path = "../../benches/client/request.rs"]
mod request;
#[path = "../../benches/client/response.rs"]
mod response;
#[path = "../../benches/client/subject.rs"]
mod subject;

fn main() {
    // Enough of each that neither the timer nor the first, cold call counts.
    divan::Divan::default().sample_count(1000).sample_size(100).config_with_args().main();
}
