//! What holds whoever sends: the async driver, the blocking one, reqwest, and clients written here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod behaviour;
mod cancelled;
mod faults;
mod own;
mod proxies;
mod random;
mod server;
mod subject;
