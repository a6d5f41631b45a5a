//! The sandbox as a program, for SDKs and tools of any language.
//!
//! ```text
//! cargo run --package generated-client-sandbox --features program -- --port 12111
//! ```

mod api_descriptions;
mod program_options;
mod stop_signal;

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    io::{self, Write},
    iter,
    path::Path,
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use generated_client_sandbox::{AccountSpec, Api, LoggedRequest, Sandbox, SandboxBuilder};

use crate::{program_options::Options, stop_signal::stop_signal};

/// The time that open requests get to finish when the program is stopped.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    let Err(error) = serve(&Options::parse()) else { return ExitCode::SUCCESS };
    let sources = iter::successors(error.source(), |&source| source.source());
    let text = sources.fold(error.to_string(), |text, source| format!("{text}: {source}"));
    // Fails if standard error is closed.
    drop(writeln!(io::stderr(), "error: {text}"));
    ExitCode::FAILURE
}

fn serve(options: &Options) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let stopped = runtime.block_on(async { stop_signal() })?;
    let sandbox = configure(options)?.start()?;
    options.faults.iter().for_each(|fault| sandbox.fail_next(fault.clone()));
    if !options.host.is_loopback() {
        let host = options.host;
        writeln!(io::stderr(), "warning: listening on {host}, where other machines can use the sandbox")?;
    }
    introduce(&sandbox, &options.keys)?;
    runtime.block_on(stopped)?;
    sandbox.shutdown(SHUTDOWN_LIMIT);
    Ok(())
}

fn configure(options: &Options) -> Result<SandboxBuilder, Box<dyn Error>> {
    let tables: Vec<&Api> = match options.schemas.as_slice() {
        [] => api_descriptions::shipped()?,
        files => files.iter().map(|file| api_descriptions::from_file(file)).collect::<Result<_, _>>()?,
    };
    let (first, others) = tables.split_first().ok_or("no description is shipped")?;
    let mut builder = others.iter().fold(Sandbox::builder(first), |builder, api| builder.version(api));
    builder = builder.strict_versions(options.strict_versions).host(options.host).port(options.port);
    if let Some(path) = &options.accounts {
        let accounts = read_accounts(path).map_err(|error| format!("{}: {error}", path.display()))?;
        builder = builder.accounts(accounts);
    }
    builder = options.allowed_hosts.iter().fold(builder, |builder, host| builder.allow_host(host));
    if !options.schemas.is_empty() {
        builder = builder.rust_module("crate::api");
    }
    if options.log {
        builder = builder.on_request(log);
    }
    let mut keys = options.keys.iter().cloned();
    if let Some(key) = keys.next() {
        builder = keys.fold(builder.secret_key(key), SandboxBuilder::another_key);
    }
    Ok(builder)
}

/// Reads a map of account IDs from YAML, of which JSON is a part.
fn read_accounts(path: &Path) -> Result<BTreeMap<String, AccountSpec>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    // Refuses keys that occur twice, which the typed map does not.
    serde_yaml::from_str::<serde_yaml::Value>(&text)?;
    Ok(serde_yaml::from_str(&text)?)
}

/// Prints the address, the keys unless they were given, the versions and the accounts.
fn introduce(sandbox: &Sandbox, given_keys: &[String]) -> io::Result<()> {
    let mut keys: Vec<_> = given_keys.iter().map(|key| hint(key)).collect();
    if keys.is_empty() {
        keys.extend(sandbox.secret_keys().map(str::to_owned));
    }
    let versions: Vec<_> = sandbox.versions().map(|api| api.version).collect();
    let accounts: Vec<_> = sandbox.accounts().collect();
    writeln!(
        io::stdout(),
        "base URL  {}\nkeys      {}\nversions  {}\naccounts  {}",
        sandbox.base_url(),
        keys.join(", "),
        versions.join(", "),
        accounts.join(", ")
    )
}

/// Prints a request. A closed standard output does not stop the program.
fn log(request: &LoggedRequest) {
    if let Ok(line) = serde_json::to_string(request) {
        drop(writeln!(io::stdout(), "{line}"));
    }
}

/// The prefix of a key, if it is a well-known one.
fn hint(key: &str) -> String {
    let known = ["sk_org_", "sk_test_", "sk_live_", "rk_test_", "rk_live_"];
    let prefix = known.into_iter().find(|prefix| key.starts_with(prefix)).unwrap_or_default();
    format!("{prefix}... as given")
}
