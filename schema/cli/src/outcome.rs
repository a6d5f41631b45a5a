//! Exit codes and output of commands.

use crate::description_file::Failure;
use clap::ValueEnum;
use std::io::{ErrorKind, Write};

/// The exit code of a command. Invalid arguments end with 2, as clap has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Success.
    Fine = 0,
    /// The command succeeded, and found errors or differences.
    Found = 1,
    /// The command failed.
    Failed = 2,
}

/// The format of a command's output.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people: a line for each result, with those that read as one together.
    #[default]
    Text,
    /// For programs: everything as JSON.
    Json,
    /// For a changelog or an issue: Markdown lists.
    Markdown,
}

/// Prints the output of a command. A reader that goes away has read enough.
pub(crate) fn print(text: &str, outcome: Outcome) -> Outcome {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            anstream::eprintln!("error: can't write the output: {error}");
            Outcome::Failed
        }
        _ => outcome,
    }
}

/// Prints the reason of a failure.
pub(crate) fn report(failure: &Failure) {
    anstream::eprintln!("{failure}");
}
