//! The parts of JSON that responses are made of, read with the least work: objects whose next key is mostly known, and
//! booleans. Everything else is left to `serde_json`.

use super::failure::{Failure, Outcome};
use serde_core::de::DeserializeOwned;

/// A place in a text.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// A key of an object.
pub(super) enum Key {
    /// The one that was expected.
    Expected,
    /// Any other.
    Other(String),
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Scanner { text, at: 0 }
    }

    /// The first byte of what comes next.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Steps over a text, if it is what comes next.
    #[inline]
    pub(super) fn skip(&mut self, text: &str) -> bool {
        self.peek();
        let comes = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(text.as_bytes()));
        if comes {
            self.at += text.len();
        }
        comes
    }

    /// The next key of an object that has been opened, up to its value; none where the object ends.
    #[inline]
    pub(super) fn key(&mut self, first: bool, expected: Option<&str>) -> Outcome<Option<Key>> {
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                return Ok(None);
            }
            Some(b',') if !first => {
                self.at += 1;
                self.peek();
            }
            Some(b'"') if first => {}
            _ => return Err(Failure::malformed()),
        }
        let key = match expected {
            Some(expected) if self.comes_in_quotes(expected) => {
                self.at += expected.len() + 2;
                Key::Expected
            }
            _ => Key::Other(self.value()?),
        };
        if self.peek() != Some(b':') {
            return Err(Failure::malformed());
        }
        self.at += 1;
        Ok(Some(key))
    }

    fn comes_in_quotes(&self, text: &str) -> bool {
        let quoted = self.text.as_bytes().get(self.at..).and_then(|rest| rest.strip_prefix(b"\""));
        quoted.and_then(|rest| rest.strip_prefix(text.as_bytes())).is_some_and(|rest| rest.starts_with(b"\""))
    }

    /// Any value.
    pub(super) fn value<T: DeserializeOwned>(&mut self) -> Outcome<T> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                Ok(value)
            }
            _ => Err(Failure::malformed()),
        }
    }

    /// Refuses whatever comes after the end.
    pub(super) fn end(&mut self) -> Outcome<()> {
        if self.peek().is_none() { Ok(()) } else { Err(Failure::malformed()) }
    }
}
