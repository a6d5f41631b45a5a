//! Writing `application/x-www-form-urlencoded` with the API's bracketed names.

use crate::param::Name;
use std::fmt::{Display, Write};

/// A body under construction. Names are written as they are, brackets included, since they come from the schema;
/// values are percent-encoded.
pub struct Form {
    body: String,
}

impl Default for Form {
    /// An empty form, with room for a request of the usual size.
    fn default() -> Self {
        Form { body: String::with_capacity(512) }
    }
}

/// Each pair is written with the `&` that would come after it, so that no pair has to look for one before it.
impl Form {
    /// Adds a boolean.
    #[inline]
    pub fn boolean(&mut self, name: &str, value: bool) {
        self.body.push_str(name);
        // Each of a length that is known here.
        match value {
            true => self.body.push_str("=true&"),
            false => self.body.push_str("=false&"),
        }
    }

    /// Adds a pair that is written already, with its separator.
    #[inline]
    pub fn ready(&mut self, pair: &str) {
        self.body.push_str(pair);
    }

    /// Adds a whole number.
    pub fn integer(&mut self, name: &str, value: i64) {
        self.pair(name, value);
    }

    /// Adds text.
    #[inline]
    pub fn text(&mut self, name: &str, value: &str) {
        self.body.push_str(name);
        self.body.push('=');
        self.value(value);
        self.body.push('&');
    }

    /// Adds a value that stands for itself.
    pub fn pair(&mut self, name: impl Display, value: impl Display) {
        // Writing to a string does not fail.
        _ = write!(self.body, "{name}={value}&");
    }

    /// Adds text under a name in parts.
    pub fn escaped(&mut self, name: Name<'_>, value: &str) {
        _ = write!(self.body, "{name}");
        self.text("", value);
    }

    /// The body.
    pub fn finish(&mut self) -> String {
        self.body.pop();
        std::mem::take(&mut self.body)
    }

    /// Keeps RFC 3986's unreserved characters, and escapes every other byte.
    fn value(&mut self, value: &str) {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        // Mostly there is nothing to escape. All bytes are looked at, come what may, so that none waits for another.
        if value.bytes().fold(true, |plain, byte| plain & UNRESERVED[usize::from(byte)]) {
            self.body.push_str(value);
            return;
        }
        let mut rest = value;
        while let Some(at) = rest.bytes().position(|byte| !UNRESERVED[usize::from(byte)]) {
            let (plain, escaped) = rest.split_at(at);
            self.body.push_str(plain);
            let mut chars = escaped.chars();
            chars.next();
            rest = chars.as_str();
            for byte in escaped[..escaped.len() - rest.len()].bytes() {
                self.body.push('%');
                self.body.push(char::from(HEX[usize::from(byte >> 4)]));
                self.body.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
        self.body.push_str(rest);
    }
}

/// Which bytes stand for themselves.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

#[cfg(test)]
mod tests {
    use super::{Form, Name};
    use crate::{clearable::Clearable, param::Param};

    #[test]
    fn escapes_values_and_leaves_names_readable() {
        let mut form = Form::default();
        form.text("account", "acct_1 &=+%/é~");
        form.boolean("components[payments][enabled]", true);
        ["a".to_owned(), "b[]".to_owned()].to_vec().write(Name::Whole("expand"), &mut form);
        Clearable::<Vec<i64>>::Clear.write(Name::Whole("sizes"), &mut form);
        Clearable::Set(vec![1, -2]).write(Name::Whole("sizes"), &mut form);
        form.integer("n", -3);
        assert_eq!(
            form.finish(),
            "account=acct_1%20%26%3D%2B%25%2F%C3%A9~&components[payments][enabled]=true&expand[0]=a&expand[1]=b%5B%5D\
             &sizes=&sizes[0]=1&sizes[1]=-2&n=-3"
        );
    }
}
