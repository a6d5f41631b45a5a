//! The YAML of what is new in a schema: its entries, and a whole schema for them where none exists yet.

use super::{
    content::Entry,
    described_endpoint::Endpoint,
    prose::sentences::plain,
    release::Release,
    written_keys::present,
    yaml_text::{self, Yaml},
};
use schema::model::Fact;

/// A schema without features, components, parameters and fields.
pub(super) fn skeleton(release: &Release, version: &str, endpoint: &Endpoint) -> String {
    let object = release.object.as_str();
    let prose = |text: &str, otherwise: String| {
        let text = plain(text);
        ("doc".to_owned(), Yaml::Prose(if text.is_empty() { otherwise } else { text }))
    };
    let raw = |key: &str, text: &str| (key.to_owned(), Yaml::raw(yaml_text::scalar(text, false)));
    let empty = |key: &str| (key.to_owned(), Yaml::Flow(Vec::new()));
    let operation = vec![
        raw("name", &format!("{}_{object}", endpoint.verb())),
        prose(&release.operation, format!("Asks for an object of the type `{object}`.")),
        raw("method", &endpoint.method),
        raw("path", &endpoint.path),
        empty("params"),
        raw("returns", object),
    ];
    let fields = vec![
        raw("name", object),
        prose(&release.object_description, format!("The object `{object}`.")),
        empty("fields"),
    ];
    let sections = [
        raw("api_version", version),
        ("operation".to_owned(), Yaml::Block(operation)),
        ("object".to_owned(), Yaml::Block(fields)),
        empty("features"),
        empty("components"),
    ];
    let sections = sections.iter().map(|(key, value)| yaml_text::entry(key, value, 0, 2).join("\n") + "\n");
    sections.collect::<Vec<_>>().join("\n")
}

/// An entry of `facts`.
pub(super) fn fact(fact: &Fact) -> (String, Yaml) {
    let values = fact.values.iter().map(|value| Yaml::raw(yaml_text::scalar(value, true)));
    let entries = vec![
        ("doc".to_owned(), Yaml::Prose(fact.doc.clone())),
        ("account_field".to_owned(), Yaml::raw(fact.account_field.as_str())),
        ("values".to_owned(), Yaml::List(values.collect())),
    ];
    (fact.name.clone(), Yaml::Block(entries))
}

/// The value that an account type gives a fact.
pub(super) fn fact_value(fact: &Fact, values: &[(&str, &str)]) -> Option<(String, Yaml)> {
    let (_, value) = values.iter().find(|(field, _)| *field == fact.account_field)?;
    Some((fact.name.clone(), Yaml::raw(*value)))
}

/// An entry of `params` or `fields`.
pub(super) fn member(member: &Entry) -> Yaml {
    Yaml::Block(present(&member.keys).chain(doc(member)).collect())
}

/// An entry of `features`.
pub(super) fn shared(feature: &Entry) -> Yaml {
    Yaml::Block(doc(feature).chain(present(&feature.keys)).collect())
}

/// An entry of `components`.
pub(super) fn component(component: &Entry) -> Yaml {
    let features = ("features".to_owned(), Yaml::List(component.features.iter().map(item).collect()));
    Yaml::Block(doc(component).chain(present(&component.keys)).chain([features]).collect())
}

/// An item of a component's features: the name, with what differs from the shared rules.
pub(super) fn item(feature: &Entry) -> Yaml {
    let differs: Vec<(String, Yaml)> = doc(feature).chain(present(&feature.keys)).collect();
    let name = yaml_text::scalar(&feature.name, true);
    match differs.is_empty() {
        true => Yaml::Raw(name),
        false => Yaml::Flow(vec![(name, Yaml::Flow(differs))]),
    }
}

fn doc(entry: &Entry) -> impl Iterator<Item = (String, Yaml)> {
    entry.doc.iter().map(|doc| ("doc".to_owned(), Yaml::Prose(doc.clone())))
}
