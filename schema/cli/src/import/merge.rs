//! Merges the rules that a document states with those of the schema, for each feature of each component.

use super::{
    base::{Base, Rules},
    known_facts::Facts,
    openapi_types::{BOOLEAN, Type},
    prose,
    release::{Component, Feature, Release},
    review::Review,
    written_keys,
};
use crate::observation;
use schema::{
    defaults,
    vocabulary::{Default, Kind, Literal, Restriction},
};

/// The rules of a feature of a component, before and after.
pub(super) struct Merged<'r> {
    pub(super) component: &'r Component,
    pub(super) feature: &'r Feature,
    pub(super) before: Option<Rules>,
    pub(super) rules: Rules,
    /// The documentation, as the document says it.
    pub(super) doc: String,
}

/// The features of a component whose defaults are mistaken.
type Mistakes = fn(&[Merged<'_>]) -> Vec<usize>;

/// The rules of the features of all components, in the document's order.
pub(super) fn rules<'r>(base: &Base<'_>, release: &'r Release, facts: &Facts, review: &mut Review) -> Vec<Merged<'r>> {
    let features = release.components.iter().flat_map(|it| it.features.iter().map(move |feature| (it, feature)));
    let merged = features.map(|(component, feature)| merge(base, component, feature, facts, review));
    let mut merged: Vec<Merged<'_>> = merged.collect();
    replace_dangling(&mut merged, review);
    let mistakes: [(Mistakes, &str); 2] = [
        (mismatched, "the default refers to a feature of another type, so it is `undocumented`"),
        (cyclic, "the defaults refer to each other in a circle, so they are `undocumented`"),
    ];
    for (mistaken, reason) in mistakes {
        for component in merged.chunk_by_mut(|it, next| it.component.name == next.component.name) {
            for index in mistaken(component) {
                component[index].needs_review(reason, review);
                component[index].rules.default = Default::Undocumented;
            }
        }
    }
    merged
}

impl Merged<'_> {
    fn needs_review(&self, reason: &str, review: &mut Review) {
        review.note(&about(self.component, self.feature), reason, &self.feature.member.doc);
    }
}

fn about(component: &Component, feature: &Feature) -> String {
    format!("{}.{}", component.name, feature.member.name)
}

fn merge<'r>(
    base: &Base<'_>,
    component: &'r Component,
    feature: &'r Feature,
    facts: &Facts,
    review: &mut Review,
) -> Merged<'r> {
    let stated_type = Type::of_member(&feature.member);
    let boolean = feature.member.is_boolean();
    let mut said = prose::read(&feature.member.doc);
    let mut values = vec![Literal::Boolean(true), Literal::Boolean(false)];
    if !boolean {
        let value = |text: &str| literal(text, &stated_type.kind).filter(|it| stated_type.accepts(it));
        (said.default, values) = prose::read_values(&feature.member.doc, value);
        (said.restriction, said.unread) = (None, Vec::new());
    }
    let before = base.rules(&component.name, &feature.member.name);
    let value = |value: bool| values.get(usize::from(!value)).cloned();
    let stated = said.default.as_ref().and_then(|stated| facts.default(stated, value));
    let stated = stated.filter(|default| default.reference() != Some(&feature.member.name));
    let restricted = said.restriction.as_ref().and_then(|stated| facts.restriction(stated));
    let unread = !said.unread.is_empty()
        || !boolean && stated.is_none() && prose::names_default(&feature.member.doc)
        || said.default.is_some() != stated.is_some()
        || said.restriction.is_some() != restricted.is_some();
    let keyword = feature.keyword.as_ref().and_then(observation::literal).filter(|value| stated_type.accepts(value));
    let mut needs_review = |reason: String| review.note(&about(component, feature), &reason, &feature.member.doc);
    if unread {
        needs_review("the document says something here that could not be turned into a rule".to_owned());
    }
    if let Some(Default::ByFact { values, .. }) = &stated
        && values.iter().any(|(_, value)| value.is_none())
    {
        needs_review("the default of some accounts is no value of this feature, so it is `undocumented`".to_owned());
    }
    let stated = match (stated, keyword.map(Default::Value)) {
        (Some(stated), Some(keyword)) if stated != keyword => {
            let [said, keyword] = [&stated, &keyword].map(|default| written_keys::default(default).flow());
            let reason = format!("the description says `default: {said}`, the keyword `default: {keyword}`");
            needs_review(format!("{reason}; written as described"));
            Some(stated)
        }
        (stated, keyword) => stated.or(keyword),
    };
    let before_default =
        before.as_ref().filter(|before| before.ty.agrees(&stated_type) || fits(&before.default, &stated_type));
    let known = before_default.map(|before| &before.default).filter(|known| **known != Default::Undocumented);
    let default = match (stated, known) {
        (Some(stated), _) => stated,
        (None, Some(known)) => {
            let rule = written_keys::default(known).flow();
            needs_review(format!("the document states no default; the schema's `default: {rule}` stays"));
            known.clone()
        }
        (None, None) => {
            if !unread {
                needs_review("the document states no default, so it is `undocumented`".to_owned());
            }
            Default::Undocumented
        }
    };
    let known = before.as_ref().filter(|_| boolean).and_then(|before| before.may_be.clone());
    if let (Some(known), None) = (&known, &restricted) {
        let rule = written_keys::restriction(known).flow();
        needs_review(format!("the document states no restriction; the schema's `may_be: {rule}` stays"));
    }
    let may_be = match (restricted, known) {
        (Some(stated), Some(known)) if extends(&known, &stated) => {
            if !known.is_equivalent(&stated) {
                let [stated, known] = [&stated, &known].map(|may_be| written_keys::restriction(may_be).flow());
                needs_review(format!("the document says `may_be: {stated}`; the schema's `may_be: {known}` stays"));
            }
            Some(known)
        }
        (stated, known) => stated.or(known),
    };
    let was_deprecated = before.as_ref().is_some_and(|before| before.deprecated);
    if was_deprecated && !feature.member.deprecated {
        needs_review("the document does not call it deprecated; the schema's `deprecated: true` stays".to_owned());
    }
    let ty = match &before {
        Some(before) => stated_type.refined_by(&before.ty),
        None => stated_type,
    };
    let deprecated = feature.member.deprecated || was_deprecated;
    Merged { component, feature, before, rules: Rules { ty, default, may_be, deprecated }, doc: said.doc }
}

