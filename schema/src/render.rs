//! Diagnostics as people, compilers and editors read them.

use crate::{
    diagnostic::{Diagnostic, Help, Severity},
    source::{Source, Span},
};
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

/// How a diagnostic is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As text alone.
    Plain,
    /// With ANSI colours.
    Colour,
}

impl Diagnostic {
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
