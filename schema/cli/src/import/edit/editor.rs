//! An editor of YAML text that leaves all other bytes as they are.

use super::layout::{Flow, Layout};
use crate::import::yaml_text::{self as text, Yaml};
use schema::yaml::{Entry, Node, Value};
use std::ops::Range;

/// Collects changes to a YAML text, and makes them at once.
pub(super) struct Editor<'s> {
    layout: Layout<'s>,
    changes: Vec<(Range<usize>, String)>,
    /// The indentation of a level.
    step: usize,
}

/// A node with a limit for its end.
#[derive(Clone, Copy)]
pub(super) struct Spot<'n> {
    pub(super) node: &'n Node,
    limit: usize,
    /// The byte after the colon of the key whose value it is, and that key's column if it starts a line.
    key: Option<(usize, usize)>,
}

/// A new entry of a map, and the index of the present entry before it.
pub(super) struct Insert {
    pub(super) after: Option<usize>,
    pub(super) key: String,
    pub(super) value: Yaml,
}

impl<'s> Editor<'s> {
    pub(super) fn new(text: &'s str, root: &Node) -> Self {
        let layout = Layout { text };
        let nested = match &root.value {
            Value::Map(entries) => entries.iter().find_map(|entry| match &entry.value.value {
                Value::Map(inner) if !layout.is_flow(entry.value.span.start) => inner.first(),
                _ => None,
            }),
            _ => None,
        };
        let step = nested.map(|entry| layout.column(entry.key.span.start)).filter(|step| *step > 0).unwrap_or(2);
        Editor { layout, changes: Vec::new(), step }
    }

