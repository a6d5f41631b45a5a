//! A difference for a changelog.

use super::{
    change::Difference,
    groups::{Group, Section},
    semver::Semver,
};
use std::fmt::Write;

pub(crate) fn render(difference: &Difference) -> String {
    let groups = difference.groups();
    let mut sections = Vec::new();
    for section in Section::ALL {
        let items: String = groups.iter().filter(|group| group.section() == section).map(item).collect();
        if !items.is_empty() {
            sections.push(format!("### {}\n\n{items}", section.as_str()));
        }
    }
    sections.join("\n")
}

fn item(group: &Group<'_>) -> String {
    let (mut item, section) = (String::from("- "), group.section());
    // Removals are obviously breaking.
    if group.semver() == Semver::Major && section != Section::Removed {
        item.push_str("**Breaking:** ");
    }
    match group.values().filter(|_| section == Section::Documentation) {
        Some(docs) if docs.new.is_empty() => {
            _ = write!(item, "{}: no documentation any more", capital(group.subject()));
        }
        Some(docs) => {
            let words: Vec<&str> = docs.new.split_whitespace().collect();
            _ = write!(item, "{}: {}", capital(group.subject()), words.join(" "));
        }
        None => item.push_str(&capital(group.to_string())),
    }
    item.push_str(if item.ends_with('.') { "\n" } else { ".\n" });
    item
}

fn capital(sentence: String) -> String {
    let mut chars = sentence.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => sentence,
    }
}
