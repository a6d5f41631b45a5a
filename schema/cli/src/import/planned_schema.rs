//! The plan of the new schema: the document's statements, completed by those of the schema.

use super::{
    base::{Base, Rules},
    key_texts::{KEYS, Texts},
    known_facts::Facts,
    merge,
    openapi_types::Type,
    prose::{self, sentences::plain},
    release::{Component, Release},
    report::Report,
    shared_rules,
};
use schema::{ast, vocabulary::Kind};

/// The planned content of the schema.
pub(crate) struct Plan {
    pub(crate) version: String,
    pub(crate) facts: Facts,
    pub(crate) params: Vec<PlannedMember>,
    pub(crate) fields: Vec<PlannedMember>,
    pub(crate) features: Vec<PlannedFeature>,
    pub(crate) components: Vec<PlannedComponent>,
}

pub(crate) struct PlannedMember {
    pub(crate) name: String,
    pub(crate) doc: String,
    /// The type in the document.
    pub(crate) stated: Type,
    /// The type to write where there is none yet.
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
}

/// The shared rules of a feature.
pub(crate) struct PlannedFeature {
    pub(crate) name: String,
    pub(crate) doc: String,
    /// As [`Rules::texts`].
    pub(crate) texts: Texts,
}

pub(crate) struct PlannedComponent {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) features: Vec<(String, Rules)>,
    pub(crate) deprecated: bool,
}

impl Plan {
    /// Plans a schema, and reports how it differs from the one before.
    pub(crate) fn new(base: &Base<'_>, release: &Release, version: String, report: &mut Report) -> Plan {
        let mut facts = Facts::new(base.facts());
        let before = base.word(&["api_version"]).unwrap_or_default();
        if before != version && !before.is_empty() {
            report.changed.push(format!("`api_version` from `{before}` to `{version}`"));
        }
        let merged = merge::rules(base, release, &mut facts, report);
        let mut components: Vec<PlannedComponent> = (release.components.iter().zip(merged))
            .map(|(component, features)| PlannedComponent {
                name: component.name.clone(),
                doc: doc(&component.description, || format!("The embedded component `{}`.", component.name)),
                features,
                deprecated: component.deprecated,
            })
            .collect();
        let used: Vec<(&str, &[(String, Rules)])> =
            components.iter().map(|component| (component.name.as_str(), &component.features[..])).collect();
        let features = shared_rules::features(base, &used);
        let features =
            features.into_iter().map(|(name, texts)| PlannedFeature { doc: shared_doc(release, &name), name, texts });
        let features = features.collect();
        own_docs(base, release, &mut components);
        let plan = Plan {
            params: members(base, release, true, report),
            fields: members(base, release, false, report),
            version,
            facts,
            features,
            components,
        };
        plan.report(base, report);
        plan
    }

    pub(crate) fn component(&self, name: &str) -> Option<&PlannedComponent> {
        self.components.iter().find(|component| component.name == name)
    }

    pub(crate) fn feature(&self, name: &str) -> Option<&PlannedFeature> {
        self.features.iter().find(|feature| feature.name == name)
    }

    /// `true` if any rule asks for a fact.
    pub(crate) fn asks_for(&self, fact: &str) -> bool {
        let mut rules = self.components.iter().flat_map(|component| &component.features).map(|(_, rules)| rules);
        rules.any(|rules| {
            let by = rules.default.fact().is_some_and(|name| name == fact);
            by || rules.may_be.iter().any(|may_be| may_be.only_when.iter().any(|(name, _)| name == fact))
        })
    }

    /// Reports what is added and removed.
    fn report(&self, base: &Base<'_>, report: &mut Report) {
        let code = |name: &String| format!("`{name}`");
        for component in &self.components {
            let known = base.component(&component.name);
            let is_new = |name: &&String| base.own(&component.name, name).is_none();
            let new = component.features.iter().map(|(name, _)| name).filter(is_new);
            let new: Vec<String> = new.map(code).collect();
            match (known, new.as_slice()) {
                (None, []) => report.added.push(format!("component `{}`", component.name)),
                (None, new) => report.added.push(format!("component `{}` with {}", component.name, new.join(", "))),
                (Some(_), []) => {}
                (Some(_), new) => report.added.push(format!("{} in `{}`", new.join(", "), component.name)),
            }
            if known.is_none() && component.doc.starts_with("The embedded component `") {
                report.needs_review(&component.name, "no description says what this component shows: document it", "");
            }
        }
        for ast::Component { name, features, .. } in &base.file.components.items {
            let name = &name.value;
            let Some(component) = self.component(name) else {
                report.removed.push(format!("component `{name}`"));
                continue;
            };
            let gone = features.iter().map(|feature| &feature.name.value);
            let gone = gone.filter(|name| component.features.iter().all(|(known, _)| known != *name));
            let gone: Vec<String> = gone.map(code).collect();
            if !gone.is_empty() {
                report.removed.push(format!("{} in `{name}`", gone.join(", ")));
            }
        }
        for feature in self.features.iter().filter(|feature| base.shared(&feature.name).is_none()) {
            let rules = KEYS.iter().zip(&feature.texts);
            let rules = rules.filter_map(|(key, text)| Some(format!("`{key}: {}`", text.as_ref()?)));
            let rules: Vec<String> = rules.collect();
            report.added.push(format!("feature `{}`, {}", feature.name, rules.join(", ")));
            let reason = "the documentation of this feature is the document's: put it in your own words";
            report.needs_review(&feature.name, reason, "");
        }
        for component in &self.components {
            for (name, _) in component.features.iter().filter(|(_, rules)| rules.doc.is_some()) {
                let reason = "the document describes this feature in another way in this component, where it has its \
                              own `doc`: put it in your own words";
                report.needs_review(&format!("{}.{name}", component.name), reason, "");
            }
        }
        let shared = base.file.features.items.iter().map(|feature| &feature.name.value);
        report.removed.extend(shared.filter(|name| self.is_gone(base, name)).map(|name| format!("feature `{name}`")));
    }

