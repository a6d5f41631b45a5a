//! The key by which the API recognises a request that it has seen before.

/// A key that was never used before: a random UUID (version 4).
pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes)?;
    Ok(uuid(bytes))
}

fn uuid(bytes: [u8; 16]) -> String {
    const VERSION_4: u128 = 4 << 76;
    const VARIANT: u128 = 0b10 << 62;
    const FREE: u128 = !(0xf << 76 | 0b11 << 62);
    let digits = format!("{:032x}", u128::from_be_bytes(bytes) & FREE | VERSION_4 | VARIANT);
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn made_keys_are_random_uuids() {
        assert_eq!(uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let made: HashSet<_> = (0..1000).map(|_| random().unwrap()).collect();
        assert_eq!(made.len(), 1000);
    }
}
