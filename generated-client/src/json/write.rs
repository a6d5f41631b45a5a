//! Objects to JSON: what is known in the order of the API description, then what was kept.

use super::{Component, Components, Object, View};
use crate::{reflect::ComponentInfo, unknown::Unknown};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Writes an object in any format.
pub fn serialize<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, field) in object.api().fields.iter().enumerate() {
        write_view(&mut map, field.name, object.view(index))?;
    }
    write_unknown(&mut map, object.unknown())?;
    map.end()
}

/// Writes the components alone in any format.
pub fn serialize_components<S: Serializer>(components: &dyn Components, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, info) in components.api().components.iter().enumerate() {
        if let Some(component) = components.get(index) {
            map.serialize_entry(info.name, &ComponentJson { component, info })?;
        }
    }
    write_unknown(&mut map, components.unknown())?;
    map.end()
}

struct ComponentsJson<'a>(&'a dyn Components);

impl Serialize for ComponentsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_components(self.0, serializer)
    }
}

#[derive(Clone, Copy)]
struct ComponentJson<'a> {
    component: &'a dyn Component,
    info: &'static ComponentInfo,
}

impl Serialize for ComponentJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(enabled) = self.component.enabled() {
            map.serialize_entry("enabled", &enabled)?;
        }
        let unknown = self.component.unknown();
        if !unknown.features_missing {
            map.serialize_entry("features", &FeaturesJson(*self))?;
        }
        write_unknown(&mut map, &unknown.fields)?;
        map.end()
    }
}

struct FeaturesJson<'a>(ComponentJson<'a>);

impl Serialize for FeaturesJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ComponentJson { component, info } = self.0;
        let mut map = serializer.serialize_map(None)?;
        for (index, feature) in info.features.iter().enumerate() {
            write_view(&mut map, feature.name, component.view(index))?;
        }
        write_unknown(&mut map, &component.unknown().features)?;
        map.end()
    }
}

fn write_view<M: SerializeMap>(map: &mut M, name: &str, view: View<'_>) -> Result<(), M::Error> {
    match view {
        View::Boolean(None) => Ok(()),
        View::Boolean(Some(value)) => map.serialize_entry(name, &value),
        View::Value(value) => match value.write() {
            Some(json) => map.serialize_entry(name, &json),
            None => Ok(()),
        },
        View::Components(components) => map.serialize_entry(name, &ComponentsJson(components)),
    }
}

fn write_unknown<M: SerializeMap>(map: &mut M, unknown: &Unknown) -> Result<(), M::Error> {
    unknown.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
}
