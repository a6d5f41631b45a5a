//! How the drivers of this crate connect.

use std::{fmt, time::Duration};

use crate::client::proxy::ProxyChoice;

/// How the drivers of this crate connect; set up by the methods of [`Builder`](crate::Builder).
#[derive(Clone)]
pub struct Connections {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: ProxyChoice,
}

impl Default for Connections {
    fn default() -> Self {
        Self { connect_timeout: Duration::from_secs(30), proxy: ProxyChoice::default() }
    }
}

/// Does not show the proxy, which may have a password.
impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections").field("connect_timeout", &self.connect_timeout).finish_non_exhaustive()
    }
}
