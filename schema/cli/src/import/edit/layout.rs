//! The layout of a YAML text: lines of block entries, items between brackets.

use schema::yaml::quoted;
use std::ops::Range;

/// Characters that end a line.
const BREAKS: [char; 2] = ['\n', '\r'];

/// A YAML text.
#[derive(Clone, Copy)]
pub(super) struct Layout<'s> {
    pub(super) text: &'s str,
}

/// A collection in brackets or braces.
pub(super) struct Flow {
    /// The byte after the opening bracket.
    pub(super) start: usize,
    /// Each item, without what surrounds it.
    pub(super) items: Vec<Range<usize>>,
    /// The byte after the closing bracket.
    pub(super) end: usize,
}

impl<'s> Layout<'s> {
    /// The line break that the text uses.
    pub(super) fn line_break(self) -> &'static str {
        match self.text.find(BREAKS) {
            Some(at) if self.text[at..].starts_with("\r\n") => "\r\n",
            Some(at) if self.text[at..].starts_with('\r') => "\r",
            _ => "\n",
        }
    }

    pub(super) fn line_start(self, at: usize) -> usize {
        self.text[..at].rfind(BREAKS).map_or(0, |at| at + 1)
    }

    /// The start of the line that ends at a byte, with its line break.
    fn line_before(self, end: usize) -> usize {
        let line = &self.text[..end];
        let line = line.strip_suffix("\r\n").or_else(|| line.strip_suffix(BREAKS)).unwrap_or(line);
        self.line_start(line.len())
    }

    /// `true` if a byte is the first of a line.
    pub(super) fn starts_line(self, at: usize) -> bool {
        self.text[..at].ends_with(BREAKS)
    }

    /// The comments in a range.
    pub(super) fn comments(self, range: Range<usize>) -> Vec<&'s str> {
        let (mut comments, mut at, mut fresh) = (Vec::new(), range.start, true);
        while let Some(char) = self.text[at..range.end.max(at)].chars().next() {
            let mut end = at + char.len_utf8();
            if char == '#' && self.text[..at].ends_with(char::is_whitespace) {
                end = self.line_end(at).min(range.end);
                comments.push(self.text[at..end].trim_end());
            } else if fresh && matches!(char, '"' | '\'') {
                end = at + quoted(&self.text[at..]).map_or(1, str::len);
            }
            fresh = matches!(char, '[' | '{' | ',' | ':') || (fresh && char.is_whitespace());
            at = end;
        }
        comments
    }

    /// The start of the next line, or the end of the text.
    pub(super) fn line_end(self, at: usize) -> usize {
        let Some(end) = self.text[at..].find(BREAKS).map(|end| at + end) else { return self.text.len() };
        end + if self.text[end..].starts_with("\r\n") { 2 } else { 1 }
    }

    /// The distance from the start of the line, in bytes.
    pub(super) fn column(self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// The indentation of the line of an offset.
    pub(super) fn indent_at(self, at: usize) -> usize {
        indent(&self.text[self.line_start(at)..])
    }

    /// The start of the comment right above an entry, or else of the entry's line.
    pub(super) fn with_comment(self, at: usize) -> usize {
        let column = self.column(at);
        let mut start = self.line_start(at);
        while start > 0 {
            let above = self.line_before(start);
            let line = &self.text[above..start];
            if !line.trim_start().starts_with('#') || indent(line) != column {
                break;
            }
            start = above;
        }
        start
    }

    /// The end of the lines of an entry, if the next one starts at `bound`: without blank
    /// lines, and without comments that are not deeper than the entry.
    pub(super) fn content_end(self, at: usize, bound: usize) -> usize {
        let column = self.column(at);
        let least = self.line_end(at);
        let mut end = bound.max(least);
        while end > least {
            let start = self.line_before(end);
            let line = &self.text[start..end];
            let comment = line.trim_start().starts_with('#') && indent(line) <= column;
            if !(line.trim().is_empty() || comment) {
                break;
            }
            end = start;
        }
        end
    }

    /// `true` if an empty line is between two offsets.
    pub(super) fn blank_between(self, start: usize, end: usize) -> bool {
        self.text.get(start..end).is_some_and(|between| between.lines().any(|line| line.trim().is_empty()))
    }

    /// `true` if only a line break follows on the line.
    pub(super) fn ends_line(self, at: usize) -> bool {
        self.text[at..self.line_end(at)].trim().is_empty()
    }

    /// The dash of a block list's item whose content starts at a place.
    pub(super) fn dash(self, content: usize) -> Option<usize> {
        let before = self.text[..content].trim_end();
        before.ends_with('-').then(|| before.len() - 1)
    }

    /// The byte after the colon that follows a key.
    pub(super) fn after_colon(self, key_end: usize) -> usize {
        self.text[key_end..].find(':').map_or(key_end, |at| key_end + at + 1)
    }

    /// `true` if brackets or braces open at an offset.
    pub(super) fn is_flow(self, at: usize) -> bool {
        self.text[at..].starts_with(['[', '{'])
    }

    /// The collection that opens at an offset. `None` if it is not closed.
    pub(super) fn flow(self, open: usize) -> Option<Flow> {
        let mut flow = Flow { start: open + 1, items: Vec::new(), end: 0 };
        let mut depth = 0;
        let mut item: Option<Range<usize>> = None;
        let mut fresh = true;
        let mut at = open;
        while let Some(char) = self.text[at..].chars().next() {
            let mut end = at + char.len_utf8();
            match char {
                '#' if self.text[..at].ends_with(char::is_whitespace) => {
                    at = self.line_end(at);
                    continue;
                }
                // A quote within a word is a part of it.
                '"' | '\'' if fresh => end = at + quoted(&self.text[at..])?.len(),
                '[' | '{' => depth += 1,
                ']' | '}' => depth -= 1,
                _ => {}
            }
            let separates = depth == 1 && char == ',' || depth == 0;
            if separates {
                flow.items.extend(item.take());
            } else if at > open && !char.is_whitespace() {
                let start = item.as_ref().map_or(at, |item| item.start);
                item = Some(start..end);
            }
            if depth == 0 {
                flow.end = end;
                return Some(flow);
            }
            fresh = matches!(char, '[' | '{' | ',' | ':') || (fresh && char.is_whitespace());
            at = end;
        }
        None
    }
}

