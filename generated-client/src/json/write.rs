//! Objects to JSON: what is known in the order of the API description, then what was kept.

use super::{Component, Components, Object, View};
use crate::{reflect::ComponentInfo, unknown::Unknown};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Writes an object in any format.
pub fn serialize<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, field) in object.api().fields.iter().enumerate() {
        write_view(&mut map, field.name, object.view(index), object.unknown())?;
    }
    write_unknown(&mut map, object.unknown())?;
    map.end()
}

/// Writes the components alone in any format.
pub fn serialize_components<S: Serializer>(components: &dyn Components, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, info) in components.api().components.iter().enumerate() {
        match components.get(index) {
            Some(component) => map.serialize_entry(info.name, &ComponentJson { component, info })?,
            None => write_null(&mut map, info.name, components.unknown())?,
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
        let unknown = self.component.unknown();
        write_view(&mut map, "enabled", View::Boolean(self.component.enabled()), &unknown.fields)?;
        if unknown.features_missing && self.has_no_features() {
            write_null(&mut map, "features", &unknown.fields)?;
        } else {
            map.serialize_entry("features", &FeaturesJson(*self))?;
        }
        write_unknown(&mut map, &unknown.fields)?;
        map.end()
    }
}

impl ComponentJson<'_> {
    /// Whether no feature has been set since the response left all of them out.
    fn has_no_features(&self) -> bool {
        let mut views = (0..self.info.features.len()).map(|index| self.component.view(index));
        self.component.unknown().features.is_empty()
            && views.all(|view| match view {
                View::Boolean(value) => value.is_none(),
                View::Value(value) => value.to_json().is_none(),
                View::Components(_) => false,
            })
    }
}

struct FeaturesJson<'a>(ComponentJson<'a>);

impl Serialize for FeaturesJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ComponentJson { component, info } = self.0;
        let mut map = serializer.serialize_map(None)?;
        for (index, feature) in info.features.iter().enumerate() {
            write_view(&mut map, feature.name, component.view(index), &component.unknown().features)?;
        }
        write_unknown(&mut map, &component.unknown().features)?;
        map.end()
    }
}

fn write_view<M: SerializeMap>(map: &mut M, name: &str, view: View<'_>, unknown: &Unknown) -> Result<(), M::Error> {
    match view {
        View::Boolean(None) => write_null(map, name, unknown),
        View::Boolean(Some(value)) => map.serialize_entry(name, &value),
        View::Value(value) => match value.to_json() {
            Some(json) => map.serialize_entry(name, &json),
            None => write_null(map, name, unknown),
        },
        View::Components(components) => map.serialize_entry(name, &ComponentsJson(components)),
    }
}

/// Writes nothing, or the null that a field without a value came as.
fn write_null<M: SerializeMap>(map: &mut M, name: &str, unknown: &Unknown) -> Result<(), M::Error> {
    if unknown.was_null(name) { map.serialize_entry(name, &()) } else { Ok(()) }
}

fn write_unknown<M: SerializeMap>(map: &mut M, unknown: &Unknown) -> Result<(), M::Error> {
    unknown.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
}
