//! The effect of a change on users of the generated crate.

use super::change::{Aspect, Change, Difference, Edit, List, Pair, Subject};
use schema::vocabulary::{Kind, Member};
use std::fmt;

/// The part of a version that a change raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Semver {
    /// Nothing that code could notice, apart from the order of things.
    Patch,
    /// Code that compiled still does, and may find more, or other behaviour.
    Minor,
    /// Code that compiled may not any more.
    Major,
}

impl Semver {
    /// The part's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Semver::Patch => "patch",
            Semver::Minor => "minor",
            Semver::Major => "major",
        }
    }
}

impl fmt::Display for Semver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Difference {
    /// The largest effect of a change; `None` where nothing changed.
    pub fn semver(&self) -> Option<Semver> {
        self.changes.iter().map(Change::semver).max()
    }
}

impl Change {
    /// The effect on users of the generated crate.
    pub fn semver(&self) -> Semver {
        match &self.edit {
            Edit::Removed(_) => Semver::Major,
            Edit::Added(aspects) => added(&self.subject, aspects),
            Edit::Changed(pair) => changed(pair),
        }
    }
}

/// Generated enums are `#[non_exhaustive]`, and so are the structs of components, their parameters and the response: one
/// more variant or field breaks nothing.
fn added(subject: &Subject, aspects: &[Aspect]) -> Semver {
    match subject {
        // `AccountFacts` can be written with all its fields, so that one more is missing there.
        Subject::Fact(_) => Semver::Major,
        // Requests that do not set it no longer compile.
        Subject::Param(_) if aspects.contains(&Aspect::Required(true)) => Semver::Major,
        _ => Semver::Minor,
    }
}

fn changed(Pair { old, new }: &Pair<Aspect>) -> Semver {
    if let (Aspect::Type(old), Aspect::Type(new)) = (old, new) {
        return if same_rust_type(old, new) { Semver::Minor } else { Semver::Major };
    }
    match new {
        // Names of Rust types.
        Aspect::Name(_) => Semver::Major,
        // A parameter's type turns from `T` to `Clearable<T>` or back.
        Aspect::Clearable(_) => Semver::Major,
        // Either way: a getter or field turns from `T` to `Option<T>` or back.
        Aspect::Required(_) => Semver::Major,
        // The builder has a type parameter for each, in this order.
        Aspect::Order { list: List::RequiredParams, .. } => Semver::Major,
        // Code compiles as before, but the API is asked otherwise, refuses other requests, or does something else
        // with those it takes.
        Aspect::Version(_) | Aspect::Method(_) | Aspect::Path(_) | Aspect::AccountField(_) => Semver::Minor,
        Aspect::Type(_) | Aspect::Fact { .. } | Aspect::AccountTypeField(_) => Semver::Minor,
        Aspect::Default(_) | Aspect::Restriction(_) | Aspect::SameInEveryComponent(_) => Semver::Minor,
        Aspect::Deprecated(_) | Aspect::OneOf(_) => Semver::Minor,
        // The API accepts any order, and documentation does not compile.
        Aspect::Order { .. } | Aspect::Docs(_) | Aspect::Values(_) | Aspect::Features(_) => Semver::Patch,
    }
}

/// `true` if code for the old type compiles with the new one: they differ in run-time checks or new values.
fn same_rust_type(old: &Kind, new: &Kind) -> bool {
    match (old, new) {
        (Kind::Id { expandable: old, .. }, Kind::Id { expandable: new, .. }) => old == new,
        (Kind::Integer { .. }, Kind::Integer { .. }) => true,
        (Kind::List(old), Kind::List(new)) => same_rust_type(old, new),
        // One variant more breaks nothing, and one less breaks those who name it.
        (Kind::Enum { values: old }, Kind::Enum { values: new }) => old.iter().all(|value| new.contains(value)),
        // The struct of an object can grow, and what is required is what makes one.
        (Kind::Object { fields: old }, Kind::Object { fields: new }) => {
            let same = |old: &Member, new: &Member| {
                let is = |member: &Member| (member.clearable, member.required);
                is(old) == is(new) && same_rust_type(&old.kind, &new.kind)
            };
            // In their order, which is that of the arguments.
            let required = |fields: &[Member]| {
                fields.iter().filter(|field| field.required).map(|field| field.name.clone()).collect::<Vec<_>>()
            };
            required(old) == required(new)
                && old.iter().all(|old| new.iter().any(|new| new.name == old.name && same(old, new)))
        }
        _ => old == new,
    }
}
