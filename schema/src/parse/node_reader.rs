//! Single values of a schema, each of the type that its place requires.

use crate::{
    ast::Section,
    diagnostic::{Diagnostic, Diagnostics},
    source::{Source, Span, Spanned, Text},
    suggest::{self, closest, enumeration, listing},
    vocabulary::Literal,
    yaml::{Entry, Node, Value},
};
use std::collections::HashMap;

/// The keys that a map may have.
#[derive(Clone, Copy)]
pub(super) enum Keys {
    Known(&'static [&'static str]),
    Any,
}

/// A map whose unknown and repeated keys have been reported. A misspelt key is listed under the likely name.
pub(super) struct Map<'a> {
    pub(super) entries: Vec<(&'a str, &'a Entry)>,
}

impl<'a> Map<'a> {
    pub(super) fn value(&self, key: &str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    pub(super) fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, entry)| *entry)
    }
}

pub(super) struct Reader<'d> {
    pub(super) source: &'d Source,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    pub(super) fn expected(&mut self, what: &str, expected: &str, help: &str, node: &Node) {
        if !matches!(node.value, Value::Invalid) {
            let message = format!("{what} must be {expected}, found {}", node.value.kind());
            self.diagnostics.push(Diagnostic::error(node.span, message).help(help));
        }
    }

    pub(super) fn map<'a>(&mut self, what: &str, node: &'a Node, keys: Keys) -> Option<Map<'a>> {
        let Value::Map(entries) = &node.value else {
            let help = match keys {
                Keys::Known(known) => {
                    format!("give it {} as keys, each with its value", enumeration(known.iter().copied()))
                }
                Keys::Any => "write names with their values: `name: ...`".to_owned(),
            };
            self.expected(what, "a map", &help, node);
            return None;
        };
        let mut kept: Vec<(&str, &Entry)> = Vec::with_capacity(entries.len());
        let mut seen = HashMap::with_capacity(entries.len());
        for entry in entries {
            let Spanned { span, value: text } = &entry.key;
            if let Some(first) = seen.insert(text.as_str(), *span) {
                seen.insert(text, first);
                let problem = Diagnostic::error(*span, format!("`{text}` is given twice in {what}"));
                self.diagnostics.push(problem.secondary(first, "first given here").help("keep one of the two"));
                continue;
            }
            let known = match keys {
                Keys::Known(known) if !known.contains(&text.as_str()) => known,
                _ => {
                    kept.push((text, entry));
                    continue;
                }
            };
            let problem = Diagnostic::error(*span, format!("`{text}` is not a key of {what}"));
            let free = known.iter().copied().filter(|known| entries.iter().all(|entry| entry.key.value != *known));
            self.diagnostics.push(match closest(text, free) {
                Some(meant) => {
                    kept.push((meant, entry));
                    problem.replace(format!("did you mean `{meant}`?"), *span, meant)
                }
                None => problem.help(listing(known.iter().copied())),
            });
        }
        Some(Map { entries: kept })
    }

    pub(super) fn require(&mut self, map: &Map<'_>, span: Span, what: &str, keys: &[&str]) {
        for key in keys.iter().filter(|key| map.entry(key).is_none()) {
            let problem = Diagnostic::error(span, format!("{what} lacks `{key}`"));
            self.diagnostics.push(problem.help(format!("add `{key}: ...`")));
        }
    }

    pub(super) fn text(&mut self, what: &str, node: &Node) -> Option<Text> {
        match &node.value {
            Value::Text(text) => return Some(Text { value: text.clone(), span: node.span }),
            Value::Number(_) | Value::Bool(_) => {
                let message = format!("{what} must be text, found {}", node.value.kind());
                let value = self.source.slice(node.span).to_owned();
                let quoted = format!("\"{value}\"");
                let problem = Diagnostic::error(node.span, message);
                self.diagnostics.push(problem.replace("put it in quotes", node.span, quoted));
                return Some(Text { value, span: node.span });
            }
            _ => self.expected(what, "text", "write a word or a sentence", node),
        }
        None
    }

    pub(super) fn boolean(&mut self, what: &str, node: &Node) -> Option<Spanned<bool>> {
        let meant = match &node.value {
            Value::Bool(value) => return Some(Spanned { value: *value, span: node.span }),
            Value::Text(text) => suggest::boolean(text),
            _ => None,
        };
        match meant {
            Some(value) => {
                let message = format!("{what} must be `true` or `false`, found text");
                let problem = Diagnostic::error(node.span, message);
                self.diagnostics.push(problem.replace(format!("write `{value}`"), node.span, value.to_string()));
            }
            None => self.expected(what, "`true` or `false`", "write one of the two, without quotes", node),
        }
        meant.map(|value| Spanned { value, span: node.span })
    }

    /// An optional key that is `true` or `false`.
    pub(super) fn flag(&mut self, map: &Map<'_>, key: &str) -> Option<Spanned<bool>> {
        map.value(key).and_then(|node| self.boolean(&format!("`{key}`"), node))
    }

    pub(super) fn integer(&mut self, what: &str, node: &Node) -> Option<Spanned<i64>> {
        let number = match node.literal() {
            Some(Literal::Integer(value)) => Some(Spanned { value, span: node.span }),
            _ => None,
        };
        if number.is_none() {
            self.expected(what, "a whole number", "write one in plain digits", node);
        }
        number
    }

    /// The documentation of an item. A ` #` in it starts a comment, which is rarely meant.
    pub(super) fn doc(&mut self, map: &Map<'_>) -> Option<Text> {
        let node = map.value("doc")?;
        let doc = self.text("`doc`", node)?;
        let written = self.source.slice(node.span);
        let rest = self.source.text().get(node.span.end..).unwrap_or_default();
        let comment = rest.lines().next().unwrap_or_default().trim_start();
        let is_cut = written == doc.value && comment.starts_with('#') && !written.ends_with(['.', '!', '?', ')']);
        if is_cut {
            let end = node.span.end + rest.find('#').map_or(0, |at| at + comment.len());
            let span = Span { start: node.span.start, end };
            let quoted = format!("\"{}\"", self.source.slice(span).replace('\\', "\\\\").replace('"', "\\\""));
            let problem = Diagnostic::warning(span, "the documentation ends where ` #` starts a comment");
            self.diagnostics.push(problem.replace("put it in quotes if the rest belongs to it", span, quoted));
        }
        Some(doc)
    }

    pub(super) fn list<T>(
        &mut self,
        what: &str,
        node: Option<&Node>,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Section<T> {
        match node {
            None => Section::default(),
            Some(Node { value: Value::List(nodes), .. }) => {
                let items: Vec<T> = nodes.iter().filter_map(|node| read(self, node)).collect();
                Section { complete: items.len() == nodes.len(), items }
            }
            Some(node) => {
                let help = "write it in brackets: `[first, second]`, or `[]` where there is none";
                self.expected(what, "a list", help, node);
                Section::default()
            }
        }
    }

    /// A required map from names to items of one sort.
    pub(super) fn required<T>(
        &mut self,
        key: &str,
        map: &Map<'_>,
        read: impl Fn(&mut Self, Text, &Node) -> T,
    ) -> Section<T> {
        let map = map.value(key).and_then(|node| self.map(&format!("`{key}`"), node, Keys::Any));
        let Some(map) = map else { return Section::default() };
        let items = map.entries.iter().map(|(_, entry)| read(self, entry.key.clone(), &entry.value));
        Section { items: items.collect(), complete: true }
    }

    /// An optional map from names to items of one sort.
    pub(super) fn optional<T>(
        &mut self,
        key: &str,
        map: &Map<'_>,
        read: impl Fn(&mut Self, Text, &Node) -> T,
    ) -> Section<T> {
        match map.value(key) {
            None => Section { items: Vec::new(), complete: true },
            Some(_) => self.required(key, map, read),
        }
    }

    /// A map from names to words, such as facts to their values.
    pub(super) fn words(&mut self, what: &str, node: &Node) -> Option<Vec<(Text, Text)>> {
        let map = self.map(what, node, Keys::Any)?;
        let words = map.entries.iter().map(|(_, entry)| {
            let name = entry.key.clone();
            let word = self.text(&format!("`{}`", name.value), &entry.value)?;
            Some((name, word))
        });
        // All of them are looked at before one that could not be read rules out the whole.
        words.collect::<Vec<_>>().into_iter().collect()
    }
}
