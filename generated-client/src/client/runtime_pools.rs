//! Tokio runtimes: their clock, and a connection pool for each.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::{
    runtime::{Handle, Id},
    time,
};

use crate::client::transport::TransportError;

/// The runtimes whose pools are kept: those used last.
const MAX_RUNTIMES: usize = 16;

/// Sleeps; outside of a runtime, not at all.
pub(crate) async fn sleep(duration: Duration) {
    if Handle::try_current().is_ok() {
        time::sleep(duration).await;
    }
}

/// The time by Tokio's clock.
pub(crate) fn now() -> Instant {
    time::Instant::now().into_std()
}

/// One pool for each Tokio runtime, since a connection only makes progress while the runtime runs that made it.
pub(crate) struct RuntimePools<T>(Mutex<Vec<(Id, T)>>);

impl<T: Clone> RuntimePools<T> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// The pool of the current runtime.
    ///
    /// # Errors
    ///
    /// [`TransportError`] outside of a runtime, where Tokio's timers and sockets panic.
    pub(crate) fn get(&self, make: impl FnOnce() -> Result<T, TransportError>) -> Result<T, TransportError> {
        let id = Handle::try_current().map_err(|error| TransportError::not_connected(error).permanent())?.id();
        let mut pools = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, pool)) = pools.iter().find(|(of, _)| *of == id) {
            return Ok(pool.clone());
        }
        let pool = make()?;
        if pools.len() >= MAX_RUNTIMES {
            pools.remove(0);
        }
        pools.push((id, pool.clone()));
        Ok(pool)
    }

    /// Forgets the pool of the current runtime, with its idle connections.
    pub(crate) fn discard(&self) {
        if let Ok(runtime) = Handle::try_current() {
            let id = runtime.id();
            self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|(of, _)| *of != id);
        }
    }
}
