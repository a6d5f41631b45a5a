//! JSON to objects, in one pass over the text.

use super::{Component, Components, FromJson, JsonError, Object, OptionalComponents, Slot, Value};
use crate::{
    reflect::{Api, ComponentInfo},
    unknown::Unknown,
};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;
use std::{cell::RefCell, fmt};

impl<T: Object> FromJson for T {
    fn from_json(body: &[u8]) -> Result<Self, JsonError> {
        let trace = Trace::default();
        let mut object = T::blank();
        // Checked once as a whole, and not again for each piece of text.
        let body = std::str::from_utf8(body).map_err(|error| trace.describe(error))?;
        let mut json = serde_json::Deserializer::from_str(body);
        let seed = Seed { trace: &trace, target: Target::Object(&mut object) };
        let result = seed.deserialize(&mut json).and_then(|came| came.or_refuse(&trace, "an object"));
        match result.and_then(|()| json.end()) {
            Ok(()) => Ok(object),
            Err(error) => Err(trace.describe(error)),
        }
    }
}

/// Reads an object from any format.
pub fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = T::blank();
    read_whole(deserializer, &Trace::default(), Target::Object(&mut object))?;
    Ok(object)
}

/// Reads the components alone from any format.
pub fn deserialize_components<'de, D: Deserializer<'de>>(
    components: &mut dyn Components,
    deserializer: D,
) -> Result<(), D::Error> {
    read_whole(deserializer, &Trace::default(), Target::Components(components))
}

fn read_whole<'de, 'a, D: Deserializer<'de>>(
    deserializer: D,
    trace: &'a Trace,
    target: Target<'a>,
) -> Result<(), D::Error> {
    let result = Seed { trace, target }.deserialize(deserializer);
    let result = result.and_then(|came| came.or_refuse(trace, "an object"));
    result.map_err(|error| D::Error::custom(trace.describe(error)))
}

/// Where an error happened, noted on its way up, from the innermost name to the outermost.
#[derive(Default)]
struct Trace {
    path: RefCell<Vec<String>>,
    problem: RefCell<Option<String>>,
}

impl Trace {
    fn at<T, E>(&self, name: &str, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.path.borrow_mut().push(name.to_owned());
        }
        result
    }

    fn refuse<E: Error>(&self, problem: String) -> E {
        let error = E::custom(&problem);
        self.problem.replace(Some(problem));
        error
    }

    fn mismatch<E: Error>(&self, expected: &str, found: &str) -> E {
        self.refuse(format!("expected {expected}, found {found}"))
    }

    fn describe(&self, error: impl fmt::Display) -> JsonError {
        let mut path = self.path.take();
        path.reverse();
        JsonError {
            path: path.join("."),
            problem: self.problem.take().unwrap_or_else(|| format!("not the expected JSON: {error}")),
        }
    }
}

