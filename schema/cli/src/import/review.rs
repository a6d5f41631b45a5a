//! Notes of an import, for review.

use schema::suggest::quoted;
use std::fmt;

/// The notes of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// The notes.
    pub notes: Vec<Note>,
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

impl Review {
    /// Adds a note. Notes of several components with the same reason are merged.
    pub(crate) fn note(&mut self, about: &str, reason: &str, description: &str) {
        let text = super::prose::sentences::plain(description);
        let known = self.notes.iter_mut().find(|note| note.reason == reason && note.text == text);
        match known {
            Some(note) if note.about.iter().any(|known| known == about) => {}
            Some(note) => note.about.push(about.to_owned()),
            None => self.notes.push(Note { about: vec![about.to_owned()], reason: reason.to_owned(), text }),
        }
    }
}

impl fmt::Display for Review {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Note { about, reason, text } in &self.notes {
            writeln!(formatter, "  {}: {reason}", quoted(about))?;
            if !text.is_empty() {
                writeln!(formatter, "    \"{text}\"")?;
            }
        }
        Ok(())
    }
}
