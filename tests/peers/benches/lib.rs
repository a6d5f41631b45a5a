//! Benches of the project against async-stripe.
