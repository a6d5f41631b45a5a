//! Objects to JSON: what is known in the order of the API description, then what was kept.

use super::{AnyShown, Object, Value, View};
use crate::{
    reflect::{Api, ComponentInfo},
    unknown::Unknown,
};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

/// Writes an object in any format.
pub fn serialize<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, field) in object.api().fields.iter().enumerate() {
        match object.view(index) {
            View::Boolean(Some(value)) => map.serialize_entry(field.name, &value)?,
            View::Boolean(None) => write_null(&mut map, field.name, object.unknown())?,
            View::Value(value) => write_value(&mut map, field.name, value, object.unknown())?,
            View::Components(components) => {
                map.serialize_entry(field.name, &ComponentsJson(components, object.api()))?
            }
        }
    }
    write_unknown(&mut map, object.unknown())?;
    map.end()
}

/// Writes the components alone in any format.
pub fn serialize_components<S: Serializer>(
    components: &dyn AnyShown,
    api: &'static Api,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for info in api.components {
        match components.has(info) {
            true => map.serialize_entry(info.name, &ComponentJson { components, info })?,
            false => write_null(&mut map, info.name, components.unknown())?,
        }
    }
    write_unknown(&mut map, components.unknown())?;
    map.end()
}

struct ComponentsJson<'a>(&'a dyn AnyShown, &'static Api);

impl Serialize for ComponentsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_components(self.0, self.1, serializer)
    }
}

#[derive(Clone, Copy)]
struct ComponentJson<'a> {
    components: &'a dyn AnyShown,
    info: &'static ComponentInfo,
}

impl Serialize for ComponentJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ComponentJson { components, info } = *self;
        let mut map = serializer.serialize_map(None)?;
        let unknown = components.part(info);
        match components.flag(info.position) {
            Some(enabled) => map.serialize_entry("enabled", &enabled)?,
            None => write_null(&mut map, "enabled", &unknown.fields)?,
        }
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
        let mut positions = self.info.position + 1..self.info.position + self.info.places();
        self.components.part(self.info).features.is_empty()
            && positions.all(|position| self.components.flag(position).is_none())
    }
}

struct FeaturesJson<'a>(ComponentJson<'a>);

impl Serialize for FeaturesJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ComponentJson { components, info } = self.0;
        let unknown = &components.part(info).features;
        let mut map = serializer.serialize_map(None)?;
        for (feature, position) in info.features.iter().zip(info.position + 1..) {
            match (components.value(position), components.flag(position)) {
                (Some(value), _) => write_value(&mut map, feature.name, value, unknown)?,
                (None, Some(value)) => map.serialize_entry(feature.name, &value)?,
                (None, None) => write_null(&mut map, feature.name, unknown)?,
            }
        }
        write_unknown(&mut map, unknown)?;
        map.end()
    }
}

fn write_value<M: SerializeMap>(map: &mut M, name: &str, value: &dyn Value, unknown: &Unknown) -> Result<(), M::Error> {
    match value.to_json() {
        Some(json) => map.serialize_entry(name, &json),
        None => write_null(map, name, unknown),
    }
}

/// Writes nothing, or the null that a field without a value came as.
fn write_null<M: SerializeMap>(map: &mut M, name: &str, unknown: &Unknown) -> Result<(), M::Error> {
    if unknown.was_null(name) { map.serialize_entry(name, &()) } else { Ok(()) }
}

fn write_unknown<M: SerializeMap>(map: &mut M, unknown: &Unknown) -> Result<(), M::Error> {
    unknown.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
}
