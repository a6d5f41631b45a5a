//! The cost of a request and a response, compared with handling the same text by hand.
//!
//! Run with `cargo bench -p tests --bench client`. Compare lines of one run with one another; single figures depend on
//! the machine. `tests/peers` compares with another client.

mod request;
mod response;
mod subject;

#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    // Enough iterations to hide the timer and the first, cold call.
    divan::Divan::default().sample_count(1000).sample_size(100).config_with_args().main();
}
