//! Types as an OpenAPI document has them, compared with those of a schema.

use super::{document::Place, error::Error, prose::sentences::plain};
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

/// The most fields of nested objects, since an object may be a part of itself.
const MAX_FIELDS: usize = 500;

/// The deepest nesting of objects, lists and alternatives.
const MAX_LEVELS: usize = 32;

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
    pub(crate) fn of(place: &Place<'_>) -> Result<Option<Type>, Error> {
        read(place, MAX_LEVELS, &mut { MAX_FIELDS })
    }

    /// The type of a field of the response, which may be the identifier of an object or the object itself.
    pub(crate) fn of_field(place: &Place<'_>) -> Result<Option<Type>, Error> {
        let resolved = place.resolve()?;
        let (mut texts, mut objects) = (0, 0);
        for branch in ["anyOf", "oneOf"].iter().flat_map(|key| resolved.items(key)) {
            let branch = branch.resolve()?;
            let (name, is) = (branch.text("type"), |key| branch.value.get(key).is_some());
            texts += usize::from(name == Some("string") && !is("enum"));
            objects += usize::from(name == Some("object") || is("properties"));
        }
        if texts == 1 && objects > 0 {
            let kind = Kind::Id { prefix: String::new(), expandable: true };
            return Ok(Some(Type { kind, clearable: false }));
        }
        Type::of(place)
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

/// The type of a value, which may have so many more levels and fields.
fn read(place: &Place<'_>, levels: usize, fields: &mut usize) -> Result<Option<Type>, Error> {
    let Some(levels) = levels.checked_sub(1) else { return Ok(None) };
    let place = place.resolve()?;
    for key in ["anyOf", "oneOf", "allOf"] {
        let mut clearable = place.is("nullable");
        let mut others = Vec::new();
        for branch in place.items(key) {
            let branch = branch.resolve()?;
            match clears(&branch.value) {
                true => clearable = true,
                false if key == "allOf" && !describes_type(&branch.value) => clearable |= branch.is("nullable"),
                false => others.push(branch),
            }
        }
        match others.as_slice() {
            [] => {}
            [only] => {
                let of = read(only, levels, fields)?;
                return Ok(of.map(|of| Type { clearable: of.clearable || clearable, ..of }));
            }
            _ => return Ok(None),
        }
    }
    let (name, or_null) = name(&place.value);
    let mut values: Vec<String> = Vec::new();
    for value in place.texts("enum").into_iter().filter(|value| !value.is_empty()) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let listed = place.value.get("enum").and_then(Value::as_array).into_iter().flatten();
    let clearable = place.is("nullable") || or_null || listed.into_iter().any(|value| value.is_null() || value == "");
    let kind = match name {
        Some("boolean") => Kind::Boolean,
        Some("integer") if place.text("format") == Some("unix-time") => Kind::Timestamp,
        Some("integer") => Kind::Integer { maximum: place.value.get("maximum").and_then(Value::as_i64) },
        None | Some("string") if !values.is_empty() => Kind::Enum { values },
        Some("string") => Kind::String,
        _ if place.get("properties").is_some() => match object(&place, levels, fields)? {
            Some(fields) => Kind::Object { fields },
            None => return Ok(None),
        },
        Some("array") => {
            let items = place.get("items").map(|items| read(&items, levels, fields)).transpose()?.flatten();
            match items.map(|items| items.kind) {
                Some(Kind::Timestamp | Kind::Integer { .. }) => Kind::List(Box::new(Kind::Integer { maximum: None })),
                Some(kind @ (Kind::String | Kind::Enum { .. } | Kind::Object { .. })) => Kind::List(Box::new(kind)),
                _ => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(Type { kind, clearable }))
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
fn object(place: &Place<'_>, levels: usize, left: &mut usize) -> Result<Option<Vec<Member>>, Error> {
    let required = place.texts("required");
    let mut fields = Vec::new();
    for (name, place) in place.properties()? {
        let usable = names::is_usable(&name, &RESERVED_OBJECT_FIELD_NAMES);
        let Some(rest) = left.checked_sub(1).filter(|_| usable) else { return Ok(None) };
        *left = rest;
        let Some(Type { kind, clearable }) = read(&place, levels, left)? else { return Ok(None) };
        let place = place.resolve()?;
        let said = place.text("description").map(plain).filter(|text| !text.is_empty());
        let doc = said.unwrap_or_else(|| format!("The field `{name}`."));
        let (required, deprecated) = (required.contains(&name), place.is("deprecated"));
        fields.push(Member { required, name, doc, kind, clearable, deprecated });
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

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use serde_json::{Value, json};

    use super::*;
    use crate::import::document;

    /// The type of a response's field with this schema, in words.
    fn field(schema: Value) -> Option<String> {
        let operation = json!({ "field": schema });
        let root = json!({ "openapi": "3.0.0", "paths": { "/v1/x": { "post": operation } } });
        let place = document::operation(&root, "/v1/x", "post").unwrap().get("field").unwrap();
        Type::of_field(&place).unwrap().map(|ty| ty.kind.describe(ty.clearable))
    }

    #[test]
    fn a_field_with_an_identifier_or_an_object_is_expandable() {
        let (text, object) = (json!({ "type": "string", "maxLength": 5000 }), json!({ "type": "object" }));
        let properties = json!({ "properties": { "id": { "type": "string" } } });
        for objects in [vec![&object], vec![&properties], vec![&object, &properties]] {
            for key in ["anyOf", "oneOf"] {
                let branches: Vec<_> = [&text].into_iter().chain(objects.clone()).collect();
                assert_eq!(field(json!({ key: branches })).as_deref(), Some("expandable id"), "{objects:?}");
            }
        }
        let word = json!({ "type": "string", "enum": ["a"] });
        for branches in [vec![&text, &text, &object], vec![&word, &object], vec![&object, &object]] {
            assert_eq!(field(json!({ "anyOf": branches })), None, "{branches:?}");
        }
        assert_eq!(field(json!({ "anyOf": [text] })).as_deref(), Some("string"));
        assert_eq!(field(text).as_deref(), Some("string"));
    }

    #[test]
    fn fields_have_the_documentation_of_the_document() {
        let root = json!({ "openapi": "3.0.0", "paths": { "/v1/x": { "post": { "field": { "properties": {
            "a": { "type": "string", "description": "About a." },
            "b": { "type": "string", "description": "" },
        } } } } } });
        let place = document::operation(&root, "/v1/x", "post").unwrap().get("field").unwrap();
        let kind = Type::of(&place).unwrap().unwrap().kind;
        let docs: Vec<_> = kind.object_fields().unwrap().iter().map(|field| field.doc.as_str()).collect();
        assert_eq!(docs, ["About a.", "The field `b`."]);
    }

    #[test]
    fn lists_of_numbers_have_no_times_and_no_limits() {
        for items in [json!({ "type": "integer", "maximum": 3 }), json!({ "type": "integer", "format": "unix-time" })] {
            assert_eq!(field(json!({ "type": "array", "items": items })).as_deref(), Some("list of integer"));
        }
    }

    fn id(expandable: bool) -> Kind {
        Kind::Id { prefix: "acct_".to_owned(), expandable }
    }

    fn values(values: &[&str]) -> Kind {
        Kind::Enum { values: values.iter().map(|value| (*value).to_owned()).collect() }
    }

    fn member(name: &str, kind: Kind, required: bool) -> Member {
        let doc = format!("About {name}.");
        Member { name: name.to_owned(), doc, kind, clearable: false, required, deprecated: false }
    }

    fn object(fields: &[Member]) -> Kind {
        Kind::Object { fields: fields.to_vec() }
    }

    #[test]
    fn documents_state_less_than_a_schema_knows() {
        let integer = |maximum| Kind::Integer { maximum };
        let one = member("a", Kind::String, true);
        let another = member("b", Kind::Boolean, false);
        for (known, stated, expected) in [
            (id(false), Kind::String, true),
            (id(true), Kind::String, false),
            (Kind::Secret, Kind::String, true),
            (Kind::String, Kind::Secret, false),
            (id(true), Kind::Id { prefix: String::new(), expandable: true }, true),
            (id(false), Kind::Id { prefix: String::new(), expandable: true }, false),
            (Kind::Timestamp, integer(None), true),
            (integer(Some(3)), integer(None), true),
            (integer(Some(3)), integer(Some(3)), true),
            (integer(Some(3)), integer(Some(4)), false),
            (integer(None), integer(Some(4)), false),
            (values(&["a", "b"]), values(&["b", "a"]), true),
            (values(&["a", "b"]), values(&["a"]), false),
            (values(&["a", "b"]), values(&["a", "c"]), false),
            (object(from_ref(&one)), object(&[member("a", Kind::String, true)]), true),
            (object(from_ref(&one)), object(&[member("a", Kind::String, false)]), false),
            (object(from_ref(&one)), object(&[member("a", Kind::Boolean, true)]), false),
            (object(from_ref(&one)), object(&[member("b", Kind::String, true)]), false),
            (object(&[one.clone(), another.clone()]), object(&[another.clone(), one.clone()]), true),
            (object(&[one.clone(), another]), object(from_ref(&one)), false),
            (Kind::List(Box::new(id(false))), Kind::List(Box::new(Kind::String)), true),
            (Kind::List(Box::new(Kind::Boolean)), Kind::List(Box::new(Kind::String)), false),
            (Kind::Boolean, Kind::Boolean, true),
            (Kind::Boolean, Kind::String, false),
        ] {
            let ty = |kind: &Kind, clearable| Type { kind: kind.clone(), clearable };
            assert_eq!(ty(&known, false).agrees(&ty(&stated, false)), expected, "{known:?} {stated:?}");
            assert!(!ty(&known, true).agrees(&ty(&stated, false)), "{known:?} {stated:?}");
        }
    }

    #[test]
    fn a_changed_object_keeps_what_the_schema_knows_of_its_fields() {
        let known = object(&[member("a", id(false), false), member("gone", Kind::Boolean, false)]);
        let cleared = Member { clearable: true, ..member("a", Kind::String, false) };
        let stated =
            [Member { doc: "In the document.".to_owned(), ..cleared.clone() }, member("new", Kind::String, true)];
        // The type of `a` agrees but for clearing, which the document decides.
        let refined = [Member { doc: "About a.".to_owned(), ..cleared }, member("new", Kind::String, true)];
        let same = Member { clearable: false, ..stated[0].clone() };
        let precise = [member("a", id(false), false), member("new", Kind::String, true)];
        for wrap in [|kind| kind, |kind| Kind::List(Box::new(kind))] {
            let ty = |kind: Kind| Type { kind: wrap(kind), clearable: true };
            for (stated, expected) in [(stated.to_vec(), &refined), (vec![same.clone(), stated[1].clone()], &precise)] {
                let refined = ty(object(&stated)).refined_by(&ty(known.clone()));
                assert!(refined == ty(object(expected)), "{:?}", refined.kind);
            }
        }
        let prefix =
            |prefix: &str| Type { kind: Kind::Id { prefix: prefix.to_owned(), expandable: true }, clearable: false };
        let known = Type { kind: id(false), clearable: false };
        assert!(prefix("").refined_by(&known) == prefix("acct_"));
    }
}
