//! Diagnostics of a schema.

use crate::source::{Source, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No code can be generated from the schema.
    Error,
    /// The schema is usable, but likely wrong.
    Warning,
}

/// A suggested fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The fix, in words.
    pub message: String,
    /// The text that replaces a range, where that fixes the problem.
    pub replacement: Option<(Span, String)>,
}

/// An error or warning about a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its severity.
    pub severity: Severity,
    /// The message, without a full stop.
    pub message: String,
    /// The smallest range that the message is about.
    pub span: Span,
    /// Related ranges, with a label each.
    pub secondary: Vec<(Span, String)>,
    /// The suggested fix.
    pub help: Option<Help>,
}

impl Diagnostic {
    pub(crate) fn error(span: Span, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Error, message: message.into(), span, secondary: Vec::new(), help: None }
    }

    pub(crate) fn warning(span: Span, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(span, message) }
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

    /// Renders the diagnostic with the lines it is about, as plain text or in a terminal's colours.
    pub fn render(&self, source: &Source, style: Style) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let replaced = self.help.as_ref().and_then(|help| help.replacement.as_ref());
        let spans = || self.secondary.iter().map(|(span, _)| *span).chain([self.span]);
        let first = spans().chain(replaced.map(|(span, _)| *span)).map(|span| span.start).min().unwrap_or(0);
        let last = spans().chain(replaced.map(|(span, _)| *span)).map(|span| span.end).max().unwrap_or(0);
        // Only the lines it is about, however long the text.
        let (line, window) = source.window(first, last);
        let text = &source.text()[window.start..window.end];
        let shift = |span: Span| span.start - window.start..span.end - window.start;
        let mut snippet = Snippet::source(text).line_start(line).path(source.path());
        snippet = snippet.annotation(AnnotationKind::Primary.span(shift(self.span)));
        for (span, label) in &self.secondary {
            snippet = snippet.annotation(AnnotationKind::Context.span(shift(*span)).label(label));
        }
        let mut group = Group::with_title(level.primary_title(&self.message)).element(snippet);
        let mut report = Vec::new();
        match &self.help {
            None => report.push(group),
            Some(Help { message, replacement: None }) => {
                group = group.element(Level::HELP.message(message));
                report.push(group);
            }
            Some(Help { message, replacement: Some((span, replacement)) }) => {
                let patch = Snippet::source(text).line_start(line).patch(Patch::new(shift(*span), replacement));
                report.extend([group, Group::with_title(Level::HELP.secondary_title(message)).element(patch)]);
            }
        }
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        };
        renderer.render(&report)
    }
}

/// The format of a rendered diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Plain,
    /// With ANSI colours.
    Colour,
}

/// The diagnostics of one schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(diagnostics);
    }

    /// Sorts in the order of the file, removes duplicates, and keeps a readable number.
    pub(crate) fn sort(&mut self) {
        const MAX_SHOWN: usize = 300;
        self.0.sort_by(|a, b| (a.span, a.severity, &a.message).cmp(&(b.span, b.severity, &b.message)));
        self.0.dedup();
        if self.0.len() > MAX_SHOWN {
            let severity =
                self.0[MAX_SHOWN..].iter().map(|diagnostic| diagnostic.severity).min().unwrap_or(Severity::Error);
            let message = format!("{} more problems, from here on, are not shown", self.0.len() - MAX_SHOWN);
            let rest = Diagnostic { severity, ..Diagnostic::error(self.0[MAX_SHOWN].span, message) };
            self.0.truncate(MAX_SHOWN);
            self.0.push(rest.help("mend those above first"));
        }
    }

    /// `true` if any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Iterates in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// `true` if there are none.
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
