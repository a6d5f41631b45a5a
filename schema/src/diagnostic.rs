//! What is said about a schema, and where in its text.

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use std::fmt;

/// A range of bytes in the schema's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No code can be made of the schema as it is.
    Error,
    /// The schema is usable, but probably not what was meant.
    Warning,
}

/// A way out of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// What to do.
    pub message: String,
    /// The text to put in place of a range, where doing so mends the problem.
    pub replacement: Option<(Span, String)>,
}

/// One thing wrong with a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// The smallest range that is wrong.
    pub span: Span,
    /// Other places that matter, with what each is.
    pub secondary: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<Help>,
}

impl Diagnostic {
    pub(crate) fn error(span: Span, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Error, message: message.into(), span, secondary: Vec::new(), help: None }
    }

    pub(crate) fn secondary(mut self, span: Span, label: impl Into<String>) -> Self {
        self.secondary.push((span, label.into()));
        self
    }

    pub(crate) fn help(mut self, message: impl Into<String>) -> Self {
        self.help = Some(Help { message: message.into(), replacement: None });
        self
    }

    pub(crate) fn replace(mut self, message: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.help = Some(Help { message: message.into(), replacement: Some((span, text.into())) });
        self
    }

    /// Renders the diagnostic with the lines it is about, as plain text.
    pub fn render(&self, source: &Source<'_>) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut snippet = Snippet::source(source.text).path(source.path);
        snippet = snippet.annotation(AnnotationKind::Primary.span(self.span.start..self.span.end));
        for (span, label) in &self.secondary {
            snippet = snippet.annotation(AnnotationKind::Context.span(span.start..span.end).label(label));
        }
        let mut report = vec![Group::with_title(level.primary_title(&self.message)).element(snippet)];
        match &self.help {
            None => {}
            Some(Help { message, replacement: None }) => {
                report = report.into_iter().map(|group| group.element(Level::HELP.message(message))).collect();
            }
            Some(Help { message, replacement: Some((span, text)) }) => report.push(
                Group::with_title(Level::HELP.secondary_title(message))
                    .element(Snippet::source(source.text).patch(Patch::new(span.start..span.end, text))),
            ),
        }
        Renderer::plain().render(&report)
    }
}

/// Everything that is said about one schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(diagnostics);
    }

    /// In the order of the file, each said once.
    pub(crate) fn sort(&mut self) {
        self.0.sort_by(|a, b| (a.span, a.severity, &a.message).cmp(&(b.span, b.severity, &b.message)));
        self.0.dedup();
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Each of them, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A schema's text with the name it goes by in messages.
pub struct Source<'a> {
    path: &'a str,
    text: &'a str,
    /// Where each line starts, by YAML's idea of a line.
    lines: Vec<usize>,
}

impl<'a> Source<'a> {
    /// Names a text.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        let mut lines = vec![0];
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            match char {
                '\r' if chars.peek().is_some_and(|&(_, next)| next == '\n') => {}
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => lines.push(at + char.len_utf8()),
                _ => {}
            }
        }
        Source { path, text, lines }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The word, quoted text or rest of a line at a position; line and column count from one, the column in characters.
    pub(crate) fn span_at(&self, line: usize, column: usize) -> Span {
        let line = line.saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or(self.text.len());
        let end = self.lines.get(line + 1).copied().unwrap_or(self.text.len());
        let rest = &self.text[start..end];
        let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
        let token = token(&rest[offset..]);
        Span { start: start + offset, end: start + offset + token.len() }
    }
}

/// The YAML scalar at the start of a line's rest, as far as it stands on that line.
fn token(rest: &str) -> &str {
    let mut previous = ' ';
    let quote = rest.chars().next().filter(|char| matches!(char, '"' | '\''));
    for (at, char) in rest.char_indices().skip(1) {
        let before = &rest[..at];
        match quote {
            Some(quote) if char == quote && previous != '\\' => return &rest[..at + 1],
            Some(_) => {}
            None if matches!(char, ',' | ']' | '}' | '{' | '[' | '\n' | '\r') => return before.trim_end(),
            None if char == '#' && previous == ' ' => return before.trim_end(),
            None if char == ' ' && before.ends_with(':') => return &before[..at - 1],
            None => {}
        }
        previous = char;
    }
    let rest = rest.trim_end();
    rest.strip_suffix(':').unwrap_or(rest)
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Source").field("path", &self.path).finish_non_exhaustive()
    }
}
