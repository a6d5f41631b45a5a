//! The keys of a feature, parameter or field, as a schema writes them.

use super::{
    openapi_types::Type,
    yaml_text::{self, Yaml},
};
use schema::vocabulary::{Default, Kind, Literal, Member, Restriction};

/// The keys of a type and of rules, in the order in which they are written.
pub(crate) const KEYS: [&str; 12] = [
    "type",
    "prefix",
    "expandable",
    "maximum",
    "of",
    "values",
    "fields",
    "clearable",
    "required",
    "default",
    "may_be",
    "deprecated",
];

/// The number of [`KEYS`], from the first, that describe the type.
pub(crate) const TYPE_KEYS: usize = 8;

/// The index of `default` in [`KEYS`].
pub(crate) const DEFAULT: usize = 9;

/// The values of [`KEYS`]. Missing ones are not written.
pub(crate) type Keys = [Option<Yaml>; KEYS.len()];

/// The keys that differ, with both values.
pub(crate) fn differing<'k>(
    before: &'k Keys,
    now: &'k Keys,
) -> impl Iterator<Item = (&'static str, [Option<&'k Yaml>; 2])> {
    let values = before.iter().zip(now).map(|(before, now)| [before.as_ref(), now.as_ref()]);
    KEYS.into_iter().zip(values).filter(|(_, [before, now])| before != now)
}

/// The keys that have a value.
pub(crate) fn present(keys: &Keys) -> impl Iterator<Item = (String, Yaml)> {
    let present = KEYS.into_iter().zip(keys);
    present.filter_map(|(key, value)| Some((key.to_owned(), Yaml::Raw(value.as_ref()?.flow()))))
}

/// The keys of a component.
pub(crate) fn component(deprecated: bool) -> Keys {
    let mut keys = [const { None }; KEYS.len()];
    keys[KEYS.len() - 1] = flag(deprecated);
    keys
}

/// The keys of a parameter or field.
pub(crate) fn member(ty: &Type, required: bool, deprecated: bool) -> Keys {
    keys(ty, [flag(required), None, None, flag(deprecated)])
}

/// The keys of a feature.
pub(crate) fn feature(ty: &Type, default: &Default, may_be: Option<&Restriction>, deprecated: bool) -> Keys {
    of_feature(keys(ty, [None, Some(self::default(default)), may_be.map(restriction), flag(deprecated)]))
}

/// The keys of a feature, which is boolean unless it says otherwise.
pub(crate) fn of_feature(mut keys: Keys) -> Keys {
    keys[0].take_if(|word| *word == Yaml::raw("boolean"));
    keys
}

/// The keys without those of a type, parameter or field that are `false`, as they are when they are missing.
pub(crate) fn without_usual(mut keys: Keys) -> Keys {
    for (_, value) in
        KEYS.iter().zip(&mut keys).filter(|(key, _)| ["expandable", "clearable", "required"].contains(key))
    {
        value.take_if(|value| *value == Yaml::raw("false"));
    }
    keys
}

fn keys(ty: &Type, [required, default, may_be, deprecated]: [Option<Yaml>; KEYS.len() - TYPE_KEYS]) -> Keys {
    let (mut prefix, mut expandable, mut maximum, mut of) = (None, None, None, None);
    match &ty.kind {
        Kind::Id { prefix: known, expandable: is } => {
            prefix = Some(known).filter(|known| !known.is_empty()).map(|known| text(known));
            expandable = flag(*is);
        }
        Kind::Integer { maximum: known } => maximum = known.map(|known| Yaml::Raw(known.to_string())),
        Kind::List(inner) => of = Some(Yaml::raw(inner.word())),
        _ => {}
    }
    let word = Some(Yaml::raw(ty.kind.word()));
    let values = ty.kind.enum_values().map(|values| Yaml::List(values.iter().map(|value| text(value)).collect()));
    let fields = ty.kind.object_fields().map(|fields| Yaml::Flow(fields.iter().map(field).collect()));
    let clearable = flag(ty.clearable);
    [word, prefix, expandable, maximum, of, values, fields, clearable, required, default, may_be, deprecated]
}

/// An entry of an object's `fields`.
fn field(field: &Member) -> (String, Yaml) {
    let keys = member(&Type::of_member(field), field.required, field.deprecated);
    let doc = ("doc".to_owned(), text(&field.doc));
    (yaml_text::scalar(&field.name, true), Yaml::Flow(present(&keys).chain([doc]).collect()))
}

/// The value of a key that is only written if it is `true`.
fn flag(is: bool) -> Option<Yaml> {
    is.then(|| Yaml::raw("true"))
}

fn text(text: &str) -> Yaml {
    Yaml::Raw(yaml_text::scalar(text, true))
}

/// The value of `default`.
pub(crate) fn default(default: &Default) -> Yaml {
    let reference = |key: &str, other: &String| Yaml::Flow(vec![(key.to_owned(), text(other))]);
    match default {
        Default::Value(value) => literal(value),
        Default::ByFact { fact, values } => {
            let row = |row: &Option<Literal>| row.as_ref().map_or(Yaml::raw("undocumented"), literal);
            let rows = values.iter().map(|(value, default)| (yaml_text::scalar(value, true), row(default)));
            Yaml::Flow([("by".to_owned(), text(fact))].into_iter().chain(rows).collect())
        }
        Default::SameAs(other) => reference("same_as", other),
        Default::OppositeOf(other) => reference("opposite_of", other),
        Default::Undocumented => Yaml::raw("undocumented"),
    }
}

fn literal(value: &Literal) -> Yaml {
    match value {
        Literal::Text(value) => text(value),
        Literal::List(items) => Yaml::List(items.iter().map(literal).collect()),
        value => Yaml::Raw(value.to_string()),
    }
}

/// The value of `may_be`.
pub(crate) fn restriction(restriction: &Restriction) -> Yaml {
    let facts = restriction.only_when.iter().map(|(fact, value)| (yaml_text::scalar(fact, true), text(value)));
    let value = Yaml::Raw(restriction.value.to_string());
    Yaml::Flow(vec![("value".to_owned(), value), ("only_when".to_owned(), Yaml::Flow(facts.collect()))])
}