    pub(super) fn root<'n>(&self, node: &'n Node) -> Spot<'n> {
        Spot { node, limit: self.layout.text.len(), key: None }
    }

    /// The value of a map's entry.
    pub(super) fn value<'n>(&self, map: Spot<'n>, key: &str) -> Option<Spot<'n>> {
        let entries = map.node.entries();
        let index = entries.iter().position(|entry| entry.key.value == key)?;
        let Entry { key, value } = &entries[index];
        let colon = self.layout.after_colon(key.span.end);
        let column = match self.layout.is_flow(map.node.span.start) {
            true => usize::MAX,
            false => self.layout.column(key.span.start),
        };
        let limit = entries.get(index + 1).map_or(map.limit, |next| self.layout.with_comment(next.key.span.start));
        let limit = if column == usize::MAX { map.limit } else { limit };
        Some(Spot { node: value, limit, key: Some((colon, column)) })
    }

    /// An item of a list.
    pub(super) fn item<'n>(&self, list: Spot<'n>, index: usize) -> Option<Spot<'n>> {
        let items = list.node.items();
        let next = items.get(index + 1).and_then(|next| self.layout.dash(next.span.start));
        let limit = match (self.layout.is_flow(list.node.span.start), next) {
            (false, Some(next)) => self.layout.with_comment(next),
            _ => list.limit,
        };
        Some(Spot { node: items.get(index)?, limit, key: None })
    }

    /// The text with all changes. `None` if two of them overlap.
    pub(super) fn finish(mut self) -> Option<String> {
        // Insertions come before removals at the same offset.
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.layout.text.len() + 4096);
        let mut at = 0;
        for (range, new) in &self.changes {
            text.push_str(self.layout.text.get(at..range.start)?);
            text.push_str(new);
            at = range.end;
        }
        text.push_str(self.layout.text.get(at..)?);
        Some(text)
    }

    fn change(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.changes.push((range, text.into()));
    }

    /// Moves the comments of a range that is replaced above the line where it starts.
    fn keep_comments(&mut self, range: Range<usize>) {
        let start = self.layout.line_start(range.start);
        let margin = " ".repeat(self.layout.indent_at(range.start));
        let eol = self.layout.line_break();
        let comments = self.layout.comments(range).into_iter().map(|comment| format!("{margin}{comment}{eol}"));
        let comments: String = comments.collect();
        if !comments.is_empty() {
            self.change(start..start, comments);
        }
    }

    /// Replaces a value with something short.
    pub(super) fn replace(&mut self, spot: Spot<'_>, new: &str) -> Option<()> {
        let start = spot.node.span.start;
        if self.layout.is_flow(start) {
            let end = self.layout.flow(start)?.end;
            self.keep_comments(start..end);
            self.change(start..end, new);
            return Some(());
        }
        match (&spot.node.value, spot.key) {
            (Value::Map(entries), Some((colon, _))) => {
                let last = entries.last()?;
                let end = self.layout.content_end(last.key.span.start, spot.limit);
                self.keep_comments(colon..end);
                self.close(colon..end, new);
            }
            (Value::Map(_) | Value::List(_), _) => return None,
            _ => {
                let old = self.layout.text.get(start..spot.node.span.end)?;
                let quote = old.chars().next().filter(|char| matches!(char, '"' | '\''));
                let bare = !new.starts_with(['{', '[', '"']);
                let new = quote.filter(|_| bare).map_or(new.to_owned(), |quote| format!("{quote}{new}{quote}"));
                self.change(start..spot.node.span.end, new);
            }
        }
        Some(())
    }

    /// Replaces what follows a key, up to the end of a line, with something short.
    fn close(&mut self, range: Range<usize>, new: &str) {
        let ends = if self.layout.starts_line(range.end) { self.layout.line_break() } else { "" };
        self.change(range, format!(" {new}{ends}"));
    }

    /// Removes entries from a map and adds others.
    pub(super) fn edit_map(&mut self, map: Spot<'_>, remove: &[usize], insert: Vec<Insert>) -> Option<()> {
        if remove.is_empty() && insert.is_empty() {
            return Some(());
        }
        let starts: Vec<usize> = map.node.entries().iter().map(|entry| entry.key.span.start).collect();
        if self.layout.is_flow(map.node.span.start) {
            if let (true, Some((colon, column @ 0..1000))) = (starts.is_empty(), map.key)
                && self.layout.ends_line(self.layout.flow(map.node.span.start)?.end)
            {
                let lines =
                    insert.iter().flat_map(|new| text::entry(&new.key, &new.value, column + self.step, self.step));
                let lines = lines.map(|line| format!("{}{line}", self.layout.line_break())).collect::<String>();
                let end = self.layout.flow(map.node.span.start)?.end;
                self.change(colon..end, lines);
                return Some(());
            }
            let insert = insert.into_iter().map(|new| (new.after, format!("{}: {}", new.key, new.value.flow())));
            return self.edit_flow(map.node.span.start, remove, insert.collect());
        }
        let indent = self.layout.column(*starts.first()?);
        let step = self.step;
        let lines = insert.into_iter().map(|new| (new.after, text::entry(&new.key, &new.value, indent, step)));
        self.edit_block(map, &starts, remove, lines.collect(), "{}")
    }

    /// Removes items from a list and adds others at its end.
    pub(super) fn edit_list(&mut self, list: Spot<'_>, remove: &[usize], append: &[Yaml]) -> Option<()> {
        if remove.is_empty() && append.is_empty() {
            return Some(());
        }
        let count = list.node.items().len();
        let last = (0..count).rev().find(|index| !remove.contains(index));
        if self.layout.is_flow(list.node.span.start) {
            let append = append.iter().map(|item| (last, item.flow())).collect();
            return self.edit_flow(list.node.span.start, remove, append);
        }
        let starts = list.node.items().iter().map(|item| self.layout.dash(item.span.start));
        let starts: Vec<usize> = starts.collect::<Option<_>>()?;
        let margin = " ".repeat(self.layout.column(*starts.first()?));
        let append = append.iter().map(|item| (last, vec![format!("{margin}- {}", text::item(item))]));
        self.edit_block(list, &starts, remove, append.collect(), "[]")
    }

    /// Replaces an item of a list.
    pub(super) fn replace_item(&mut self, list: Spot<'_>, index: usize, new: &Yaml) -> Option<()> {
        let (layout, item) = (self.layout, self.item(list, index)?);
        let start = item.node.span.start;
        if layout.is_flow(list.node.span.start) {
            let range = layout.flow(list.node.span.start)?.items.get(index)?.clone();
            self.keep_comments(range.clone());
            self.change(range, new.flow());
            return Some(());
        }
        let end = match item.node.entries().first() {
            Some(_) if layout.is_flow(start) => layout.flow(start)?.end,
            Some(first) if layout.is_flow(first.value.span.start) => layout.flow(first.value.span.start)?.end,
            Some(_) => layout.content_end(layout.dash(start)?, item.limit),
            None => item.node.span.end,
        };
        let ends = if layout.starts_line(end) { layout.line_break() } else { "" };
        self.keep_comments(start..end);
        self.change(start..end, format!("{}{ends}", text::item(new)));
        Some(())
    }

    fn edit_block(
        &mut self,
        block: Spot<'_>,
        starts: &[usize],
        remove: &[usize],
        insert: Vec<(Option<usize>, Vec<String>)>,
        empty: &str,
    ) -> Option<()> {
        let layout = self.layout;
        let range = |index: usize| {
            let bound = starts.get(index + 1).map_or(block.limit, |next| layout.with_comment(*next));
            layout.with_comment(starts[index])..layout.content_end(starts[index], bound)
        };
        if remove.len() == starts.len() && insert.is_empty() {
            let (colon, _) = block.key?;
            self.close(colon..range(starts.len() - 1).end, empty);
            return Some(());
        }
        let apart = starts.len() > 1
            && (1..starts.len()).all(|index| layout.blank_between(range(index - 1).end, range(index).start));
        for &index in remove {
            let Range { start, mut end } = range(index);
            // The empty line after goes with it.
            if apart && index + 1 < starts.len() {
                while end < range(index + 1).start && layout.text[end..layout.line_end(end)].trim().is_empty() {
                    end = layout.line_end(end);
                }
            }
            self.change(start..end, "");
        }
        let eol = layout.line_break();
        for (after, lines) in insert {
            let body = lines.join(eol);
            let blank = if apart { eol } else { "" };
            match after {
                Some(index) => {
                    let at = range(index).end;
                    let ended = layout.starts_line(at);
                    let new = if ended { format!("{blank}{body}{eol}") } else { format!("{eol}{blank}{body}") };
                    self.change(at..at, new);
                }
                None => {
                    let at = range(0).start;
                    self.change(at..at, format!("{body}{eol}{blank}"));
                }
            }
        }
        Some(())
    }

    /// Edits items between brackets or braces.
    fn edit_flow(&mut self, open: usize, remove: &[usize], insert: Vec<(Option<usize>, String)>) -> Option<()> {
        let flow = self.layout.flow(open)?;
        let items = &flow.items;
        let kept: Vec<usize> = (0..items.len()).filter(|index| !remove.contains(index)).collect();
        let tail = kept.last().map_or(flow.start, |last| items[*last].end);
        for index in remove.iter().copied().filter(|index| kept.last().is_some_and(|last| index < last)) {
            self.change(items[index].start..items[index + 1].start, "");
        }
        let braces = self.layout.text[open..].starts_with('{');
        let mut added = String::new();
        for (after, item) in insert {
            match (after, kept.last()) {
                (Some(index), Some(last)) if index < *last => {
                    self.change(items[index].end..items[index].end, format!(", {item}"));
                }
                (None, Some(_)) => self.change(items[kept[0]].start..items[kept[0]].start, format!("{item}, ")),
                (_, None) if added.is_empty() => added.push_str(&if braces { format!(" {item}") } else { item }),
                _ => added.push_str(&self.continued(&flow, tail, &added, &item)),
            }
        }
        let end = if tail == flow.start { flow.items.last().map_or(tail, |last| last.end) } else { items.last()?.end };
        let last = kept.is_empty() && braces && !added.is_empty() && self.layout.text[end..].starts_with('}');
        if last {
            added.push(' ');
        }
        if end > tail || !added.is_empty() {
            self.change(tail..end, added);
        }
        Some(())
    }

    /// The text of one more item at the end of a flow collection: on a line of its own if the others are, or if
    /// the line would become too long. `tail` is the end of the last item, `added` the text inserted there so far.
    fn continued(&self, flow: &Flow, tail: usize, added: &str, item: &str) -> String {
        let layout = self.layout;
        let starts_line =
            |item: &Range<usize>| layout.text[layout.line_start(item.start)..item.start].trim().is_empty();
        let margin = layout.indent_at(tail);
        let margin = match flow.items.iter().find(|item| item.end == tail) {
            Some(last) if starts_line(last) => return format!(",{}{}{item}", layout.line_break(), " ".repeat(margin)),
            _ if layout.line_start(tail) == layout.line_start(flow.start) => margin + self.step,
            _ => margin,
        };
        let width = match added.rfind('\n') {
            Some(at) => added.len() - at - 1,
            None => layout.column(tail) + added.len(),
        };
        match width + item.len() + 3 <= text::WIDTH {
            true => format!(", {item}"),
            false => format!(",{}{}{item}", layout.line_break(), " ".repeat(margin)),
        }
    }
}
