//! A difference for programs: everything that is known of each change, under keys that stay. Types and rules are as
//! in a description.

use super::{
    change::{Aspect, Change, Difference, Edit, Pair},
    semver::Semver,
};
use crate::import::{
    openapi_types::Type,
    written_keys::{self, present},
    yaml_text::Yaml,
};
use schema::{vocabulary::Kind, yaml};
use serde::Deserialize;
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
        Aspect::Default(rule) => ("default", written(&written_keys::default(rule))),
        Aspect::Restriction(rule) => {
            ("may_be", json!(rule.as_ref().map(written_keys::restriction).as_ref().map(written)))
        }
        Aspect::SameInEveryComponent(is) => ("same_in_every_component", json!(is)),
        Aspect::Deprecated(is) => ("deprecated", json!(is)),
        Aspect::OneOf(params) => ("one_of", json!(params)),
        Aspect::Order { names, .. } => ("order", json!(names)),
    }
}

/// A value as a description has it.
fn written(value: &Yaml) -> Value {
    Value::deserialize(yaml::deserializer(&value.flow())).unwrap_or_default()
}

fn kind(kind: &Kind) -> Value {
    let ty = Type { kind: kind.clone(), clearable: false };
    written(&Yaml::Flow(present(&written_keys::member(&ty, false, false)).collect()))
}
