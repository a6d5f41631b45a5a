//! The state of a check, and the diagnostics that several rules share.

use crate::{
    ast::File,
    diagnostic::{Diagnostic, Diagnostics},
    model::Fact,
    source::{Span, Text},
    suggest::{closest, listing},
};
use std::collections::{HashMap, HashSet};

pub(super) struct Check<'f, 'd> {
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) file: &'f File,
    pub(super) names: &'f Names,
    /// The usable facts.
    pub(super) facts: &'f [Fact],
    /// All described features, the usable ones with their index.
    pub(super) features: HashMap<&'f str, Option<usize>>,
}

/// The unusable names, by location.
#[derive(Default)]
pub(super) struct Names {
    pub(super) unusable: HashSet<Span>,
}

impl Names {
    pub(super) fn has(&self, name: &Text) -> bool {
        !self.unusable.contains(&name.span)
    }
}

impl Check<'_, '_> {
    /// Reports an error with the way out.
    pub(super) fn error(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.report(Diagnostic::error(span, message).help(help));
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn twice(&mut self, what: &str, span: Span, first: Span) {
        self.report(
            Diagnostic::error(span, format!("{what} is given twice"))
                .secondary(first, "first given here")
                .help("keep one of the two"),
        );
    }

    /// The first item of each name. Others are reported.
    pub(super) fn unique<'t, T>(
        &mut self,
        what: &str,
        items: impl IntoIterator<Item = &'t T>,
        name: impl Fn(&'t T) -> &'t Text,
    ) -> Vec<&'t T> {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut unique = Vec::new();
        for item in items {
            let Text { value, span } = name(item);
            match seen.insert(value, *span) {
                Some(first) => self.twice(&format!("{what} `{value}`"), *span, first),
                None => unique.push(item),
            }
        }
        unique
    }

    /// Resolves a word. An unknown one is reported and taken as the closest, so that the rest of the schema can be checked
    /// as if that had been written.
    pub(super) fn meant<'c>(
        &mut self,
        word: &Text,
        sort: &str,
        known: impl IntoIterator<Item = &'c str> + Clone,
    ) -> Option<&'c str> {
        if let Some(known) = known.clone().into_iter().find(|known| *known == word.value) {
            return Some(known);
        }
        let problem = Diagnostic::error(word.span, format!("there is no {sort} `{}`", word.value));
        let meant = closest(&word.value, known.clone());
        self.report(match meant {
            Some(meant) => problem.replace(format!("did you mean `{meant}`?"), word.span, meant),
            None => problem.help(listing(known)),
        });
        meant
    }
}

/// The documentation of an item, with a fallback, since every generated item has one.
pub(super) fn doc(doc: &Option<Text>, name: &Text) -> String {
    match text(doc) {
        doc if doc.is_empty() => format!("`{}`, of which the API description says no more.", name.value),
        doc => doc,
    }
}

pub(super) fn text(text: &Option<Text>) -> String {
    text.as_ref().map(|text| text.value.trim().to_owned()).unwrap_or_default()
}
