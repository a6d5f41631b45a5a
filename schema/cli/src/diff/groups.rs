//! Changes that read as one: what happened alike to a feature in several components.

use super::{
    change::{Aspect, Change, Difference, Edit, Pair, Subject},
    semver::Semver,
    wording::{in_components, summary, title, values},
};
use std::{collections::HashSet, fmt};

/// The parts of a changelog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Only in the new description.
    Added,
    /// Only in the old description.
    Removed,
    /// In both, with another meaning.
    Changed,
    /// In both, with another documentation.
    Documentation,
}

impl Section {
    /// Every section, in the order in which they are shown.
    pub const ALL: [Section; 4] = [Section::Added, Section::Removed, Section::Changed, Section::Documentation];

    /// The section's heading.
    pub fn as_str(self) -> &'static str {
        match self {
            Section::Added => "Added",
            Section::Removed => "Removed",
            Section::Changed => "Changed",
            Section::Documentation => "Documentation",
        }
    }
}

/// One or more changes that read as one.
#[derive(Clone, Debug)]
pub struct Group<'d> {
    first: &'d Change,
    rest: Vec<&'d Change>,
}

impl Difference {
    /// The changes, with those that read as one together. The features of a component that was removed go without
    /// saying.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let removed: HashSet<&str> = self.changes.iter().filter_map(removed_component).collect();
        let mut groups: Vec<Group<'_>> = Vec::new();
        for change in &self.changes {
            if let (Edit::Removed(_), Subject::ComponentFeature { component, .. }) = (&change.edit, &change.subject)
                && removed.contains(component.as_str())
            {
                continue;
            }
            match groups.iter_mut().find(|group| alike(group.first, change)) {
                Some(group) => group.rest.push(change),
                None => groups.push(Group { first: change, rest: Vec::new() }),
            }
        }
        groups
    }
}

fn removed_component(change: &Change) -> Option<&str> {
    match (&change.subject, &change.edit) {
        (Subject::Component(name), Edit::Removed(_)) => Some(name),
        _ => None,
    }
}

/// The key by which changes are grouped: the feature, if the change is about one.
fn common(change: &Change) -> Option<Option<&str>> {
    match &change.subject {
        Subject::Feature(feature) | Subject::ComponentFeature { feature, .. } => Some(Some(feature)),
        Subject::Component(_) if matches!(&change.edit, Edit::Changed(pair) if is_order(pair)) => Some(None),
        _ => None,
    }
}

/// `true` if two changes read as one: of a feature, or of the order of features.
fn alike(one: &Change, other: &Change) -> bool {
    let same_edit = match (&one.edit, &other.edit) {
        (Edit::Removed(_), Edit::Removed(_)) => true,
        (Edit::Changed(one), Edit::Changed(other)) if is_order(one) && is_order(other) => values(one) == values(other),
        (one, other) => one == other,
    };
    same_edit && common(one).is_some_and(|one| Some(one) == common(other))
}

fn is_order(pair: &Pair<Aspect>) -> bool {
    matches!(pair.new, Aspect::Order { .. })
}

impl Group<'_> {
    /// The section of a changelog.
    pub fn section(&self) -> Section {
        match &self.first.edit {
            Edit::Added(_) => Section::Added,
            Edit::Removed(_) => Section::Removed,
            Edit::Changed(Pair { new: Aspect::Docs(_), .. }) => Section::Documentation,
            Edit::Changed(_) => Section::Changed,
        }
    }

    /// The effect on users of the generated crate.
    pub fn semver(&self) -> Semver {
        self.first.semver()
    }

    /// The change, without its values.
    pub fn title(&self) -> String {
        let subject = self.subject();
        match &self.first.edit {
            Edit::Added(aspects) => format!("{subject}{}", summary(aspects)),
            Edit::Removed(_) => subject,
            Edit::Changed(pair) => title(&subject, &pair.new),
        }
    }

    /// The old and the new value in words, unless the title says both.
    pub fn values(&self) -> Option<Pair<String>> {
        match &self.first.edit {
            Edit::Changed(pair) => values(pair),
            Edit::Added(_) | Edit::Removed(_) => None,
        }
    }

    /// The subject of the changes.
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
            Edit::Changed(Pair { new: Aspect::Docs(_), .. }) => Ok(()),
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
