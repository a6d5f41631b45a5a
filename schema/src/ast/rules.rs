//! What is said of a feature: its type, its default, its restriction.

use super::{
    Default, Literal, Restriction, Rules, Spanned, Text,
    values::{Keys, Reader},
};
use crate::{
    diagnostic::Diagnostic,
    yaml::{Node, Value},
};

impl Reader<'_> {
    pub(super) fn rules(&mut self, name: &Text, node: &Node, complete: bool) -> Rules {
        let what = format!("the feature `{}`", name.value);
        let keys = Keys::Known(&[
            "doc",
            "type",
            "prefix",
            "of",
            "values",
            "fields",
            "clearable",
            "default",
            "may_be",
            "same_in_every_component",
        ]);
        let Some(map) = self.map(&what, node, keys) else { return Rules::default() };
        if complete {
            self.require(&map, name.span, &what, &["default"]);
        }
        Rules {
            doc: map.value("doc").and_then(|node| self.text("`doc`", node)),
            ty: self.ty(&map),
            default: map.value("default").and_then(|node| self.default(node)),
            may_be: map.value("may_be").and_then(|node| self.restriction(node)),
            same_in_every_component: map
                .value("same_in_every_component")
                .and_then(|node| self.boolean("`same_in_every_component`", node)),
        }
    }

    fn default(&mut self, node: &Node) -> Option<Default> {
        const FORMS: &str = "a value, `undocumented`, `{ by: ... }`, `{ same_as: ... }` or `{ opposite_of: ... }`";
        let entries = match &node.value {
            Value::Text(word) if word == "undocumented" => return Some(Default::Undocumented),
            Value::Map(entries) => entries,
            _ => return self.literal("`default`", node).map(Default::Value),
        };
        if entries.iter().any(|entry| entry.key.text == "by") {
            let map = self.map("`default`", node, Keys::Any)?;
            let fact = map.value("by").and_then(|node| self.text("`by`", node))?;
            let rows = map.entries.iter().filter(|(name, _)| *name != "by");
            let table = rows.map(|(_, entry)| {
                let what = format!("the default for `{}`", entry.key.text);
                (entry.key.to_text(), self.literal(&what, &entry.value))
            });
            return Some(Default::By { table: table.collect(), fact });
        }
        let map = self.map("`default`", node, Keys::Known(&["by", "same_as", "opposite_of"]))?;
        match (map.value("same_as"), map.value("opposite_of")) {
            (Some(other), None) => self.text("`same_as`", other).map(Default::SameAs),
            (None, Some(other)) => self.text("`opposite_of`", other).map(Default::OppositeOf),
            (Some(_), Some(other)) => {
                let message = "a default is either `same_as` or `opposite_of` another feature";
                self.diagnostics.push(Diagnostic::error(other.span, message).help("keep one of the two"));
                None
            }
            (None, None) => {
                if entries.is_empty() {
                    self.diagnostics
                        .push(Diagnostic::error(node.span, "`default` is empty").help(format!("a default is {FORMS}")));
                }
                None
            }
        }
    }

    fn restriction(&mut self, node: &Node) -> Option<Restriction> {
        let keys = &["value", "only_when"];
        let map = self.map("`may_be`", node, Keys::Known(keys))?;
        self.require(&map, node.span, "`may_be`", keys);
        let value = map.value("value").and_then(|node| self.boolean("`value`", node));
        let only_when = map.value("only_when").and_then(|node| self.words("`only_when`", node));
        Some(Restriction { value: value?, only_when: only_when? })
    }

    /// A value of whatever type.
    fn literal(&mut self, what: &str, node: &Node) -> Option<Spanned<Literal>> {
        let value = match &node.value {
            Value::Null => Literal::Null,
            Value::Bool(value) => Literal::Boolean(*value),
            Value::Number => Literal::Number(self.source.slice(node.span).to_owned()),
            Value::Text(text) => Literal::Text(text.clone()),
            Value::List(items) => {
                let items = items.iter().map(|item| self.literal("an item of a value", item));
                // All of them are looked at before one that could not be read rules out the whole.
                Literal::List(items.collect::<Vec<_>>().into_iter().collect::<Option<_>>()?)
            }
            Value::Map(_) | Value::Invalid => {
                let help = "write `true`, `false`, a number, a text, or a list of such in brackets";
                self.expected(what, "a value", help, node);
                return None;
            }
        };
        Some(Spanned { value, span: node.span })
    }
}
