//! The plan of the new schema: the document's statements, completed by those of the schema.

use super::{
    base::{self, Base, Rules},
    key_texts::{self, KEYS, Texts},
    known_facts::Facts,
    merge::{self, Merged},
    openapi_types::Type,
    prose::sentences::plain,
    release::Release,
    report::{Report, change},
    shared_rules,
};
use schema::{ast, model::Fact, vocabulary::Kind};

/// The planned content of the schema.
pub(crate) struct Plan {
    pub(crate) version: String,
    /// The facts that the schema lacks.
    pub(crate) facts: Vec<Fact>,
    pub(crate) params: Vec<Planned>,
    pub(crate) fields: Vec<Planned>,
    pub(crate) features: Vec<Planned>,
    pub(crate) components: Vec<Planned>,
}

/// A planned parameter, field, shared feature, component, or feature of a component.
pub(crate) struct Planned {
    pub(crate) name: String,
    /// The documentation to write where there is none yet. `None` for that of the shared feature.
    pub(crate) doc: Option<String>,
    pub(crate) texts: Texts,
    /// Those of a component.
    pub(crate) features: Vec<Planned>,
}

impl Planned {
    /// A feature of a component.
    pub(crate) fn feature(&self, name: &str) -> Option<&Planned> {
        find(&self.features, name)
    }
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
        let rules = || merged.iter().flatten().map(|feature| &feature.rules);
        let components = release.components.iter().zip(&merged).map(|(component, features)| {
            let known = base.component(&component.name);
            let deprecated = component.deprecated || known.is_some_and(|known| base::is(known.deprecated));
            let feature = |it: &Merged<'_>| Planned {
                name: it.feature.name.clone(),
                doc: own_doc(it, &merged),
                texts: it.rules.texts(),
                features: Vec::new(),
            };
            Planned {
                name: component.name.clone(),
                doc: Some(doc(&component.description, || format!("The embedded component `{}`.", component.name))),
                texts: key_texts::component(deprecated),
                features: features.iter().map(feature).collect(),
            }
        });
        let components: Vec<Planned> = components.collect();
        let features = shared_rules::features(base, &components).into_iter().map(|(name, texts)| Planned {
            doc: Some(shared_doc(&name, &merged)),
            name,
            texts,
            features: Vec::new(),
        });
        let features = features.collect();
        let plan = Plan {
            params: members(base, release, true),
            fields: members(base, release, false),
            version,
            facts: facts.added().filter(|fact| rules().any(|rules| asks_for(rules, &fact.name))).cloned().collect(),
            features,
            components,
        };
        plan.report(base, report);
        plan
    }

    pub(crate) fn component(&self, name: &str) -> Option<&Planned> {
        find(&self.components, name)
    }

    pub(crate) fn feature(&self, name: &str) -> Option<&Planned> {
        find(&self.features, name)
    }

    /// Reports what is added and removed.
    fn report(&self, base: &Base<'_>, report: &mut Report) {
        let code = |name: &String| format!("`{name}`");
        for component in &self.components {
            let known = base.component(&component.name);
            let is_new = |name: &&String| base.own(&component.name, name).is_none();
            let new = component.features.iter().map(|feature| &feature.name).filter(is_new);
            let new: Vec<String> = new.map(code).collect();
            match (known, new.as_slice()) {
                (None, []) => report.added.push(format!("component `{}`", component.name)),
                (None, new) => report.added.push(format!("component `{}` with {}", component.name, new.join(", "))),
                (Some(_), []) => {}
                (Some(_), new) => report.added.push(format!("{} in `{}`", new.join(", "), component.name)),
            }
            let doc = component.doc.as_deref().unwrap_or_default();
            if known.is_none() && doc.starts_with("The embedded component `") {
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
            let gone = gone.filter(|name| component.feature(name).is_none());
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
            for Planned { name, .. } in component.features.iter().filter(|feature| feature.doc.is_some()) {
                let reason = "the document describes this feature in another way in this component, where it has its \
                              own `doc`: put it in your own words";
                report.needs_review(&format!("{}.{name}", component.name), reason, "");
            }
        }
        let shared = base.file.features.items.iter().map(|feature| &feature.name.value);
        report.removed.extend(shared.filter(|name| self.is_gone(base, name)).map(|name| format!("feature `{name}`")));
        self.report_members(base, true, report);
        self.report_members(base, false, report);
    }

    /// Reports how parameters or fields differ.
    fn report_members(&self, base: &Base<'_>, params: bool, report: &mut Report) {
        let (sort, members) = if params { ("parameter", &self.params) } else { ("field", &self.fields) };
        for Planned { name, texts, .. } in members {
            let Some(known) = base.member(params, name) else {
                report.added.push(format!("{sort} `{name}`"));
                continue;
            };
            for (key, [before, now]) in key_texts::differing(&base::member_texts(known), texts) {
                report.changed.push(format!("{sort} `{name}`: {}", change(key, before, now)));
            }
        }
        let known = base.members(params).iter().map(|member| &member.name.value);
        let gone = known.filter(|name| find(members, name).is_none());
        report.removed.extend(gone.map(|name| format!("{sort} `{name}`")));
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

fn find<'p>(planned: &'p [Planned], name: &str) -> Option<&'p Planned> {
    planned.iter().find(|planned| planned.name == name)
}

