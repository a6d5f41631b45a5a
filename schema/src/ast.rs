//! A schema as it was written: its structure read, its names not yet resolved. Whatever has the wrong type, is
//! missing or is not known is reported here, and the rest is kept.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    source::{Source, Span},
    suggest::{closest, enumeration, listing},
    yaml::{Entry, Key, Node, Value},
};
use std::collections::HashMap;

/// Something with its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// A piece of text with its place.
pub(crate) type Text = Spanned<String>;

/// What stands in one place, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Section<T> {
    pub(crate) items: Vec<T>,
    /// Whether it could be read as a whole. Where not, that has been reported, and what is missed may well be there.
    pub(crate) complete: bool,
}

impl<T> std::default::Default for Section<T> {
    fn default() -> Self {
        Section { items: Vec::new(), complete: false }
    }
}

#[derive(Debug, Default)]
pub(crate) struct File {
    pub(crate) api_version: Option<Text>,
    pub(crate) facts: Section<Fact>,
    pub(crate) account_types: Section<AccountType>,
    pub(crate) operation: Option<Operation>,
    pub(crate) object: Option<Object>,
    pub(crate) features: Section<Feature>,
    pub(crate) components: Section<Component>,
}

#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) name: Text,
    pub(crate) doc: Option<Text>,
    pub(crate) account_field: Option<Text>,
    pub(crate) values: Section<Text>,
}

#[derive(Debug)]
pub(crate) struct AccountType {
    pub(crate) name: Text,
    pub(crate) facts: Vec<(Text, Text)>,
}

#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) name: Option<Text>,
    pub(crate) doc: Option<Text>,
    pub(crate) method: Option<Text>,
    pub(crate) path: Option<Text>,
    pub(crate) params: Section<Member>,
    pub(crate) returns: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) name: Option<Text>,
    pub(crate) doc: Option<Text>,
    pub(crate) fields: Section<Member>,
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: Text,
    pub(crate) doc: Option<Text>,
    pub(crate) kind: Option<Text>,
    pub(crate) prefix: Option<Text>,
    pub(crate) of: Option<Text>,
    pub(crate) required: Option<Spanned<bool>>,
}

#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) name: Text,
    pub(crate) rules: Rules,
}

#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) name: Text,
    pub(crate) doc: Option<Text>,
    pub(crate) features: Vec<Feature>,
}

/// What is said of a feature, in `features` or by a component that differs.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) doc: Option<Text>,
    pub(crate) kind: Option<Text>,
    pub(crate) default: Option<Default>,
    pub(crate) may_be: Option<Restriction>,
    pub(crate) same_in_every_component: Option<Spanned<bool>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Default {
    Value(bool),
    By { fact: Text, table: Vec<(Text, Option<Spanned<bool>>)> },
    SameAs(Text),
    OppositeOf(Text),
    Undocumented,
}

#[derive(Clone, Debug)]
pub(crate) struct Restriction {
    pub(crate) value: Spanned<bool>,
    pub(crate) only_when: Vec<(Text, Text)>,
}

/// Reads the structure of a whole file.
pub(crate) fn file(source: &Source, root: &Node, diagnostics: &mut Diagnostics) -> File {
    let mut reader = Reader { source, diagnostics };
    if let Value::Null = root.value {
        let help = "describe the API: `api_version`, `operation`, `object`, `features` and `components`";
        reader.diagnostics.push(Diagnostic::error(Span::START, "the file is empty").help(help));
        return File::default();
    }
    let keys = &["api_version", "facts", "account_types", "operation", "object", "features", "components"];
    let Some(map) = reader.map("the file", root, Keys::Known(keys)) else { return File::default() };
    reader.require(&map, root.span, "the file", &["api_version", "operation", "object", "features", "components"]);
    File {
        api_version: map.value("api_version").and_then(|node| reader.text("`api_version`", node)),
        facts: reader.optional("facts", &map, Reader::fact),
        account_types: reader.optional("account_types", &map, Reader::account_type),
        operation: map.entry("operation").and_then(|entry| reader.operation(entry)),
        object: map.entry("object").and_then(|entry| reader.object(entry)),
        features: reader.required("features", &map, |reader, name, node| {
            let rules = reader.rules(&name, node, true);
            Feature { name, rules }
        }),
        components: reader.required("components", &map, Reader::component),
    }
}

/// The keys that a map may have.
#[derive(Clone, Copy)]
enum Keys {
    Known(&'static [&'static str]),
    Any,
}

/// A map whose unknown and repeated keys have been reported. A misspelt key stands under the name it was meant to have.
struct Map<'a> {
    entries: Vec<(&'a str, &'a Entry)>,
}

impl<'a> Map<'a> {
    fn value(&self, key: &str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, entry)| *entry)
    }
}

