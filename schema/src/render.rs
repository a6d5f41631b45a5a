//! Diagnostics as people, compilers and editors read them.

use crate::{
    diagnostic::{Diagnostic, Help, Severity},
    source::Source,
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
        let mut snippet = Snippet::source(source.text()).path(source.path());
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
                    .element(Snippet::source(source.text()).patch(Patch::new(span.start..span.end, text))),
            ),
        }
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        };
        renderer.render(&report)
    }
}
