//! The cost of a request and a response, compared with handling the text by hand and with async-stripe, in one run.
//!
//! Run with `cargo bench --bench client` in `tests/peers`. Allocations are not counted here, since counting slows down
//! the client with more allocations the most: `tests/benches` counts them.

mod async_stripe;
#[path = "../../benches/client/request.rs"]
mod request;
#[path = "../../benches/client/response.rs"]
mod response;
#[path = "../../benches/client/subject.rs"]
mod subject;

fn main() {
    // Enough iterations to hide the timer and the first, cold call.
    divan::Divan::default().sample_count(1000).sample_size(100).config_with_args().main();
}
