//! The edit of the schema's text: only what the plan changes, and no other byte.

mod editor;
mod layout;

use super::{
    base::Base,
    content::{Entry, find},
    new_entries as write,
    planned_schema::Plan,
    prose::condition::ACCOUNT_TYPES,
    written_keys::{KEYS, differing},
    yaml_text::{self as text, Yaml},
};
use editor::{Editor, Insert, Spot};
use schema::yaml;

/// Writes the plan into the schema's text. `None` if the layout of the text is not supported.
pub(super) fn edit(base: &Base<'_>, plan: &Plan) -> Option<String> {
    let mut edit = Edit { editor: Editor::new(base.source.text(), &base.root), base, plan };
    let (before, now) = (&base.content, &plan.content);
    edit.version()?;
    edit.facts()?;
    edit.section(&["operation", "params"], &before.params, &now.params, write::member)?;
    edit.section(&["object", "fields"], &before.fields, &now.fields, write::member)?;
    edit.section(&["features"], &before.features, &now.features, write::shared)?;
    edit.component_features()?;
    edit.section(&["components"], &before.components, &now.components, write::component)?;
    edit.editor.finish()
}

struct Edit<'b, 's> {
    editor: Editor<'s>,
    base: &'b Base<'s>,
    plan: &'b Plan,
}

