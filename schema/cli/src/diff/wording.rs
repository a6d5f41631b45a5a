//! Changes in words.

use super::{
    change::{Aspect, List, Pair},
    diff_json::entry,
};
use schema::{
    suggest::{listed, quoted},
    vocabulary::{Kind, Restriction},
};

/// The change of an aspect, without its values. `aspect` is the new one.
pub(super) fn title(subject: &str, aspect: &Aspect) -> String {
    let the = if matches!(subject, "operation" | "response") { "the " } else { "" };
    match aspect {
        Aspect::Version(_) => format!("{subject} version"),
        Aspect::Fact { fact, .. } => format!("`{fact}` of {subject}"),
        Aspect::Clearable(true) => format!("{subject} can now be cleared"),
        Aspect::Clearable(false) => format!("{subject} can no longer be cleared"),
        Aspect::Required(true) => format!("{subject} is now required"),
        Aspect::Required(false) => format!("{subject} is no longer required"),
        Aspect::SameInEveryComponent(true) => format!("{subject} must now be the same in every component that sets it"),
        Aspect::SameInEveryComponent(false) => format!("{subject} may now differ from one component to the next"),
        Aspect::Deprecated(true) => format!("{subject} is now deprecated"),
        Aspect::Deprecated(false) => format!("{subject} is no longer deprecated"),
        Aspect::OneOf(_) => "parameters of which one must be set".to_owned(),
        Aspect::Order { list: List::Values, .. } => format!("order of the values of the {subject}"),
        Aspect::Order { list: List::Features, .. } if subject != "API" => format!("order of the features in {subject}"),
        Aspect::Order { list, .. } => format!("order of the {}", list.words()),
        Aspect::Docs(_) => format!("documentation of {the}{subject}"),
        Aspect::AccountField(_) => format!("account field of {subject}"),
        Aspect::AccountTypeField(_) => "account field of the account type".to_owned(),
        Aspect::Restriction(_) => format!("restriction of {subject}"),
        other => format!("{} of {the}{subject}", entry(other).0),
    }
}

/// The old and the new value in words; `None` where the title says which.
pub(crate) fn values(pair: &Pair<Aspect>) -> Option<Pair<String>> {
    match (&pair.old, &pair.new) {
        (Aspect::Order { names: old, .. }, Aspect::Order { names: new, .. }) => Some(moved(old, new)),
        (old, new) => Some(Pair { old: value(old)?, new: value(new)? }),
    }
}

fn value(aspect: &Aspect) -> Option<String> {
    Some(match aspect {
        Aspect::Docs(doc) => doc.clone(),
        Aspect::Version(name) | Aspect::Name(name) | Aspect::Path(name) | Aspect::AccountField(name) => {
            format!("`{name}`")
        }
        Aspect::AccountTypeField(field) => field.as_ref().map_or("none".to_owned(), |field| format!("`{field}`")),
        Aspect::Method(method) => method.as_str().to_owned(),
        Aspect::Fact { value: Some(value), .. } => format!("`{value}`"),
        Aspect::Fact { value: None, .. } => "not settled".to_owned(),
        Aspect::Type(kind) => kind.to_string(),
        Aspect::Default(default) => default.to_string(),
        Aspect::Restriction(restriction) => restriction.as_ref().map_or("none".to_owned(), Restriction::to_string),
        Aspect::Values(names) | Aspect::Features(names) | Aspect::Order { names, .. } => quoted(names),
        Aspect::OneOf(names) if names.is_empty() => "none".to_owned(),
        Aspect::OneOf(names) => quoted(names),
        Aspect::Clearable(_) | Aspect::Required(_) | Aspect::SameInEveryComponent(_) | Aspect::Deprecated(_) => {
            return None;
        }
    })
}

/// The aspects of something new, after its name.
pub(super) fn summary(aspects: &[Aspect]) -> String {
    let mark = if aspects.contains(&Aspect::Deprecated(true)) { " (deprecated)" } else { "" };
    format!("{mark}{}", content(aspects))
}

fn content(aspects: &[Aspect]) -> String {
    match aspects {
        [Aspect::Values(values), Aspect::AccountField(field), Aspect::Docs(doc)] => {
            format!(", {} in `{field}`{}", listed(values, "or"), sentence(doc))
        }
        [Aspect::Type(kind), Aspect::Clearable(clearable), Aspect::Required(required), Aspect::Docs(doc), ..] => {
            let required = if *required { ", required" } else { "" };
            format!(" ({}{required}){}", kind.describe(*clearable), sentence(doc))
        }
        [
            Aspect::Type(kind),
            Aspect::Clearable(clearable),
            Aspect::Default(default),
            Aspect::Restriction(restriction),
            Aspect::SameInEveryComponent(same),
            ..,
        ] => {
            let ty = match (kind, clearable) {
                (Kind::Boolean, false) => String::new(),
                _ => format!(" ({})", kind.describe(*clearable)),
            };
            let restriction = restriction.as_ref().map(|restriction| format!("; may be {restriction}"));
            let same = if *same { "; the same in every component that sets it" } else { "" };
            format!("{ty}: by default {default}{}{same}", restriction.unwrap_or_default())
        }
        [Aspect::Docs(doc)] => sentence(doc),
        [Aspect::Docs(doc), Aspect::Features(features), ..] => match features.as_slice() {
            [] => format!(", without features{}", sentence(doc)),
            features => format!(", with {}{}", listed(features, "and"), sentence(doc)),
        },
        facts => {
            let fact = |aspect: &Aspect| match aspect {
                Aspect::Fact { fact, value: Some(value) } => Some(format!("`{fact}` is `{value}`")),
                _ => None,
            };
            let facts: Vec<String> = facts.iter().filter_map(fact).collect();
            format!("{}{}", if facts.is_empty() { "" } else { ": " }, facts.join(", "))
        }
    }
}

pub(super) fn in_components(names: &[&str]) -> String {
    match names {
        [_] | [_, _] | [_, _, _] => listed(names, "and"),
        many => format!("{} components ({})", many.len(), quoted(many)),
    }
}

/// Two orders of the same names, from the first to the last difference.
fn moved(old: &[String], new: &[String]) -> Pair<String> {
    let same = |pair: &(&String, &String)| pair.0 == pair.1;
    let start = old.iter().zip(new).take_while(same).count();
    let end = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let part = |names: &[String]| quoted(names.get(start..names.len() - end).unwrap_or(names));
    Pair { old: part(old), new: part(new) }
}

/// A documentation on one line, after the name of its subject.
fn sentence(doc: &str) -> String {
    let line = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { line } else { format!(": {line}") }
}
