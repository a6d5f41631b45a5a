//! Which parameters say the same thing.

use std::{borrow::Cow, fmt};

/// The name of a parameter in its parts: `components[payments][enabled]` has three. An empty part, as in `expand[]`,
/// stands for the next place of a list.
#[derive(Debug)]
pub(super) struct Name<'a>(Vec<Cow<'a, str>>);

impl<'a> Name<'a> {
    /// A name of letters, digits, `_`, `-` and `.`, with as many parts in brackets as there may be.
    pub(super) fn parse(name: &'a str) -> Option<Self> {
        let is_part = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
        let (first, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
        let mut parts = vec![Cow::from(first)];
        if !rest.is_empty() {
            parts.extend(rest.strip_prefix('[')?.strip_suffix(']')?.split("][").map(Cow::from));
        }
        (!first.is_empty() && parts.iter().all(|part| is_part(part))).then_some(Self(parts))
    }

    /// The names in a form. One that is not of the API's form has only itself as a part.
    pub(super) fn all_of(form: &str) -> Vec<Self> {
        let names = form.split('&').filter(|pair| !pair.is_empty());
        let names = names.map(|pair| unescape(pair.split_once('=').map_or(pair, |(name, _)| name)));
        names
            .map(|name| match Name::parse(&name) {
                Some(Name(parts)) => Self(parts.into_iter().map(|part| Cow::from(part.into_owned())).collect()),
                None => Self(vec![name.into()]),
            })
            .collect()
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            if index == 0 { f.write_str(part)? } else { write!(f, "[{part}]")? }
        }
        Ok(())
    }
}

/// Whether two parameters can't both be sent: they are the same, or one is a value where the other has parts, or they
/// count the places of one list in two ways.
pub(super) fn clash(one: &Name<'_>, other: &Name<'_>) -> bool {
    for (one, other) in one.0.iter().zip(&other.0) {
        match (one.is_empty(), other.is_empty()) {
            (true, true) => return false,
            (false, false) if one != other => return false,
            (false, false) => {}
            _ => return true,
        }
    }
    true
}

/// A name without percent escapes, as the API reads it.
fn unescape(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (byte, escaped) {
            (b'%', Some(escaped)) => {
                bytes.push(escaped);
                rest = &after[2..];
            }
            (b'+', _) => {
                bytes.push(b' ');
                rest = after;
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a", "a[b]", "a[b][c-d.e_1]", "expand[]", "a[0][]"] {
            assert_eq!(Name::parse(good).unwrap().to_string(), good);
        }
        for bad in
            ["", "[a]", "a[", "a]", "a[b", "a[b]c", "a[b]]", "a[[b]", "a b", "a=b", "a&b", "a%5B", "é", "a[b\r\n]"]
        {
            assert!(Name::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn clashes() {
        let cases = [
            ("a", "a", true),
            ("a", "b", false),
            ("a", "a[b]", true),
            ("a[b]", "a[b][c]", true),
            ("a[b]", "a[c]", false),
            ("a[b]", "b[b]", false),
            ("a[b][c]", "a[b][d]", false),
            ("a[]", "a[]", false),
            ("a[]", "a[0]", true),
            ("a[0]", "a[1]", false),
            ("a[1]", "a[1]", true),
        ];
        for (one, other, expected) in cases {
            let [one, other] = [one, other].map(|name| Name::parse(name).unwrap());
            assert_eq!((clash(&one, &other), clash(&other, &one)), (expected, expected), "{one} {other}");
        }
    }

    #[test]
    fn names_in_a_form() {
        let names = Name::all_of("a[b]=x%3D&c%5Bd%5D=1&&e&f+g=2&%=3&h%5");
        let names: Vec<_> = names.iter().map(Name::to_string).collect();
        assert_eq!(names, ["a[b]", "c[d]", "e", "f g", "%", "h%5"]);
    }
}
