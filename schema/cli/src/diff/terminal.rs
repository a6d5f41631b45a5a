//! A difference for people at a terminal.

use super::{
    change::{Difference, Pair},
    groups::{Group, Section},
    semver::Semver,
};
use std::fmt::Write;

pub(crate) const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const YELLOW: &str = "\x1b[33m";
pub(crate) const PLAIN: &str = "\x1b[0m";

pub(crate) fn render(difference: &Difference) -> String {
    let Pair { old, new } = &difference.api_version;
    let versions = if old == new { old.clone() } else { format!("{old} -> {new}") };
    let Some(semver) = difference.semver() else { return format!("{versions}: no difference\n") };
    let count = difference.changes.len();
    let mut text = format!(
        "{BOLD}{versions}: {}{semver}{PLAIN}{BOLD}, {count} change{}{PLAIN}\n",
        colour(semver),
        if count == 1 { "" } else { "s" },
    );
    let groups = difference.groups();
    for section in Section::ALL {
        let mut groups = groups.iter().filter(|group| group.section() == section).peekable();
        if groups.peek().is_some() {
            _ = writeln!(text, "\n{BOLD}{}{PLAIN}", section.as_str());
        }
        groups.for_each(|group| line(&mut text, group));
    }
    text
}

/// The maximum length of a line with both values. Longer ones get a line for each value.
const WIDTH: usize = 100;

fn line(text: &mut String, group: &Group<'_>) {
    let semver = group.semver();
    _ = write!(text, "  {}{semver}{PLAIN}  ", colour(semver));
    let sentence = group.to_string();
    let (title, Pair { old, new }) = match (group.section(), group.values()) {
        (Section::Documentation, Some(docs)) => (group.subject(), docs),
        (_, Some(values)) if sentence.len() > WIDTH => (group.title(), values),
        _ => {
            _ = writeln!(text, "{sentence}");
            return;
        }
    };
    _ = writeln!(text, "{title}");
    for (sign, colour, value) in [('-', RED, old), ('+', GREEN, new)] {
        for line in value.lines() {
            _ = writeln!(text, "         {colour}{sign} {line}{PLAIN}");
        }
    }
}

fn colour(semver: Semver) -> &'static str {
    match semver {
        Semver::Major => RED,
        Semver::Minor => YELLOW,
        Semver::Patch => GREEN,
    }
}
