//! The command line.

mod check;
mod diff;
mod docs;
mod import;
mod load;
mod output;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Works on descriptions of Stripe's Account Sessions API.
#[derive(Parser)]
#[command(name = "schema", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Diff(diff::Arguments),
    Docs(docs::Arguments),
    Import(import::Arguments),
}

/// What a command came to. Arguments that can't be used end with 2, as clap has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// All is well.
    Fine = 0,
    /// What was asked for could be done, and something was found.
    Found = 1,
    /// What was asked for could not be done.
    Failed = 2,
}

pub(crate) fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Docs(arguments) => docs::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
    };
    ExitCode::from(outcome as u8)
}
