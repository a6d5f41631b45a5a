//! The same tests for every driver: the async client, the blocking one, reqwest, and a transport written here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod behaviour;
mod cancelled;
mod encrypted;
mod faults;
mod own;
mod proxies;
mod random;
mod server;
mod subject;
