//! The command line.

use crate::{
    check_command, diff_command, docs_command, expand_command, history_command, import_command, observe_command,
    outcome::{Outcome, report},
};
use clap::{Parser, Subcommand};
use std::{env, ffi::OsString, process::ExitCode};

/// Works on descriptions of Stripe's Account Sessions API.
#[derive(Parser)]
#[command(name = "schema", bin_name = "cargo schema", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check_command::Arguments),
    Diff(diff_command::Arguments),
    Docs(docs_command::Arguments),
    Expand(expand_command::Arguments),
    History(history_command::Arguments),
    Import(import_command::Arguments),
    Observe(observe_command::Arguments),
}

/// Runs the program, also as cargo does: `cargo-schema schema check FILE`.
pub fn run() -> ExitCode {
    let mut arguments: Vec<OsString> = env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == "schema") {
        arguments.remove(1);
    }
    let outcome = match Arguments::parse_from(arguments).command {
        Command::Check(arguments) => Ok(check_command::run(&arguments)),
        Command::Diff(arguments) => Ok(diff_command::run(&arguments)),
        Command::Docs(arguments) => docs_command::run(&arguments),
        Command::Expand(arguments) => expand_command::run(&arguments),
        Command::History(arguments) => history_command::run(&arguments),
        Command::Import(arguments) => import_command::run(&arguments),
        Command::Observe(arguments) => observe_command::run(&arguments),
    };
    let outcome = outcome.inspect_err(report).unwrap_or(Outcome::Failed);
    ExitCode::from(outcome as u8)
}
