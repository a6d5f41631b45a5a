//! The plan of the new schema: the document's statements, completed by those of the schema.

use super::{
    base::{Base, Rules},
    content::{Content, Entry, find},
    known_facts::Facts,
    merge::{self, Merged},
    openapi_types::Type,
    prose::sentences::plain,
    release::Release,
    review::Review,
    shared_rules, written_keys,
};
use schema::{model::Fact, vocabulary::Kind};

/// The planned content of the schema.
pub(crate) struct Plan {
    pub(crate) version: String,
    /// The facts that the schema lacks.
    pub(crate) facts: Vec<Fact>,
    pub(crate) content: Content,
}

impl Plan {
    /// Plans a schema, and notes what needs review.
    pub(crate) fn new(base: &Base<'_>, release: &Release, version: String, review: &mut Review) -> Plan {
        let facts = Facts::new(base.facts());
        let merged = merge::rules(base, release, &facts, review);
        let components = release.components.iter().map(|component| {
            let known = base.component(&component.name);
            let deprecated = component.deprecated || known.is_some_and(|known| known.deprecated);
            let doc = doc(&component.description, || format!("The embedded component `{}`.", component.name));
            let features = merged.iter().filter(|it| it.component.name == component.name);
            let features =
                features.map(|it| Entry::new(&it.feature.member.name, own_doc(it, &merged), it.rules.keys()));
            let entry = Entry::new(&component.name, Some(doc), written_keys::component(deprecated));
            Entry { features: features.collect(), ..entry }
        });
        let mut components: Vec<Entry> = components.collect();
        let shared = shared_rules::features(base, &components);
        let features = shared.into_iter().map(|(name, keys)| Entry::new(&name, Some(shared_doc(&name, &merged)), keys));
        let mut features: Vec<Entry> = features.collect();
        for Entry { name: component, features: uses, .. } in &mut components {
            for Entry { name, keys, .. } in uses {
                if let Some(shared) = find(&features, name) {
                    *keys = shared_rules::overrides(base, component, shared, keys);
                }
            }
        }
        let unused = base.content.features.iter().filter(|known| find(&features, &known.name).is_none());
        let unused: Vec<Entry> = unused.filter(|known| !is_gone(base, &features, &known.name)).cloned().collect();
        features.extend(unused);
        let params = members(base, release, true);
        let content = Content { params, fields: members(base, release, false), features, components };
        let is_needed = |fact: &&Fact| merged.iter().any(|it| asks_for(&it.rules, &fact.name));
        let facts = facts.lacking().iter().filter(is_needed).cloned().collect();
        undocumented(base, &content, review);
        Plan { version, facts, content }
    }
}

/// Notes documentation that is missing, or that is the document's.
fn undocumented(base: &Base<'_>, content: &Content, review: &mut Review) {
    for component in &content.components {
        let doc = component.doc.as_deref().unwrap_or_default();
        if base.component(&component.name).is_none() && doc.starts_with("The embedded component `") {
            review.note(&component.name, "no description says what this component shows: document it", "");
        }
    }
    for Entry { name, .. } in content.features.iter().filter(|feature| base.shared(&feature.name).is_none()) {
        review.note(name, "the documentation of this feature is the document's: put it in your own words", "");
    }
    for component in &content.components {
        for Entry { name, .. } in component.features.iter().filter(|feature| feature.doc.is_some()) {
            let reason = "the document describes this feature in another way in this component, where it has its own \
                          `doc`: put it in your own words";
            review.note(&format!("{}.{name}", component.name), reason, "");
        }
    }
}

/// `true` for a shared feature that is no longer used, or that never was and refers to a removed one. `features` are the
/// used ones.
fn is_gone(base: &Base<'_>, features: &[Entry], feature: &str) -> bool {
    let mut at = Some(feature.to_owned());
    // References between features are not circular for longer than there are features.
    for _ in 0..=base.content.features.len() {
        let Some(name) = at.filter(|name| find(features, name).is_none()) else { return false };
        if base.content.components.iter().any(|component| component.feature(&name).is_some()) {
            return true;
        }
        let reference = ["same_as", "opposite_of"].into_iter();
        at = reference.filter_map(|key| base.word(&["features", &name, "default", key])).next();
    }
    false
}

