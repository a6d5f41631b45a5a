//! Changes as sentences.

use super::{Aspect, Change, Content, Edit, Group, List, Pair, Subject};
use crate::model::Kind;
use std::fmt;

impl Group<'_> {
    /// What it is about.
    pub fn subject(&self) -> String {
        let changes = || std::iter::once(self.first).chain(self.rest.iter().copied());
        let components = changes().filter_map(|change| match &change.subject {
            Subject::ComponentFeature { component, .. } | Subject::Component(component) => Some(component.as_str()),
            _ => None,
        });
        let components: Vec<&str> = components.collect();
        let whole = changes().any(|change| matches!(change.subject, Subject::Feature(_)));
        match &self.first.subject {
            Subject::Api => "API".to_owned(),
            Subject::Fact(name) => format!("fact `{name}`"),
            Subject::FactValue { fact, value } => format!("value `{value}` of the fact `{fact}`"),
            Subject::AccountType(name) => format!("account type `{name}`"),
            Subject::Operation => "operation".to_owned(),
            Subject::Param(name) => format!("parameter `{name}`"),
            Subject::Object => "response".to_owned(),
            Subject::Field(name) => format!("response field `{name}`"),
            Subject::Feature(feature) | Subject::ComponentFeature { feature, .. } => match (whole, &components[..]) {
                (true, []) => format!("feature `{feature}`"),
                (true, components) => format!("feature `{feature}`, in {}", in_components(components)),
                (false, components) => format!("`{feature}` in {}", in_components(components)),
            },
            Subject::Component(_) if self.rest.is_empty() => format!("component `{}`", components.join("")),
            Subject::Component(_) => in_components(&components),
        }
    }
}

/// The whole sentence, without a capital or a full stop.
impl fmt::Display for Group<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.subject();
        match &self.first.edit {
            Edit::Added(content) => write!(formatter, "{subject}{}", Summary(content)),
            Edit::Removed(_) => write!(formatter, "{subject}"),
            Edit::Changed(aspect) => changed(formatter, &subject, aspect),
        }
    }
}

/// The sentence of this change alone.
impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Group { first: self, rest: Vec::new() }.fmt(formatter)
    }
}

fn changed(formatter: &mut fmt::Formatter<'_>, subject: &str, aspect: &Aspect) -> fmt::Result {
    match aspect {
        Aspect::Version(Pair { old, new }) => write!(formatter, "{subject} version: `{old}` -> `{new}`"),
        Aspect::Name(Pair { old, new }) => write!(formatter, "name of the {subject}: `{old}` -> `{new}`"),
        Aspect::Docs(_) => write!(formatter, "documentation of {subject}"),
        Aspect::Method(Pair { old, new }) => {
            write!(formatter, "method of the {subject}: {} -> {}", old.as_str(), new.as_str())
        }
        Aspect::Path(Pair { old, new }) => write!(formatter, "path of the {subject}: `{old}` -> `{new}`"),
        Aspect::AccountField(Pair { old, new }) => {
            write!(formatter, "account field of {subject}: `{old}` -> `{new}`")
        }
        Aspect::Fact { fact, value } => {
            let [old, new] = [&value.old, &value.new]
                .map(|value| value.as_ref().map_or("not settled".to_owned(), |value| format!("`{value}`")));
            write!(formatter, "`{fact}` of {subject}: {old} -> {new}")
        }
        Aspect::Type(Pair { old, new }) => write!(formatter, "type of {subject}: {old} -> {new}"),
        Aspect::Required(Pair { new: true, .. }) => write!(formatter, "{subject} is now required"),
        Aspect::Required(Pair { new: false, .. }) => write!(formatter, "{subject} is no longer required"),
        Aspect::Default(Pair { old, new }) => write!(formatter, "default of {subject}: {old} -> {new}"),
        Aspect::Restriction(Pair { old, new }) => {
            let [old, new] = [old, new].map(|rule| rule.as_ref().map_or("none".to_owned(), |rule| rule.to_string()));
            write!(formatter, "restriction of {subject}: {old} -> {new}")
        }
        Aspect::SameInEveryComponent(Pair { new: true, .. }) => {
            write!(formatter, "{subject} must now be the same in every component that sets it")
        }
        Aspect::SameInEveryComponent(Pair { new: false, .. }) => {
            write!(formatter, "{subject} may now differ from one component to the next")
        }
        Aspect::Order { list, names } => {
            let of = match (list, subject) {
                (List::Facts, _) => "facts".to_owned(),
                (List::Values, fact) => format!("values of the {fact}"),
                (List::AccountTypes, _) => "account types".to_owned(),
                (List::Params, _) => "parameters".to_owned(),
                (List::RequiredParams, _) => "required parameters".to_owned(),
                (List::Fields, _) => "response fields".to_owned(),
                (List::Features, "API") => "features".to_owned(),
                (List::Features, components) => format!("features in {components}"),
                (List::Components, _) => "components".to_owned(),
            };
            let (old, new) = moved(names);
            write!(formatter, "order of the {of}: {old} -> {new}")
        }
    }
}

