//! Reading JSON into generated structs.
//!
//! A struct that keeps what is unknown, as responses do, is read leniently: `null` is read as missing, and a field that
//! is not needed and can't be read is kept with the unknown ones. Any other struct is read strictly, so that no mistake
//! in a stored configuration is lost. Objects within parameters have the same types as those within responses: they are
//! checked before they are read, and `null` clears their clearable fields.

use crate::{
    component::{Component, ComponentMut, Components, ComponentsMut, FieldValue, Record, RecordMut},
    expandable_id::ExpandableId,
    json::Json,
    json_error::JsonError,
    reflect::{ComponentInfo, Field, Type},
    request::FromJson,
    scalars::Id,
    unknown::Unknown,
    value::{Value, text_from_json},
};

impl<T: Record + Default> Value for T {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut record = T::default();
        let mut result = Ok(());
        record.edit(&mut |record| result = read_record(record, json));
        result.map(|()| record)
    }

    fn to_json(&self) -> Json<'_> {
        crate::write::record(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Record + Default> FromJson for T {
    fn from_json(body: &[u8]) -> Result<Self, JsonError> {
        Value::from_json(&parse(body)?)
    }
}

/// Parses a text. Compiled once, not for each type that is read.
fn parse(text: &[u8]) -> Result<Json<'_>, serde_json::Error> {
    serde_json::from_slice(text)
}

fn read_record(record: RecordMut<'_, '_>, json: &Json<'_>) -> Result<(), JsonError> {
    let table = record.table;
    let is_set = read_fields("field", |index| table.get(index), record.fields, record.unknown, json)?;
    let missing = table.iter().zip(is_set).find(|(field, is_set)| field.required && !is_set);
    missing.map_or(Ok(()), |(field, _)| Err(JsonError::new("missing").within(field.name)))
}

/// Reads the fields of a table, and says of each whether it is there.
fn read_fields(
    kind: &str,
    table: impl Fn(usize) -> Option<&'static Field>,
    fields: &mut [&mut dyn FieldValue],
    mut unknown: Option<&mut Unknown>,
    json: &Json<'_>,
) -> Result<Vec<bool>, JsonError> {
    let mut is_set = vec![false; fields.len()];
    let names = |index| Some(table(index)?.name);
    for (name, json, index) in entries(json, unknown.is_none(), names)? {
        let Some((index, field)) = index.and_then(|index| Some((index, table(index)?))) else {
            keep_or_refuse(unknown.as_deref_mut(), kind, name, json, names)?;
            continue;
        };
        let result = match (&unknown, json) {
            (Some(_), Json::Null) => {
                is_set[index] = fields[index].set(json).is_ok();
                continue;
            }
            (Some(_), _) => fields[index].set(json),
            (None, _) => accept(field, json).and_then(|()| fields[index].set(json)),
        };
        match (result, &mut unknown) {
            (Ok(()), _) => is_set[index] = true,
            (Err(_), Some(unknown)) if !field.required => unknown.insert(name, json.to_value()),
            (Err(error), _) => return Err(error.within(name)),
        }
    }
    Ok(is_set)
}

/// Reads the components of a request or of a session.
pub fn components<C: Components + Default>(json: &Json<'_>) -> Result<C, JsonError> {
    let mut components = C::default();
    components_into(&mut components, json).map(|()| components)
}

/// Reads into components of which none is there.
pub(crate) fn components_into(components: &mut dyn Components, json: &Json<'_>) -> Result<(), JsonError> {
    let (mut result, infos) = (Ok(()), components.api().components);
    components.edit(&mut |components| result = read_components(infos, components, json));
    result
}

fn read_components(
    infos: &[ComponentInfo],
    mut components: ComponentsMut<'_, '_>,
    json: &Json<'_>,
) -> Result<(), JsonError> {
    let names = |index: usize| Some(infos.get(index)?.name);
    for (name, json, index) in entries(json, components.unknown.is_none(), names)? {
        let unknown = components.unknown.as_deref_mut();
        let Some(index) = index else {
            keep_or_refuse(unknown, "component", name, json, names)?;
            continue;
        };
        let slot = &mut components.slots[index];
        match (component_into(slot.insert(), json), unknown) {
            (Ok(()), _) => {}
            (Err(error), None) => return Err(error.within(name)),
            (Err(_), Some(unknown)) => {
                slot.clear();
                if *json != Json::Null {
                    unknown.insert(name, json.to_value());
                }
            }
        }
    }
    Ok(())
}

/// Reads one component of a request or of a session.
pub fn component<C: Component + Default>(json: &Json<'_>) -> Result<C, JsonError> {
    let mut component = C::default();
    component_into(&mut component, json).map(|()| component)
}

fn component_into(component: &mut dyn Component, json: &Json<'_>) -> Result<(), JsonError> {
    let mut result = Ok(());
    component.edit(&mut |component| result = read_component(component, json));
    result
}

