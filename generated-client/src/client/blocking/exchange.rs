//! Attempts over any blocking transport.

use std::{
    io::{ErrorKind, Read},
    time::Duration,
};

use bytes::Bytes;

use super::Transport;
use crate::{
    Operation, TransportError,
    client::attempt::{Answer, Attempt},
};

const PART: usize = 8 * 1024;

/// A [`Transport`] of whatever type, with the client's limits.
pub(super) trait Exchange: Send + Sync {
    /// Exchanges a message for an answer, whatever its status.
    fn exchange(
        &self,
        operation: Operation,
        message: http::Request<Bytes>,
        limit: Duration,
        body_limit: usize,
    ) -> Answer;
}

impl<T: Transport> Exchange for T {
    fn exchange(
        &self,
        operation: Operation,
        message: http::Request<Bytes>,
        limit: Duration,
        body_limit: usize,
    ) -> Answer {
        let mut attempt = Attempt::begin(operation, limit, body_limit)?;
        let response = self.send(message, limit).map_err(|error| attempt.failed(error))?;
        let (head, mut body) = response.into_parts();
        attempt.began(&head);
        let mut part = [0; PART];
        loop {
            match body.read(&mut part) {
                Ok(0) => return Ok(attempt.complete(head)),
                Ok(len) => attempt.take(Bytes::copy_from_slice(&part[..len.min(PART)]))?,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                // A socket's own timeout, which on some systems goes by the second name.
                Err(error) if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => {
                    return Err(attempt.failed(TransportError::timed_out(error)));
                }
                Err(error) => return Err(attempt.failed(TransportError::broken(error))),
            }
            // A body that comes in drips may not let its reader notice.
            attempt.check_time()?;
        }
    }
}