impl Key {
    fn to_text(&self) -> Text {
        Text { value: self.text.clone(), span: self.span }
    }
}

struct Reader<'d> {
    source: &'d Source,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    fn expected(&mut self, what: &str, expected: &str, help: &str, node: &Node) {
        if !matches!(node.value, Value::Invalid) {
            let message = format!("{what} must be {expected}, found {}", node.value.kind());
            self.diagnostics.push(Diagnostic::error(node.span, message).help(help));
        }
    }

    fn map<'a>(&mut self, what: &str, node: &'a Node, keys: Keys) -> Option<Map<'a>> {
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
            let Key { span, text } = &entry.key;
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
            let free = known.iter().copied().filter(|known| entries.iter().all(|entry| entry.key.text != *known));
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

    fn require(&mut self, map: &Map<'_>, span: Span, what: &str, keys: &[&str]) {
        for key in keys.iter().filter(|key| map.entry(key).is_none()) {
            let problem = Diagnostic::error(span, format!("{what} lacks `{key}`"));
            self.diagnostics.push(problem.help(format!("add `{key}: ...`")));
        }
    }

    fn text(&mut self, what: &str, node: &Node) -> Option<Text> {
        match &node.value {
            Value::Text(text) => return Some(Text { value: text.clone(), span: node.span }),
            Value::Number | Value::Bool(_) => {
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

    fn boolean(&mut self, what: &str, node: &Node) -> Option<Spanned<bool>> {
        let word = match &node.value {
            Value::Bool(value) => return Some(Spanned { value: *value, span: node.span }),
            Value::Text(text) => text.to_ascii_lowercase(),
            _ => String::new(),
        };
        let meant = match word.as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
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

    fn list<T>(
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

    /// A map from names of the schema's choosing to things of one sort.
    fn required<T>(&mut self, key: &str, map: &Map<'_>, read: impl Fn(&mut Self, Text, &Node) -> T) -> Section<T> {
        let map = map.value(key).and_then(|node| self.map(&format!("`{key}`"), node, Keys::Any));
        let Some(map) = map else { return Section::default() };
        let items = map.entries.iter().map(|(_, entry)| read(self, entry.key.to_text(), &entry.value));
        Section { items: items.collect(), complete: true }
    }

    /// The same, where there need be none.
    fn optional<T>(&mut self, key: &str, map: &Map<'_>, read: impl Fn(&mut Self, Text, &Node) -> T) -> Section<T> {
        match map.value(key) {
            None => Section { items: Vec::new(), complete: true },
            Some(_) => self.required(key, map, read),
        }
    }

    /// A map from names to words, such as facts to their values.
    fn words(&mut self, what: &str, node: &Node) -> Option<Vec<(Text, Text)>> {
        let map = self.map(what, node, Keys::Any)?;
        let words = map.entries.iter().map(|(_, entry)| {
            let name = entry.key.to_text();
            let word = self.text(&format!("`{}`", name.value), &entry.value)?;
            Some((name, word))
        });
        // All of them are looked at before one that could not be read rules out the whole.
        words.collect::<Vec<_>>().into_iter().collect()
    }

    fn fact(&mut self, name: Text, node: &Node) -> Fact {
        let what = format!("the fact `{}`", name.value);
        let Some(map) = self.map(&what, node, Keys::Known(&["doc", "account_field", "values"])) else {
            return Fact { name, doc: None, account_field: None, values: Section::default() };
        };
        self.require(&map, name.span, &what, &["account_field", "values"]);
        Fact {
            doc: map.value("doc").and_then(|node| self.text("`doc`", node)),
            account_field: map.value("account_field").and_then(|node| self.text("`account_field`", node)),
            values: self.list("`values`", map.value("values"), |reader, node| reader.text("a fact's value", node)),
            name,
        }
    }

    fn account_type(&mut self, name: Text, node: &Node) -> AccountType {
        let facts = self.words(&format!("the account type `{}`", name.value), node).unwrap_or_default();
        AccountType { name, facts }
    }

    fn operation(&mut self, Entry { key, value }: &Entry) -> Option<Operation> {
        let keys = &["name", "doc", "method", "path", "params", "returns"];
        let map = self.map("`operation`", value, Keys::Known(keys))?;
        self.require(&map, key.span, "`operation`", &["name", "method", "path", "params", "returns"]);
        Some(Operation {
            name: map.value("name").and_then(|node| self.text("`name`", node)),
            doc: map.value("doc").and_then(|node| self.text("`doc`", node)),
            method: map.value("method").and_then(|node| self.text("`method`", node)),
            path: map.value("path").and_then(|node| self.text("`path`", node)),
            params: self.required("params", &map, Self::member),
            returns: map.value("returns").and_then(|node| self.text("`returns`", node)),
        })
    }

    fn object(&mut self, Entry { key, value }: &Entry) -> Option<Object> {
        let map = self.map("`object`", value, Keys::Known(&["name", "doc", "fields"]))?;
        self.require(&map, key.span, "`object`", &["name", "fields"]);
        Some(Object {
            name: map.value("name").and_then(|node| self.text("`name`", node)),
            doc: map.value("doc").and_then(|node| self.text("`doc`", node)),
            fields: self.required("fields", &map, Self::member),
        })
    }

    fn member(&mut self, name: Text, node: &Node) -> Member {
        let what = format!("`{}`", name.value);
        let mut member = Member { name, doc: None, kind: None, prefix: None, of: None, required: None };
        let Some(map) = self.map(&what, node, Keys::Known(&["type", "doc", "prefix", "of", "required"])) else {
            return member;
        };
        self.require(&map, member.name.span, &what, &["type"]);
        member.doc = map.value("doc").and_then(|node| self.text("`doc`", node));
        member.kind = map.value("type").and_then(|node| self.text("`type`", node));
        member.prefix = map.value("prefix").and_then(|node| self.text("`prefix`", node));
        member.of = map.value("of").and_then(|node| self.text("`of`", node));
        member.required = map.value("required").and_then(|node| self.boolean("`required`", node));
        member
    }

    fn component(&mut self, name: Text, node: &Node) -> Component {
        let what = format!("the component `{}`", name.value);
        let Some(map) = self.map(&what, node, Keys::Known(&["doc", "features"])) else {
            return Component { name, doc: None, features: Vec::new() };
        };
        self.require(&map, name.span, &what, &["features"]);
        Component {
            doc: map.value("doc").and_then(|node| self.text("`doc`", node)),
            features: self.list("`features`", map.value("features"), Self::component_feature).items,
            name,
        }
    }

    /// A feature's name, or a map from that name to what differs in this component.
    fn component_feature(&mut self, node: &Node) -> Option<Feature> {
        match &node.value {
            Value::Text(name) => {
                let name = Text { value: name.clone(), span: node.span };
                Some(Feature { name, rules: Rules::default() })
            }
            Value::Map(entries) if entries.len() == 1 => {
                let name = entries[0].key.to_text();
                let rules = self.rules(&name, &entries[0].value, false);
                Some(Feature { name, rules })
            }
            _ => {
                let help = "write `name`, or `name: { default: ... }` where this component differs";
                self.expected("an item of `features`", "a feature's name, or one name with what differs", help, node);
                None
            }
        }
    }

    fn rules(&mut self, name: &Text, node: &Node, complete: bool) -> Rules {
        let what = format!("the feature `{}`", name.value);
        let keys = Keys::Known(&["doc", "type", "default", "may_be", "same_in_every_component"]);
        let Some(map) = self.map(&what, node, keys) else { return Rules::default() };
        if complete {
            self.require(&map, name.span, &what, &["default"]);
        }
        Rules {
            doc: map.value("doc").and_then(|node| self.text("`doc`", node)),
            kind: map.value("type").and_then(|node| self.text("`type`", node)),
            default: map.value("default").and_then(|node| self.default(node)),
            may_be: map.value("may_be").and_then(|node| self.restriction(node)),
            same_in_every_component: map
                .value("same_in_every_component")
                .and_then(|node| self.boolean("`same_in_every_component`", node)),
        }
    }

    fn default(&mut self, node: &Node) -> Option<Default> {
        const FORMS: &str =
            "`true`, `false`, `undocumented`, `{ by: ... }`, `{ same_as: ... }` or `{ opposite_of: ... }`";
        let entries = match &node.value {
            Value::Bool(value) => return Some(Default::Value(*value)),
            Value::Text(word) if word == "undocumented" => return Some(Default::Undocumented),
            Value::Text(word) => {
                let problem = Diagnostic::error(node.span, format!("`{word}` is not a default"));
                self.diagnostics.push(match closest(word, ["true", "false", "undocumented"]) {
                    Some(close) => problem.replace(format!("did you mean `{close}`?"), node.span, close),
                    None => problem.help(format!("a default is {FORMS}")),
                });
                return None;
            }
            Value::Map(entries) => entries,
            _ => {
                self.expected("`default`", "a value or a rule", &format!("a default is {FORMS}"), node);
                return None;
            }
        };
        if entries.iter().any(|entry| entry.key.text == "by") {
            let map = self.map("`default`", node, Keys::Any)?;
            let fact = map.value("by").and_then(|node| self.text("`by`", node))?;
            let rows = map.entries.iter().filter(|(name, _)| *name != "by");
            let table = rows.map(|(_, entry)| {
                let what = format!("the default for `{}`", entry.key.text);
                (entry.key.to_text(), self.boolean(&what, &entry.value))
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
}
