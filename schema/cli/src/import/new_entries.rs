//! The YAML of what is new in a schema: its entries, and a whole schema for them where none exists yet.

use super::{
    base::Rules,
    described_endpoint::Endpoint,
    key_texts::{self, KEYS},
    planned_schema::{Plan, PlannedComponent, PlannedFeature, PlannedMember},
    prose::sentences::plain,
    release::Release,
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
pub(super) fn member(member: &PlannedMember) -> (String, Yaml) {
    let flags = flags(&[("required", member.required), ("deprecated", member.deprecated)]);
    let doc = ("doc".to_owned(), Yaml::Prose(member.doc.clone()));
    let ty = key_texts::ty(&member.ty);
    (member.name.clone(), Yaml::Block(written(&ty).chain(flags).chain([doc]).collect()))
}

/// The keys that are `true`.
fn flags(keys: &[(&str, bool)]) -> Vec<(String, Yaml)> {
    keys.iter().filter(|(_, is)| *is).map(|(key, _)| ((*key).to_owned(), Yaml::raw("true"))).collect()
}

/// The keys that have a text.
fn written(texts: &[Option<String>]) -> impl Iterator<Item = (String, Yaml)> {
    let keys = KEYS.into_iter().zip(texts);
    keys.filter_map(|(key, text)| Some((key.to_owned(), Yaml::Raw(text.clone()?))))
}

/// An entry of `features`.
pub(super) fn shared(feature: &PlannedFeature) -> (String, Yaml) {
    let mut entries = vec![("doc".to_owned(), Yaml::Prose(feature.doc.clone()))];
    entries.extend(written(&feature.texts));
    (feature.name.clone(), Yaml::Block(entries))
}

/// An entry of `components`.
pub(super) fn component(plan: &Plan, component: &PlannedComponent) -> (String, Yaml) {
    let items = component.features.iter().map(|(name, rules)| item(plan, name, rules));
    let mut entries = vec![("doc".to_owned(), Yaml::Prose(component.doc.clone()))];
    entries.extend(flags(&[("deprecated", component.deprecated)]));
    entries.push(("features".to_owned(), Yaml::List(items.collect())));
    (component.name.clone(), Yaml::Block(entries))
}

/// An item of a component's features: the name, with what differs from the shared rules.
pub(super) fn item(plan: &Plan, name: &str, rules: &Rules) -> Yaml {
    let mut texts = rules.texts();
    if let Some(shared) = plan.feature(name) {
        let repeated = |(text, shared): (&mut Option<String>, &Option<String>)| {
            _ = text.take_if(|text| shared.as_ref() == Some(text))
        };
        texts.iter_mut().zip(&shared.texts).for_each(repeated);
    }
    let doc = rules.doc.iter().map(|doc| ("doc".to_owned(), Yaml::Prose(doc.clone())));
    let differs: Vec<(String, Yaml)> = doc.chain(written(&texts)).collect();
    match differs.is_empty() {
        true => Yaml::raw(name),
        false => Yaml::Flow(vec![(name.to_owned(), Yaml::Flow(differs))]),
    }
}
