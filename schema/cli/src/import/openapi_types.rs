//! Types: as an OpenAPI document has them, and as a schema writes them.

use super::{
    document::{Document, Place},
    error::Error,
    prose::sentences as words,
    yaml_text as text,
};
use schema::{names, reserved_names};
use serde_json::Value;

/// What values a feature, a parameter or a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) kind: Kind,
    /// Whether an empty value takes back what was set.
    pub(crate) clearable: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    String,
    Integer,
    Timestamp,
    Enum(Vec<String>),
    Strings,
    Integers,
    Enums(Vec<String>),
    Object(Vec<Field>),
    Objects(Vec<Field>),
    /// One that documents do not tell from text.
    Id(String),
    Secret,
    /// The embedded components.
    Components,
}

/// A field of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Type,
    pub(crate) required: bool,
    pub(crate) doc: String,
}

/// How much of a parameter, field or feature may be read yet: an object may be a part of itself.
struct Left {
    /// Fields of objects within one another.
    fields: usize,
    /// Objects, lists and alternatives within one another.
    levels: usize,
}

const MOST: Left = Left { fields: 500, levels: 32 };

impl Kind {
    pub(crate) fn plain(self) -> Type {
        Type { kind: self, clearable: false }
    }
}

impl Type {
    /// The type of a value in a document. `None` for one that the schema language has no word for.
    pub(crate) fn of(document: &Document<'_>, place: &Place) -> Result<Option<Type>, Error> {
        Type::within(document, place, &mut { MOST })
    }

    fn within(document: &Document<'_>, place: &Place, left: &mut Left) -> Result<Option<Type>, Error> {
        let Some(levels) = left.levels.checked_sub(1) else { return Ok(None) };
        let above = std::mem::replace(&mut left.levels, levels);
        let found = Type::read(document, place, left);
        left.levels = above;
        found
    }

    fn read(document: &Document<'_>, place: &Place, left: &mut Left) -> Result<Option<Type>, Error> {
        let place = document.resolve(place)?;
        for key in ["anyOf", "oneOf", "allOf"] {
            let mut clearable = false;
            let mut others = Vec::new();
            for branch in place.items(key) {
                let branch = document.resolve(&branch)?;
                match clears(&branch.value) {
                    true => clearable = true,
                    false => others.push(branch),
                }
            }
            match others.as_slice() {
                [] => {}
                [only] => {
                    let of = Type::within(document, only, left)?;
                    return Ok(of.map(|of| Type { clearable: of.clearable || clearable, ..of }));
                }
                _ => return Ok(None),
            }
        }
        let enumerated: Vec<String> = strings(&place.value, "enum");
        let (name, nullable) = name(&place.value);
        let clearable = nullable || enumerated.iter().any(String::is_empty);
        let mut values: Vec<String> = Vec::with_capacity(enumerated.len());
        for value in enumerated.into_iter().filter(|value| !value.is_empty()) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let kind = match name {
            Some("boolean") => Kind::Boolean,
            Some("integer") if place.text("format") == Some("unix-time") => Kind::Timestamp,
            Some("integer") => Kind::Integer,
            Some("string") if !values.is_empty() => Kind::Enum(values),
            Some("string") => Kind::String,
            _ if place.get("properties").is_some() => match object(document, &place, left)? {
                Some(fields) => Kind::Object(fields),
                None => return Ok(None),
            },
            Some("array") => {
                match place.get("items").map(|items| Type::within(document, &items, left)).transpose()?.flatten() {
                    Some(Type { kind: Kind::String, .. }) => Kind::Strings,
                    Some(Type { kind: Kind::Integer | Kind::Timestamp, .. }) => Kind::Integers,
                    Some(Type { kind: Kind::Enum(values), .. }) => Kind::Enums(values),
                    Some(Type { kind: Kind::Object(fields), .. }) => Kind::Objects(fields),
                    _ => return Ok(None),
                }
            }
            _ => return Ok(None),
        };
        Ok(Some(Type { kind, clearable }))
    }

    /// Whether a document that says `stated` agrees with a schema that says this.
    pub(crate) fn agrees(&self, stated: &Type) -> bool {
        let kind = match (&self.kind, &stated.kind) {
            (Kind::Id(_) | Kind::Secret, Kind::String) | (Kind::Timestamp, Kind::Integer) => true,
            (Kind::Enum(known), Kind::Enum(stated)) | (Kind::Enums(known), Kind::Enums(stated)) => {
                known.len() == stated.len() && stated.iter().all(|value| known.contains(value))
            }
            (Kind::Object(known), Kind::Object(stated)) | (Kind::Objects(known), Kind::Objects(stated)) => {
                known.len() == stated.len()
                    && stated.iter().all(|stated| {
                        let known = known.iter().find(|known| known.name == stated.name);
                        known.is_some_and(|known| known.required == stated.required && known.kind.agrees(&stated.kind))
                    })
            }
            (known, stated) => known == stated,
        };
        kind && self.clearable == stated.clearable
    }

