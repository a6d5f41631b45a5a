//! Components and features by version.

use std::fmt::Write;

use runtime::reflect::{Api, ComponentInfo, DefaultRule, FeatureInfo, Field};
use serde_json::{Value, json};

use crate::served_versions::{Versions, unique};

/// The rows, components before their features, and a cell for each version, oldest first.
pub(crate) fn to_json(versions: &Versions) -> Value {
    let mut apis: Vec<_> = versions.iter().collect();
    apis.sort_by_key(|api| api.version);
    let mut rows = Vec::new();
    for component in unique(apis.iter().flat_map(|api| api.components).map(|component| component.name)) {
        let of: Vec<_> = apis.iter().map(|api| api.component(component)).collect();
        rows.push(row(component, None, &of.iter().map(|info| info.map(component_facts)).collect::<Vec<_>>()));
        for feature in unique(of.iter().flatten().flat_map(|info| info.features).map(|feature| feature.field.name)) {
            let facts = |info: &Option<&ComponentInfo>| {
                let info = (*info)?;
                info.features.iter().find(|known| known.field.name == feature).map(|known| feature_facts(info, known))
            };
            rows.push(row(component, Some(feature), &of.iter().map(facts).collect::<Vec<_>>()));
        }
    }
    json!({ "versions": apis.iter().map(|api: &&Api| api.version).collect::<Vec<_>>(), "rows": rows })
}

fn row(component: &str, feature: Option<&str>, facts: &[Option<String>]) -> Value {
    let state = |(index, facts_now): (usize, &Option<String>)| {
        let before = index.checked_sub(1).map(|before| &facts[before]);
        match (before, facts_now) {
            (None | Some(None), None) => "absent",
            (Some(Some(_)), None) => "gone",
            (Some(None), Some(_)) => "new",
            (Some(before), now) if before != now => "changed",
            _ => "same",
        }
    };
    let cells: Vec<_> = facts.iter().enumerate().map(state).collect();
    json!({ "component": component, "feature": feature, "cells": cells })
}

/// Everything about a component except its documentation.
fn component_facts(info: &'static ComponentInfo) -> String {
    let mut features: Vec<_> = info
        .features
        .iter()
        .map(|feature| format!("{} {}", feature.field.name, feature_facts(info, feature)))
        .collect();
    features.sort();
    features.join("\n")
}

/// Everything about a feature except its documentation. Other features are named, since positions change.
fn feature_facts(info: &ComponentInfo, feature: &FeatureInfo) -> String {
    let name = |index: usize| info.features.get(index).map(|feature| feature.field.name);
    let FeatureInfo { field: Field { value_type, clearable, .. }, restriction, same_in_every_component, .. } = feature;
    let mut facts = format!("{value_type:?} {clearable} {restriction:?} {same_in_every_component} ");
    // Writing to a string does not fail.
    _ = match feature.default {
        DefaultRule::SameAs(other) => write!(facts, "same as {:?}", name(other)),
        DefaultRule::OppositeOf(other) => write!(facts, "opposite of {:?}", name(other)),
        default => write!(facts, "{default:?}"),
    };
    facts
}
