//! The keys of a feature, parameter or field, as a schema writes them.

use super::{openapi_types::Type, yaml_text};
use schema::{
    Text, ast, check,
    vocabulary::{Default, Kind, Literal, Member, NamedDefault, NamedRestriction},
};

/// The keys of a feature's type and rules, in the order in which they are written.
pub(crate) const KEYS: [&str; 11] = [
    "type",
    "prefix",
    "expandable",
    "maximum",
    "of",
    "values",
    "fields",
    "clearable",
    "default",
    "may_be",
    "deprecated",
];

/// The number of [`KEYS`], from the first, that describe the type.
pub(crate) const TYPE_KEYS: usize = 8;

/// The texts of [`KEYS`]. Missing ones are not written.
pub(crate) type Texts = [Option<String>; KEYS.len()];

/// The texts of a type's keys.
pub(crate) fn ty(ty: &Type) -> [Option<String>; TYPE_KEYS] {
    let (mut prefix, mut expandable, mut maximum, mut of) = (None, None, None, None);
    match &ty.kind {
        Kind::Id { prefix: known, expandable: is } => {
            (prefix, expandable) = (Some(known.clone()).filter(|known| !known.is_empty()), flag(*is));
        }
        Kind::Integer { maximum: known } => maximum = known.map(|known| known.to_string()),
        Kind::List(inner) => of = Some(inner.word().to_owned()),
        _ => {}
    }
    let (values, fields) = (ty.kind.enum_values().map(list), ty.kind.object_fields().map(fields));
    [Some(ty.kind.word().to_owned()), prefix, expandable, maximum, of, values, fields, flag(ty.clearable)]
}

/// The texts of a type's keys in one place. The type `boolean` is not written.
pub(crate) fn written_type(ty: &ast::Type) -> [Option<String>; TYPE_KEYS] {
    let word = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    let values = ty.values.as_ref().map(|values| values.items.iter().map(|value| value.value.clone()).collect());
    let values = values.map(|values: Vec<String>| list(&values));
    let fields = ty.fields.as_ref().map(|fields| self::fields(&check::fields_of(fields)));
    let name = word(&ty.name).filter(|name| name != "boolean");
    let expandable = flag(ty.expandable.is_some_and(|is| is.value));
    let maximum = ty.maximum.map(|maximum| maximum.value.to_string());
    [name, word(&ty.prefix), expandable, maximum, word(&ty.of), values, fields, flag(ty.is_clearable())]
}

/// The text of a key that is only written if it is `true`.
pub(crate) fn flag(is: bool) -> Option<String> {
    is.then(|| "true".to_owned())
}

fn fields(fields: &[Member]) -> String {
    let fields = fields.iter().map(|field| {
        let keys = KEYS.iter().zip(ty(&Type::of_member(field)));
        let keys = keys.filter_map(|(key, text)| Some(format!("{key}: {}", text?)));
        let flags = [("required", field.required), ("deprecated", field.deprecated)];
        let flags = flags.into_iter().filter(|(_, is)| *is).map(|(key, _)| format!("{key}: true"));
        let doc = format!("doc: {}", yaml_text::scalar(&field.doc, true));
        let all: Vec<String> = keys.chain(flags).chain([doc]).collect();
        format!("{}: {{ {} }}", field.name, all.join(", "))
    });
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

fn list(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| yaml_text::scalar(value, true)).collect();
    format!("[{}]", values.join(", "))
}

/// The text of `default`.
pub(crate) fn default(default: &NamedDefault) -> String {
    match default {
        Default::Value(value) => literal(value),
        Default::ByFact { fact, values } => {
            let rows = values.iter().map(|(value, row)| {
                let row = row.as_ref().map_or("undocumented".to_owned(), literal);
                format!(", {}: {row}", yaml_text::scalar(value, true))
            });
            format!("{{ by: {fact}{} }}", rows.collect::<String>())
        }
        Default::SameAs(other) => format!("{{ same_as: {other} }}"),
        Default::OppositeOf(other) => format!("{{ opposite_of: {other} }}"),
        Default::Undocumented => "undocumented".to_owned(),
    }
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Text(text) => yaml_text::scalar(text, true),
        Literal::List(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        value => value.to_string(),
    }
}

/// The text of `may_be`.
pub(crate) fn restriction(restriction: &NamedRestriction) -> String {
    let facts = restriction.only_when.iter().map(|(fact, value)| format!("{fact}: {}", yaml_text::scalar(value, true)));
    format!("{{ value: {}, only_when: {{ {} }} }}", restriction.value, facts.collect::<Vec<_>>().join(", "))
}
