//! Changes as sentences.

use super::{Aspect, Change, Content, Edit, Group, List, Pair, Subject};
use schema::vocabulary::{Kind, NamedDefault, NamedRestriction};
use std::fmt;

impl Group<'_> {
    /// What changed, without its values.
    pub fn title(&self) -> String {
        let subject = self.subject();
        match &self.first.edit {
            Edit::Added(content) => format!("{subject}{}", Summary(content)),
            Edit::Removed(_) => subject,
            Edit::Changed(aspect) => title(&subject, aspect),
        }
    }

    /// What it was and what it is, in words, where the title does not say so.
    pub fn values(&self) -> Option<Pair<String>> {
        match &self.first.edit {
            Edit::Changed(aspect) => values(aspect),
            Edit::Added(_) | Edit::Removed(_) => None,
        }
    }

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
        formatter.write_str(&self.title())?;
        match &self.first.edit {
            Edit::Changed(Aspect::Docs(_)) => Ok(()),
            _ => match self.values() {
                Some(Pair { old, new }) => write!(formatter, ": {old} -> {new}"),
                None => Ok(()),
            },
        }
    }
}

/// The sentence of this change alone.
impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Group { first: self, rest: Vec::new() }.fmt(formatter)
    }
}

fn title(subject: &str, aspect: &Aspect) -> String {
    match aspect {
        Aspect::Version(_) => format!("{subject} version"),
        Aspect::Name(_) => format!("name of the {subject}"),
        Aspect::Docs(_) if matches!(subject, "operation" | "response") => format!("documentation of the {subject}"),
        Aspect::Docs(_) => format!("documentation of {subject}"),
        Aspect::Method(_) => format!("method of the {subject}"),
        Aspect::Path(_) => format!("path of the {subject}"),
        Aspect::AccountField(_) => format!("account field of {subject}"),
        Aspect::Fact { fact, .. } => format!("`{fact}` of {subject}"),
        Aspect::Type(_) => format!("type of {subject}"),
        Aspect::Clearable(Pair { new: true, .. }) => format!("{subject} can now be cleared"),
        Aspect::Clearable(Pair { new: false, .. }) => format!("{subject} can no longer be cleared"),
        Aspect::Required(Pair { new: true, .. }) => format!("{subject} is now required"),
        Aspect::Required(Pair { new: false, .. }) => format!("{subject} is no longer required"),
        Aspect::Default(_) => format!("default of {subject}"),
        Aspect::Restriction(_) => format!("restriction of {subject}"),
        Aspect::SameInEveryComponent(Pair { new: true, .. }) => {
            format!("{subject} must now be the same in every component that sets it")
        }
        Aspect::SameInEveryComponent(Pair { new: false, .. }) => {
            format!("{subject} may now differ from one component to the next")
        }
        Aspect::Order { list, .. } => match (list, subject) {
            (List::Facts, _) => "order of the facts".to_owned(),
            (List::Values, fact) => format!("order of the values of the {fact}"),
            (List::AccountTypes, _) => "order of the account types".to_owned(),
            (List::Params, _) => "order of the parameters".to_owned(),
            (List::RequiredParams, _) => "order of the required parameters".to_owned(),
            (List::Fields, _) => "order of the response fields".to_owned(),
            (List::Features, "API") => "order of the features".to_owned(),
            (List::Features, components) => format!("order of the features in {components}"),
            (List::Components, _) => "order of the components".to_owned(),
        },
    }
}

/// The old and the new value in words; `None` where there are but two, and the title says which.
pub(super) fn values(aspect: &Aspect) -> Option<Pair<String>> {
    match aspect {
        Aspect::Docs(docs) => Some(docs.clone()),
        Aspect::Version(names) | Aspect::Name(names) | Aspect::Path(names) | Aspect::AccountField(names) => {
            Some(both(names, |name| format!("`{name}`")))
        }
        Aspect::Method(methods) => Some(both(methods, |method| method.as_str().to_owned())),
        Aspect::Fact { value, .. } => Some(both(value, |value| match value {
            Some(value) => format!("`{value}`"),
            None => "not settled".to_owned(),
        })),
        Aspect::Type(kinds) => Some(both(kinds, Kind::to_string)),
        Aspect::Default(rules) => Some(both(rules, NamedDefault::to_string)),
        Aspect::Restriction(rules) => {
            Some(both(rules, |rule| rule.as_ref().map_or("none".to_owned(), NamedRestriction::to_string)))
        }
        Aspect::Order { names, .. } => Some(moved(names)),
        Aspect::Clearable(_) | Aspect::Required(_) | Aspect::SameInEveryComponent(_) => None,
    }
}

fn both<T>(pair: &Pair<T>, word: impl Fn(&T) -> String) -> Pair<String> {
    Pair { old: word(&pair.old), new: word(&pair.new) }
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
            Content::Member { doc, kind, clearable, required } => {
                let ty = kind.describe(*clearable);
                write!(formatter, " ({ty}{}){}", if *required { ", required" } else { "" }, sentence(doc))
            }
            Content::Feature { doc } => formatter.write_str(&sentence(doc)),
            Content::Component { doc, features } => match features.as_slice() {
                [] => write!(formatter, ", without features{}", sentence(doc)),
                features => write!(formatter, ", with {}{}", listed(features, "and"), sentence(doc)),
            },
            Content::ComponentFeature { kind, clearable, default, restriction, same_in_every_component, .. } => {
                if (kind, *clearable) != (&Kind::Boolean, false) {
                    write!(formatter, " ({})", kind.describe(*clearable))?;
                }
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
fn moved(names: &Pair<Vec<String>>) -> Pair<String> {
    let same = |pair: &(&String, &String)| pair.0 == pair.1;
    let start = names.old.iter().zip(&names.new).take_while(same).count();
    let end = names.old.iter().rev().zip(names.new.iter().rev()).take_while(same).count();
    let part = |names: &[String]| quoted(names.get(start..names.len() - end).unwrap_or(names));
    Pair { old: part(&names.old), new: part(&names.new) }
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
