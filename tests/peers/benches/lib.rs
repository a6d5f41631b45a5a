//! The benches of the project beside the same work done by async-stripe.
