//! The same tests for every driver: the async client, the blocking one, reqwest, and a transport written here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod behaviour;
mod cancelled;
mod encrypted;
mod faults;
mod network;
mod own;
mod peer;
mod proxies;
mod random;
mod responses;
mod server;
mod subject;