/// What something new is, after its name.
struct Summary<'c>(&'c Content);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Content::Fact { doc, account_field, values } => {
                write!(formatter, ", {} in `{account_field}`{}", listed(values, "or"), sentence(doc))
            }
            Content::FactValue => Ok(()),
            Content::AccountType(facts) => {
                let facts: Vec<String> = facts.iter().map(|(fact, value)| format!("`{fact}` is `{value}`")).collect();
                write!(formatter, "{}{}", if facts.is_empty() { "" } else { ": " }, facts.join(", "))
            }
            Content::Member { doc, kind, required } => {
                write!(formatter, " ({kind}{}){}", if *required { ", required" } else { "" }, sentence(doc))
            }
            Content::Feature { doc } => formatter.write_str(&sentence(doc)),
            Content::Component { doc, features } => match features.as_slice() {
                [] => write!(formatter, ", without features{}", sentence(doc)),
                features => write!(formatter, ", with {}{}", listed(features, "and"), sentence(doc)),
            },
            Content::ComponentFeature { default, restriction, same_in_every_component, .. } => {
                write!(formatter, ": by default {default}")?;
                if let Some(restriction) = restriction {
                    write!(formatter, "; may be {restriction}")?;
                }
                if *same_in_every_component {
                    formatter.write_str("; the same in every component that sets it")?;
                }
                Ok(())
            }
        }
    }
}

/// The type in words.
impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Boolean => formatter.write_str("boolean"),
            Kind::String => formatter.write_str("string"),
            Kind::Integer => formatter.write_str("integer"),
            Kind::Timestamp => formatter.write_str("timestamp"),
            Kind::Id { prefix } => write!(formatter, "id `{prefix}...`"),
            Kind::Secret => formatter.write_str("secret"),
            Kind::List(of) => write!(formatter, "list of {of}"),
            Kind::Components => formatter.write_str("components"),
        }
    }
}

fn in_components(names: &[&str]) -> String {
    match names {
        [_] | [_, _] | [_, _, _] => listed(names, "and"),
        many => format!("{} components ({})", many.len(), quoted(many)),
    }
}

/// Names as a sentence lists them.
fn listed<T: AsRef<str>>(names: &[T], last: &str) -> String {
    match names {
        [] | [_] => quoted(names),
        [first @ .., end] => format!("{} {last} `{}`", quoted(first), end.as_ref()),
    }
}

fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// Two orders of the same names, from the first to the last that is at another place.
fn moved(names: &Pair<Vec<String>>) -> (String, String) {
    let same = |pair: &(&String, &String)| pair.0 == pair.1;
    let start = names.old.iter().zip(&names.new).take_while(same).count();
    let end = names.old.iter().rev().zip(names.new.iter().rev()).take_while(same).count();
    let part = |names: &[String]| quoted(names.get(start..names.len() - end).unwrap_or(names));
    (part(&names.old), part(&names.new))
}

/// A text on the line that it explains.
fn sentence(doc: &str) -> String {
    let line = one_line(doc);
    if line.is_empty() { line } else { format!(": {line}") }
}

/// A text without its line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
