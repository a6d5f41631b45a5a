//! Exit codes and output of commands.

use crate::description_file::Failure;
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