    /// `true` if a shared feature is no longer used; or if it never was, and refers to one that is gone.
    pub(crate) fn is_gone(&self, base: &Base<'_>, feature: &str) -> bool {
        let used = |feature: &str| {
            let mut uses = base.file.components.items.iter().flat_map(|component| &component.features);
            uses.any(|it| it.name.value == feature)
        };
        let mut at = Some(feature);
        // References between features are not circular for longer than there are features.
        for _ in 0..=base.file.features.items.len() {
            let Some(name) = at.filter(|name| self.feature(name).is_none()) else { return false };
            if used(name) {
                return true;
            }
            at = base.shared(name).and_then(|shared| Some(shared.default.as_ref()?.reference()?.value.as_str()));
        }
        false
    }
}

/// The documentation of a feature in each component that has it, as the document says it, without its rules.
fn docs<'r>(release: &'r Release, feature: &str) -> impl Iterator<Item = (&'r str, String)> {
    let said = move |component: &'r Component| {
        let found = component.features.iter().find(|known| known.name == feature)?;
        let doc = prose::read(&found.description).doc;
        (!doc.is_empty()).then_some((component.name.as_str(), doc))
    };
    release.components.iter().filter_map(said)
}

/// The documentation that most components give a feature, the first of several.
fn shared_doc(release: &Release, feature: &str) -> String {
    let docs: Vec<String> = docs(release, feature).map(|(_, doc)| doc).collect();
    let count = |doc: &String| docs.iter().filter(|other| *other == doc).count();
    let most = docs.iter().map(count).max();
    let doc = docs.iter().find(|doc| Some(count(doc)) == most).cloned();
    doc.unwrap_or_else(|| format!("The feature `{feature}`."))
}

/// Gives features that are new in a component their own documentation, where the document describes them in another way
/// than in the components that had them, or else than in most.
fn own_docs(base: &Base<'_>, release: &Release, components: &mut [PlannedComponent]) {
    for component in components {
        for (name, rules) in component.features.iter_mut() {
            if base.own(&component.name, name).is_some() {
                continue;
            }
            let own = docs(release, name).find(|(other, _)| *other == component.name).map(|(_, doc)| doc);
            let known = docs(release, name).filter(|(other, _)| base.own(other, name).is_some());
            let known: Vec<String> = known.map(|(_, doc)| doc).collect();
            let shared = if known.is_empty() { vec![shared_doc(release, name)] } else { known };
            rules.doc = own.filter(|own| !shared.contains(own));
        }
    }
}

fn members(base: &Base<'_>, release: &Release, params: bool, report: &mut Report) -> Vec<PlannedMember> {
    let members = if params { &release.params } else { &release.fields };
    let sort = if params { "parameter" } else { "field" };
    let members = members.iter().filter_map(|member| {
        let known = base.member_type(params, &member.name);
        if member.stated.is_none() {
            let place = if params { "parameter" } else { "field of the response" };
            let reason = match known {
                Some(_) => format!("the schema language has no type for this {place}; it stays as the schema has it"),
                None => format!("the schema language has no type or no name for this {place}, and it was left out"),
            };
            report.needs_review(&member.name, &reason, &member.description);
        }
        let stated = member.stated.clone().or(known)?;
        // Only what is sent can be cleared.
        let stated = Type { clearable: stated.clearable && params, ..stated };
        let ty = conventional(&member.name, &stated);
        // A response is read even where something is missing that can be done without.
        let needed = params || member.name == release.holder || ty.kind == Kind::Secret;
        Some(PlannedMember {
            name: member.name.clone(),
            doc: doc(&member.description, || format!("The {sort} `{}`.", member.name)),
            required: member.required && needed,
            deprecated: member.deprecated,
            stated,
            ty,
        })
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

impl Plan {
    /// The first part of a schema that differs from the plan.
    pub(crate) fn difference(&self, written: &Base<'_>) -> Option<String> {
        if written.word(&["api_version"]).as_deref() != Some(self.version.as_str()) {
            return Some("`api_version`".to_owned());
        }
        if written.file.components.items.len() != self.components.len() {
            return Some("`components`".to_owned());
        }
        for component in &self.components {
            let features = written.component(&component.name);
            if features.is_none_or(|features| features.len() != component.features.len()) {
                return Some(format!("`{}`", component.name));
            }
            for (feature, rules) in &component.features {
                let said = written.rules(&component.name, feature);
                if said.is_none_or(|said| said.texts() != rules.texts()) {
                    return Some(format!("`{}.{feature}`", component.name));
                }
            }
        }
        [("params", &self.params), ("fields", &self.fields)].into_iter().find_map(|(key, planned)| {
            let members = written.members(key == "params");
            let differs = planned.iter().find(|member| {
                let ty = written.member_type(key == "params", &member.name);
                ty.is_none_or(|ty| !ty.agrees(&member.stated))
            });
            match differs {
                Some(member) => Some(format!("`{}`", member.name)),
                None => (members.len() != planned.len()).then(|| format!("`{key}`")),
            }
        })
    }
}