/// The value of a type that a description names.
fn literal(text: &str, kind: &Kind) -> Option<Literal> {
    Some(match kind {
        // A number may be one of anything.
        Kind::String | Kind::Enum { .. } if text.parse::<i64>().is_err() => Literal::Text(text.to_owned()),
        _ if text == "null" => Literal::Null,
        Kind::Boolean => Literal::Boolean(text.parse().ok()?),
        Kind::Integer { .. } | Kind::Timestamp => Literal::Integer(text.parse().ok()?),
        Kind::List(of) => {
            let items = text.strip_prefix('[')?.strip_suffix(']')?.split(',');
            let items = items.map(|item| item.trim().trim_matches(['"', '\'', '`'])).filter(|item| !item.is_empty());
            Literal::List(items.map(|item| literal(item, of)).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// `true` if a feature of a type can have a default, regardless of references.
fn fits(default: &Default, ty: &Type) -> bool {
    match default {
        Default::Value(value) => ty.accepts(value),
        Default::ByFact { values, .. } => {
            values.iter().filter_map(|(_, value)| value.as_ref()).all(|it| ty.accepts(it))
        }
        Default::SameAs(_) | Default::Undocumented => true,
        Default::OppositeOf(_) => *ty == BOOLEAN,
    }
}

/// `true` if a restriction requires everything that another one does. The author of the schema may know further
/// conditions.
fn extends(known: &Restriction, stated: &Restriction) -> bool {
    known.value == stated.value && stated.only_when.iter().all(|fact| known.only_when.contains(fact))
}

/// Replaces a default that refers to a feature which the component lacks with that feature's constant default in other
/// components; if they have none, the schema's own replacement is kept.
fn replace_dangling(merged: &mut [Merged<'_>], review: &mut Review) {
    let dangling = |it: &Merged<'_>, default: &Default| {
        default.reference().is_some_and(|name| it.component.features.iter().all(|other| other.member.name != *name))
    };
    let constant = |name: &str| {
        let uses = merged.iter().filter(|other| other.feature.member.name == name);
        let mut values = uses.map(|other| match other.rules.default {
            Default::Value(Literal::Boolean(value)) => Some(value),
            _ => None,
        });
        let first = values.next()??;
        values.all(|value| value == Some(first)).then_some(first)
    };
    let mut derived = Vec::new();
    for (index, it) in merged.iter().enumerate() {
        let rule = &it.rules.default;
        let Some(name) = rule.reference().filter(|_| dangling(it, rule)) else { continue };
        let value = constant(name);
        let known = it.before.as_ref().map(|before| &before.default).filter(|known| !dangling(it, known));
        let default = match (value, known) {
            (Some(value), _) => Default::Value(Literal::Boolean(value != matches!(rule, Default::OppositeOf(_)))),
            (None, known) => known.cloned().unwrap_or(Default::Undocumented),
        };
        let elsewhere = value.map(|value| format!(", which is `{value}` elsewhere")).unwrap_or_default();
        let [rule, written] = [rule, &default].map(|default| written_keys::default(default).flow());
        let problem = format!("the default is `{rule}`, but the component has no `{name}`{elsewhere}");
        it.needs_review(&format!("{problem}; written as `default: {written}`"), review);
        derived.push((index, default));
    }
    for (index, default) in derived {
        merged[index].rules.default = default;
    }
}

/// Defaults that refer to a feature of another type.
fn mismatched(component: &[Merged<'_>]) -> Vec<usize> {
    let ty = |name: &String| component.iter().find(|it| it.feature.member.name == *name).map(|it| &it.rules.ty);
    let is_mismatched = |index: &usize| {
        let rules = &component[*index].rules;
        let other = rules.default.reference().and_then(ty);
        other.is_some_and(|other| *other != rules.ty || !fits(&rules.default, &rules.ty))
    };
    (0..component.len()).filter(is_mismatched).collect()
}

/// Defaults that refer to each other in a cycle.
fn cyclic(component: &[Merged<'_>]) -> Vec<usize> {
    let position = |name: &String| component.iter().position(|it| it.feature.member.name == *name);
    let references = component.iter().map(|it| it.rules.default.reference().and_then(position));
    let mut cyclic = defaults::cycles(&references.collect::<Vec<_>>()).concat();
    cyclic.sort_unstable();
    cyclic
}
