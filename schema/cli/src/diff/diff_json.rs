//! A difference for programs: everything that is known of each change, under keys that stay. Rules are written much as
//! in a description.

use super::{
    change::{Aspect, Change, Difference, Edit, Pair},
    semver::Semver,
};
use schema::vocabulary::{Default, Kind, Literal, Member, NamedDefault, NamedRestriction};
use serde_json::{Map, Value, json};

pub(crate) fn describe(difference: &Difference) -> Value {
    json!({
        "old": difference.api_version.old,
        "new": difference.api_version.new,
        "semver": difference.semver().map(Semver::as_str),
        "changes": difference.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| _ = object.insert(key.to_owned(), value);
    set("semver", change.semver().as_str().into());
    set("text", change.to_string().into());
    match json!(change.subject) {
        Value::Object(subject) => {
            for (kind, name) in subject {
                match name {
                    Value::Object(names) => names.into_iter().for_each(|(key, name)| set(&key, name)),
                    name => set(&kind, name),
                }
                set("subject", kind.into());
            }
        }
        kind => set("subject", kind),
    }
    match &change.edit {
        Edit::Added(of) => {
            set("change", "added".into());
            set("content", content(of));
        }
        Edit::Removed(of) => {
            set("change", "removed".into());
            set("content", content(of));
        }
        Edit::Changed(Pair { old, new }) => {
            set("change", "changed".into());
            match new {
                Aspect::Fact { fact, .. } => set("fact", fact.as_str().into()),
                Aspect::Order { list, .. } => set("list", json!(list)),
                _ => {}
            }
            set("aspect", entry(new).0.into());
            set("old", entry(old).1);
            set("new", entry(new).1);
        }
    }
    Value::Object(object)
}

fn content(aspects: &[Aspect]) -> Value {
    let said = aspects.iter().filter(|aspect| **aspect != Aspect::Deprecated(false)).map(|aspect| match aspect {
        Aspect::Fact { fact, value } => (fact.clone(), json!(value)),
        _ => (entry(aspect).0.to_owned(), entry(aspect).1),
    });
    said.collect::<Map<_, _>>().into()
}

/// The key of an aspect, as in a description, and its value.
pub(crate) fn entry(aspect: &Aspect) -> (&'static str, Value) {
    match aspect {
        Aspect::Version(version) => ("api_version", json!(version)),
        Aspect::Name(name) => ("name", json!(name)),
        Aspect::Docs(doc) => ("doc", json!(doc)),
        Aspect::Method(method) => ("method", json!(method.as_str())),
        Aspect::Path(path) => ("path", json!(path)),
        Aspect::AccountField(field) => ("account_field", json!(field)),
        Aspect::AccountTypeField(field) => ("account_type_field", json!(field)),
        Aspect::Values(values) => ("values", json!(values)),
        Aspect::Fact { value, .. } => ("value", json!(value)),
        Aspect::Type(ty) => ("type", kind(ty)),
        Aspect::Clearable(is) => ("clearable", json!(is)),
        Aspect::Required(is) => ("required", json!(is)),
        Aspect::Features(names) => ("features", json!(names)),
        Aspect::Default(rule) => ("default", default(rule)),
        Aspect::Restriction(rule) => ("may_be", rule.as_ref().map_or(Value::Null, restriction)),
        Aspect::SameInEveryComponent(is) => ("same_in_every_component", json!(is)),
        Aspect::Deprecated(is) => ("deprecated", json!(is)),
        Aspect::OneOf(params) => ("one_of", json!(params)),
        Aspect::Order { names, .. } => ("order", json!(names)),
    }
}

fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Integer { maximum: Some(maximum) } => json!({ "type": "integer", "maximum": maximum }),
        Kind::Id { prefix, expandable: true } => json!({ "type": "id", "prefix": prefix, "expandable": true }),
        Kind::Id { prefix, .. } => json!({ "type": "id", "prefix": prefix }),
        Kind::Enum { values } => json!({ "type": "enum", "values": values }),
        Kind::Object { fields } => {
            let fields = fields.iter().map(|Member { name, doc, kind, clearable, required, .. }| {
                let ty = self::kind(kind);
                (name.clone(), json!({ "doc": doc, "type": ty, "clearable": clearable, "required": required }))
            });
            json!({ "type": "object", "fields": fields.collect::<Map<_, _>>() })
        }
        Kind::List(of) => json!({ "type": "list", "of": self::kind(of) }),
        simple => json!({ "type": simple.to_string() }),
    }
}

fn default(default: &NamedDefault) -> Value {
    match default {
        Default::Value(value) => literal(value),
        Default::ByFact { fact, values } => {
            let row = |row: &Option<Literal>| row.as_ref().map_or_else(|| json!({ "undocumented": true }), literal);
            let values = values.iter().map(|(value, default)| (value.clone(), row(default)));
            json!({ "by": fact, "values": values.collect::<Map<_, _>>() })
        }
        Default::SameAs(other) => json!({ "same_as": other }),
        Default::OppositeOf(other) => json!({ "opposite_of": other }),
        Default::Undocumented => json!("undocumented"),
    }
}

fn literal(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => json!(value),
        Literal::Integer(value) => json!(value),
        Literal::Text(text) => json!(text),
        Literal::List(items) => items.iter().map(self::literal).collect(),
    }
}

fn restriction(rule: &NamedRestriction) -> Value {
    let only_when = rule.only_when.iter().cloned().map(|(fact, value)| (fact, Value::from(value)));
    json!({ "value": rule.value, "only_when": only_when.collect::<Map<_, _>>() })
}
