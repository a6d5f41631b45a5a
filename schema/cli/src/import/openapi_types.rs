//! Types as an OpenAPI document has them, compared with those of a schema.

use super::{
    document::{Document, Place},
    error::Error,
    prose::sentences::plain,
};
use schema::{
    names,
    reserved_names::RESERVED_OBJECT_FIELD_NAMES,
    vocabulary::{Kind, Literal, Member},
};
use serde_json::Value;

/// The type of a feature, parameter or field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) kind: Kind,
    /// `true` if an empty value clears it.
    pub(crate) clearable: bool,
}

/// Limits on what is still to be read of a type, since an object may be a part of itself.
struct Budget {
    /// Fields of nested objects.
    fields: usize,
    /// Nesting of objects, lists and alternatives.
    levels: usize,
}

const MAX_SIZE: Budget = Budget { fields: 500, levels: 32 };

/// `boolean`, and not clearable.
pub(crate) const BOOLEAN: Type = Type { kind: Kind::Boolean, clearable: false };

impl Type {
    pub(crate) fn of_member(member: &Member) -> Type {
        Type { kind: member.kind.clone(), clearable: member.clearable }
    }

    /// `true` if a value has this type.
    pub(crate) fn accepts(&self, value: &Literal) -> bool {
        self.kind.accepts(value, self.clearable)
    }

    /// The type of a value in a document. `None` if the schema language lacks it.
    pub(crate) fn of(document: &Document, place: &Place) -> Result<Option<Type>, Error> {
        Type::within(document, place, &mut { MAX_SIZE })
    }

    /// The type of a field of the response, which may be the identifier of an object or the object itself.
    pub(crate) fn of_field(document: &Document, place: &Place) -> Result<Option<Type>, Error> {
        let resolved = document.resolve(place)?;
        let (mut texts, mut objects) = (0, 0);
        for branch in ["anyOf", "oneOf"].iter().flat_map(|key| resolved.items(key)) {
            let branch = document.resolve(&branch)?.value;
            let is_object = branch.get("properties").is_some() || branch.get("type") == Some(&Value::from("object"));
            texts += usize::from(branch.get("type") == Some(&Value::from("string")) && branch.get("enum").is_none());
            objects += usize::from(is_object);
        }
        if texts == 1 && objects > 0 {
            let kind = Kind::Id { prefix: String::new(), expandable: true };
            return Ok(Some(Type { kind, clearable: false }));
        }
        Type::of(document, place)
    }

    fn within(document: &Document, place: &Place, budget: &mut Budget) -> Result<Option<Type>, Error> {
        let Some(levels) = budget.levels.checked_sub(1) else { return Ok(None) };
        let above = std::mem::replace(&mut budget.levels, levels);
        let found = Type::read(document, place, budget);
        budget.levels = above;
        found
    }

    fn read(document: &Document, place: &Place, budget: &mut Budget) -> Result<Option<Type>, Error> {
        let place = document.resolve(place)?;
        let nullable = place.value.get("nullable") == Some(&Value::Bool(true));
        for key in ["anyOf", "oneOf", "allOf"] {
            let mut clearable = nullable;
            let mut others = Vec::new();
            for branch in place.items(key) {
                let branch = document.resolve(&branch)?;
                match clears(&branch.value) {
                    true => clearable = true,
                    false if key == "allOf" && !describes_type(&branch.value) => {
                        clearable |= branch.value.get("nullable") == Some(&Value::Bool(true));
                    }
                    false => others.push(branch),
                }
            }
            match others.as_slice() {
                [] => {}
                [only] => {
                    let of = Type::within(document, only, budget)?;
                    return Ok(of.map(|of| Type { clearable: of.clearable || clearable, ..of }));
                }
                _ => return Ok(None),
            }
        }
        let enumerated: Vec<String> = strings(&place.value, "enum");
        let (name, or_null) = name(&place.value);
        let null =
            place.value.get("enum").and_then(Value::as_array).is_some_and(|values| values.contains(&Value::Null));
        let clearable = nullable || or_null || null || enumerated.iter().any(String::is_empty);
        let mut values: Vec<String> = Vec::with_capacity(enumerated.len());
        for value in enumerated.into_iter().filter(|value| !value.is_empty()) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let kind = match name {
            Some("boolean") => Kind::Boolean,
            Some("integer") if place.text("format") == Some("unix-time") => Kind::Timestamp,
            Some("integer") => Kind::Integer { maximum: place.value.get("maximum").and_then(Value::as_i64) },
            None | Some("string") if !values.is_empty() => Kind::Enum { values },
            Some("string") => Kind::String,
            _ if place.get("properties").is_some() => match object(document, &place, budget)? {
                Some(fields) => Kind::Object { fields },
                None => return Ok(None),
            },
            Some("array") => {
                let items =
                    place.get("items").map(|items| Type::within(document, &items, budget)).transpose()?.flatten();
                match items.map(|items| items.kind) {
                    Some(Kind::Timestamp | Kind::Integer { .. }) => {
                        Kind::List(Box::new(Kind::Integer { maximum: None }))
                    }
                    Some(kind @ (Kind::String | Kind::Enum { .. } | Kind::Object { .. })) => Kind::List(Box::new(kind)),
                    _ => return Ok(None),
                }
            }
            _ => return Ok(None),
        };
        Ok(Some(Type { kind, clearable }))
    }

