//! The objects of a response, field by field.

use super::{
    failure::{Failure, Outcome},
    scan::{Key, Scanner},
};
use crate::{
    json::{Component, Components, Object, Slot},
    reflect::{ComponentInfo, FeatureInfo},
};
use serde::de::IgnoredAny;
use serde_json::Value as Json;

/// What came for a value that may be missing.
#[derive(Clone, Copy, PartialEq)]
enum Came {
    Value,
    Null,
}

impl Came {
    fn or_refuse(self, expected: &str) -> Outcome<()> {
        match self {
            Came::Value => Ok(()),
            Came::Null => Err(Failure::mismatch(expected, "null")),
        }
    }
}

/// Reads an object with all that is in it.
pub(super) fn object(object: &mut dyn Object, scanner: &mut Scanner<'_>) -> Outcome<()> {
    opened(scanner)?.or_refuse("an object")?;
    let fields = object.api().fields;
    let mut seen = vec![false; fields.len()];
    each_field(
        scanner,
        |index| Some(fields.get(index)?.name),
        |scanner, field| {
            match field {
                Field::Known(index) => {
                    let came = slot(object.slot(index), scanner)?;
                    if fields[index].required {
                        came.or_refuse("a value")?;
                    }
                    if came == Came::Null {
                        object.unknown_mut().insert_null(fields[index].name);
                    }
                    seen[index] = true;
                }
                Field::Unknown(name) => object.unknown_mut().insert(name, scanner.value()?),
            }
            Ok(())
        },
    )?;
    match fields.iter().zip(seen).find(|(field, seen)| field.required && !seen) {
        Some((field, _)) => Err(Failure::mismatch("a value", "nothing").within(field.name)),
        None => Ok(()),
    }
}

/// Reads the components alone.
pub(super) fn components(components: &mut dyn Components, scanner: &mut Scanner<'_>) -> Outcome<()> {
    opened(scanner)?.or_refuse("an object")?;
    each_component(components, scanner)
}

fn each_component(components: &mut dyn Components, scanner: &mut Scanner<'_>) -> Outcome<()> {
    let infos = components.api().components;
    each_field(
        scanner,
        |index| Some(infos.get(index)?.name),
        |scanner, field| {
            match field {
                Field::Known(index) => match opened(scanner)? {
                    Came::Value => {
                        if let Some(part) = components.insert(index) {
                            component(part, &infos[index], scanner)?;
                        }
                    }
                    Came::Null => components.unknown_mut().insert_null(infos[index].name),
                },
                Field::Unknown(name) => components.unknown_mut().insert(name, scanner.value()?),
            }
            Ok(())
        },
    )
}

fn component(component: &mut dyn Component, info: &ComponentInfo, scanner: &mut Scanner<'_>) -> Outcome<()> {
    const PARTS: [&str; 2] = ["enabled", "features"];
    let mut features_missing = true;
    each_field(
        scanner,
        |index| PARTS.get(index).copied(),
        |scanner, field| {
            let (came, name) = match field {
                Field::Known(0) => (boolean(component.enabled_mut(), scanner)?, PARTS[0]),
                Field::Known(_) => {
                    let came = opened(scanner)?;
                    if came == Came::Value {
                        features(component, info.features, scanner)?;
                    }
                    features_missing = came == Came::Null;
                    (came, PARTS[1])
                }
                Field::Unknown(name) => {
                    component.unknown_mut().fields.insert(name, scanner.value()?);
                    return Ok(());
                }
            };
            if came == Came::Null {
                component.unknown_mut().fields.insert_null(name);
            }
            Ok(())
        },
    )?;
    component.unknown_mut().features_missing = features_missing;
    Ok(())
}

fn features(component: &mut dyn Component, infos: &[FeatureInfo], scanner: &mut Scanner<'_>) -> Outcome<()> {
    each_field(
        scanner,
        |index| Some(infos.get(index)?.name),
        |scanner, field| {
            match field {
                Field::Known(index) => {
                    if slot(component.slot(index), scanner)? == Came::Null {
                        component.unknown_mut().features.insert_null(infos[index].name);
                    }
                }
                Field::Unknown(name) => component.unknown_mut().features.insert(name, scanner.value()?),
            }
            Ok(())
        },
    )
}

/// A field of an object.
enum Field<'n> {
    /// One of those that are known, by its position.
    Known(usize),
    /// Any other.
    Unknown(&'n str),
}

/// Reads each field of an object that has been opened. The API writes them in the order of its description, so each is
/// expected to be the one after the last.
#[inline]
fn each_field(
    scanner: &mut Scanner<'_>,
    name: impl Fn(usize) -> Option<&'static str>,
    mut read: impl FnMut(&mut Scanner<'_>, Field<'_>) -> Outcome<()>,
) -> Outcome<()> {
    let (mut next, mut first) = (0, true);
    while let Some(key) = scanner.key(first, name(next))? {
        first = false;
        let (index, name) = match &key {
            Key::Expected => (Some(next), name(next).unwrap_or_default()),
            Key::Other(key) => ((0..).map_while(&name).position(|name| name == key), key.as_str()),
        };
        let field = index.map_or(Field::Unknown(name), Field::Known);
        next = index.map_or(next, |index| index + 1);
        read(scanner, field).map_err(|failure| failure.within(name))?;
    }
    Ok(())
}

/// Whether an object begins, and not `null`.
#[inline]
fn opened(scanner: &mut Scanner<'_>) -> Outcome<Came> {
    if scanner.skip("{") { Ok(Came::Value) } else { null_or_refuse("an object", scanner) }
}

#[inline]
fn boolean(slot: &mut Option<bool>, scanner: &mut Scanner<'_>) -> Outcome<Came> {
    let value = scanner.skip("true");
    if value || scanner.skip("false") {
        *slot = Some(value);
        return Ok(Came::Value);
    }
    null_or_refuse("a boolean", scanner)
}

#[cold]
fn null_or_refuse(expected: &str, scanner: &mut Scanner<'_>) -> Outcome<Came> {
    match scanner.value()? {
        Json::Null => Ok(Came::Null),
        json => Err(Failure::mismatch(expected, kind(&json))),
    }
}

#[inline]
fn slot(slot: Option<Slot<'_>>, scanner: &mut Scanner<'_>) -> Outcome<Came> {
    match slot {
        Some(Slot::Boolean(slot)) => boolean(slot, scanner),
        Some(Slot::Components(slot)) => match opened(scanner)? {
            Came::Value => each_component(slot, scanner).map(|()| Came::Value),
            Came::Null => Ok(Came::Null),
        },
        Some(Slot::OptionalComponents(slot)) => match opened(scanner)? {
            Came::Value => each_component(slot.insert(), scanner).map(|()| Came::Value),
            Came::Null => Ok(Came::Null),
        },
        Some(Slot::Value(slot)) => match scanner.value()? {
            Json::Null => Ok(Came::Null),
            json => {
                let found = kind(&json);
                slot.read(json).map_err(|expected| Failure::mismatch(&expected, found))?;
                Ok(Came::Value)
            }
        },
        None => scanner.value::<IgnoredAny>().map(|_| Came::Value),
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