/// What a value is read into.
enum Target<'a> {
    Boolean(&'a mut Option<bool>),
    Object(&'a mut dyn Object),
    Components(&'a mut dyn Components),
    OptionalComponents(&'a mut dyn OptionalComponents),
    Component(&'a mut dyn Components, usize),
    Features(&'a mut dyn Component, &'static ComponentInfo),
}

/// What came for a value that may be missing.
#[derive(Clone, Copy, PartialEq)]
enum Came {
    Value,
    Null,
}

impl Came {
    fn or_refuse<E: Error>(self, trace: &Trace, expected: &str) -> Result<(), E> {
        match self {
            Came::Value => Ok(()),
            Came::Null => Err(trace.mismatch(expected, "null")),
        }
    }
}

struct Seed<'a> {
    trace: &'a Trace,
    target: Target<'a>,
}

impl Seed<'_> {
    fn mismatch<T, E: Error>(&self, found: &str) -> Result<T, E> {
        let expected = match self.target {
            Target::Boolean(_) => "a boolean",
            _ => "an object",
        };
        Err(self.trace.mismatch(expected, found))
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Came;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Came, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Came;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of the type in the API description")
    }

    fn visit_unit<E: Error>(self) -> Result<Came, E> {
        Ok(Came::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Came, E> {
        match self.target {
            Target::Boolean(slot) => {
                *slot = Some(value);
                Ok(Came::Value)
            }
            _ => self.mismatch("a boolean"),
        }
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Came, E> {
        self.mismatch("a number")
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Came, E> {
        self.mismatch("a number")
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Came, E> {
        self.mismatch("a number")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Came, E> {
        self.mismatch("text")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Came, A::Error> {
        self.mismatch("a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Came, A::Error> {
        match self.target {
            Target::Boolean(_) => return self.mismatch("an object"),
            Target::Object(object) => read_object(object, self.trace, map)?,
            Target::Components(components) => read_components(components, self.trace, map)?,
            Target::OptionalComponents(slot) => read_components(slot.insert(), self.trace, map)?,
            Target::Component(components, index) => {
                let info = &components.api().components[index];
                if let Some(component) = components.insert(index) {
                    read_component(component, info, self.trace, map)?;
                }
            }
            Target::Features(component, info) => read_features(component, info, self.trace, map)?,
        }
        Ok(Came::Value)
    }
}

fn read_object<'de, A: MapAccess<'de>>(object: &mut dyn Object, trace: &Trace, mut map: A) -> Result<(), A::Error> {
    let api: &'static Api = object.api();
    let mut seen = vec![false; api.fields.len()];
    let mut next = 0;
    while let Some(key) = map.next_key_seed(KeySeed::new(next, |index| Some(api.fields.get(index)?.name)))? {
        let index = match key {
            Key::Known(index) => index,
            Key::Unknown(name) => {
                keep(&name, object.unknown_mut(), trace, &mut map)?;
                continue;
            }
        };
        next = index + 1;
        let field = &api.fields[index];
        let came = trace.at(field.name, read_slot(object.slot(index), trace, &mut map))?;
        if field.required {
            trace.at(field.name, came.or_refuse(trace, "a value"))?;
        }
        if came == Came::Null {
            object.unknown_mut().insert_null(field.name);
        }
        seen[index] = true;
    }
    let missing = api.fields.iter().zip(seen).find(|(field, seen)| field.required && !seen);
    match missing {
        Some((field, _)) => trace.at(field.name, Err(trace.mismatch("a value", "nothing"))),
        None => Ok(()),
    }
}

fn read_components<'de, A: MapAccess<'de>>(
    components: &mut dyn Components,
    trace: &Trace,
    mut map: A,
) -> Result<(), A::Error> {
    let api: &'static Api = components.api();
    let mut next = 0;
    while let Some(key) = map.next_key_seed(KeySeed::new(next, |index| Some(api.components.get(index)?.name)))? {
        let index = match key {
            Key::Known(index) => index,
            Key::Unknown(name) => {
                keep(&name, components.unknown_mut(), trace, &mut map)?;
                continue;
            }
        };
        next = index + 1;
        let name = api.components[index].name;
        let seed = Seed { trace, target: Target::Component(components, index) };
        let came = trace.at(name, map.next_value_seed(seed))?;
        if came == Came::Null {
            components.unknown_mut().insert_null(name);
        }
    }
    Ok(())
}

fn read_component<'de, A: MapAccess<'de>>(
    component: &mut dyn Component,
    info: &'static ComponentInfo,
    trace: &Trace,
    mut map: A,
) -> Result<(), A::Error> {
    const PARTS: [&str; 2] = ["enabled", "features"];
    component.unknown_mut().features_missing = true;
    let mut next = 0;
    while let Some(key) = map.next_key_seed(KeySeed::new(next, |index| PARTS.get(index).copied()))? {
        let index = match key {
            Key::Known(index) => index,
            Key::Unknown(name) => {
                keep(&name, &mut component.unknown_mut().fields, trace, &mut map)?;
                continue;
            }
        };
        next = index + 1;
        let came = if index == 0 {
            map.next_value_seed(Seed { trace, target: Target::Boolean(component.enabled_mut()) })
        } else {
            let came = map.next_value_seed(Seed { trace, target: Target::Features(component, info) });
            component.unknown_mut().features_missing = !matches!(came, Ok(Came::Value));
            came
        };
        if trace.at(PARTS[index], came)? == Came::Null {
            component.unknown_mut().fields.insert_null(PARTS[index]);
        }
    }
    Ok(())
}

fn read_features<'de, A: MapAccess<'de>>(
    component: &mut dyn Component,
    info: &'static ComponentInfo,
    trace: &Trace,
    mut map: A,
) -> Result<(), A::Error> {
    let mut next = 0;
    while let Some(key) = map.next_key_seed(KeySeed::new(next, |index| Some(info.features.get(index)?.name)))? {
        let index = match key {
            Key::Known(index) => index,
            Key::Unknown(name) => {
                keep(&name, &mut component.unknown_mut().features, trace, &mut map)?;
                continue;
            }
        };
        next = index + 1;
        let name = info.features[index].name;
        let came = read_slot(component.slot(index), trace, &mut map);
        if trace.at(name, came)? == Came::Null {
            component.unknown_mut().features.insert_null(name);
        }
    }
    Ok(())
}

fn read_slot<'de, A: MapAccess<'de>>(slot: Option<Slot<'_>>, trace: &Trace, map: &mut A) -> Result<Came, A::Error> {
    match slot {
        Some(Slot::Boolean(slot)) => map.next_value_seed(Seed { trace, target: Target::Boolean(slot) }),
        Some(Slot::Components(slot)) => map.next_value_seed(Seed { trace, target: Target::Components(slot) }),
        Some(Slot::OptionalComponents(slot)) => {
            map.next_value_seed(Seed { trace, target: Target::OptionalComponents(slot) })
        }
        Some(Slot::Value(slot)) => read_value(slot, trace, map),
        None => map.next_value::<IgnoredAny>().map(|_| Came::Value),
    }
}

fn read_value<'de, A: MapAccess<'de>>(slot: &mut dyn Value, trace: &Trace, map: &mut A) -> Result<Came, A::Error> {
    match map.next_value::<Json>()? {
        Json::Null => Ok(Came::Null),
        json => {
            let found = kind(&json);
            slot.read(json).map_err(|expected| trace.mismatch(&expected, found))?;
            Ok(Came::Value)
        }
    }
}

fn kind(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

/// Keeps the value of a key that is not known.
fn keep<'de, A: MapAccess<'de>>(name: &str, unknown: &mut Unknown, trace: &Trace, map: &mut A) -> Result<(), A::Error> {
    let value = trace.at(name, map.next_value())?;
    unknown.insert(name, value);
    Ok(())
}

enum Key {
    Known(usize),
    Unknown(String),
}

/// Finds a key's position. The API writes keys in the order of its description, so the search starts at the next one.
struct KeySeed<F> {
    next: usize,
    name: F,
}

impl<F: Fn(usize) -> Option<&'static str>> KeySeed<F> {
    fn new(next: usize, name: F) -> Self {
        KeySeed { next, name }
    }
}

impl<'de, F: Fn(usize) -> Option<&'static str>> DeserializeSeed<'de> for KeySeed<F> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, F: Fn(usize) -> Option<&'static str>> Visitor<'de> for KeySeed<F> {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a field's name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        let after = (self.next..).map_while(|index| Some((index, (self.name)(index)?)));
        let before = (0..self.next).filter_map(|index| Some((index, (self.name)(index)?)));
        let found = after.chain(before).find(|(_, name)| *name == key);
        Ok(found.map_or_else(|| Key::Unknown(key.to_owned()), |(index, _)| Key::Known(index)))
    }
}
