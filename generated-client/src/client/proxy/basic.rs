//! User and password, on their way from a URL to a header.

/// `Basic` and the base64 of `user:password`.
#[cfg(feature = "client")]
pub(super) fn authorization(user: &str, password: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = "Basic ".to_owned();
    for bytes in format!("{user}:{password}").as_bytes().chunks(3) {
        let bits = bytes.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - bytes.len()));
        for place in 0..4 {
            let digit = DIGITS[bits >> (18 - 6 * place) & 63];
            text.push(if place > bytes.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

/// The text without percent escapes; none if an escape is broken or the result is not text.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let digits = Some(digits).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "client")]
    fn headers() {
        for (user, password, expected) in [
            ("", "", "Basic Og=="),
            ("a", "", "Basic YTo="),
            ("a", "b", "Basic YTpi"),
            ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            ("test", "123\u{a3}", "Basic dGVzdDoxMjPCow=="),
            ("?>", "~\u{ff}", "Basic Pz46fsO/"),
        ] {
            assert_eq!(authorization(user, password), expected);
        }
    }

    #[test]
    fn escapes() {
        for (text, expected) in [
            ("", Some("")),
            ("a+b", Some("a+b")),
            ("p%40ss%3aword%25", Some("p@ss:word%")),
            ("%C3%A4", Some("ä")),
            ("%", None),
            ("%4", None),
            ("%+4", None),
            ("%4g", None),
            ("%4ä", None),
            ("%ff", None),
            ("%0d%0aX-Evil: 1", None),
        ] {
            assert_eq!(decode(text).as_deref(), expected, "{text}");
        }
    }
}
