//! The sandbox as a program, for SDKs and tools of any language.
//!
//! ```text
//! cargo run --package generated-client-sandbox --features program -- --port 12111
//! ```

use std::{
    error::Error,
    fmt, fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    thread,
};

use generated_client_sandbox::{Fault, LoggedRequest, Sandbox, SandboxBuilder, api_tables};
use lexopt::{Arg, ValueExt};
use serde_json::json;

const USAGE: &str = "\
Answers as Stripe's Account Sessions API does, on the loopback interface, until it is stopped (Ctrl-C).

Usage: sandbox [--port PORT] [--accounts FILE] [--key KEY]... [--fault FAULT]... [--log]

Options:
  --port PORT       where to listen; 0 takes a free port [default: 12111]
  --accounts FILE   connected accounts beside those there are from the start, as YAML or JSON: a map of ids,
                    each with an account type or a map of facts, such as
                    acct_1: custom
                    acct_2: { loss_liability: stripe }
  --key KEY         a secret key to accept, in place of sk_test_sandbox and sk_live_sandbox; it had better not be a real
                    one. Those that start with sk_live_ or rk_live_ make sessions of live mode
  --fault FAULT     what goes wrong with the next request, such as status=503 or \"cut; after; times=2\"; those of
                    several options come one after another. A request's header Sandbox-Fault says it for itself
  --log             print each request, and what became of it, as a line of JSON
  -h, --help        print this
  -V, --version     print the program's version
";

enum Command {
    Serve(Settings),
    Print(String),
}

struct Settings {
    port: u16,
    accounts: Option<PathBuf>,
    keys: Vec<String>,
    faults: Vec<Fault>,
    log: bool,
}

fn main() -> ExitCode {
    let command = match parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => return complain(&format!("{error}\n\n{USAGE}"), 2),
    };
    let outcome = match command {
        Command::Print(text) => write!(io::stdout(), "{text}").map_err(Into::into),
        Command::Serve(settings) => serve(settings),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(&format!("{}\n", Chain(&*error)), 1),
    }
}

fn parse(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut settings = Settings { port: 12111, accounts: None, keys: Vec::new(), faults: Vec::new(), log: false };
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => settings.port = arguments.value()?.parse()?,
            Arg::Long("accounts") => settings.accounts = Some(arguments.value()?.into()),
            Arg::Long("key") => {
                // The error of `string()` would show it.
                let key = arguments.value()?.into_string();
                settings.keys.push(key.map_err(|_| "the key is not in UTF-8")?);
            }
            Arg::Long("fault") => settings.faults.push(arguments.value()?.parse()?),
            Arg::Long("log") => settings.log = true,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Print(USAGE.to_owned())),
            Arg::Short('V') | Arg::Long("version") => {
                return Ok(Command::Print(concat!("sandbox ", env!("CARGO_PKG_VERSION"), "\n").to_owned()));
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Serve(settings))
}

/// A sandbox of every shipped version; requests without a `Stripe-Version` get the oldest.
fn shipped() -> Result<SandboxBuilder, Box<dyn Error>> {
    let mut tables = schema::shipped().iter().map(|(version, text)| {
        let reading = schema::read(&schema::Source::new(format!("{version}.yaml"), *text));
        reading.schema.map(|schema| api_tables(&schema)).ok_or_else(|| format!("{version}.yaml is not a schema"))
    });
    let first = tables.next().ok_or("no description is shipped")??;
    let builder = Sandbox::builder(first);
    tables.try_fold(builder, |builder, api| Ok(builder.version(api?)))
}

fn serve(settings: Settings) -> Result<(), Box<dyn Error>> {
    let mut builder = shipped()?.port(settings.port);
    if let Some(path) = settings.accounts {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
        builder = builder.accounts_yaml(&text).map_err(|error| format!("{file}: {}", Chain(&error)))?;
    }
    if settings.log {
        builder = builder.on_request(log);
    }
    let mut hints: Vec<_> = settings.keys.iter().map(|key| hint(key)).collect();
    let mut keys = settings.keys.into_iter();
    if let Some(key) = keys.next() {
        builder = keys.fold(builder.secret_key(key), SandboxBuilder::another_key);
    }
    let sandbox = builder.start()?;
    settings.faults.into_iter().for_each(|fault| sandbox.fail_next(fault));
    if hints.is_empty() {
        hints.extend(sandbox.secret_keys().map(str::to_owned));
    }
    let versions: Vec<_> = sandbox.versions().map(|api| api.version).collect();
    let accounts: Vec<_> = sandbox.accounts().collect();
    writeln!(
        io::stdout(),
        "base URL  {}\nkeys      {}\nversions  {}\naccounts  {}",
        sandbox.base_url(),
        hints.join(", "),
        versions.join(", "),
        accounts.join(", ")
    )?;
    loop {
        thread::park();
    }
}

/// Prints a request. Whoever no longer reads what is printed is answered all the same.
fn log(request: &LoggedRequest) {
    let line = json!({
        "request_id": request.request_id,
        "method": request.method,
        "path": request.path,
        "params": request.params,
        "idempotency_key": request.idempotency_key,
        "status": request.status,
        "created_session": request.created_session,
        "replayed": request.replayed,
        "fault": request.fault.as_ref().map(Fault::to_string),
    });
    drop(writeln!(io::stdout(), "{line}"));
}

/// As much of a key as may be shown.
fn hint(key: &str) -> String {
    let known = ["sk_test_", "sk_live_", "rk_test_", "rk_live_"];
    let prefix = known.into_iter().find(|prefix| key.starts_with(prefix)).unwrap_or_default();
    format!("{prefix}... as given")
}

fn complain(text: &str, code: u8) -> ExitCode {
    // Where not even this can be written, there is only the code to tell.
    drop(write!(io::stderr(), "error: {text}"));
    ExitCode::from(code)
}

/// An error with what is behind it.
struct Chain<'a>(&'a dyn Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut next = self.0.source();
        while let Some(error) = next {
            write!(f, ": {error}")?;
            next = error.source();
        }
        Ok(())
    }
}
