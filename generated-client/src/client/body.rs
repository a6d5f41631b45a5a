//! The body of an answer, which comes in parts, and mostly in one.

use bytes::Bytes;

/// What there is of a body.
pub(crate) enum Body {
    /// One part, kept as it came.
    Part(Bytes),
    /// Several, copied into one.
    Copy(Vec<u8>),
}

impl Default for Body {
    fn default() -> Self {
        Self::Part(Bytes::new())
    }
}

impl Body {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Part(part) => part.len(),
            Self::Copy(all) => all.len(),
        }
    }

    /// Adds a part.
    pub(crate) fn push(&mut self, part: Bytes) {
        match self {
            Self::Part(first) if first.is_empty() => *first = part,
            Self::Part(first) => *self = Self::Copy([&**first, &part].concat()),
            Self::Copy(all) => all.extend_from_slice(&part),
        }
    }

    /// All of it.
    pub(crate) fn whole(self) -> Bytes {
        match self {
            Self::Part(part) => part,
            Self::Copy(all) => all.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_to_the_whole() {
        let cases: [(&[&[u8]], &[u8]); 4] =
            [(&[], b""), (&[b"ab"], b"ab"), (&[b"", b"ab", b"", b"c"], b"abc"), (&[b"a", b"b", b"c", b"d"], b"abcd")];
        for (parts, expected) in cases {
            let mut body = Body::default();
            parts.iter().for_each(|part| body.push(Bytes::from_static(part)));
            assert_eq!((body.len(), body.whole()), (expected.len(), Bytes::from_static(expected)));
        }
    }

    #[test]
    fn a_single_part_is_not_copied() {
        let part = Bytes::from(vec![0; 9]);
        let mut body = Body::default();
        body.push(part.clone());
        assert_eq!(body.whole().as_ptr(), part.as_ptr());
    }
}
