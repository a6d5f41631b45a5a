//! The beginning of a JSON body, fit to be shown.

use crate::client::redact::redact;

const BLANK: &str = "***";
const MAX_READ: usize = 8192;
const MAX_LEN: usize = 1000;
const MAX_WORD: usize = 40;

/// The names, numbers, booleans and brackets of a body. Every text is blanked, and whatever else is no JSON, so that a
/// broken body shows no secret either.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(MAX_READ)]);
    let mut rest = text.as_ref();
    let mut shown = String::new();
    while let Some(first) = rest.chars().next() {
        if shown.len() >= MAX_LEN {
            shown.push('…');
            return shown;
        }
        let len = match first {
            '"' => text_len(rest),
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            c if c.is_whitespace() => rest.len() - rest.trim_start().len(),
            _ => rest.find(is_delimiter).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(len);
        match first {
            '"' if is_name(token, after) => shown.push_str(token),
            '"' => shown.extend(["\"", BLANK, "\""]),
            c if c.is_whitespace() => shown.push(' '),
            c if is_delimiter(c) || is_literal(token) => shown.push_str(token),
            _ => shown.push_str(BLANK),
        }
        rest = after;
    }
    if body.len() > MAX_READ {
        shown.push('…');
    }
    shown
}

fn is_delimiter(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '{' | '}' | '[' | ']' | ',' | ':')
}

/// How long the text is that a quote begins, both quotes included where there are two.
fn text_len(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Whether a text is the name of a field, as the API has them.
fn is_name(token: &str, after: &str) -> bool {
    let name = token.trim_matches('"');
    after.trim_start().starts_with(':')
        && name.len() <= MAX_WORD
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && redact(name) == name
}

fn is_literal(token: &str) -> bool {
    let is_number = |token: &str| token.len() <= MAX_WORD && token.bytes().all(|b| b"0123456789+-.eE".contains(&b));
    matches!(token, "true" | "false" | "null") || is_number(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::testing::{CLIENT_SECRET, KEY, session_body};

    #[test]
    fn blanks_every_text() {
        let cases = [
            (session_body(), r#"{"object": "***", "account": "***", "client_secret": "***"}"#),
            (
                r#"{"a":{"enabled":true,"b_2":[null,-1.5e3,"x"]},"expires_at":1700000000}"#.to_owned(),
                r#"{"a":{"enabled":true,"b_2":[null,-1.5e3,"***"]},"expires_at":1700000000}"#,
            ),
            ("{\r\n\t\"a\" :\n 1}".to_owned(), r#"{ "a" : 1}"#),
            (r#"{"a": "say \"no\", \\"}"#.to_owned(), r#"{"a": "***"}"#),
            (format!(r#"{{"a": "{CLIENT_SECRET}"#), r#"{"a": "***""#),
            (format!(r#"{{"{KEY}": 1, "{CLIENT_SECRET}": {KEY}}}"#), r#"{"***": 1, "***": ***}"#),
            (format!("<html>{KEY}</html>"), "***"),
            (String::new(), ""),
        ];
        for (body, expected) in cases {
            assert_eq!(excerpt(body.as_bytes()), expected);
        }
    }

    #[test]
    fn is_short() {
        let long = format!("[{}]", "1,".repeat(100_000));
        let long_text = format!("[\"{KEY}{}\", 1]", "x".repeat(100_000));
        for body in [long, long_text] {
            let shown = excerpt(body.as_bytes());
            assert!(shown.len() < 2 * MAX_LEN && shown.ends_with('…') && !shown.contains("Canary"), "{shown}");
        }
        assert_eq!(excerpt(b"[\xff\xfe, 1]"), "[***, 1]");
    }
}