/// The indentation of a line.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_between_brackets() {
        let text = "x: { a: [1, 2], \"b,\": 'it''s', c: account's, # d: no\n  e: {f: \"}\"} } # end";
        let layout = Layout { text };
        let flow = layout.flow(3).unwrap();
        let items: Vec<&str> = flow.items.iter().map(|item| &text[item.clone()]).collect();
        assert_eq!(items, ["a: [1, 2]", "\"b,\": 'it''s'", "c: account's", "e: {f: \"}\"}"]);
        assert_eq!(&text[flow.end..], " # end");
        assert!(Layout { text: "[a, b" }.flow(0).is_none());
        assert!(Layout { text: "[ ]" }.flow(0).unwrap().items.is_empty());
    }

    #[test]
    fn an_entry_has_the_comment_above_it() {
        let text = "a:\n  # of b\n  b: 1\n\n  # apart\n\n  # of c\n  c: >-\n    text\n    # text\n# of d\nd: 1\n";
        let layout = Layout { text };
        let (b, c, d) = (text.find("b: 1").unwrap(), text.find("c: >").unwrap(), text.find("d: 1").unwrap());
        assert_eq!(&text[layout.with_comment(b)..layout.content_end(b, layout.with_comment(c))], "  # of b\n  b: 1\n");
        assert!(text[layout.content_end(c, layout.with_comment(d))..].starts_with("# of d"));
        assert_eq!(layout.column(c), 2);
    }
}
