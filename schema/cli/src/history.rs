//! The version that brought, changed or removed each component and feature.

use crate::diff::{
    change::{Change, Edit, Subject},
    compare::diff,
    diff_json::entry,
    wording::values,
};
use schema::{CheckedSchema, feature_table::cell, model::Schema};
use serde::Serialize;
use std::fmt::Write;

/// The history of a component, or of a feature in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The component.
    pub component: String,
    /// The feature; `None` for the component itself.
    pub feature: Option<String>,
    /// The first version that has it.
    pub since: String,
    /// The first version after that without it.
    pub removed: Option<String>,
    /// Changes of its type and rules, oldest first.
    pub changes: Vec<Step>,
}

/// A change from one version to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The version that brought it.
    pub version: String,
    /// The key that changed, such as `default`.
    pub key: &'static str,
    /// The change in words.
    pub text: String,
}

/// Finds out the history of all components and features. Versions are given oldest first.
pub fn history(versions: &[CheckedSchema]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // In the order of the newest version, then what only earlier ones have.
    for schema in versions.iter().rev() {
        for (component, feature) in names(schema) {
            if entries.iter().any(|known| (known.component.as_str(), known.feature.as_deref()) == (component, feature))
            {
                continue;
            }
            let has = |schema: &&CheckedSchema| names(schema).any(|name| name == (component, feature));
            let version = |schema: &CheckedSchema| schema.api_version.clone();
            let since = versions.iter().find(has).map(version).unwrap_or_default();
            let mut later = versions.iter().skip_while(|schema| !has(schema));
            let removed = later.find(|schema| !has(schema)).map(version);
            let (component, feature) = (component.to_owned(), feature.map(str::to_owned));
            let after =
                entries.iter().rposition(|known| known.component == component).map_or(entries.len(), |at| at + 1);
            entries.insert(after, Entry { component, feature, since, removed, changes: Vec::new() });
        }
    }
    for pair in versions.windows(2) {
        for change in diff(&pair[0], &pair[1]).changes {
            let (component, feature) = match &change.subject {
                Subject::Component(component) => (component, None),
                Subject::ComponentFeature { component, feature } => (component, Some(feature)),
                _ => continue,
            };
            let entry = entries.iter_mut().find(|it| it.component == *component && it.feature.as_ref() == feature);
            if let (Some(entry), Some(step)) = (entry, step(&pair[1], &change)) {
                entry.changes.push(step);
            }
        }
    }
    entries
}

/// Each component, and each of its features after it.
fn names(schema: &Schema) -> impl Iterator<Item = (&str, Option<&str>)> {
    schema.components.iter().flat_map(|component| {
        let features = component.features.iter().map(|feature| Some(feature.member.name.as_str()));
        std::iter::once(None).chain(features).map(|feature| (component.name.as_str(), feature))
    })
}

/// A change of a type or rule.
fn step(new: &Schema, change: &Change) -> Option<Step> {
    let Edit::Changed(pair) = &change.edit else { return None };
    let (key, _) = entry(&pair.new);
    let text = match values(pair) {
        _ if matches!(key, "doc" | "order" | "features") => return None,
        Some(values) => format!("{key} is now {}", values.new),
        None => change.to_string(),
    };
    Some(Step { version: new.api_version.clone(), key, text })
}

/// The history as a Markdown table.
pub fn markdown(entries: &[Entry]) -> String {
    let mut table = "| component | feature | since | changes |\n|---|---|---|---|\n".to_owned();
    let mut above = "";
    for Entry { component, feature, since, removed, changes } in entries {
        let name = if above == component { String::new() } else { format!("`{component}`") };
        above = component;
        let feature = feature.as_ref().map(|feature| format!("`{feature}`")).unwrap_or_default();
        let removed = removed.iter().map(|version| format!("removed in {version}"));
        let changes = changes.iter().map(|step| format!("{}: {}", step.version, step.text)).chain(removed);
        let changes = cell(&changes.collect::<Vec<_>>().join("; "));
        _ = writeln!(table, "| {name} | {feature} | {since} | {changes} |");
    }
    table
}
