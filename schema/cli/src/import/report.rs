//! The report of an import, for review.

use super::yaml_text::Yaml;
use schema::suggest::quoted;
use std::fmt;

/// The changes of an import, and notes that need review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// New in the document.
    pub added: Vec<String>,
    /// Missing from the document.
    pub removed: Vec<String>,
    /// Changed keys, with old and new text.
    pub changed: Vec<String>,
    /// Notes that need review.
    pub needs_review: Vec<Note>,
}

/// A note that needs review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The parts of the schema it is about.
    pub about: Vec<String>,
    /// Why.
    pub reason: String,
    /// The document's description, without markup.
    pub text: String,
}

impl Report {
    /// Adds a note that needs review. Notes of several components with the same reason are merged.
    pub(crate) fn needs_review(&mut self, about: &str, reason: &str, description: &str) {
        let text = super::prose::sentences::plain(description);
        let known = self.needs_review.iter_mut().find(|note| note.reason == reason && note.text == text);
        match known {
            Some(note) if note.about.iter().any(|known| known == about) => {}
            Some(note) => note.about.push(about.to_owned()),
            None => self.needs_review.push(Note { about: vec![about.to_owned()], reason: reason.to_owned(), text }),
        }
    }

    /// `true` if the schema did not change.
    pub fn is_unchanged(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// The change of a key's value, in words.
pub(crate) fn change(key: &str, values: [Option<&Yaml>; 2]) -> String {
    let [before, now] = values.map(|value| value.map_or("nothing".to_owned(), |value| format!("`{}`", value.flow())));
    format!("`{key}` from {before} to {now}")
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (title, lines) in [("added", &self.added), ("removed", &self.removed), ("changed", &self.changed)] {
            if !lines.is_empty() {
                writeln!(formatter, "{title}:")?;
                lines.iter().try_for_each(|line| writeln!(formatter, "  {line}"))?;
            }
        }
        if self.is_unchanged() {
            writeln!(formatter, "nothing changed")?;
        }
        if !self.needs_review.is_empty() {
            writeln!(formatter, "needs review:")?;
        }
        for Note { about, reason, text } in &self.needs_review {
            writeln!(formatter, "  {}: {reason}", quoted(about))?;
            if !text.is_empty() {
                writeln!(formatter, "    \"{text}\"")?;
            }
        }
        Ok(())
    }
}