    /// This, with what a schema knows better about the fields that both have.
    pub(crate) fn knowing(self, known: &Type) -> Type {
        let fields = |stated: Vec<Field>, known: &[Field]| {
            let better = |stated: Field| match known.iter().find(|known| known.name == stated.name) {
                Some(known) => Field { doc: known.doc.clone(), kind: stated.kind.knowing(&known.kind), ..stated },
                None => stated,
            };
            stated.into_iter().map(better).collect()
        };
        if known.agrees(&self) {
            return known.clone();
        }
        match (self.kind, &known.kind) {
            (Kind::Object(stated), Kind::Object(known) | Kind::Objects(known)) => {
                Type { kind: Kind::Object(fields(stated, known)), ..self }
            }
            (Kind::Objects(stated), Kind::Object(known) | Kind::Objects(known)) => {
                Type { kind: Kind::Objects(fields(stated, known)), ..self }
            }
            (kind, _) => Type { kind, ..self },
        }
    }

    /// How the schema language writes the type: the only place that knows. Keys that are missing are not written.
    pub(crate) fn keys(&self) -> [(&'static str, Option<String>); 6] {
        let (name, prefix, of, values) = match &self.kind {
            Kind::Boolean => ("boolean", None, None, None),
            Kind::String => ("string", None, None, None),
            Kind::Integer => ("integer", None, None, None),
            Kind::Timestamp => ("timestamp", None, None, None),
            Kind::Enum(values) => ("enum", None, None, Some(list(values))),
            Kind::Strings => ("list", None, Some("string".to_owned()), None),
            Kind::Integers => ("list", None, Some("integer".to_owned()), None),
            Kind::Enums(values) => ("list", None, Some("enum".to_owned()), Some(list(values))),
            Kind::Object(_) => ("object", None, None, None),
            Kind::Objects(_) => ("list", None, Some("object".to_owned()), None),
            Kind::Id(prefix) => ("id", Some(prefix.clone()), None, None),
            Kind::Secret => ("secret", None, None, None),
            Kind::Components => ("components", None, None, None),
        };
        let clearable = self.clearable.then(|| "true".to_owned());
        let fields = match &self.kind {
            Kind::Object(fields) | Kind::Objects(fields) => Some(written(fields)),
            _ => None,
        };
        [
            ("type", Some(name.to_owned())),
            ("prefix", prefix),
            ("of", of),
            ("values", values),
            ("fields", fields),
            ("clearable", clearable),
        ]
    }
}

/// What a document calls a type, and whether a value may also be `null`.
fn name(value: &Value) -> (Option<&str>, bool) {
    let names = match value.get("type") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        name => name.and_then(Value::as_str).into_iter().collect::<Vec<_>>(),
    };
    let (nulls, others): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| *name == "null");
    match others.as_slice() {
        [only] => (Some(*only), !nulls.is_empty()),
        _ => (None, false),
    }
}

/// The fields of an object in a document; `None` if there is one that the schema language has no word for.
fn object(document: &Document<'_>, place: &Place, left: &mut Left) -> Result<Option<Vec<Field>>, Error> {
    let required = strings(&place.value, "required");
    let properties = place.get("properties");
    let keys: Vec<String> =
        properties.iter().filter_map(|place| place.value.as_object()).flat_map(|all| all.keys().cloned()).collect();
    let mut fields = Vec::with_capacity(keys.len());
    for name in keys {
        let Some(place) = properties.as_ref().and_then(|all| all.get(&name)) else { return Ok(None) };
        let Some(rest) = left
            .fields
            .checked_sub(1)
            .filter(|_| names::is_usable(&name, &reserved_names::RESERVED_OBJECT_FIELD_NAMES))
        else {
            return Ok(None);
        };
        left.fields = rest;
        let Some(kind) = Type::within(document, &place, left)? else { return Ok(None) };
        let said = document.resolve(&place)?.text("description").map(words::plain).filter(|text| !text.is_empty());
        let doc = said.unwrap_or_else(|| format!("The field `{name}`."));
        fields.push(Field { required: required.contains(&name), name, kind, doc });
    }
    Ok((!fields.is_empty()).then_some(fields))
}

/// Fields as a schema writes them.
pub(crate) fn written(fields: &[Field]) -> String {
    let fields = fields.iter().map(|Field { name, kind, required, doc }| {
        let keys = kind.keys().into_iter().filter_map(|(key, text)| Some(format!("{key}: {}", text?)));
        let required = required.then(|| "required: true".to_owned());
        let doc = format!("doc: {}", text::scalar(doc, true));
        let all: Vec<String> = keys.chain(required).chain([doc]).collect();
        format!("{name}: {{ {} }}", all.join(", "))
    });
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

/// Values as a schema writes them.
pub(crate) fn list(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| text::scalar(value, true)).collect();
    format!("[{}]", values.join(", "))
}

/// Whether a branch of an alternative is the empty text that takes a value back.
fn clears(value: &Value) -> bool {
    let values = value.get("enum").and_then(Value::as_array);
    values.is_some_and(|values| matches!(values.as_slice(), [only] if *only == "" || only.is_null()))
        || value.get("type") == Some(&Value::from("null"))
}

/// The texts in a list.
pub(crate) fn strings(value: &Value, key: &str) -> Vec<String> {
    let values = value.get(key).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}
