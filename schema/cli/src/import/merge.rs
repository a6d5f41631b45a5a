//! Merges the rules that a document states with those of the schema, for each feature of each component.

use super::{
    base::{Base, Rules},
    known_facts::Facts,
    openapi_types::{BOOLEAN, Type},
    prose,
    release::{Component, Feature, Release},
    report::{Report, change},
    written_keys,
};
use crate::observation;
use schema::{
    defaults,
    suggest::quoted,
    vocabulary::{Default, Kind, Literal, NamedDefault, NamedRestriction},
};

/// The rules of a feature of a component, before and after.
pub(super) struct Merged<'r> {
    component: &'r Component,
    pub(super) feature: &'r Feature,
    pub(super) before: Option<Rules>,
    pub(super) rules: Rules,
    /// The documentation, as the document says it.
    pub(super) doc: String,
}

/// The rules of each component's features, in the document's order.
pub(super) fn rules<'r>(
    base: &Base<'_>,
    release: &'r Release,
    facts: &mut Facts,
    report: &mut Report,
) -> Vec<Vec<Merged<'r>>> {
    let mut merged: Vec<Vec<Merged<'_>>> = Vec::new();
    for component in &release.components {
        let features = component.features.iter();
        merged.push(features.map(|feature| merge(base, component, feature, facts, report)).collect());
    }
    replace_dangling(&mut merged, report);
    merged.iter_mut().for_each(|component| break_mismatches(component, report));
    merged.iter_mut().for_each(|component| break_cycles(component, report));
    changes(&merged, report);
    merged
}

impl Merged<'_> {
    fn needs_review(&self, reason: &str, report: &mut Report) {
        report.needs_review(&about(self.component, self.feature), reason, &self.feature.description);
    }
}

fn about(component: &Component, feature: &Feature) -> String {
    format!("{}.{}", component.name, feature.name)
}

