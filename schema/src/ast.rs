//! A schema as it was written: its structure read, its names not yet resolved. Whatever has the wrong type, is
//! missing or is not known is reported here, and the rest is kept.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    suggest::{closest, listing},
    yaml::{Entry, Key, Node, Value},
};

/// Something with its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// A piece of text with its place.
pub(crate) type Text = Spanned<String>;

#[derive(Debug, Default)]
pub(crate) struct File {
    pub(crate) api_version: Option<Text>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) account_types: Vec<AccountType>,
    pub(crate) operation: Option<Operation>,
    pub(crate) object: Option<Object>,
    pub(crate) features: Vec<Feature>,
    pub(crate) components: Vec<Component>,
}

#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) name: Text,
    pub(crate) doc: Option<Text>,
    pub(crate) account_field: Option<Text>,
    pub(crate) values: Vec<Text>,
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
    pub(crate) params: Vec<Member>,
    pub(crate) returns: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) name: Option<Text>,
    pub(crate) doc: Option<Text>,
    pub(crate) fields: Vec<Member>,
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
    By { fact: Text, table: Vec<(Text, Spanned<bool>)> },
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
pub(crate) fn file(root: &Node, diagnostics: &mut Diagnostics) -> File {
    let mut reader = Reader { diagnostics };
    let Some(mut map) = reader.map(
        "the file",
        root,
        Keys::Known(&["api_version", "facts", "account_types", "operation", "object", "features", "components"]),
    ) else {
        return File::default();
    };
    reader.require(&map, root.span, "the file", &["api_version", "operation", "object", "features", "components"]);
    File {
        api_version: map.take("api_version").and_then(|node| reader.text("`api_version`", node)),
        facts: reader.named("facts", map.take("facts"), Reader::fact),
        account_types: reader.named("account_types", map.take("account_types"), Reader::account_type),
        operation: map.take("operation").and_then(|node| reader.operation(node)),
        object: map.take("object").and_then(|node| reader.object(node)),
        features: reader.named("features", map.take("features"), |reader, name, node| {
            let rules = reader.rules(&name, node, true);
            Feature { name, rules }
        }),
        components: reader.named("components", map.take("components"), Reader::component),
    }
}

/// The keys that a map may have.
#[derive(Clone, Copy)]
enum Keys {
    Known(&'static [&'static str]),
    Any,
}

/// A map whose unknown and repeated keys have been reported.
struct Map<'a> {
    entries: Vec<&'a Entry>,
}

impl<'a> Map<'a> {
    fn take(&mut self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|entry| entry.key.text == key).map(|entry| &entry.value)
    }
}

impl Key {
    fn to_text(&self) -> Text {
        Text { value: self.text.clone(), span: self.span }
    }
}