fn read_component(mut component: ComponentMut<'_, '_>, json: &Json<'_>) -> Result<(), JsonError> {
    const FIELDS: [&str; 2] = ["enabled", "features"];
    let names = |index: usize| FIELDS.get(index).copied();
    let (is_lenient, mut is_enabled_set) = (component.unknown.is_some(), false);
    for (name, json, index) in entries(json, !is_lenient, names)? {
        let result = match index {
            Some(_) if is_lenient && *json == Json::Null => Ok(()),
            Some(0) => component.enabled.set(json).inspect(|()| is_enabled_set = true),
            Some(_) => read_features(&mut component, json),
            None => {
                let unknown = component.unknown.as_mut().map(|unknown| &mut unknown.fields);
                keep_or_refuse(unknown, "field", name, json, names)
            }
        };
        match (result, &mut component.unknown) {
            (Ok(()), _) => {}
            (Err(_), Some(unknown)) => unknown.fields.insert(name, json.to_value()),
            (Err(error), None) => return Err(if index.is_some() { error.within(name) } else { error }),
        }
    }
    if is_enabled_set || is_lenient {
        return Ok(());
    }
    Err(JsonError::new("missing").within(FIELDS[0]))
}

fn read_features(component: &mut ComponentMut<'_, '_>, json: &Json<'_>) -> Result<(), JsonError> {
    let info = component.info;
    let table = |index: usize| info.features.get(index).map(|feature| &feature.field);
    let unknown = component.unknown.as_mut().map(|unknown| &mut unknown.features);
    read_fields("feature", table, component.features, unknown, json).map(drop)
}

/// The entries of an object, each with its position in a table of names. The API writes them in the order of its
/// description, so each is looked for after the last one first.
///
/// An empty list is an object without entries, as some languages write it. Strictly, a name of the table can't occur
/// twice.
fn entries<'j, 'a>(
    json: &'j Json<'a>,
    is_strict: bool,
    name: impl Fn(usize) -> Option<&'static str> + Clone,
) -> Result<impl Iterator<Item = (&'j str, &'j Json<'a>, Option<usize>)>, JsonError> {
    let entries = match json {
        Json::Object(entries) => entries.as_slice(),
        Json::List(items) if items.is_empty() => &[],
        _ => return Err(JsonError::mismatch("an object", json)),
    };
    let mut next = 0;
    let entries = entries.iter().map(move |(key, json)| {
        let index = match name(next) {
            Some(expected) if expected == key => Some(next),
            _ => (0..).map_while(&name).position(|name| name == key),
        };
        next = index.map_or(next, |index| index + 1);
        (key.as_ref(), json, index)
    });
    if is_strict {
        let mut seen = Vec::new();
        // An unknown name is refused, whatever follows it.
        for (name, _, index) in entries.clone().take_while(|(.., index)| index.is_some()) {
            if seen.contains(&index) {
                return Err(JsonError::new("given twice").within(name));
            }
            seen.push(index);
        }
    }
    Ok(entries)
}

/// Keeps an unknown name, or refuses it.
fn keep_or_refuse(
    unknown: Option<&mut Unknown>,
    kind: &str,
    name: &str,
    json: &Json<'_>,
    names: impl Fn(usize) -> Option<&'static str>,
) -> Result<(), JsonError> {
    let unknown = unknown.ok_or_else(|| unknown_name(kind, name, names))?;
    unknown.insert(name, json.to_value());
    Ok(())
}

/// Refuses a name that is none of those in a table.
fn unknown_name(kind: &str, name: &str, names: impl Fn(usize) -> Option<&'static str>) -> JsonError {
    let names: Vec<_> = (0..).map_while(names).map(|name| format!("`{name}`")).collect();
    let expected = match names.as_slice() {
        [] => "none".to_owned(),
        [only] => only.clone(),
        names => format!("one of {}", names.join(", ")),
    };
    JsonError::new(format!("unknown {kind}, expected {expected}")).within(name)
}

/// Refuses JSON that a parameter would not take, unknown fields of objects included.
pub(crate) fn accept(field: &Field, json: &Json<'_>) -> Result<(), JsonError> {
    accept_value(&field.value_type, field.clearable, json)
}

fn accept_value(value_type: &Type, clearable: bool, json: &Json<'_>) -> Result<(), JsonError> {
    let refuse = |expected| Err(JsonError::mismatch(expected, json));
    match (value_type, json) {
        (_, Json::Null) if clearable => Ok(()),
        (Type::Components, _) => Ok(()),
        (Type::Boolean, _) => bool::from_json(json).map(drop),
        (Type::Integer, _) => i64::from_json(json).map(drop),
        (Type::Timestamp, _) if json.as_integer().is_some() => Ok(()),
        (Type::Timestamp, _) => refuse("a time in seconds"),
        (Type::Id { .. }, _) => Id::from_json(json).map(drop),
        (Type::String | Type::Secret | Type::Enum { .. }, _) => text_from_json(json).map(drop),
        (Type::ExpandableId, _) => ExpandableId::from_json(json).map(drop),
        (Type::List(of), Json::List(items)) => {
            let accept =
                |(index, item)| accept_value(of, false, item).map_err(|error: JsonError| error.within_item(index));
            items.iter().enumerate().try_for_each(accept)
        }
        (Type::Object { fields }, Json::Object(_)) => {
            let names = |index: usize| Some(fields.get(index)?.name);
            entries(json, true, names)?.try_for_each(|(name, json, index)| {
                match index.and_then(|index| fields.get(index)) {
                    Some(field) => accept(field, json).map_err(|error| error.within(name)),
                    None => Err(unknown_name("field", name, names)),
                }
            })
        }
        (Type::List(_), _) => refuse("a list"),
        (Type::Object { .. }, _) => refuse("an object"),
    }
}