fn merge<'r>(
    base: &Base<'_>,
    component: &'r Component,
    feature: &'r Feature,
    facts: &mut Facts,
    report: &mut Report,
) -> Merged<'r> {
    let boolean = feature.stated == BOOLEAN;
    let mut said = prose::read(&feature.description);
    let mut values = vec![Literal::Boolean(true), Literal::Boolean(false)];
    if !boolean {
        let value = |text: &str| literal(text, &feature.stated.kind).filter(|it| feature.stated.accepts(it));
        (said.default, values) = prose::read_values(&feature.description, value);
        (said.restriction, said.unread) = (None, Vec::new());
    }
    let before = base.rules(&component.name, &feature.name);
    let value = |value: bool| values.get(usize::from(!value)).cloned();
    let stated = said.default.as_ref().and_then(|stated| facts.default(stated, value));
    let stated = stated.filter(|default| default.reference() != Some(&feature.name));
    let restricted = said.restriction.as_ref().and_then(|stated| facts.restriction(stated));
    let unread = !said.unread.is_empty()
        || !boolean && stated.is_none() && prose::names_default(&feature.description)
        || said.default.is_some() != stated.is_some()
        || said.restriction.is_some() != restricted.is_some();
    let keyword = feature.keyword.as_ref().and_then(observation::literal).filter(|value| feature.stated.accepts(value));
    let mut needs_review =
        |reason: String| report.needs_review(&about(component, feature), &reason, &feature.description);
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
        before.as_ref().filter(|before| before.ty.agrees(&feature.stated) || fits(&before.default, &feature.stated));
    let known = before_default.map(|before| &before.default).filter(|known| **known != Default::Undocumented);
    let default = match (stated, known) {
        (Some(stated), _) => stated,
        (None, Some(known)) => {
            needs_review(format!(
                "the document states no default; the schema's `default: {}` stays",
                written_keys::default(known).flow()
            ));
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
        needs_review(format!(
            "the document states no restriction; the schema's `may_be: {}` stays",
            written_keys::restriction(known).flow()
        ));
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
    if was_deprecated && !feature.deprecated {
        needs_review("the document does not call it deprecated; the schema's `deprecated: true` stays".to_owned());
    }
    let ty = match &before {
        Some(before) => feature.stated.clone().refined_by(&before.ty),
        None => feature.stated.clone(),
    };
    let deprecated = feature.deprecated || was_deprecated;
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
fn fits(default: &NamedDefault, ty: &Type) -> bool {
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
fn extends(known: &NamedRestriction, stated: &NamedRestriction) -> bool {
    known.value == stated.value && stated.only_when.iter().all(|fact| known.only_when.contains(fact))
}

/// Replaces a default that refers to a feature which the component lacks with that feature's constant default in other
/// components; if they have none, the schema's own replacement is kept.
fn replace_dangling(merged: &mut [Vec<Merged<'_>>], report: &mut Report) {
    let dangling = |component: &[Merged<'_>], default: &NamedDefault| {
        default.reference().is_some_and(|name| component.iter().all(|other| other.feature.name != *name))
    };
    let constant = |name: &str| {
        let uses = merged.iter().flatten().filter(|other| other.feature.name == name);
        let mut values = uses.map(|other| match other.rules.default {
            Default::Value(Literal::Boolean(value)) => Some(value),
            _ => None,
        });
        let first = values.next()??;
        values.all(|value| value == Some(first)).then_some(first)
    };
    let mut derived = Vec::new();
    for (row, component) in merged.iter().enumerate() {
        for (column, it) in component.iter().enumerate().filter(|(_, it)| dangling(component, &it.rules.default)) {
            let Some(name) = it.rules.default.reference() else { continue };
            let value = constant(name);
            let default = match (&it.before, &it.rules.default, value) {
                (_, Default::OppositeOf(_), Some(value)) => Default::Value(Literal::Boolean(!value)),
                (_, _, Some(value)) => Default::Value(Literal::Boolean(value)),
                (Some(before), ..) if !dangling(component, &before.default) => before.default.clone(),
                (_, _, None) => Default::Undocumented,
            };
            let elsewhere = value.map(|value| format!(", which is `{value}` elsewhere")).unwrap_or_default();
            let reason = format!(
                "the default is `{}`, but the component has no `{name}`{elsewhere}; written as `default: {}`",
                written_keys::default(&it.rules.default).flow(),
                written_keys::default(&default).flow(),
            );
            it.needs_review(&reason, report);
            derived.push((row, column, default));
        }
    }
    for (row, column, default) in derived {
        merged[row][column].rules.default = default;
    }
}

/// A default can refer only to a feature of the same type.
fn break_mismatches(component: &mut [Merged<'_>], report: &mut Report) {
    let ty = |name: &String| component.iter().find(|it| it.feature.name == *name).map(|it| it.rules.ty.clone());
    let unlike = |it: &&Merged<'_>| {
        let other = it.rules.default.reference().and_then(ty);
        other.is_some_and(|other| other != it.rules.ty || !fits(&it.rules.default, &it.rules.ty))
    };
    let names: Vec<String> = component.iter().filter(unlike).map(|it| it.feature.name.clone()).collect();
    for it in component.iter_mut().filter(|it| names.contains(&it.feature.name)) {
        it.needs_review("the default refers to a feature of another type, so it is `undocumented`", report);
        it.rules.default = Default::Undocumented;
    }
}

/// Defaults that refer to each other in a cycle are `undocumented`.
fn break_cycles(component: &mut [Merged<'_>], report: &mut Report) {
    let position = |name: &String| component.iter().position(|it| it.feature.name == *name);
    let references = component.iter().map(|it| it.rules.default.reference().and_then(position));
    let references: Vec<Option<usize>> = references.collect();
    let mut cyclic = defaults::cycles(&references).concat();
    cyclic.sort_unstable();
    for index in cyclic {
        let it = &mut component[index];
        it.needs_review("the defaults refer to each other in a circle, so they are `undocumented`", report);
        it.rules.default = Default::Undocumented;
    }
}

/// Reports changed rules, once for all components with the same change.
fn changes(merged: &[Vec<Merged<'_>>], report: &mut Report) {
    let mut changes: Vec<(String, Vec<String>)> = Vec::new();
    for it in merged.iter().flatten() {
        let Some(before) = &it.before else { continue };
        for (key, values) in written_keys::differing(&before.keys(), &it.rules.keys()) {
            let (change, about) = (change(key, values), about(it.component, it.feature));
            match changes.iter_mut().find(|(known, _)| *known == change) {
                Some((_, abouts)) => abouts.push(about),
                None => changes.push((change, vec![about])),
            }
        }
    }
    report.changed.extend(changes.into_iter().map(|(change, abouts)| format!("{}: {change}", quoted(&abouts))));
}
