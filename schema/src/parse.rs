//! The parser: from the tree of a YAML text to the syntax tree of a schema. Values of the wrong type, missing keys and
//! unknown keys are reported, and the rest is kept.

mod node_reader;

use crate::{
    ast::{AccountType, Component, Default, Fact, Feature, File, Member, Object, Operation, Restriction, Type},
    diagnostic::{Diagnostic, Diagnostics},
    source::{Source, Span, Text},
    yaml::{Entry, Node, Value},
};
use node_reader::{Keys, Map, Reader};

/// Parses a whole schema.
pub fn file(source: &Source, root: &Node, diagnostics: &mut Diagnostics) -> File {
    let mut reader = Reader { source, diagnostics };
    if let Value::Null = root.value {
        let help = "describe the API: `api_version`, `operation`, `object`, `features` and `components`";
        reader.diagnostics.push(Diagnostic::error(Span::START, "the file is empty").help(help));
        return File::default();
    }
    let keys = &[
        "api_version",
        "facts",
        "account_types",
        "account_type_field",
        "operation",
        "object",
        "features",
        "components",
    ];
    let Some(map) = reader.map("the file", root, Keys::Known(keys)) else { return File::default() };
    reader.require(&map, root.span, "the file", &["api_version", "operation", "object", "features", "components"]);
    File {
        api_version: map.value("api_version").and_then(|node| reader.text("`api_version`", node)),
        facts: reader.optional("facts", &map, Reader::fact),
        account_types: reader.optional("account_types", &map, Reader::account_type),
        account_type_field: map.value("account_type_field").and_then(|node| reader.text("`account_type_field`", node)),
        operation: map.entry("operation").and_then(|entry| reader.operation(entry)),
        object: map.entry("object").and_then(|entry| reader.object(entry)),
        features: reader.required("features", &map, |reader, name, node| reader.feature(name, node, &["default"])),
        components: reader.required("components", &map, Reader::component),
    }
}

