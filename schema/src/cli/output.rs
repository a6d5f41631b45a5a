//! What commands print.

use super::Outcome;
use std::io::{ErrorKind, Write};

/// Prints what a command came to. A reader that goes away has read enough.
pub(super) fn print(text: &str, outcome: Outcome) -> Outcome {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            anstream::eprintln!("error: can't write the output: {error}");
            Outcome::Failed
        }
        _ => outcome,
    }
}