/// `true` if rules ask for a fact.
fn asks_for(rules: &Rules, fact: &str) -> bool {
    let mut conditions = rules.may_be.iter().flat_map(|may_be| &may_be.only_when);
    rules.default.fact().is_some_and(|name| name == fact) || conditions.any(|(name, _)| name == fact)
}

/// The documentation that components give a feature, without its rules.
fn docs<'m>(name: &str, merged: &'m [Merged<'_>], has: impl Fn(&Merged<'_>) -> bool) -> Vec<&'m String> {
    let uses = merged.iter().filter(|it| it.feature.member.name == name && !it.doc.is_empty() && has(it));
    uses.map(|it| &it.doc).collect()
}

/// The documentation that most components give a feature, the first of several.
fn shared_doc(name: &str, merged: &[Merged<'_>]) -> String {
    let docs = docs(name, merged, |_| true);
    let count = |doc: &&String| docs.iter().filter(|other| *other == doc).count();
    let most = docs.iter().map(count).max();
    let doc = docs.iter().find(|doc| Some(count(doc)) == most);
    doc.map_or_else(|| format!("The feature `{name}`."), |doc| (*doc).clone())
}

/// The documentation of a feature that is new in a component, where the document describes it in another way than in the
/// components that had it, or else than in most.
fn own_doc(it: &Merged<'_>, merged: &[Merged<'_>]) -> Option<String> {
    let name = &it.feature.member.name;
    if it.before.is_some() || it.doc.is_empty() {
        return None;
    }
    let known = docs(name, merged, |other| other.before.is_some());
    let is_shared = if known.is_empty() { it.doc == shared_doc(name, merged) } else { known.contains(&&it.doc) };
    (!is_shared).then(|| it.doc.clone())
}

fn members(base: &Base<'_>, release: &Release, params: bool) -> Vec<Entry> {
    let members = if params { &release.params } else { &release.fields };
    let sort = if params { "parameter" } else { "field" };
    let members = members.iter().map(|member| {
        let known = base.member(params, &member.name);
        let stated = Type::of_member(member);
        let ty = conventional(&member.name, &stated);
        // A response is read even where something is missing that can be done without.
        let needed = params || member.name == release.holder || ty.kind == Kind::Secret;
        let required = match known {
            Some(known) if !params => known.required,
            _ => member.required && needed,
        };
        let deprecated = member.deprecated || known.is_some_and(|known| known.deprecated);
        let ty = match known.map(Type::of_member) {
            Some(known) if known.agrees(&stated) => known,
            Some(known) => ty.refined_by(&known),
            None => ty,
        };
        let doc = doc(&member.doc, || format!("The {sort} `{}`.", member.name));
        Entry::new(&member.name, Some(doc), written_keys::member(&ty, required, deprecated))
    });
    members.collect()
}

/// The type of a text that the API names after what it is.
fn conventional(name: &str, stated: &Type) -> Type {
    match (name, &stated.kind) {
        ("account", Kind::String | Kind::Id { .. }) => {
            let expandable = matches!(stated.kind, Kind::Id { expandable: true, .. });
            Type { kind: Kind::Id { prefix: "acct_".to_owned(), expandable }, clearable: false }
        }
        (name, Kind::String) if name.split('_').any(|word| word == "secret") => {
            Type { kind: Kind::Secret, clearable: false }
        }
        _ => stated.clone(),
    }
}

/// A description without markup, or something in its place.
fn doc(description: &str, otherwise: impl FnOnce() -> String) -> String {
    Some(plain(description)).filter(|text| !text.is_empty()).unwrap_or_else(otherwise)
}