struct Reader<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    fn expected(&mut self, what: &str, expected: &str, node: &Node) {
        if !matches!(node.value, Value::Invalid) {
            let message = format!("{what} must be {expected}, found {}", node.value.kind());
            self.diagnostics.push(Diagnostic::error(node.span, message));
        }
    }

    fn map<'a>(&mut self, what: &str, node: &'a Node, keys: Keys) -> Option<Map<'a>> {
        let Value::Map(entries) = &node.value else {
            self.expected(what, "a map", node);
            return None;
        };
        let mut kept: Vec<&Entry> = Vec::with_capacity(entries.len());
        let mut seen = std::collections::HashMap::with_capacity(entries.len());
        for entry in entries {
            let Key { span, text } = &entry.key;
            if let Some(first) = seen.get(text.as_str()) {
                let message = format!("`{text}` is given twice in {what}");
                self.diagnostics.push(
                    Diagnostic::error(*span, message).secondary(*first, "first given here").help("keep one of the two"),
                );
                continue;
            }
            seen.insert(text.as_str(), *span);
            match keys {
                Keys::Known(known) if !known.contains(&text.as_str()) => {
                    let problem = Diagnostic::error(*span, format!("`{text}` is not a key of {what}"));
                    self.diagnostics.push(match closest(text, known.iter().copied()) {
                        Some(close) => problem.replace(format!("did you mean `{close}`?"), *span, close),
                        None => problem.help(format!("the keys of {what} are {}", listing(known.iter().copied()))),
                    });
                }
                _ => kept.push(entry),
            }
        }
        Some(Map { entries: kept })
    }

    fn require(&mut self, map: &Map<'_>, span: Span, what: &str, keys: &[&str]) {
        for key in keys {
            if !map.entries.iter().any(|entry| entry.key.text == *key) {
                self.diagnostics
                    .push(Diagnostic::error(span, format!("{what} lacks `{key}`")).help(format!("add `{key}: ...`")));
            }
        }
    }

    fn text(&mut self, what: &str, node: &Node) -> Option<Text> {
        match &node.value {
            Value::Text(text) => Some(Text { value: text.clone(), span: node.span }),
            Value::Number | Value::Bool(_) => {
                self.expected(what, "text (put it in quotes)", node);
                None
            }
            _ => {
                self.expected(what, "text", node);
                None
            }
        }
    }

    fn boolean(&mut self, what: &str, node: &Node) -> Option<Spanned<bool>> {
        match node.value {
            Value::Bool(value) => Some(Spanned { value, span: node.span }),
            _ => {
                self.expected(what, "`true` or `false`", node);
                None
            }
        }
    }

    fn list<'a>(&mut self, what: &str, node: &'a Node) -> &'a [Node] {
        match &node.value {
            Value::List(items) => items,
            _ => {
                self.expected(what, "a list", node);
                &[]
            }
        }
    }

    /// A map from names of the schema's choosing to things of one sort.
    fn named<T>(&mut self, what: &str, node: Option<&Node>, read: impl Fn(&mut Self, Text, &Node) -> T) -> Vec<T> {
        let Some(map) = node.and_then(|node| self.map(&format!("`{what}`"), node, Keys::Any)) else {
            return Vec::new();
        };
        map.entries.iter().map(|entry| read(self, entry.key.to_text(), &entry.value)).collect()
    }

    /// A map from names to words, such as facts to their values.
    fn words(&mut self, what: &str, node: &Node) -> Vec<(Text, Text)> {
        let Some(map) = self.map(what, node, Keys::Any) else { return Vec::new() };
        let words = map.entries.iter().filter_map(|entry| {
            let name = entry.key.to_text();
            let word = self.text(&format!("`{}`", name.value), &entry.value)?;
            Some((name, word))
        });
        words.collect()
    }

    fn fact(&mut self, name: Text, node: &Node) -> Fact {
        let what = format!("the fact `{}`", name.value);
        let Some(mut map) = self.map(&what, node, Keys::Known(&["doc", "account_field", "values"])) else {
            return Fact { name, doc: None, account_field: None, values: Vec::new() };
        };
        self.require(&map, name.span, &what, &["doc", "account_field", "values"]);
        let values = map.take("values").map(|node| self.list("`values`", node)).unwrap_or_default();
        Fact {
            doc: map.take("doc").and_then(|node| self.text("`doc`", node)),
            account_field: map.take("account_field").and_then(|node| self.text("`account_field`", node)),
            values: values.iter().filter_map(|value| self.text("a fact's value", value)).collect(),
            name,
        }
    }

    fn account_type(&mut self, name: Text, node: &Node) -> AccountType {
        AccountType { facts: self.words(&format!("the account type `{}`", name.value), node), name }
    }

    fn operation(&mut self, node: &Node) -> Option<Operation> {
        let keys = &["name", "doc", "method", "path", "params", "returns"];
        let mut map = self.map("`operation`", node, Keys::Known(keys))?;
        self.require(&map, node.span, "`operation`", keys);
        Some(Operation {
            name: map.take("name").and_then(|node| self.text("`name`", node)),
            doc: map.take("doc").and_then(|node| self.text("`doc`", node)),
            method: map.take("method").and_then(|node| self.text("`method`", node)),
            path: map.take("path").and_then(|node| self.text("`path`", node)),
            params: self.named("params", map.take("params"), Self::member),
            returns: map.take("returns").and_then(|node| self.text("`returns`", node)),
        })
    }

    fn object(&mut self, node: &Node) -> Option<Object> {
        let keys = &["name", "doc", "fields"];
        let mut map = self.map("`object`", node, Keys::Known(keys))?;
        self.require(&map, node.span, "`object`", keys);
        Some(Object {
            name: map.take("name").and_then(|node| self.text("`name`", node)),
            doc: map.take("doc").and_then(|node| self.text("`doc`", node)),
            fields: self.named("fields", map.take("fields"), Self::member),
        })
    }

    fn member(&mut self, name: Text, node: &Node) -> Member {
        let what = format!("`{}`", name.value);
        let mut member = Member { name, doc: None, kind: None, prefix: None, of: None, required: None };
        let Some(mut map) = self.map(&what, node, Keys::Known(&["type", "doc", "prefix", "of", "required"])) else {
            return member;
        };
        self.require(&map, member.name.span, &what, &["type", "doc"]);
        member.doc = map.take("doc").and_then(|node| self.text("`doc`", node));
        member.kind = map.take("type").and_then(|node| self.text("`type`", node));
        member.prefix = map.take("prefix").and_then(|node| self.text("`prefix`", node));
        member.of = map.take("of").and_then(|node| self.text("`of`", node));
        member.required = map.take("required").and_then(|node| self.boolean("`required`", node));
        member
    }

    fn component(&mut self, name: Text, node: &Node) -> Component {
        let what = format!("the component `{}`", name.value);
        let Some(mut map) = self.map(&what, node, Keys::Known(&["doc", "features"])) else {
            return Component { name, doc: None, features: Vec::new() };
        };
        self.require(&map, name.span, &what, &["doc", "features"]);
        let features = map.take("features").map(|node| self.list("`features`", node)).unwrap_or_default();
        Component {
            doc: map.take("doc").and_then(|node| self.text("`doc`", node)),
            features: features.iter().filter_map(|item| self.component_feature(item)).collect(),
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
                self.expected("an item of `features`", "a feature's name, or one name with what differs", node);
                None
            }
        }
    }

    fn rules(&mut self, name: &Text, node: &Node, complete: bool) -> Rules {
        let what = format!("the feature `{}`", name.value);
        let keys = Keys::Known(&["doc", "type", "default", "may_be", "same_in_every_component"]);
        let Some(mut map) = self.map(&what, node, keys) else { return Rules::default() };
        if complete {
            self.require(&map, name.span, &what, &["doc", "default"]);
        }
        Rules {
            doc: map.take("doc").and_then(|node| self.text("`doc`", node)),
            kind: map.take("type").and_then(|node| self.text("`type`", node)),
            default: map.take("default").and_then(|node| self.default(node)),
            may_be: map.take("may_be").and_then(|node| self.restriction(node)),
            same_in_every_component: map
                .take("same_in_every_component")
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
                self.expected("`default`", FORMS, node);
                return None;
            }
        };
        if entries.iter().any(|entry| entry.key.text == "by") {
            let mut map = self.map("`default`", node, Keys::Any)?;
            let fact = map.take("by").and_then(|node| self.text("`by`", node))?;
            let rows = map.entries.iter().filter(|entry| entry.key.text != "by");
            let table = rows.filter_map(|entry| {
                let value = self.boolean(&format!("the default for `{}`", entry.key.text), &entry.value)?;
                Some((entry.key.to_text(), value))
            });
            return Some(Default::By { table: table.collect(), fact });
        }
        let mut map = self.map("`default`", node, Keys::Known(&["by", "same_as", "opposite_of"]))?;
        match (map.take("same_as"), map.take("opposite_of")) {
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
        let mut map = self.map("`may_be`", node, Keys::Known(keys))?;
        self.require(&map, node.span, "`may_be`", keys);
        let value = map.take("value").and_then(|node| self.boolean("`value`", node));
        let only_when = map.take("only_when").map(|node| self.words("`only_when`", node));
        Some(Restriction { value: value?, only_when: only_when? })
    }
}