/// `true` if rules ask for a fact.
fn asks_for(rules: &Rules, fact: &str) -> bool {
    let mut conditions = rules.may_be.iter().flat_map(|may_be| &may_be.only_when);
    rules.default.fact().is_some_and(|name| name == fact) || conditions.any(|(name, _)| name == fact)
}

/// The documentation that components give a feature, without its rules.
fn docs<'m>(name: &str, merged: &'m [Vec<Merged<'_>>], has: impl Fn(&Merged<'_>) -> bool) -> Vec<&'m String> {
    let uses = merged.iter().flatten().filter(|it| it.feature.name == name && !it.doc.is_empty() && has(it));
    uses.map(|it| &it.doc).collect()
}

/// The documentation that most components give a feature, the first of several.
fn shared_doc(name: &str, merged: &[Vec<Merged<'_>>]) -> String {
    let docs = docs(name, merged, |_| true);
    let count = |doc: &&String| docs.iter().filter(|other| *other == doc).count();
    let most = docs.iter().map(count).max();
    let doc = docs.iter().find(|doc| Some(count(doc)) == most);
    doc.map_or_else(|| format!("The feature `{name}`."), |doc| (*doc).clone())
}

/// The documentation of a feature that is new in a component, where the document describes it in another way than in the
/// components that had it, or else than in most.
fn own_doc(it: &Merged<'_>, merged: &[Vec<Merged<'_>>]) -> Option<String> {
    let name = &it.feature.name;
    if it.before.is_some() || it.doc.is_empty() {
        return None;
    }
    let known = docs(name, merged, |other| other.before.is_some());
    let is_shared = if known.is_empty() { it.doc == shared_doc(name, merged) } else { known.contains(&&it.doc) };
    (!is_shared).then(|| it.doc.clone())
}

fn members(base: &Base<'_>, release: &Release, params: bool) -> Vec<Planned> {
    let members = if params { &release.params } else { &release.fields };
    let sort = if params { "parameter" } else { "field" };
    let members = members.iter().map(|member| {
        let known = base.member(params, &member.name);
        let stated = Type::of_member(member);
        let ty = conventional(&member.name, &stated);
        // A response is read even where something is missing that can be done without.
        let needed = params || member.name == release.holder || ty.kind == Kind::Secret;
        let required = match known {
            Some(known) if !params => base::is(known.required),
            _ => member.required && needed,
        };
        let deprecated = member.deprecated || known.is_some_and(|known| base::is(known.deprecated));
        let ty = match known.and_then(|known| Type::written(&known.ty)) {
            Some(known) if known.agrees(&stated) => known,
            Some(known) => ty.refined_by(&known),
            None => ty,
        };
        Planned {
            name: member.name.clone(),
            doc: Some(doc(&member.doc, || format!("The {sort} `{}`.", member.name))),
            texts: key_texts::member(&ty, required, deprecated),
            features: Vec::new(),
        }
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
        for Planned { name: component, features, .. } in &self.components {
            if written.component(component).is_none_or(|component| component.features.len() != features.len()) {
                return Some(format!("`{component}`"));
            }
            for Planned { name, texts, .. } in features {
                if written.rules(component, name).is_none_or(|rules| rules.texts() != *texts) {
                    return Some(format!("`{component}.{name}`"));
                }
            }
        }
        [("params", &self.params), ("fields", &self.fields)].into_iter().find_map(|(key, planned)| {
            let params = key == "params";
            let differs = planned.iter().find(|Planned { name, texts, .. }| {
                written.member(params, name).is_none_or(|member| base::member_texts(member) != *texts)
            });
            match differs {
                Some(member) => Some(format!("`{}`", member.name)),
                None => (written.members(params).len() != planned.len()).then(|| format!("`{key}`")),
            }
        })
    }
}
