//! The content of a schema: each entry with the values of its keys, as they are or will be written.

use super::{
    written_keys::{self, KEYS, Keys},
    yaml_text::Yaml,
};
use schema::yaml::{Node, Value};
use std::collections::BTreeMap;

/// The entries of a schema's sections. The features of a component have the keys that they override.
pub(crate) struct Content {
    pub(crate) params: Vec<Entry>,
    pub(crate) fields: Vec<Entry>,
    pub(crate) features: Vec<Entry>,
    pub(crate) components: Vec<Entry>,
}

/// A parameter, field, shared feature, component, or feature of a component.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// The documentation to write where there is none yet. `None` for that of the shared feature.
    pub(crate) doc: Option<String>,
    pub(crate) keys: Keys,
    /// Those of a component.
    pub(crate) features: Vec<Entry>,
}

impl Content {
    /// The content of a text.
    pub(crate) fn written(root: &Node) -> Content {
        let section = |path: &[&str], is_feature: bool| -> Vec<Entry> {
            let map = path.iter().try_fold(root, |node, key| node.get(key));
            let entries = map.into_iter().flat_map(Node::entries);
            entries.map(|entry| Entry::written(&entry.key.value, &entry.value, is_feature)).collect()
        };
        Content {
            params: section(&["operation", "params"], false),
            fields: section(&["object", "fields"], false),
            features: section(&["features"], true),
            components: section(&["components"], false),
        }
    }

    /// The path of an entry that two contents do not have with the same keys.
    pub(crate) fn difference(&self, other: &Content) -> Option<String> {
        let (one, other) = (self.by_path(), other.by_path());
        one.keys().chain(other.keys()).find(|path| one.get(*path) != other.get(*path)).cloned()
    }

    fn by_path(&self) -> BTreeMap<String, &Keys> {
        let Content { params, fields, features, components } = self;
        let mut keys = BTreeMap::new();
        for (section, entries) in
            [("params", params), ("fields", fields), ("features", features), ("components", components)]
        {
            for entry in entries {
                let path = format!("{section}.{}", entry.name);
                let features = entry.features.iter().map(|own| (format!("{path}.{}", own.name), &own.keys));
                keys.extend(features);
                keys.insert(path, &entry.keys);
            }
        }
        keys
    }
}

impl Entry {
    pub(crate) fn new(name: &str, doc: Option<String>, keys: Keys) -> Entry {
        Entry { name: name.to_owned(), doc, keys, features: Vec::new() }
    }

    fn written(name: &str, node: &Node, is_feature: bool) -> Entry {
        let items = node.get("features").into_iter().flat_map(Node::items);
        let features = items.filter_map(|item| match (&item.value, item.entries()) {
            (_, [entry, ..]) => Some(Entry::written(&entry.key.value, &entry.value, true)),
            (Value::Text(name), _) => Some(Entry::written(name, item, true)),
            _ => None,
        });
        let keys = KEYS.map(|key| node.get(key).map(Yaml::of));
        let keys = if is_feature { written_keys::of_feature(keys) } else { keys };
        Entry { features: features.collect(), ..Entry::new(name, None, written_keys::without_usual(keys)) }
    }

    /// A feature of a component.
    pub(crate) fn feature(&self, name: &str) -> Option<&Entry> {
        find(&self.features, name)
    }
}

/// The entry with a name.
pub(crate) fn find<'e>(entries: &'e [Entry], name: &str) -> Option<&'e Entry> {
    entries.iter().find(|entry| entry.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use schema::{Diagnostics, Source, yaml};

    const TEXT: &str = "
operation: { params: { a: { type: string }, b: { type: boolean } } }
object: { fields: { a: { type: string } } }
features: { x: { default: true }, y: { default: false } }
components: { c: { features: [x, { y: { default: true } }] }, d: { features: [] } }
";

    #[test]
    fn the_first_difference_is_named() {
        let content = |text: &str| {
            let root = yaml::parse(&Source::new("a.yaml", text), &mut Diagnostics::default());
            Content::written(&root.unwrap())
        };
        let planned = content(TEXT);
        assert_eq!(planned.difference(&content(TEXT)), None);
        for (from, to, expected) in [
            ("b: { type: boolean }", "b: { type: string }", "params.b"),
            ("fields: { a:", "fields: { b:", "fields.a"),
            ("y: { default: false }", "y: { default: undocumented }", "features.y"),
            ("[x, { y: { default: true } }]", "[x, { y: { default: false } }]", "components.c.y"),
            ("[x, { y: { default: true } }]", "[x]", "components.c.y"),
            (", d: { features: [] }", "", "components.d"),
            ("b: { type: boolean }", "b: { type: boolean }, z: { type: string }", "params.z"),
            ("d: { features: [] }", "d: { features: [] }, e: { features: [] }", "components.e"),
        ] {
            let written = content(&TEXT.replace(from, to));
            assert_eq!(planned.difference(&written).as_deref(), Some(expected), "{from} {to}");
        }
    }
}
