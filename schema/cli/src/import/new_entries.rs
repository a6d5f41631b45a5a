//! What is new in a schema: its parts one by one, and what all of them are put into where there is nothing yet.

use super::{
    known_facts::Added,
    plan::{Plan, PlannedComponent, PlannedFeature, PlannedMember},
    prose::sentences as words,
    release::Release,
    written::{KEYS, Rules},
    yaml_text::{self as text, Yaml},
};

/// A schema without features, components, parameters and fields.
pub(super) fn skeleton(release: &Release, version: &str, path: &str) -> String {
    let object = release.object.as_str();
    let prose = |text: &str, otherwise: String| {
        let text = words::plain(text);
        ("doc".to_owned(), Yaml::Prose(if text.is_empty() { otherwise } else { text }))
    };
    let raw = |key: &str, text: &str| (key.to_owned(), Yaml::raw(text::scalar(text, false)));
    let empty = |key: &str| (key.to_owned(), Yaml::Flow(Vec::new()));
    let operation = vec![
        raw("name", &format!("create_{object}")),
        prose(&release.operation, format!("Creates an object of the type `{object}`.")),
        raw("method", "POST"),
        raw("path", path),
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
    let sections = sections.iter().map(|(key, value)| text::entry(key, value, 0, 2).join("\n") + "\n");
    sections.collect::<Vec<_>>().join("\n")
}

/// An entry of `facts`.
pub(super) fn fact(added: &Added<'_>) -> (String, Yaml) {
    let values = added.fact.values.iter().map(|value| Yaml::raw(value.as_str()));
    let entries = vec![
        ("doc".to_owned(), Yaml::Prose(added.doc.to_owned())),
        ("account_field".to_owned(), Yaml::raw(added.fact.field.as_str())),
        ("values".to_owned(), Yaml::List(values.collect())),
    ];
    (added.fact.name.clone(), Yaml::Block(entries))
}

/// What an account type says of a fact.
pub(super) fn value(added: &Added<'_>, values: &[(&str, &str)]) -> Option<(String, Yaml)> {
    let (_, value) = values.iter().find(|(field, _)| *field == added.fact.field)?;
    Some((added.fact.name.clone(), Yaml::raw(*value)))
}

/// An entry of `params` or `fields`.
pub(super) fn member(member: &PlannedMember) -> (String, Yaml) {
    let kind = member.kind.keys().into_iter().filter_map(|(key, text)| Some((key.to_owned(), Yaml::Raw(text?))));
    let required = member.required.then(|| ("required".to_owned(), Yaml::raw("true")));
    let doc = ("doc".to_owned(), Yaml::Prose(member.doc.clone()));
    (member.name.clone(), Yaml::Block(kind.chain(required).chain([doc]).collect()))
}

/// An entry of `features`.
pub(super) fn shared(feature: &PlannedFeature) -> (String, Yaml) {
    let mut entries = vec![("doc".to_owned(), Yaml::Prose(feature.doc.clone()))];
    let said = KEYS.into_iter().zip(&feature.texts);
    entries.extend(said.filter_map(|(key, text)| Some((key.to_owned(), Yaml::Raw(text.clone()?)))));
    (feature.name.clone(), Yaml::Block(entries))
}

/// An entry of `components`.
pub(super) fn component(plan: &Plan, component: &PlannedComponent) -> (String, Yaml) {
    let items = component.features.iter().map(|(name, rules)| item(plan, name, rules));
    let entries = vec![
        ("doc".to_owned(), Yaml::Prose(component.doc.clone())),
        ("features".to_owned(), Yaml::List(items.collect())),
    ];
    (component.name.clone(), Yaml::Block(entries))
}

/// An item of a component's features: the name, with what differs from what is shared.
pub(super) fn item(plan: &Plan, name: &str, rules: &Rules) -> Yaml {
    let shared = plan.feature(name).map(|feature| &feature.texts);
    let differs = KEYS.into_iter().zip(rules.texts()).enumerate().filter_map(|(at, (key, text))| {
        let text = text.filter(|text| shared.is_none_or(|shared| shared[at].as_ref() != Some(text)));
        Some((key.to_owned(), Yaml::Raw(text?)))
    });
    let differs: Vec<(String, Yaml)> = differs.collect();
    match differs.is_empty() {
        true => Yaml::raw(name),
        false => Yaml::Flow(vec![(name.to_owned(), Yaml::Flow(differs))]),
    }
}
