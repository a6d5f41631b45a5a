//! Name resolution that keeps plain HTTP on this machine.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
    vec,
};

use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use tower_service::Service;

/// The system's resolver, which for plain HTTP leaves out every address that is not a loopback one: `localhost` is only
/// a name, and a hosts file or name server may point it anywhere.
#[derive(Clone, Debug)]
pub(crate) struct Resolver {
    system: GaiResolver,
    loopback_only: bool,
}

impl Resolver {
    pub(crate) fn new(loopback_only: bool) -> Self {
        Self { system: GaiResolver::new(), loopback_only }
    }
}

impl Service<Name> for Resolver {
    type Response = vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.system.poll_ready(context)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let found = self.system.call(name);
        let loopback_only = self.loopback_only;
        Box::pin(async move { allowed(found.await?, loopback_only) })
    }
}

fn allowed(found: impl Iterator<Item = SocketAddr>, loopback_only: bool) -> io::Result<vec::IntoIter<SocketAddr>> {
    let allowed: Vec<_> = found.filter(|address| !loopback_only || address.ip().is_loopback()).collect();
    if loopback_only && allowed.is_empty() {
        return Err(io::Error::other("the name does not stand for this machine, and plain HTTP goes nowhere else"));
    }
    Ok(allowed.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_here() {
        let [here, here6, away] = ["127.0.0.1:0", "[::1]:0", "203.0.113.7:0"].map(|text| text.parse().unwrap());
        let allowed = |found: &[SocketAddr], loopback_only| {
            allowed(found.iter().copied(), loopback_only).map(Vec::from_iter).map_err(|error| error.to_string())
        };
        assert_eq!(allowed(&[away, here, here6], true), Ok(vec![here, here6]));
        assert_eq!(allowed(&[away], false), Ok(vec![away]));
        assert!(allowed(&[away], true).unwrap_err().contains("plain HTTP goes nowhere else"));
    }
}
