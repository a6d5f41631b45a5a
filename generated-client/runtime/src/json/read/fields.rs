//! The objects of a response, field by field.

use super::{
    failure::{Failure, Outcome},
    scan::Scanner,
};
use crate::{
    json::{AnyShown, Object, Slot, Value},
    reflect::{Api, ComponentInfo},
};
use serde_core::de::IgnoredAny;
use serde_json::Value as Json;

/// What came for a value that may be missing.
#[derive(Clone, Copy, PartialEq)]
enum Came {
    Value,
    Null,
}

impl Came {
    fn then<T>(self, make: impl FnOnce() -> T) -> Option<T> {
        (self == Came::Value).then(make)
    }

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
    let (api, fields) = (object.api(), object.api().fields);
    let mut seen = vec![false; fields.len()];
    each_field(
        scanner,
        |index| Some(fields.get(index)?.name),
        |scanner, field| {
            match field {
                Field::Known(index) => {
                    let came = slot(object.slot(index), api, scanner)?;
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
pub(super) fn components(components: &mut dyn AnyShown, api: &'static Api, scanner: &mut Scanner<'_>) -> Outcome<()> {
    opened(scanner)?.or_refuse("an object")?;
    each_component(components, api.components, scanner)
}

fn each_component(
    components: &mut dyn AnyShown,
    infos: &'static [ComponentInfo],
    scanner: &mut Scanner<'_>,
) -> Outcome<()> {
    each_field(
        scanner,
        |index| Some(infos.get(index)?.name),
        |scanner, field| {
            match field {
                Field::Known(index) => match opened(scanner)? {
                    Came::Value => component(components, &infos[index], scanner)?,
                    Came::Null => components.unknown_mut().insert_null(infos[index].name),
                },
                Field::Unknown(name) => components.unknown_mut().insert(name, scanner.value()?),
            }
            Ok(())
        },
    )
}

fn component(components: &mut dyn AnyShown, info: &'static ComponentInfo, scanner: &mut Scanner<'_>) -> Outcome<()> {
    const PARTS: [&str; 2] = ["enabled", "features"];
    let (mut enabled_missing, mut features_missing) = (true, true);
    each_field(
        scanner,
        |index| PARTS.get(index).copied(),
        |scanner, field| {
            match field {
                Field::Known(0) => match boolean(scanner)? {
                    Some(enabled) => {
                        components.put(info.position, enabled);
                        enabled_missing = false;
                    }
                    None => components.part_mut(info).fields.insert_null(PARTS[0]),
                },
                Field::Known(_) => match opened(scanner)? {
                    Came::Value => {
                        features(components, info, scanner)?;
                        features_missing = false;
                    }
                    Came::Null => components.part_mut(info).fields.insert_null(PARTS[1]),
                },
                Field::Unknown(name) => components.part_mut(info).fields.insert(name, scanner.value()?),
            }
            Ok(())
        },
    )?;
    if enabled_missing || components.part(info).features_missing != features_missing {
        components.part_mut(info).features_missing = features_missing;
    }
    Ok(())
}

fn features(components: &mut dyn AnyShown, info: &'static ComponentInfo, scanner: &mut Scanner<'_>) -> Outcome<()> {
    each_field(
        scanner,
        |index| Some(info.features.get(index)?.name),
        |scanner, field| {
            let index = match field {
                Field::Known(index) => index,
                Field::Unknown(name) => {
                    components.part_mut(info).features.insert(name, scanner.value()?);
                    return Ok(());
                }
            };
            let (feature, position) = (&info.features[index], info.position + 1 + index);
            let came = match feature.is_boolean() {
                true => boolean(scanner)?,
                false => match components.value_mut(position) {
                    Some(slot) => value(slot, scanner)?.then(|| true),
                    None => scanner.value::<IgnoredAny>().map(|_| None)?,
                },
            };
            match came {
                Some(came) => components.put(position, came),
                None => components.part_mut(info).features.insert_null(feature.name),
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
    loop {
        let other;
        let (index, name) = match name(next).filter(|name| scanner.skip_key(first, name)) {
            Some(name) => (Some(next), name),
            None => {
                let Some(key) = scanner.key(first)? else { return Ok(()) };
                other = key;
                ((0..).map_while(&name).position(|name| name == other), other.as_str())
            }
        };
        read(scanner, index.map_or(Field::Unknown(name), Field::Known)).map_err(|failure| failure.within(name))?;
        next = index.map_or(next, |index| index + 1);
        first = false;
    }
}

/// Whether an object begins, and not `null`.
#[inline]
fn opened(scanner: &mut Scanner<'_>) -> Outcome<Came> {
    if scanner.skip("{") { Ok(Came::Value) } else { null_or_refuse("an object", scanner) }
}

#[inline]
fn boolean(scanner: &mut Scanner<'_>) -> Outcome<Option<bool>> {
    let value = scanner.skip("true");
    if value || scanner.skip("false") { Ok(Some(value)) } else { null_or_refuse("a boolean", scanner).map(|_| None) }
}

#[cold]
fn null_or_refuse(expected: &str, scanner: &mut Scanner<'_>) -> Outcome<Came> {
    match scanner.value()? {
        Json::Null => Ok(Came::Null),
        json => Err(Failure::mismatch(expected, kind(&json))),
    }
}

fn slot(slot: Option<Slot<'_>>, api: &'static Api, scanner: &mut Scanner<'_>) -> Outcome<Came> {
    let components = match slot {
        Some(Slot::Boolean(slot)) => {
            let came = boolean(scanner)?;
            *slot = came.or(*slot);
            return Ok(came.map_or(Came::Null, |_| Came::Value));
        }
        Some(Slot::Value(slot)) => return value(slot, scanner),
        Some(Slot::Components(slot)) => opened(scanner)?.then(|| slot),
        Some(Slot::OptionalComponents(slot)) => opened(scanner)?.then(|| slot.insert()),
        None => return scanner.value::<IgnoredAny>().map(|_| Came::Value),
    };
    match components {
        Some(components) => each_component(components, api.components, scanner).map(|()| Came::Value),
        None => Ok(Came::Null),
    }
}

fn value(slot: &mut dyn Value, scanner: &mut Scanner<'_>) -> Outcome<Came> {
    match scanner.value()? {
        Json::Null => Ok(Came::Null),
        json => {
            let found = kind(&json);
            slot.read(json).map_err(|expected| Failure::mismatch(&expected, found))?;
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
