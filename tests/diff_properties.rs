//! Properties of the difference of any two descriptions.

use std::sync::LazyLock;

use schema::{CheckedSchema, Source};
use schema_cli::diff::{Change, Edit, Semver, Subject, diff};
use tests::synthetic::{self, Random};

const REFERENCE: &str = include_str!("../schema/2024-09-30.acacia.yaml");

fn checked(text: &str) -> Option<CheckedSchema> {
    let reading = schema::read(&Source::new("test.yaml", text));
    if reading.diagnostics.has_errors() { None } else { reading.schema }
}

static SYNTHETIC: LazyLock<Vec<CheckedSchema>> = LazyLock::new(|| {
    let schemas: Vec<_> = (0..400).filter_map(|seed| checked(&synthetic::schema(seed))).collect();
    assert!(schemas.len() >= 100, "only {} of the schemas pass the checks", schemas.len());
    schemas
});

#[test]
fn nothing_differs_from_itself() {
    for schema in &*SYNTHETIC {
        let difference = diff(schema, schema);
        assert!(difference.changes.is_empty(), "{difference:#?}");
        assert_eq!(difference.semver(), None);
    }
}

/// The subjects of changes, by kind of change.
fn by_edit(changes: &[Change]) -> [Vec<String>; 3] {
    let mut sorted = [const { Vec::new() }; 3];
    for Change { subject, edit } in changes {
        let (kind, what) = match edit {
            Edit::Added(content) => (0, format!("{subject:?}: {content:?}")),
            Edit::Removed(content) => (1, format!("{subject:?}: {content:?}")),
            Edit::Changed(aspect) => (2, format!("{subject:?}: {:?}", std::mem::discriminant(&aspect.new))),
        };
        sorted[kind].push(what);
    }
    sorted.iter_mut().for_each(|list| list.sort());
    sorted
}

#[test]
fn the_reverse_difference_mirrors_it() {
    let schemas = &*SYNTHETIC;
    for (old, new) in schemas.iter().zip(&schemas[1..]) {
        let [added, removed, changed] = by_edit(&diff(old, new).changes);
        assert_eq!([removed, added, changed], by_edit(&diff(new, old).changes));
    }
}

#[test]
fn every_change_is_shown() {
    let schemas = &*SYNTHETIC;
    for (old, new) in schemas.iter().zip(&schemas[1..]) {
        let difference = diff(old, new);
        let groups = difference.groups();
        assert!(groups.len() <= difference.changes.len());
        assert_eq!(groups.iter().map(|group| group.semver()).max(), difference.semver());
        let text: String = groups.iter().map(|group| format!("{group}\n")).collect();
        let names = difference.changes.iter().filter_map(|change| match &change.subject {
            Subject::Fact(name) | Subject::Param(name) | Subject::Field(name) | Subject::Component(name) => Some(name),
            Subject::ComponentFeature { feature, .. } if !matches!(change.edit, Edit::Removed(_)) => Some(feature),
            _ => None,
        });
        for name in names {
            assert!(text.contains(&format!("`{name}`")), "{name} is not in\n{text}");
        }
    }
}

/// The reference without some of its components.
fn without(random: &mut Random) -> String {
    let (head, components) = REFERENCE.split_once("\ncomponents:\n").unwrap();
    let mut text = format!("{head}\n\ncomponents:\n  kept: {{ doc: Always there., features: [] }}\n");
    let mut kept = true;
    for line in components.lines() {
        if line.starts_with("  ") && !line.starts_with("   ") {
            kept = !random.once_in(3);
        }
        if kept {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[test]
fn additions_are_minor_and_removals_major() {
    let kept = "\ncomponents:\n  kept: { doc: Always there., features: [] }\n";
    let all = checked(&REFERENCE.replacen("\ncomponents:\n", kept, 1)).unwrap();
    let random = &mut Random::new(4);
    for _ in 0..50 {
        let some = checked(&without(random)).unwrap();
        let (there, back) = (diff(&some, &all), diff(&all, &some));
        let added = there.changes.iter().filter(|change| matches!(change.subject, Subject::Component(_))).count();
        assert_eq!(added, all.components.len() - some.components.len());
        assert!(there.changes.iter().all(|change| matches!(change.edit, Edit::Added(_))), "{there:#?}");
        assert!(back.changes.iter().all(|change| matches!(change.edit, Edit::Removed(_))), "{back:#?}");
        assert_eq!(there.semver(), (added > 0).then_some(Semver::Minor));
        assert_eq!(back.semver(), (added > 0).then_some(Semver::Major));
    }
}