impl Reader<'_> {
    fn fact(&mut self, name: Text, node: &Node) -> Fact {
        let what = format!("the fact `{}`", name.value);
        let Some(map) = self.map(&what, node, Keys::Known(&["doc", "account_field", "values"])) else {
            return Fact { name, ..Fact::default() };
        };
        self.require(&map, name.span, &what, &["account_field", "values"]);
        Fact {
            doc: self.doc(&map),
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
        let keys = &["name", "doc", "method", "path", "params", "one_of", "returns"];
        let map = self.map("`operation`", value, Keys::Known(keys))?;
        self.require(&map, key.span, "`operation`", &["name", "method", "path", "params", "returns"]);
        Some(Operation {
            name: map.value("name").and_then(|node| self.text("`name`", node)),
            doc: self.doc(&map),
            method: map.value("method").and_then(|node| self.text("`method`", node)),
            path: map.value("path").and_then(|node| self.text("`path`", node)),
            params: self.required("params", &map, Self::member),
            one_of: self.list("`one_of`", map.value("one_of"), |reader, node| reader.text("a parameter's name", node)),
            returns: map.value("returns").and_then(|node| self.text("`returns`", node)),
        })
    }

    fn object(&mut self, Entry { key, value }: &Entry) -> Option<Object> {
        let map = self.map("`object`", value, Keys::Known(&["name", "doc", "fields"]))?;
        self.require(&map, key.span, "`object`", &["name", "fields"]);
        Some(Object {
            name: map.value("name").and_then(|node| self.text("`name`", node)),
            doc: self.doc(&map),
            fields: self.required("fields", &map, Self::member),
        })
    }

    fn member(&mut self, name: Text, node: &Node) -> Member {
        let what = format!("`{}`", name.value);
        let keys = Keys::Known(&[
            "type",
            "doc",
            "prefix",
            "expandable",
            "maximum",
            "of",
            "values",
            "fields",
            "clearable",
            "required",
            "deprecated",
        ]);
        let Some(map) = self.map(&what, node, keys) else { return Member { name, ..Member::default() } };
        self.require(&map, name.span, &what, &["type"]);
        Member {
            name,
            doc: self.doc(&map),
            ty: self.ty(&map),
            required: self.flag(&map, "required"),
            deprecated: self.flag(&map, "deprecated"),
        }
    }

    /// The keys that describe the type of a member or feature.
    fn ty(&mut self, map: &Map<'_>) -> Type {
        let mut word = |key: &str| map.value(key).and_then(|node| self.text(&format!("`{key}`"), node));
        let (name, prefix, of) = (word("type"), word("prefix"), word("of"));
        let values = map.entry("values").map(|entry| {
            self.list("`values`", Some(&entry.value), |reader, node| reader.text("a value of an `enum`", node))
        });
        let fields = map.value("fields").map(|_| self.required("fields", map, Self::member));
        let (expandable, clearable) = (self.flag(map, "expandable"), self.flag(map, "clearable"));
        let maximum = map.value("maximum").and_then(|node| self.integer("`maximum`", node));
        Type { name, prefix, expandable, maximum, of, values, fields, clearable }
    }

    fn component(&mut self, name: Text, node: &Node) -> Component {
        let what = format!("the component `{}`", name.value);
        let Some(map) = self.map(&what, node, Keys::Known(&["doc", "features", "deprecated"])) else {
            return Component { name, ..Component::default() };
        };
        self.require(&map, name.span, &what, &["features"]);
        Component {
            doc: self.doc(&map),
            features: self.list("`features`", map.value("features"), Self::component_feature).items,
            deprecated: self.flag(&map, "deprecated"),
            name,
        }
    }

    /// A feature's name, or a map from that name to what differs in this component.
    fn component_feature(&mut self, node: &Node) -> Option<Feature> {
        match &node.value {
            Value::Text(name) => {
                let name = Text { value: name.clone(), span: node.span };
                Some(Feature { name, ..Feature::default() })
            }
            Value::Map(entries) if entries.len() == 1 => {
                Some(self.feature(entries[0].key.clone(), &entries[0].value, &[]))
            }
            _ => {
                let help = "write `name`, or `name: { default: ... }` where this component differs";
                self.expected("an item of `features`", "a feature's name, or one name with what differs", help, node);
                None
            }
        }
    }

    fn feature(&mut self, name: Text, node: &Node, required: &[&str]) -> Feature {
        let what = format!("the feature `{}`", name.value);
        let keys = Keys::Known(&[
            "doc",
            "type",
            "prefix",
            "maximum",
            "of",
            "values",
            "fields",
            "clearable",
            "default",
            "may_be",
            "same_in_every_component",
            "deprecated",
        ]);
        let Some(map) = self.map(&what, node, keys) else { return Feature { name, ..Feature::default() } };
        self.require(&map, name.span, &what, required);
        Feature {
            name,
            doc: self.doc(&map),
            ty: self.ty(&map),
            default: map.value("default").and_then(|node| self.default(node)),
            may_be: map.value("may_be").and_then(|node| self.restriction(node)),
            same_in_every_component: self.flag(&map, "same_in_every_component"),
            deprecated: self.flag(&map, "deprecated"),
        }
    }

    fn default(&mut self, node: &Node) -> Option<Default> {
        const FORMS: &str = "a value, `undocumented`, `{ by: ... }`, `{ same_as: ... }` or `{ opposite_of: ... }`";
        let entries = match &node.value {
            Value::Text(word) if word == "undocumented" => return Some(Default::Undocumented),
            Value::Map(entries) => entries,
            _ => return self.literal("`default`", node).map(Default::Value),
        };
        if entries.iter().any(|entry| entry.key.value == "by") {
            let map = self.map("`default`", node, Keys::Any)?;
            let fact = map.value("by").and_then(|node| self.text("`by`", node))?;
            let rows = map.entries.iter().filter(|(name, _)| *name != "by");
            let table = rows.map(|(_, entry)| {
                let what = format!("the default for `{}`", entry.key.value);
                (entry.key.clone(), self.literal(&what, &entry.value))
            });
            return Some(Default::ByFact { values: table.collect(), fact });
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

    /// A value of any type but a map.
    fn literal(&mut self, what: &str, node: &Node) -> Option<Node> {
        if let Value::Map(_) | Value::Invalid = node.value {
            let help = "write `true`, `false`, a number, a text, or a list of such in brackets";
            self.expected(what, "a value", help, node);
            return None;
        }
        // Every item is read, so that each is reported.
        let unreadable = node.items().iter().filter(|item| self.literal("an item of a value", item).is_none());
        (unreadable.count() == 0).then(|| node.clone())
    }
}
