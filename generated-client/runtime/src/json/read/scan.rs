//! The parts of JSON that responses are made of, read with the least work: objects whose next key is mostly known, and
//! booleans. Everything else is left to `serde_json`.

use super::failure::{Failure, Outcome};
use serde_core::de::DeserializeOwned;

/// A place in a text.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Scanner { text, at: 0 }
    }

    /// The first byte of what comes next.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
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
        self.skip_at_once(text)
    }

    /// The same, with no space before it.
    #[inline]
    fn skip_at_once(&mut self, text: &str) -> bool {
        let comes = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(text.as_bytes()));
        if comes {
            self.at += text.len();
        }
        comes
    }

    /// Steps over a key of an object that has been opened, up to its value, if it is what comes next.
    #[inline]
    pub(super) fn skip_key(&mut self, first: bool, key: &str) -> bool {
        let start = self.at;
        let comes = (first || self.skip(","))
            && self.skip("\"")
            && self.skip_at_once(key)
            && self.skip_at_once("\"")
            && self.skip(":");
        if !comes {
            self.at = start;
        }
        comes
    }

    /// The next key of such an object, whatever it is, up to its value; none where the object ends.
    pub(super) fn key(&mut self, first: bool) -> Outcome<Option<String>> {
        if self.skip("}") {
            return Ok(None);
        }
        if !first && !self.skip(",") || self.peek() != Some(b'"') {
            return Err(Failure::malformed());
        }
        let key = self.value()?;
        if self.skip(":") { Ok(Some(key)) } else { Err(Failure::malformed()) }
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
