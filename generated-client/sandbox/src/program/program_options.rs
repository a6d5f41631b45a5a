//! The command line.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, ToSocketAddrs},
    path::PathBuf,
    str::FromStr,
};

use generated_client_sandbox::Fault;
use lexopt::{Arg, ValueExt};

pub(crate) const USAGE: &str = "\
Responds as Stripe's Account Sessions API does, until it is stopped with Ctrl-C or SIGTERM. A browser at its address shows
the explorer: a page to build and send requests, and to watch those of others.

Usage: sandbox [OPTIONS]

Options:
  --host HOST        the address to listen on; others than loopback can be reached from other machines
                     [default: 127.0.0.1]
  --port PORT        the port to listen on; 0 takes a free port [default: 12111]
  --allow-host HOST  a name under which the explorer is served, in addition to loopback ones; can be repeated
  --schema FILE      a description to serve in place of the shipped ones; can be repeated. Requests without a
                     Stripe-Version are served by the first
  --strict-versions  refuse a Stripe-Version that is not described, and beta headers
  --accounts FILE    additional connected accounts, as YAML or JSON: a map of account IDs, each with an account type or
                     a map of facts, such as
                     acct_1: custom
                     acct_2: { loss_liability: stripe }
  --key KEY          a secret key to accept, in place of sk_test_sandbox and sk_live_sandbox; can be repeated. Do not
                     use a real one. Keys that start with sk_live_, rk_live_ or sk_org_live_ make sessions of live mode
  --fault FAULT      a fault for the next request, such as status=503 or \"cut; after; times=2\"; can be repeated, for
                     the requests after it. A request can name its own fault in the header Sandbox-Fault
  --log              print each request and its outcome as a line of JSON
  -h, --help         print this help
  -V, --version      print the version
";

pub(crate) enum Command {
    Serve(Options),
    Print(&'static str),
}

pub(crate) struct Options {
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    pub(crate) allowed_hosts: Vec<String>,
    pub(crate) schemas: Vec<PathBuf>,
    pub(crate) strict_versions: bool,
    pub(crate) accounts: Option<PathBuf>,
    pub(crate) keys: Vec<String>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) log: bool,
}

pub(crate) fn parse(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut options = Options {
        host: Ipv4Addr::LOCALHOST.into(),
        port: 12111,
        allowed_hosts: Vec::new(),
        schemas: Vec::new(),
        strict_versions: false,
        accounts: None,
        keys: Vec::new(),
        faults: Vec::new(),
        log: false,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("host") => options.host = arguments.value()?.parse_with(address)?,
            Arg::Long("port") => options.port = arguments.value()?.parse()?,
            Arg::Long("allow-host") => options.allowed_hosts.push(arguments.value()?.string()?),
            Arg::Long("schema") => options.schemas.push(arguments.value()?.into()),
            Arg::Long("strict-versions") => options.strict_versions = true,
            Arg::Long("accounts") => options.accounts = Some(arguments.value()?.into()),
            Arg::Long("key") => {
                // The error of `string()` would contain it.
                let key = arguments.value()?.into_string();
                options.keys.push(key.map_err(|_| "the key is not valid UTF-8")?);
            }
            Arg::Long("fault") => options.faults.push(arguments.value()?.parse()?),
            Arg::Long("log") => options.log = true,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Print(USAGE)),
            Arg::Short('V') | Arg::Long("version") => {
                return Ok(Command::Print(concat!("sandbox ", env!("CARGO_PKG_VERSION"), "\n")));
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Serve(options))
}

/// The address of a host, such as `0.0.0.0`, `::1` or `localhost`.
fn address(host: &str) -> io::Result<IpAddr> {
    if let Ok(address) = IpAddr::from_str(host) {
        return Ok(address);
    }
    let address = (host, 0).to_socket_addrs()?.next();
    address.map(|address| address.ip()).ok_or_else(|| io::Error::other("the host has no address"))
}
