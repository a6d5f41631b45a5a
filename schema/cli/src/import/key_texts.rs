//! The keys of a feature, parameter or field, as a schema writes them.

use super::{openapi_types::Type, yaml_text};
use schema::{
    Text, ast, check,
    vocabulary::{Default, Kind, Literal, Member, NamedDefault, NamedRestriction},
};

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

/// The texts of [`KEYS`]. Missing ones are not written.
pub(crate) type Texts = [Option<String>; KEYS.len()];

/// The keys whose texts differ, with both texts.
pub(crate) fn differing<'t>(
    before: &'t Texts,
    now: &'t Texts,
) -> impl Iterator<Item = (&'static str, [Option<&'t str>; 2])> {
    let texts = before.iter().zip(now).map(|(before, now)| [before.as_deref(), now.as_deref()]);
    KEYS.into_iter().zip(texts).filter(|(_, [before, now])| before != now)
}

/// The texts of a parameter or field.
pub(crate) fn member(ty: &Type, required: bool, deprecated: bool) -> Texts {
    texts(self::ty(ty), [flag(required), None, None, flag(deprecated)])
}

/// The texts of a component.
pub(crate) fn component(deprecated: bool) -> Texts {
    texts([const { None }; TYPE_KEYS], [None, None, None, flag(deprecated)])
}

/// The texts of a feature, which is boolean unless it says otherwise.
pub(crate) fn feature(
    mut ty: [Option<String>; TYPE_KEYS],
    default: Option<&NamedDefault>,
    may_be: Option<&NamedRestriction>,
    deprecated: Option<String>,
) -> Texts {
    ty[0].take_if(|word| word == "boolean");
    texts(ty, [None, default.map(self::default), may_be.map(restriction), deprecated])
}

/// The texts of all keys: those of the type, then those of the rules.
pub(crate) fn texts(ty: [Option<String>; TYPE_KEYS], rules: [Option<String>; KEYS.len() - TYPE_KEYS]) -> Texts {
    let mut all = ty.into_iter().chain(rules);
    std::array::from_fn(|_| all.next().flatten())
}

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

/// The texts of a type's keys in one place.
pub(crate) fn written_type(ty: &ast::Type) -> [Option<String>; TYPE_KEYS] {
    let word = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    let values = ty.values.as_ref().map(|values| values.items.iter().map(|value| value.value.clone()).collect());
    let values = values.map(|values: Vec<String>| list(&values));
    let fields = ty.fields.as_ref().map(|fields| self::fields(&check::fields_of(fields)));
    let expandable = flag(ty.expandable.is_some_and(|is| is.value));
    let maximum = ty.maximum.map(|maximum| maximum.value.to_string());
    [word(&ty.name), word(&ty.prefix), expandable, maximum, word(&ty.of), values, fields, flag(ty.is_clearable())]
}

/// The text of a key that is only written if it is `true`.
pub(crate) fn flag(is: bool) -> Option<String> {
    is.then(|| "true".to_owned())
}

fn fields(fields: &[Member]) -> String {
    let fields = fields.iter().map(|field| {
        let texts = member(&Type::of_member(field), field.required, field.deprecated);
        let keys = KEYS.iter().zip(texts).filter_map(|(key, text)| Some(format!("{key}: {}", text?)));
        let doc = format!("doc: {}", yaml_text::scalar(&field.doc, true));
        format!("{}: {{ {} }}", field.name, keys.chain([doc]).collect::<Vec<_>>().join(", "))
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
