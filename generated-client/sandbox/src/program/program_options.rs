//! The command line.

use std::{
    io,
    net::{IpAddr, ToSocketAddrs},
    path::PathBuf,
};

use clap::Parser;
use generated_client_sandbox::Fault;

/// Responds as Stripe's Account Sessions API does, until it is stopped with Ctrl-C or SIGTERM. A browser at its address
/// shows the explorer: a page to build and send requests, and to watch those of others.
#[derive(Parser)]
#[command(name = "sandbox", version)]
pub(crate) struct Options {
    /// The address to listen on; others than loopback can be reached from other machines.
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1", value_parser = address)]
    pub(crate) host: IpAddr,
    /// The port to listen on; 0 takes a free port.
    #[arg(long, value_name = "PORT", default_value_t = 12111)]
    pub(crate) port: u16,
    /// A name under which the explorer is served, in addition to loopback ones; can be repeated.
    #[arg(long = "allow-host", value_name = "HOST")]
    pub(crate) allowed_hosts: Vec<String>,
    /// A description to serve in place of the shipped ones; can be repeated. Requests without a Stripe-Version are served
    /// by the first.
    #[arg(long = "schema", value_name = "FILE")]
    pub(crate) schemas: Vec<PathBuf>,
    /// Refuse a Stripe-Version that is not described, and beta headers.
    #[arg(long)]
    pub(crate) strict_versions: bool,
    /// Additional connected accounts, as YAML or JSON: a map of account IDs, each with an account type or a map of facts,
    /// such as `acct_1: custom` or `acct_2: { loss_liability: stripe }`.
    #[arg(long, value_name = "FILE")]
    pub(crate) accounts: Option<PathBuf>,
    /// A secret key to accept, in place of sk_test_sandbox and sk_live_sandbox; can be repeated. Do not use a real one.
    /// Keys that start with sk_live_, rk_live_ or sk_org_live_ make sessions of live mode.
    #[arg(long = "key", value_name = "KEY")]
    pub(crate) keys: Vec<String>,
    /// A fault for the next request, such as `status=503` or `cut; after; times=2`; can be repeated, for the requests
    /// after it. A request can name its own fault in the header Sandbox-Fault.
    #[arg(long = "fault", value_name = "FAULT")]
    pub(crate) faults: Vec<Fault>,
    /// Print each request and its outcome as a line of JSON.
    #[arg(long)]
    pub(crate) log: bool,
}

/// The address of a host, such as `0.0.0.0`, `::1` or `localhost`.
fn address(host: &str) -> io::Result<IpAddr> {
    let address = (host, 0).to_socket_addrs()?.next();
    address.map(|address| address.ip()).ok_or_else(|| io::Error::other("the host has no address"))
}
