//! The content of a schema: each entry with the values of its keys, as they are or will be written.

use super::{
    written_keys::{self, KEYS, Keys},
    yaml_text::Yaml,
};
use schema::yaml::{Node, Value};

/// The entries of a schema's sections.
pub(crate) struct Content {
    pub(crate) params: Vec<Entry>,
    pub(crate) fields: Vec<Entry>,
    pub(crate) features: Vec<Entry>,
    pub(crate) components: Vec<Entry>,
}

/// A parameter, field, shared feature, component, or feature of a component.
pub(crate) struct Entry {
    pub(crate) name: String,
    /// The documentation to write where there is none yet. `None` for that of the shared feature.
    pub(crate) doc: Option<String>,
    pub(crate) keys: Keys,
    /// Those of a component.
    pub(crate) features: Vec<Entry>,
}

impl Content {
    /// The content of a text. The features of a component have the keys that they override.
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

    pub(crate) fn members(&self, params: bool) -> &[Entry] {
        if params { &self.params } else { &self.fields }
    }

    /// The values of the keys that a feature has in a component.
    fn in_component(&self, component: &str, feature: &str) -> Option<Keys> {
        let own = &find(&self.components, component)?.feature(feature)?.keys;
        let shared = find(&self.features, feature).map(|shared| &shared.keys);
        Some(std::array::from_fn(|key| own[key].as_ref().or(shared?[key].as_ref()).cloned()))
    }

    /// The first part of a text's content that is not as planned here.
    pub(crate) fn difference(&self, written: &Content) -> Option<String> {
        if written.components.len() != self.components.len() {
            return Some("`components`".to_owned());
        }
        for Entry { name: component, features, .. } in &self.components {
            let known = find(&written.components, component);
            if known.is_none_or(|known| known.features.len() != features.len()) {
                return Some(format!("`{component}`"));
            }
            for Entry { name, keys, .. } in features {
                if written.in_component(component, name).as_ref() != Some(keys) {
                    return Some(format!("`{component}.{name}`"));
                }
            }
        }
        [("params", true), ("fields", false)].into_iter().find_map(|(section, params)| {
            let (planned, written) = (self.members(params), written.members(params));
            let differs = planned.iter().find(|it| find(written, &it.name).is_none_or(|known| known.keys != it.keys));
            match differs {
                Some(member) => Some(format!("`{}`", member.name)),
                None => (written.len() != planned.len()).then(|| format!("`{section}`")),
            }
        })
    }
}

impl Entry {
    fn written(name: &str, node: &Node, is_feature: bool) -> Entry {
        let items = node.get("features").into_iter().flat_map(Node::items);
        let features = items.filter_map(|item| match (&item.value, item.entries()) {
            (_, [entry, ..]) => Some(Entry::written(&entry.key.value, &entry.value, true)),
            (Value::Text(name), _) => Some(Entry::written(name, item, true)),
            _ => None,
        });
        let keys = KEYS.map(|key| node.get(key).map(Yaml::of));
        let keys = if is_feature { written_keys::of_feature(keys) } else { keys };
        Entry {
            name: name.to_owned(),
            doc: None,
            keys: written_keys::without_usual(keys),
            features: features.collect(),
        }
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
