//! What the schema is to say: the document's word where it has one, and the schema's own where it has not.

mod merge;
mod shared;

use super::{
    base::Base,
    known_facts::Facts,
    openapi_types::{Kind, Type},
    prose::sentences as words,
    release::{Member, Release},
    report::Report,
    written::{Rules, Texts},
};

pub(crate) use shared::texts;

/// What the schema is to say.
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
    pub(crate) kind: Type,
    pub(crate) required: bool,
}

/// What all components with a feature share.
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
}

impl Plan {
    /// Plans a schema, and reports how it differs from the one before.
    pub(crate) fn new(base: &Base<'_>, release: &Release, version: String, report: &mut Report) -> Plan {
        let mut facts = Facts::new(base.facts.clone());
        let before = base.word(&["api_version"]).unwrap_or_default();
        if before != version && !before.is_empty() {
            report.changed.push(format!("`api_version` from `{before}` to `{version}`"));
        }
        let merged = merge::rules(base, release, &mut facts, report);
        let components: Vec<PlannedComponent> = (release.components.iter().zip(merged))
            .map(|(component, features)| PlannedComponent {
                name: component.name.clone(),
                doc: doc(&component.description, || format!("The embedded component `{}`.", component.name)),
                features,
            })
            .collect();
        let features = shared::features(base, &components, |feature| {
            let described = release.components.iter().flat_map(|component| &component.features);
            let described = described.filter(|known| known.name == feature && !known.description.is_empty());
            let said =
                described.map(|feature| super::prose::read(&feature.description).doc).find(|doc| !doc.is_empty());
            said.unwrap_or_else(|| format!("The feature `{feature}`."))
        });
        let plan = Plan {
            params: members(&release.params, release, true, report),
            fields: members(&release.fields, release, false, report),
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

    /// Whether any rule asks for a fact.
    pub(crate) fn asks_for(&self, fact: &str) -> bool {
        let mut rules = self.components.iter().flat_map(|component| &component.features).map(|(_, rules)| rules);
        rules.any(|rules| {
            let by = matches!(&rules.default, super::written::Default::By(name, _) if name == fact);
            by || rules.may_be.iter().any(|may_be| may_be.only_when.iter().any(|(name, _)| name == fact))
        })
    }

    /// What is added, and what is gone.
    fn report(&self, base: &Base<'_>, report: &mut Report) {
        let code = |name: &String| format!("`{name}`");
        for component in &self.components {
            let known = base.components.iter().find(|(name, _)| *name == component.name);
            let new = component.features.iter().map(|(name, _)| name).filter(|name| match known {
                Some((_, features)) => features.iter().all(|(known, _)| known != *name),
                None => true,
            });
            let new: Vec<String> = new.map(code).collect();
            match (known, new.as_slice()) {
                (None, []) => report.added.push(format!("component `{}`", component.name)),
                (None, new) => report.added.push(format!("component `{}` with {}", component.name, new.join(", "))),
                (Some(_), []) => {}
                (Some(_), new) => report.added.push(format!("{} in `{}`", new.join(", "), component.name)),
            }
            if known.is_none() && component.doc.starts_with("The embedded component `") {
                report.human(&component.name, "no description says what this component shows: document it", "");
            }
        }
        for (name, features) in &base.components {
            let Some(component) = self.component(name) else {
                report.removed.push(format!("component `{name}`"));
                continue;
            };
            let gone = features.iter().map(|(name, _)| name);
            let gone = gone.filter(|name| component.features.iter().all(|(known, _)| known != *name));
            let gone: Vec<String> = gone.map(code).collect();
            if !gone.is_empty() {
                report.removed.push(format!("{} in `{name}`", gone.join(", ")));
            }
        }
        for feature in self.features.iter().filter(|feature| base.shared(&feature.name).is_none()) {
            let rules = super::written::KEYS.iter().zip(&feature.texts);
            let rules = rules.filter_map(|(key, text)| Some(format!("`{key}: {}`", text.as_ref()?)));
            let rules: Vec<String> = rules.collect();
            report.added.push(format!("feature `{}`, {}", feature.name, rules.join(", ")));
            let reason = "the documentation of this feature is the document's: put it in your own words";
            report.human(&feature.name, reason, "");
        }
        for (name, _) in base.features.iter().filter(|(name, _)| self.is_gone(base, name)) {
            report.removed.push(format!("feature `{name}`"));
        }
    }

    /// Whether a shared feature was used, and is no longer; or never was, and refers to one that is gone.
    pub(crate) fn is_gone(&self, base: &Base<'_>, feature: &str) -> bool {
        let used = |feature: &str| {
            let mut uses = base.components.iter().flat_map(|(_, features)| features);
            uses.any(|(name, _)| name == feature)
        };
        let mut at = Some(feature);
        // References between features are not circular for longer than there are features.
        for _ in 0..=base.features.len() {
            let Some(name) = at.filter(|name| self.feature(name).is_none()) else { return false };
            if used(name) {
                return true;
            }
            at = base.shared(name).and_then(|shared| shared.default.as_ref()?.reference());
        }
        false
    }
}

fn members(members: &[Member], release: &Release, params: bool, report: &mut Report) -> Vec<PlannedMember> {
    let members = members.iter().filter_map(|member| {
        let Some(stated) = member.stated.clone() else {
            let sort = if params { "parameter" } else { "field of the response" };
            let reason = format!("the schema language has no type or no name for this {sort}, and it was left out");
            report.human(&member.name, &reason, &member.description);
            return None;
        };
        // Only what is sent can be cleared.
        let stated = Type { clearable: stated.clearable && params, ..stated };
        let sort = if params { "parameter" } else { "field" };
        let kind = conventional(&member.name, &stated);
        // A response is read even where something is missing that can be done without.
        let needed = params || member.name == release.holder || kind.kind == Kind::Secret;
        Some(PlannedMember {
            name: member.name.clone(),
            doc: doc(&member.description, || format!("The {sort} `{}`.", member.name)),
            required: member.required && needed,
            stated,
            kind,
        })
    });
    members.collect()
}

/// The type of a text that the API names after what it is.
fn conventional(name: &str, stated: &Type) -> Type {
    match (name, &stated.kind) {
        ("account", Kind::String) => Kind::Id("acct_".to_owned()).plain(),
        (name, Kind::String) if name.split('_').any(|word| word == "secret") => Kind::Secret.plain(),
        _ => stated.clone(),
    }
}

/// A description without markup, or something in its place.
fn doc(description: &str, otherwise: impl FnOnce() -> String) -> String {
    Some(words::plain(description)).filter(|text| !text.is_empty()).unwrap_or_else(otherwise)
}

/// What a schema says otherwise than planned, if anything.
impl Plan {
    pub(crate) fn difference(&self, written: &Base<'_>) -> Option<String> {
        if written.word(&["api_version"]).as_deref() != Some(self.version.as_str()) {
            return Some("`api_version`".to_owned());
        }
        let names =
            |name: &str| written.components.iter().find(|(known, _)| known == name).map(|(_, features)| features);
        if written.components.len() != self.components.len() {
            return Some("`components`".to_owned());
        }
        for component in &self.components {
            let features = names(&component.name);
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
        let members = [(["operation", "params"], &self.params), (["object", "fields"], &self.fields)];
        members.into_iter().find_map(|(keys, planned)| {
            let map = written.at(&keys);
            let said = |member: &&PlannedMember| {
                let kind = map.and_then(|map| written.kind(super::base::get(map, &member.name)?));
                kind.is_none_or(|kind| !kind.agrees(&member.stated))
            };
            let differs = planned.iter().find(said).map(|member| format!("`{}`", member.name));
            let more = super::base::entries(map).count() != planned.len();
            differs.or_else(|| more.then(|| format!("`{}`", keys[1])))
        })
    }
}
