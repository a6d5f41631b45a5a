//! The cost of a request and a response, next to the least that the same text can cost.
//!
//! Run with `cargo bench -p tests --bench client`. Compare lines of one run with one another; single figures depend on
//! the machine. `tests/peers` has the same beside another client.

mod request;
mod response;
mod subject;

#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    // Enough of each that neither the timer nor the first, cold call counts.
    divan::Divan::default().sample_count(1000).sample_size(100).config_with_args().main();
}
