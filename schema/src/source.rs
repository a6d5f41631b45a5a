//! A text, and places in it.

use std::fmt;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A range of bytes in the schema's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The start of the file.
    pub const START: Span = Span { start: 0, end: 0 };
}

/// A value and its location.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its location.
    pub span: Span,
}

/// A piece of text and its location.
pub type Text = Spanned<String>;

/// A schema's text with the name it goes by in messages.
pub struct Source {
    path: String,
    text: String,
    /// The start of each line as YAML defines lines; the first line starts after a byte order mark.
    lines: Vec<usize>,
    /// The first byte that is not UTF-8.
    pub(crate) invalid: Option<usize>,
}

impl Source {
    /// Names a text. Bytes that are not UTF-8 are reported when it is read.
    pub fn new(path: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        let (text, invalid) = match String::from_utf8(text.into()) {
            Ok(text) => (text, None),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(valid))
            }
        };
        let mut lines = vec![if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 }];
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            match char {
                '\r' if chars.peek().is_some_and(|&(_, next)| next == '\n') => {}
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => lines.push(at + char.len_utf8()),
                _ => {}
            }
        }
        Source { path: path.into(), text, lines, invalid }
    }

    /// The name it goes by.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text after a byte order mark.
    pub(crate) fn body(&self) -> &str {
        &self.text[self.lines[0]..]
    }

    /// The whole lines from one byte to another, and the number of the first. Lines are those an editor counts.
    pub(crate) fn window(&self, first: usize, last: usize) -> (usize, Span) {
        let before = &self.text[..first];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[last..].find('\n').map_or(self.text.len(), |at| last + at + 1);
        (before.matches('\n').count() + 1, Span { start, end })
    }

    /// The text of a range.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The line and column of a byte, both from one, the column in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= offset).max(1);
        let start = self.lines[line - 1];
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }

    /// The start of the next value, after spaces, comments and separators.
    pub(crate) fn next_value(&self, after: Span) -> usize {
        // Text in quotes may go on in the next line.
        let value = self.text.get(after.start..).filter(|_| after.start < after.end);
        let value = value.filter(|text| text.starts_with(['"', '\'']));
        let offset = value.and_then(quoted).map_or(after.end, |text| after.start + text.len());
        let rest = self.text.get(offset..).unwrap_or_default();
        let mut comment = false;
        let mut previous = ' ';
        let found = rest.char_indices().find(|&(_, char)| {
            comment = (comment || (char == '#' && previous.is_whitespace())) && char != '\n';
            previous = char;
            !comment && !char.is_whitespace() && !matches!(char, ':' | ',' | '-' | '?' | ']' | '}')
        });
        offset + found.map_or(rest.len(), |(at, _)| at)
    }

    /// The word that starts with a character, the next after a place.
    pub(crate) fn find(&self, after: Span, first: char) -> Span {
        let rest = self.text.get(after.end..).unwrap_or_default();
        let Some(start) = rest.find(first).map(|at| after.end + at) else { return after };
        let word = &self.text[start..];
        let end = word.find([' ', ',', ']', '}', '\n', '\r']).unwrap_or(word.len());
        Span { start, end: start + end }
    }

    /// The second mark that starts a document, or the end of the text.
    pub(crate) fn second_document(&self) -> Span {
        let mut content = false;
        for (index, &start) in self.lines.iter().enumerate() {
            let end = self.lines.get(index + 1).copied().unwrap_or(self.text.len());
            let line = &self.text[start..end];
            if content && line.starts_with("---") {
                return Span { start, end: start + 3 };
            }
            content |= !line.trim().is_empty() && !line.trim_start().starts_with('#');
        }
        Span { start: self.text.len(), end: self.text.len() }
    }

    /// The word, quoted text or rest of a line at a position; line and column count from one, the column in characters.
    pub(crate) fn span_at(&self, line: usize, column: usize) -> Span {
        self.span_from(self.seek(Cursor::default(), line, column).offset)
    }

    /// Finds a position, in time proportional to the distance from an earlier one on the same line.
    pub(crate) fn seek(&self, from: Cursor, line: usize, column: usize) -> Cursor {
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        let start = match from {
            Cursor { line: same, column: before, offset } if same == line && before <= column => (before, offset),
            _ => (1, self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())),
        };
        let rest = &self.text[start.1..end];
        let distance = rest.char_indices().nth(column.saturating_sub(start.0)).map_or(rest.len(), |(at, _)| at);
        Cursor { line, column, offset: start.1 + distance }
    }

    /// The word, quoted text or rest of a line that starts at a byte.
    pub(crate) fn span_from(&self, start: usize) -> Span {
        let line = self.lines.partition_point(|&line| line <= start);
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        Span { start, end: start + token(&self.text[start..end]).len() }
    }
}

/// A place in the text, both ways.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor {
    line: usize,
    column: usize,
    pub(crate) offset: usize,
}

/// The part of a YAML scalar on the first line of a text that starts with it.
fn token(rest: &str) -> &str {
    if rest.starts_with(['{', '[']) {
        return &rest[..1];
    }
    if rest.starts_with(['"', '\'']) {
        return quoted(rest).unwrap_or(rest).trim_end();
    }
    let mut previous = ' ';
    let end = rest.char_indices().skip(1).find_map(|(at, char)| {
        let ends = match char {
            ',' | ']' | '}' | '{' | '[' | '\n' | '\r' => true,
            _ => (char == '#' && previous == ' ') || (char == ' ' && previous == ':'),
        };
        previous = char;
        ends.then_some(at)
    });
    let token = rest[..end.unwrap_or(rest.len())].trim_end();
    token.strip_suffix(':').unwrap_or(token)
}

/// The text in quotes that a text starts with, if it is closed.
pub fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next()?;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, char)) = chars.next() {
        if char == '\\' && quote == '"' {
            chars.next();
        } else if char == quote && (quote == '"' || chars.next_if(|(_, next)| *next == quote).is_none()) {
            return Some(&text[..=at]);
        }
    }
    None
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Source").field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_quotes_ends_where_it_is_closed() {
        for (text, expected) in [
            (r#""a \"b\" c", d"#, r#""a \"b\" c""#),
            (r#""a\\", "b""#, r#""a\\""#),
            ("'it''s', 'so'", "'it''s'"),
            ("'' # none", "''"),
            ("\"open", "\"open"),
        ] {
            assert_eq!(token(text), expected);
        }
    }

    #[test]
    fn the_text_after_quotes_is_found() {
        let text = "- 'it''s\n  - so'\n- {}";
        let source = Source::new("a.yaml", text);
        assert_eq!(source.next_value(source.span_at(1, 3)), text.find('{').unwrap());
    }
}
