//! Tests for every driver: the async client, the blocking one, reqwest, and a transport written here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod behaviour;
mod cancelled;
mod driver_clients;
mod encrypted;
mod faults;
mod network;
mod own;
mod peer;
mod proxies;
mod random;
mod raw_responses;
mod server;
