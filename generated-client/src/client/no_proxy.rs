//! `NO_PROXY`: hosts that are reached without the proxy.

use std::net::IpAddr;

/// `true` if a list names the host: by `*`, by its name or a domain that it is in (`stripe.com`, `.stripe.com`,
/// `*.stripe.com`), by its address, or by a network such as `10.0.0.0/8`. Names and addresses may have a port, which must
/// then be the host's. Entries are separated by commas, spaces, or both.
pub(crate) fn names(host: &str, port: u16, list: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
    let address = host.parse::<IpAddr>().ok();
    list.split([',', ' ']).filter(|entry| !entry.is_empty()).any(|entry| {
        let (entry, wanted) = split_port(entry);
        let named = match address {
            Some(address) => is_network_of(address, entry),
            None => is_domain_of(host, entry),
        };
        (entry == "*" || named) && wanted.is_none_or(|wanted| wanted.parse() == Ok(port))
    })
}

/// The entry without its port, and the port. An IPv6 address has one only after brackets.
fn split_port(entry: &str) -> (&str, Option<&str>) {
    match entry.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, Some(port)),
        _ => (entry, None),
    }
}

fn is_domain_of(host: &str, entry: &str) -> bool {
    let entry = entry.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(entry);
    let domain = entry.trim_start_matches('.').trim_end_matches('.').to_ascii_lowercase();
    let host = host.to_ascii_lowercase();
    !domain.is_empty() && host.strip_suffix(&domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn is_network_of(address: IpAddr, entry: &str) -> bool {
    let (network, len) = match entry.split_once('/') {
        Some((network, len)) => (network, len.parse().ok()),
        None => (entry, Some(128)),
    };
    let network = network.trim_start_matches('[').trim_end_matches(']').parse();
    let (Ok(network), Some(len)) = (network, len) else { return false };
    match (address, network) {
        (IpAddr::V4(one), IpAddr::V4(other)) => shares(one.to_bits().into(), other.to_bits().into(), len, 32),
        (IpAddr::V6(one), IpAddr::V6(other)) => shares(one.to_bits(), other.to_bits(), len, 128),
        _ => false,
    }
}

/// `true` if the first `len` of `all` bits are equal.
fn shares(one: u128, other: u128, len: u32, all: u32) -> bool {
    (one ^ other).checked_shr(all.saturating_sub(len)).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions() {
        for (host, list, expected) in [
            ("api.stripe.com", "", false),
            ("api.stripe.com", "*", true),
            ("api.stripe.com", "api.stripe.com", true),
            ("API.stripe.com", "stripe.COM.", true),
            ("api.stripe.com.", ".stripe.com", true),
            ("api.stripe.com", "*.stripe.com", true),
            ("api.stripe.com", "*.example.com,*ripe.com", false),
            ("api.stripe.com", "api.stripe.com:443", true),
            ("api.stripe.com", "*.stripe.com:443", true),
            ("api.stripe.com", "*:443", true),
            ("api.stripe.com", "api.stripe.com:8443,.stripe.com:x,stripe.com:", false),
            ("api.stripe.com", "localhost, example.com  stripe.com", true),
            ("api.stripe.com", "pi.stripe.com,ripe.com,.", false),
            ("stripe.com", "api.stripe.com", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.3:443", true),
            ("10.1.2.3", "10.1.2.3:80", false),
            ("10.1.2.3", "10.1.2.4,1.2.3", false),
            ("10.1.2.3", "10.0.0.0/8", true),
            ("11.1.2.3", "10.0.0.0/8,::/0", false),
            ("11.1.2.3", "0.0.0.0/0", true),
            ("10.1.2.3", "10.1.2.2/31", true),
            ("10.1.2.3", "10.1.2.2/32,10.0.0.0/x,10.0.0.0/,/8", false),
            ("10.1.2.3", "10.1.2.3/99", true),
            ("[2001:db8::1]", "2001:db8::/32", true),
            ("[2001:db8::1]", "2001:db8::1", true),
            ("[2001:db8::1]", "[2001:db8::1]", true),
            ("[2001:db8::1]", "[2001:db8::1]:443", true),
            ("[2001:db8::1]", "[2001:db8::1]:80", false),
            ("[2001:db8::1]", "2001:db9::/32,10.0.0.0/0", false),
        ] {
            assert_eq!(names(host, 443, list), expected, "{host} in {list:?}");
        }
    }
}
