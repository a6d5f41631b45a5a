//! Changes that read as one: what happened alike to a feature in several components.

use super::{Aspect, Change, Difference, Edit, Semver, Subject, wording::values};
use std::collections::HashSet;

/// The parts of a changelog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What only the new description has.
    Added,
    /// What only the old description has.
    Removed,
    /// What both have, and mean otherwise.
    Changed,
    /// What both have, and explain otherwise.
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

/// Changes that read as one, of which there is at least one.
#[derive(Clone, Debug)]
pub struct Group<'d> {
    pub(super) first: &'d Change,
    pub(super) rest: Vec<&'d Change>,
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

/// What changes have in common that can read as one: the feature, if it is about one.
fn common(change: &Change) -> Option<Option<&str>> {
    match &change.subject {
        Subject::Feature(feature) | Subject::ComponentFeature { feature, .. } => Some(Some(feature)),
        Subject::Component(_) if matches!(change.edit, Edit::Changed(Aspect::Order { .. })) => Some(None),
        _ => None,
    }
}

/// Whether two changes read as one: of a feature, or of the order of features.
fn alike(one: &Change, other: &Change) -> bool {
    let same_edit = match (&one.edit, &other.edit) {
        (Edit::Removed(_), Edit::Removed(_)) => true,
        (Edit::Changed(one @ Aspect::Order { .. }), Edit::Changed(other @ Aspect::Order { .. })) => {
            values(one) == values(other)
        }
        (one, other) => one == other,
    };
    same_edit && common(one).is_some_and(|one| Some(one) == common(other))
}

impl Group<'_> {
    /// Where a changelog has it.
    pub fn section(&self) -> Section {
        match &self.first.edit {
            Edit::Added(_) => Section::Added,
            Edit::Removed(_) => Section::Removed,
            Edit::Changed(Aspect::Docs(_)) => Section::Documentation,
            Edit::Changed(_) => Section::Changed,
        }
    }

    /// What it is for those who use the generated crate.
    pub fn semver(&self) -> Semver {
        self.first.semver()
    }
}