impl<'b> Edit<'b, '_> {
    fn spot(&self, keys: &[&str]) -> Option<Spot<'b>> {
        keys.iter().try_fold(self.editor.root(&self.base.root), |spot, key| self.editor.value(spot, key))
    }

    fn version(&mut self) -> Option<()> {
        let spot = self.spot(&["api_version"])?;
        if self.base.word(&["api_version"]).as_ref() != Some(&self.plan.version) {
            self.editor.replace(spot, &text::scalar(&self.plan.version, false))?;
        }
        Some(())
    }

    /// Facts that rules ask for and the schema lacks, also in the account types.
    fn facts(&mut self) -> Option<()> {
        let added = &self.plan.facts;
        if added.is_empty() {
            return Some(());
        }
        let facts: Vec<(String, Yaml)> = added.iter().map(write::fact).collect();
        let settled =
            |values: &[(&str, &str)]| added.iter().filter_map(|fact| write::fact_value(fact, values)).collect();
        let mut sections = Vec::new();
        match self.spot(&["facts"]) {
            Some(spot) => self.append(spot, facts)?,
            None => sections.push(("facts".to_owned(), Yaml::Block(facts))),
        }
        if let Some(types) = self.spot(&["account_types"]) {
            for (name, values) in ACCOUNT_TYPES {
                let Some(account_type) = self.editor.value(types, name) else { continue };
                self.append(account_type, settled(&values))?;
            }
        } else {
            let types = ACCOUNT_TYPES.map(|(name, values)| (name.to_owned(), Yaml::Flow(settled(&values))));
            sections.push(("account_types".to_owned(), Yaml::Block(types.into())));
            if self.spot(&["account_type_field"]).is_none() {
                sections.push(("account_type_field".to_owned(), Yaml::raw("type")));
            }
        }
        let root = self.editor.root(&self.base.root);
        let at = |key: &str| root.node.entries().iter().position(|entry| entry.key.value == key);
        let after = at("facts").or_else(|| at("api_version"));
        let insert = sections.into_iter().map(|(key, value)| Insert { after, key, value });
        self.editor.edit_map(root, &[], insert.collect())
    }

    /// Adds entries at the end of a map.
    fn append(&mut self, map: Spot<'_>, new: Vec<(String, Yaml)>) -> Option<()> {
        let after = map.node.entries().len().checked_sub(1);
        let insert = new.into_iter().map(|(key, value)| Insert { after, key, value });
        self.editor.edit_map(map, &[], insert.collect())
    }

    /// The features of the components that stay.
    fn component_features(&mut self) -> Option<()> {
        let map = self.spot(&["components"])?;
        for component in &self.plan.content.components {
            let Some(before) = find(&self.base.content.components, &component.name) else { continue };
            let list = self.editor.value(self.editor.value(map, &component.name)?, "features")?;
            let mut remove = Vec::new();
            for (index, own) in before.features.iter().enumerate() {
                match component.feature(&own.name) {
                    Some(feature) => self.overriding(list, index, own, feature)?,
                    None => remove.push(index),
                }
            }
            let new = component.features.iter().filter(|feature| before.feature(&feature.name).is_none());
            let new: Vec<Yaml> = new.map(write::item).collect();
            self.editor.edit_list(list, &remove, &new)?;
        }
        Some(())
    }

    /// The overrides of a feature in a component.
    fn overriding(&mut self, list: Spot<'_>, index: usize, own: &Entry, feature: &Entry) -> Option<()> {
        let mut changed = differing(&own.keys, &feature.keys).map(|(key, [_, now])| (key, now)).peekable();
        if changed.peek().is_none() {
            return Some(());
        }
        let item = self.editor.item(list, index)?;
        let inner = self.editor.value(item, &feature.name);
        // The documentation of an item that stays is not planned.
        let is_planned = |entry: &yaml::Entry| KEYS.contains(&entry.key.value.as_str());
        match inner
            .filter(|inner| feature.keys.iter().any(Option::is_some) || !inner.node.entries().iter().all(is_planned))
        {
            Some(inner) => self.keys(inner, changed),
            None => self.editor.replace_item(list, index, &write::item(feature)),
        }
    }

    /// Gives some keys of a map other values, or removes them.
    fn keys<'t>(
        &mut self,
        map: Spot<'_>,
        wanted: impl IntoIterator<Item = (&'static str, Option<&'t Yaml>)>,
    ) -> Option<()> {
        let entries = map.node.entries();
        let (mut remove, mut insert) = (Vec::new(), Vec::new());
        for (key, value) in wanted {
            match (entries.iter().position(|entry| entry.key.value == key), value) {
                (Some(_), Some(value)) => self.editor.replace(self.editor.value(map, key)?, &value.flow())?,
                (Some(at), None) => remove.push(at),
                (None, Some(value)) => insert.push((key, Yaml::Raw(value.flow()))),
                (None, None) => {}
            }
        }
        let after = (0..entries.len()).rev().find(|at| !remove.contains(at));
        let insert = insert.into_iter().map(|(key, value)| Insert { after, key: key.to_owned(), value });
        self.editor.edit_map(map, &remove, insert.collect())
    }

    /// Changes the entries of a map that stay, removes those that are not planned, and adds those that it
    /// lacks: by alphabet if it is in that order, and otherwise at its end.
    fn section(
        &mut self,
        path: &[&str],
        before: &[Entry],
        planned: &[Entry],
        new: impl Fn(&Entry) -> Yaml,
    ) -> Option<()> {
        let map = self.spot(path)?;
        for Entry { name, keys, .. } in planned {
            if let Some(before) = find(before, name) {
                let changed = differing(&before.keys, keys).map(|(key, [_, now])| (key, now));
                self.keys(self.editor.value(map, name)?, changed)?;
            }
        }
        let names: Vec<&str> = before.iter().map(|entry| entry.name.as_str()).collect();
        let is_gone = |index: &usize| find(planned, names[*index]).is_none();
        let remove: Vec<usize> = (0..names.len()).filter(is_gone).collect();
        let mut order: Vec<(&str, Result<usize, &Entry>)> =
            (0..names.len()).filter(|index| !remove.contains(index)).map(|index| (names[index], Ok(index))).collect();
        for planned in planned.iter().filter(|planned| !names.contains(&planned.name.as_str())) {
            let name = planned.name.as_str();
            let next = order.iter().position(|(other, _)| names.is_sorted() && *other > name);
            order.insert(next.unwrap_or(order.len()), (name, Err(planned)));
        }
        let mut after = None;
        let mut insert = Vec::new();
        for (name, entry) in order {
            match entry {
                Ok(index) => after = Some(index),
                Err(planned) => insert.push(Insert { after, key: text::scalar(name, true), value: new(planned) }),
            }
        }
        self.editor.edit_map(map, &remove, insert)
    }
}