    /// `true` if a document that states `stated` agrees with a schema that says this.
    pub(crate) fn agrees(&self, stated: &Type) -> bool {
        agrees(&self.kind, &stated.kind) && self.clearable == stated.clearable
    }

    /// This type, with the schema's docs and more precise types of the fields that both have.
    pub(crate) fn refined_by(mut self, known: &Type) -> Type {
        if known.agrees(&self) {
            return known.clone();
        }
        if let (Kind::Id { prefix: known, .. }, Kind::Id { prefix, .. }) = (&known.kind, &mut self.kind) {
            prefix.clone_from(known);
        }
        let fields = match &mut self.kind {
            Kind::Object { fields } => Some(fields),
            Kind::List(of) => match &mut **of {
                Kind::Object { fields } => Some(fields),
                _ => None,
            },
            _ => None,
        };
        for field in fields.into_iter().flatten() {
            let mut known = known.kind.object_fields().into_iter().flatten();
            if let Some(known) = known.find(|known| known.name == field.name) {
                let Type { kind, clearable } = Type::of_member(field).refined_by(&Type::of_member(known));
                *field = Member { doc: known.doc.clone(), kind, clearable, ..field.clone() };
            }
        }
        self
    }
}

fn agrees(known: &Kind, stated: &Kind) -> bool {
    match (known, stated) {
        // Documents do not tell these apart.
        (Kind::Id { expandable: false, .. } | Kind::Secret, Kind::String) => true,
        (Kind::Id { expandable: known, .. }, Kind::Id { expandable: stated, .. }) => known == stated,
        (Kind::Timestamp, Kind::Integer { .. }) => true,
        // The author of the schema may know of a limit.
        (Kind::Integer { maximum: known }, Kind::Integer { maximum: stated }) => stated.is_none() || known == stated,
        (Kind::Enum { values: known }, Kind::Enum { values: stated }) => {
            known.len() == stated.len() && stated.iter().all(|value| known.contains(value))
        }
        (Kind::Object { fields: known }, Kind::Object { fields: stated }) => {
            known.len() == stated.len()
                && stated.iter().all(|stated| {
                    let known = known.iter().find(|known| known.name == stated.name);
                    known.is_some_and(|known| {
                        known.required == stated.required && Type::of_member(known).agrees(&Type::of_member(stated))
                    })
                })
        }
        (Kind::List(known), Kind::List(stated)) => agrees(known, stated),
        (known, stated) => known == stated,
    }
}

/// The type's name in a document, and whether `null` is valid, too.
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

/// The fields of an object in a document. `None` if the schema language lacks the type of one.
fn object(document: &Document, place: &Place, budget: &mut Budget) -> Result<Option<Vec<Member>>, Error> {
    let required = strings(&place.value, "required");
    let properties = place.get("properties");
    let keys: Vec<String> =
        properties.iter().filter_map(|place| place.value.as_object()).flat_map(|all| all.keys().cloned()).collect();
    let mut fields = Vec::with_capacity(keys.len());
    for name in keys {
        let Some(place) = properties.as_ref().and_then(|all| all.get(&name)) else { return Ok(None) };
        let Some(rest) = budget.fields.checked_sub(1).filter(|_| names::is_usable(&name, &RESERVED_OBJECT_FIELD_NAMES))
        else {
            return Ok(None);
        };
        budget.fields = rest;
        let Some(Type { kind, clearable }) = Type::within(document, &place, budget)? else { return Ok(None) };
        let resolved = document.resolve(&place)?;
        let deprecated = resolved.value.get("deprecated") == Some(&Value::Bool(true));
        let said = resolved.text("description").map(plain).filter(|text| !text.is_empty());
        let doc = said.unwrap_or_else(|| format!("The field `{name}`."));
        fields.push(Member { required: required.contains(&name), name, doc, kind, clearable, deprecated });
    }
    Ok((!fields.is_empty()).then_some(fields))
}

/// `true` if a part of `allOf` says more of a type than how it is used.
pub(crate) fn describes_type(value: &Value) -> bool {
    ["$ref", "type", "enum", "properties", "items", "anyOf", "oneOf", "allOf"]
        .iter()
        .any(|key| value.get(key).is_some())
}

/// `true` if an alternative is the empty text that clears a value.
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
