//! Writing generated structs as JSON: known fields in the order of the API description, then the unknown ones.

use std::borrow::Cow;

use crate::{
    component::{self, Component, Components, FieldRef, Record},
    json::Json,
    unknown::Unknown,
};

type Entry<'a> = (Cow<'a, str>, Json<'a>);

impl<'a> FieldRef<'a> {
    /// The value as JSON; `None` where the field has none.
    pub fn get(self) -> Option<Json<'a>> {
        match self {
            FieldRef::Boolean(value) => value.map(Json::Boolean),
            FieldRef::Components(value) => value.map(components),
            FieldRef::Value(value) => value.get(),
        }
    }
}

/// The object of a record's fields.
pub(crate) fn record(record: &dyn Record) -> Json<'_> {
    let mut entries = Vec::new();
    record.view(&mut |record| {
        let table = record.table;
        push_known(&mut entries, table.iter().map(|field| field.name), record.fields);
        // Components that could not be read are among the unknown fields.
        let is_unread = |name| record.unknown.is_some_and(|unknown| unknown.get(name).is_some());
        let is_empty = |value: &FieldRef<'_>| value.components().is_some_and(component::is_empty);
        let unread = table.iter().zip(record.fields).find(|(field, value)| is_empty(value) && is_unread(field.name));
        if let Some((field, _)) = unread {
            entries.retain(|(name, _)| name != field.name);
        }
        push_unknown(&mut entries, record.unknown);
    });
    Json::Object(entries)
}

/// The object of all components.
pub fn components(components: &dyn Components) -> Json<'_> {
    let (mut entries, infos) = (Vec::new(), components.api().components);
    components.view(&mut |index, component| {
        entries.push((Cow::Borrowed(infos[index].name), self::component(component)));
    });
    push_unknown(&mut entries, components.unknown());
    Json::Object(entries)
}

/// The object of a component: `enabled`, and its `features`.
pub fn component(component: &dyn Component) -> Json<'_> {
    let (mut entries, mut features) = (Vec::new(), Vec::new());
    component.view(&mut |component| {
        push_known(&mut features, component.info.features.iter().map(|feature| feature.field.name), component.features);
        push_unknown(&mut features, component.unknown.map(|unknown| &unknown.features));
        entries.extend(component.enabled.map(|enabled| ("enabled".into(), Json::Boolean(enabled))));
        let unknown = component.unknown.map(|unknown| &unknown.fields);
        // A response whose features could not be read has them there.
        if !features.is_empty() || unknown.is_none_or(|unknown| unknown.get("features").is_none()) {
            entries.push(("features".into(), Json::Object(std::mem::take(&mut features))));
        }
        push_unknown(&mut entries, unknown);
    });
    Json::Object(entries)
}

fn push_known<'a>(entries: &mut Vec<Entry<'a>>, names: impl Iterator<Item = &'static str>, values: &[FieldRef<'a>]) {
    let known = names.zip(values).filter_map(|(name, value)| Some((Cow::Borrowed(name), value.get()?)));
    entries.extend(known);
}

/// Adds what is not known, except fields that could not be read and have been set since.
fn push_unknown<'a>(entries: &mut Vec<Entry<'a>>, unknown: Option<&'a Unknown>) {
    for (name, value) in unknown.into_iter().flat_map(Unknown::iter) {
        if entries.iter().all(|(known, _)| known != name) {
            entries.push((Cow::Borrowed(name), value.into()));
        }
    }
}
