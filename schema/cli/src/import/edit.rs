//! The edit of the schema's text: only what the plan changes, and no other byte.

mod editor;
mod layout;

use super::{
    base::{Base, Rules},
    key_texts::{self, KEYS, Texts},
    new_entries as write,
    planned_schema::{Plan, PlannedComponent, PlannedMember},
    prose::condition::ACCOUNT_TYPES,
    report::{Report, change},
    yaml_text::{self as text, Yaml},
};
use editor::{Editor, Insert, Spot};
use schema::{
    model::Fact,
    yaml::{Entry, Node, Value},
};

/// Writes the plan into the schema's text. `None` if the layout of the text is not supported.
pub(super) fn edit(base: &Base<'_>, plan: &Plan, report: &mut Report) -> Option<String> {
    let mut edit = Edit { editor: Editor::new(base.source.text(), &base.root), base, plan };
    edit.version()?;
    edit.facts()?;
    edit.members(&["operation", "params"], &plan.params, true, report)?;
    edit.members(&["object", "fields"], &plan.fields, false, report)?;
    edit.features()?;
    edit.components()?;
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
        if self.base.text(spot.node) != self.plan.version {
            self.editor.replace(spot, &text::scalar(&self.plan.version, false))?;
        }
        Some(())
    }

    /// Facts that rules ask for and the schema lacks, also in the account types.
    fn facts(&mut self) -> Option<()> {
        let added = self.plan.facts.added();
        let added: Vec<&Fact> = added.into_iter().filter(|fact| self.plan.asks_for(&fact.name)).collect();
        let facts: Vec<(String, Yaml)> = added.iter().map(|fact| write::fact(fact)).collect();
        let mut sections = Vec::new();
        match self.spot(&["facts"]) {
            Some(spot) => self.append(spot, facts)?,
            None if facts.is_empty() => return Some(()),
            None => sections.push(("facts".to_owned(), Yaml::Block(facts))),
        }
        match self.spot(&["account_types"]) {
            Some(types) => {
                for (name, values) in ACCOUNT_TYPES {
                    let Some(account_type) = self.editor.value(types, name) else { continue };
                    let new = added.iter().filter_map(|added| write::fact_value(added, &values));
                    self.append(account_type, new.collect())?;
                }
            }
            None if !added.is_empty() => {
                let types = ACCOUNT_TYPES.iter().map(|(name, values)| {
                    let facts = added.iter().filter_map(|added| write::fact_value(added, values));
                    ((*name).to_owned(), Yaml::Flow(facts.collect()))
                });
                sections.push(("account_types".to_owned(), Yaml::Block(types.collect())));
                if self.spot(&["account_type_field"]).is_none() {
                    sections.push(("account_type_field".to_owned(), Yaml::raw("type")));
                }
            }
            None => {}
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

    /// Parameters or fields.
    fn members(&mut self, keys: &[&str], planned: &[PlannedMember], params: bool, report: &mut Report) -> Option<()> {
        let map = self.spot(keys)?;
        let (sort, before) = (if params { "parameter" } else { "field" }, map.node.entries());
        for member in planned {
            let Some(entry) = before.iter().find(|entry| entry.key.value == member.name) else {
                report.added.push(format!("{sort} `{}`", member.name));
                continue;
            };
            let known = self.base.member_type(params, &member.name);
            let mut wanted: Vec<(&str, Option<String>)> = Vec::new();
            if !known.as_ref().is_some_and(|known| known.agrees(&member.stated)) {
                let ty = known.map_or(member.ty.clone(), |known| member.ty.clone().refined_by(&known));
                wanted.extend(KEYS.into_iter().zip(key_texts::ty(&ty)));
            }
            let required = entry.value.get("required").is_some_and(|node| matches!(node.value, Value::Bool(true)));
            if params && required != member.required {
                wanted.push(("required", member.required.then(|| "true".to_owned())));
            }
            if member.deprecated {
                wanted.push(("deprecated", Some("true".to_owned())));
            }
            for (key, text) in &wanted {
                let before = entry.value.get(key).map(|node| self.base.text(node));
                if before != *text {
                    let change = change(key, before.as_deref(), text.as_deref());
                    report.changed.push(format!("{sort} `{}`: {change}", member.name));
                }
            }
            let spot = self.editor.value(map, &member.name)?;
            self.keys(spot, &wanted)?;
        }
        let gone = |entry: &Entry| !planned.iter().any(|member| member.name == entry.key.value);
        let names = before.iter().filter(|entry| gone(entry)).map(|entry| format!("{sort} `{}`", entry.key.value));
        report.removed.extend(names);
        let names: Vec<&str> = planned.iter().map(|member| member.name.as_str()).collect();
        self.entries(map, &names, gone, |at| write::member(&planned[at]))
    }

    fn features(&mut self) -> Option<()> {
        let map = self.spot(&["features"])?;
        let (base, plan) = (self.base, self.plan);
        for planned in &plan.features {
            let (Some(before), Some(spot)) = (base.shared(&planned.name), self.editor.value(map, &planned.name)) else {
                continue;
            };
            let changed = KEYS
                .into_iter()
                .zip(base.texts(before))
                .zip(&planned.texts)
                .filter(|((_, before), now)| before != *now);
            let changed: Vec<_> = changed.map(|((key, _), now)| (key, now.clone())).collect();
            self.keys(spot, &changed)?;
        }
        let names: Vec<&str> = plan.features.iter().map(|feature| feature.name.as_str()).collect();
        let gone = |entry: &Entry| plan.is_gone(base, &entry.key.value);
        self.entries(map, &names, gone, |at| write::shared(&plan.features[at]))
    }

    fn components(&mut self) -> Option<()> {
        let map = self.spot(&["components"])?;
        let plan = self.plan;
        for component in &plan.components {
            if let Some(spot) = self.editor.value(map, &component.name) {
                let list = self.editor.value(spot, "features")?;
                self.component(component, list)?;
                if component.deprecated {
                    self.keys(spot, &[("deprecated", Some("true".to_owned()))])?;
                }
            }
        }
        let names: Vec<&str> = plan.components.iter().map(|component| component.name.as_str()).collect();
        let gone = |entry: &Entry| plan.component(&entry.key.value).is_none();
        self.entries(map, &names, gone, |at| write::component(plan, &plan.components[at]))
    }

    /// The features of a component that stays.
    fn component(&mut self, component: &PlannedComponent, list: Spot<'_>) -> Option<()> {
        let items = list.node.items();
        let before: Vec<String> = items.iter().map(|item| self.item_name(item)).collect();
        let gone = |name: &String| component.features.iter().all(|(known, _)| known != name);
        let remove: Vec<usize> = (0..before.len()).filter(|index| gone(&before[*index])).collect();
        for (index, name) in before.iter().enumerate() {
            if let Some((_, rules)) = component.features.iter().find(|(known, _)| known == name) {
                self.overriding(&component.name, list, index, name, rules)?;
            }
        }
        let new = component.features.iter().filter(|(name, _)| !before.contains(name));
        let new: Vec<Yaml> = new.map(|(name, rules)| write::item(self.plan, name, rules)).collect();
        self.editor.edit_list(list, &remove, &new)
    }

    /// The overrides of a feature in a component.
    fn overriding(&mut self, component: &str, list: Spot<'_>, index: usize, name: &str, rules: &Rules) -> Option<()> {
        let shared = &self.plan.feature(name)?.texts;
        let item = self.editor.item(list, index)?;
        let texts = |spec| self.base.texts(spec);
        let own = self.base.own(component, name).map_or(Texts::default(), texts);
        let before = self.base.shared(name).map_or(Texts::default(), texts);
        let mut changed = Vec::new();
        for (key, wanted) in rules.texts().into_iter().enumerate() {
            // An override that repeats the shared rule goes, unless it did so before.
            let repeated = before[key] != shared[key] && own[key] == shared[key];
            if own[key].as_ref().or(shared[key].as_ref()) != wanted.as_ref() {
                changed.push((KEYS[key], wanted.filter(|wanted| shared[key].as_ref() != Some(wanted))));
            } else if own[key].is_some() && repeated {
                changed.push((KEYS[key], None));
            }
        }
        if changed.is_empty() {
            return Some(());
        }
        let Value::Map(_) = item.node.value else {
            let said = changed.into_iter().filter_map(|(key, text)| Some((key.to_owned(), Yaml::Raw(text?))));
            let new = Yaml::Flow(vec![(name.to_owned(), Yaml::Flow(said.collect()))]);
            return self.editor.replace_item(list, index, &new);
        };
        let inner = self.editor.value(item, name)?;
        let emptied = inner.node.entries().iter().all(|entry| changed.contains(&(entry.key.value.as_str(), None)));
        match emptied && changed.iter().all(|(_, text)| text.is_none()) {
            true => self.editor.replace_item(list, index, &Yaml::raw(name)),
            false => self.keys(inner, &changed),
        }
    }

    /// The feature that an item of a component's features is about.
    fn item_name(&self, item: &Node) -> String {
        match item.entries() {
            [entry, ..] => entry.key.value.clone(),
            [] => self.base.text(item),
        }
    }

    /// Gives some keys of a map other values, or removes them.
    fn keys(&mut self, map: Spot<'_>, wanted: &[(&str, Option<String>)]) -> Option<()> {
        let entries = map.node.entries();
        let index = |key: &str| entries.iter().position(|entry| entry.key.value == key);
        let (mut remove, mut insert) = (Vec::new(), Vec::new());
        for (key, text) in wanted {
            match (index(key), text) {
                (Some(at), Some(text)) if self.base.text(&entries[at].value) != *text => {
                    self.editor.replace(self.editor.value(map, key)?, text)?;
                }
                (Some(at), None) => remove.push(at),
                (None, Some(text)) => insert.push((*key, Yaml::raw(text))),
                _ => {}
            }
        }
        let after = (0..entries.len()).rev().find(|at| !remove.contains(at));
        let insert = insert.into_iter().map(|(key, value)| Insert { after, key: key.to_owned(), value });
        self.editor.edit_map(map, &remove, insert.collect())
    }

    /// Removes the entries of a map that are gone, and adds those of `names` that it lacks: by alphabet if it is in that
    /// order, and otherwise at its end.
    fn entries(
        &mut self,
        map: Spot<'_>,
        names: &[&str],
        gone: impl Fn(&Entry) -> bool,
        new: impl Fn(usize) -> (String, Yaml),
    ) -> Option<()> {
        let entries = map.node.entries();
        let has = |name: &str| entries.iter().any(|entry| entry.key.value == name);
        let sorted = entries.is_sorted_by(|a, b| a.key.value <= b.key.value);
        let remove: Vec<usize> = (0..entries.len()).filter(|index| gone(&entries[*index])).collect();
        let kept = (0..entries.len()).filter(|index| !remove.contains(index));
        let mut order: Vec<(&str, Option<usize>)> =
            kept.map(|index| (entries[index].key.value.as_str(), Some(index))).collect();
        for name in names.iter().filter(|name| !has(name)) {
            let next = order.iter().position(|(other, _)| sorted && other > name);
            order.insert(next.unwrap_or(order.len()), (name, None));
        }
        let mut after = None;
        let mut insert = Vec::new();
        for (name, index) in order {
            match (index, names.iter().position(|other| *other == name)) {
                (None, Some(at)) => {
                    let (key, value) = new(at);
                    insert.push(Insert { after, key, value });
                }
                _ => after = index,
            }
        }
        self.editor.edit_map(map, &remove, insert)
    }
}
