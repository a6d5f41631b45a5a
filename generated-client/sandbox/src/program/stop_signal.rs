//! Waiting for the signal to stop.

use std::io;

/// Ctrl-C, and on Unix SIGTERM. The signals are caught from the creation of this on.
pub(crate) struct StopSignal {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl StopSignal {
    #[cfg(unix)]
    pub(crate) fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self { signals: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
    }

    #[cfg(unix)]
    pub(crate) async fn wait(&mut self) -> io::Result<()> {
        std::future::poll_fn(|context| {
            let is_ready = self.signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if is_ready { std::task::Poll::Ready(Ok(())) } else { std::task::Poll::Pending }
        })
        .await
    }

    #[cfg(not(unix))]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    pub(crate) async fn wait(&mut self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}
