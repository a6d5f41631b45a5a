//! The command line.

use crate::{
    check_command,
    description_file::File,
    diff_command, history_command,
    import::Endpoint,
    import_command, observe_command,
    outcome::{Outcome, print, report},
    reference::reference,
};
use clap::{Parser, Subcommand};
use std::{env, ffi::OsString, path::PathBuf, process::ExitCode};

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
    /// Prints the reference of a description as Markdown.
    ///
    /// Ends with 0, or with 2 if the file can't be used.
    Docs {
        /// The description: a schema, or an OpenAPI document.
        file: PathBuf,
        /// The endpoint of an OpenAPI document: a method and a path.
        #[arg(long, value_name = "METHOD PATH", default_value = "POST /v1/account_sessions")]
        operation: Endpoint,
    },
    /// Prints the Rust that the macro generates for a description, formatted.
    ///
    /// Ends with 0, or with 2 if the file can't be used.
    Expand {
        /// The description.
        file: PathBuf,
    },
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
        Command::Docs { file, operation } => File::read(&file)
            .and_then(|file| file.checked(None, &operation))
            .map(|schema| print(&reference(&schema), Outcome::Fine)),
        Command::Expand { file } => File::read(&file)
            .and_then(|file| file.checked(None, &Endpoint::default()))
            .map(|schema| print(&codegen::source(&schema), Outcome::Fine)),
        Command::History(arguments) => history_command::run(&arguments),
        Command::Import(arguments) => import_command::run(&arguments),
        Command::Observe(arguments) => observe_command::run(&arguments),
    };
    let outcome = outcome.inspect_err(report).unwrap_or(Outcome::Failed);
    ExitCode::from(outcome as u8)
}
