//! Options of the driver.

use std::{fmt, time::Duration};

use crate::client::{proxy::ProxyChoice, tls::TlsOptions};

/// Options of this crate's driver, set by the methods of [`Builder`](crate::client::Builder).
#[derive(Clone)]
pub struct ConnectOptions {
    pub(crate) connect_timeout: Duration,
    pub(crate) idle_timeout: Duration,
    pub(crate) max_idle: usize,
    pub(crate) proxy: ProxyChoice,
    pub(crate) tls: TlsOptions,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(90),
            max_idle: 32,
            proxy: ProxyChoice::default(),
            tls: TlsOptions::default(),
        }
    }
}

/// Does not show the proxy, which may have a password.
impl fmt::Debug for ConnectOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectOptions").field("connect_timeout", &self.connect_timeout).finish_non_exhaustive()
    }
}
