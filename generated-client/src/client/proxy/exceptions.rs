//! Hosts that are reached without the proxy: `NO_PROXY`, as curl reads it.

use std::net::IpAddr;

/// Whether a list names the host: by `*`, by its name or a domain that it is in, by its address, or by a network such as
/// `10.0.0.0/8`. Entries are separated by commas, spaces, or both.
pub(super) fn name(host: &str, list: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
    let mut entries = list.split([',', ' ']).filter(|entry| !entry.is_empty());
    match host.parse::<IpAddr>() {
        Ok(address) => entries.any(|entry| entry == "*" || is_network_of(address, entry)),
        Err(_) => entries.any(|entry| entry == "*" || is_domain_of(host, entry)),
    }
}

fn is_domain_of(host: &str, entry: &str) -> bool {
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

/// Whether the first `len` of `all` bits are the same.
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
            ("api.stripe.com", "localhost, example.com  stripe.com", true),
            ("api.stripe.com", "pi.stripe.com,ripe.com,.", false),
            ("stripe.com", "api.stripe.com", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.4,1.2.3", false),
            ("10.1.2.3", "10.0.0.0/8", true),
            ("11.1.2.3", "10.0.0.0/8,::/0", false),
            ("11.1.2.3", "0.0.0.0/0", true),
            ("10.1.2.3", "10.1.2.2/31", true),
            ("10.1.2.3", "10.1.2.2/32,10.0.0.0/x,10.0.0.0/,/8", false),
            ("10.1.2.3", "10.1.2.3/99", true),
            ("[2001:db8::1]", "2001:db8::/32", true),
            ("[2001:db8::1]", "[2001:db8::1]", true),
            ("[2001:db8::1]", "2001:db9::/32,10.0.0.0/0", false),
        ] {
            assert_eq!(name(host, list), expected, "{host} in {list:?}");
        }
    }
}
