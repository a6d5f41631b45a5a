//! Writing `application/x-www-form-urlencoded` with the API's bracketed names.

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

impl Form {
    /// Adds a boolean.
    pub fn boolean(&mut self, name: &str, value: bool) {
        self.name(name);
        self.body.push_str(if value { "=true" } else { "=false" });
    }

    /// Adds a whole number.
    pub fn integer(&mut self, name: &str, value: i64) {
        self.name(name);
        self.body.push('=');
        self.body.push_str(&value.to_string());
    }

    /// Adds text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.body.push('=');
        self.value(value);
    }

    /// Adds a list of texts, each under its position.
    pub fn texts(&mut self, name: &str, values: &[String]) {
        for (index, value) in values.iter().enumerate() {
            self.name(name);
            self.body.push_str(&format!("[{index}]="));
            self.value(value);
        }
    }

    /// The body.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.body)
    }

    fn name(&mut self, name: &str) {
        if !self.body.is_empty() {
            self.body.push('&');
        }
        self.body.push_str(name);
    }

    /// Keeps RFC 3986's unreserved characters, and escapes every other byte.
    fn value(&mut self, value: &str) {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        let mut rest = value;
        while let Some(at) = rest.bytes().position(|byte| !is_unreserved(byte)) {
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

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn escapes_values_and_leaves_names_readable() {
        let mut form = Form::default();
        form.text("account", "acct_1 &=+%/é~");
        form.boolean("components[payments][enabled]", true);
        form.texts("expand", &["a".to_owned(), "b[]".to_owned()]);
        form.integer("n", -3);
        assert_eq!(
            form.finish(),
            "account=acct_1%20%26%3D%2B%25%2F%C3%A9~&components[payments][enabled]=true&expand[0]=a&expand[1]=b%5B%5D&n=-3"
        );
    }
}
