//! The keys of a feature, parameter or field, as a schema writes them.

use super::{openapi_types::Type, yaml_text};
use schema::{
    Text, ast, check,
    vocabulary::{Default, Kind, Literal, Member, NamedDefault, NamedRestriction},
};

/// The keys of a feature's type and rules, in the order in which they are written.
pub(crate) const KEYS: [&str; 8] = ["type", "prefix", "of", "values", "fields", "clearable", "default", "may_be"];

/// The number of [`KEYS`], from the first, that describe the type.
pub(crate) const TYPE_KEYS: usize = 6;

/// The texts of [`KEYS`]. Missing ones are not written.
pub(crate) type Texts = [Option<String>; KEYS.len()];

/// The texts of a type's keys.
pub(crate) fn ty(ty: &Type) -> [Option<String>; TYPE_KEYS] {
    let (prefix, of) = match &ty.kind {
        Kind::Id { prefix } => (Some(prefix.clone()), None),
        Kind::List(of) => (None, Some(of.word().to_owned())),
        _ => (None, None),
    };
    let clearable = ty.clearable.then(|| "true".to_owned());
    let (values, fields) = (ty.kind.enum_values().map(list), ty.kind.object_fields().map(fields));
    [Some(ty.kind.word().to_owned()), prefix, of, values, fields, clearable]
}

/// The texts of a type's keys in one place. The type `boolean` is not written.
pub(crate) fn written_type(ty: &ast::Type) -> [Option<String>; TYPE_KEYS] {
    let word = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    let values = ty.values.as_ref().map(|values| values.items.iter().map(|value| value.value.clone()).collect());
    let values = values.map(|values: Vec<String>| list(&values));
    let fields = ty.fields.as_ref().map(|fields| self::fields(&check::fields_of(fields)));
    let clearable = ty.is_clearable().then(|| "true".to_owned());
    [word(&ty.name).filter(|name| name != "boolean"), word(&ty.prefix), word(&ty.of), values, fields, clearable]
}

fn fields(fields: &[Member]) -> String {
    let fields = fields.iter().map(|field| {
        let keys = KEYS.iter().zip(ty(&Type::of_member(field)));
        let keys = keys.filter_map(|(key, text)| Some(format!("{key}: {}", text?)));
        let required = field.required.then(|| "required: true".to_owned());
        let doc = format!("doc: {}", yaml_text::scalar(&field.doc, true));
        let all: Vec<String> = keys.chain(required).chain([doc]).collect();
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
            let rows: String = values.iter().map(|(value, row)| format!(", {value}: {}", literal(row))).collect();
            format!("{{ by: {fact}{rows} }}")
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
    let facts = restriction.only_when.iter().map(|(fact, value)| format!("{fact}: {value}"));
    format!("{{ value: {}, only_when: {{ {} }} }}", restriction.value, facts.collect::<Vec<_>>().join(", "))
}
