//! Pieces of YAML as a person would write them.

use schema::yaml::{Node, Value};

/// The longest line that is written.
pub(crate) const WIDTH: usize = 120;

/// A value to write.
#[derive(Clone, Debug)]
pub(crate) enum Yaml {
    /// Something short, as it is written.
    Raw(String),
    /// A sentence or several.
    Prose(String),
    /// In brackets if it fits on a line, and otherwise with a line for each item.
    List(Vec<Yaml>),
    /// In braces on one line.
    Flow(Vec<(String, Yaml)>),
    /// With a line for each key.
    Block(Vec<(String, Yaml)>),
}

impl Yaml {
    pub(crate) fn raw(text: impl Into<String>) -> Yaml {
        Yaml::Raw(text.into())
    }

    /// A value that is written somewhere.
    pub(crate) fn of(node: &Node) -> Yaml {
        match &node.value {
            Value::Null | Value::Invalid => Yaml::raw("null"),
            Value::Bool(value) => Yaml::Raw(value.to_string()),
            Value::Number(number) => Yaml::raw(number.as_str()),
            Value::Text(text) => Yaml::Raw(scalar(text, true)),
            Value::List(items) => Yaml::List(items.iter().map(Yaml::of).collect()),
            Value::Map(entries) => {
                let entries = entries.iter().map(|entry| (scalar(&entry.key.value, true), Yaml::of(&entry.value)));
                Yaml::Flow(entries.collect())
            }
        }
    }

    /// The value on one line, valid between brackets.
    pub(crate) fn flow(&self) -> String {
        match self {
            Yaml::Raw(text) => text.clone(),
            Yaml::Prose(text) => scalar(text, true),
            Yaml::List(items) => format!("[{}]", items.iter().map(Yaml::flow).collect::<Vec<_>>().join(", ")),
            Yaml::Flow(entries) | Yaml::Block(entries) if entries.is_empty() => "{}".to_owned(),
            Yaml::Flow(entries) | Yaml::Block(entries) => {
                let entries = entries.iter().map(|(key, value)| format!("{key}: {}", value.flow()));
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// `true` if both mean the same, in whatever order their keys are.
impl PartialEq for Yaml {
    fn eq(&self, other: &Yaml) -> bool {
        match (self, other) {
            (Yaml::List(one), Yaml::List(other)) => one == other,
            (Yaml::Flow(one) | Yaml::Block(one), Yaml::Flow(other) | Yaml::Block(other)) => {
                one.len() == other.len() && one.iter().all(|entry| other.contains(entry))
            }
            _ => self.flow() == other.flow(),
        }
    }
}

/// An entry of a block map, as lines without line breaks. `step` is how far each level is indented.
pub(crate) fn entry(key: &str, value: &Yaml, indent: usize, step: usize) -> Vec<String> {
    let margin = " ".repeat(indent);
    let one_line = |text: String| vec![format!("{margin}{key}: {text}")];
    let short = |text: &str| indent + key.len() + 2 + text.chars().count() <= WIDTH;
    match value {
        Yaml::Prose(text) => {
            let line = scalar(text, false);
            if short(&line) {
                return one_line(line);
            }
            let mut lines = vec![format!("{margin}{key}: >-")];
            lines.extend(
                wrapped(text, WIDTH.saturating_sub(indent + step).max(20))
                    .map(|line| format!("{margin}{}{line}", " ".repeat(step))),
            );
            lines
        }
        Yaml::Block(entries) if !entries.is_empty() => {
            let mut lines = vec![format!("{margin}{key}:")];
            lines.extend(entries.iter().flat_map(|(key, value)| self::entry(key, value, indent + step, step)));
            lines
        }
        Yaml::List(items) if !short(&value.flow()) || items.iter().any(|item| matches!(item, Yaml::Flow(_))) => {
            let mut lines = vec![format!("{margin}{key}:")];
            lines.extend(items.iter().map(|item| format!("{margin}{}- {}", " ".repeat(step), self::item(item))));
            lines
        }
        value => one_line(value.flow()),
    }
}

/// An item of a block list.
pub(crate) fn item(item: &Yaml) -> String {
    match item {
        // `- name: { ... }` rather than `- { name: { ... } }`.
        Yaml::Flow(entries) if entries.len() == 1 => format!("{}: {}", entries[0].0, entries[0].1.flow()),
        other => other.flow(),
    }
}

/// Words as lines of at most some width.
fn wrapped(text: &str, width: usize) -> impl Iterator<Item = String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.into_iter()
}

/// A text as a YAML scalar, quoted where necessary. `inside` is between brackets or braces.
pub(crate) fn scalar(text: &str, inside: bool) -> String {
    let starts = text.starts_with(|char: char| char.is_alphanumeric() || char == '_' || char == '/');
    let breaks = [": ", " #", "\t", "\n", "\""].iter().any(|part| text.contains(part));
    let flow = inside && text.contains([',', '[', ']', '{', '}']);
    let ends = text.ends_with([':', ' ']);
    // Words that YAML reads as something other than text.
    let word = text.to_lowercase();
    let special = matches!(word.as_str(), "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n");
    let number = text.starts_with(|char: char| char.is_ascii_digit()) && is_number(&word);
    if starts && !breaks && !flow && !ends && !special && !number && !text.contains(char::is_control) {
        return text.to_owned();
    }
    let escaped = text.chars().map(|char| match char {
        '"' | '\\' => format!("\\{char}"),
        char if char.is_control() => format!("\\u{:04x}", u32::from(char)),
        char => char.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches("0x").trim_start_matches("0o");
    word.parse::<f64>().is_ok() || digits.chars().all(|char| char.is_ascii_hexdigit() || char == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_where_they_are_needed() {
        assert_eq!(
            scalar("Lists the account's payments, all of them.", false),
            "Lists the account's payments, all of them."
        );
        assert_eq!(scalar("One, two", true), "\"One, two\"");
        assert_eq!(scalar("`x` is one: two", false), "\"`x` is one: two\"");
        assert_eq!(scalar("2024-06-20", false), "2024-06-20");
        for text in ["true", "12", "1.5", "0x1f", "", "say \\ \"it\"", "a #b", "1e3"] {
            assert!(scalar(text, false).starts_with('"'), "{text}");
        }
    }

    #[test]
    fn a_long_text_is_folded() {
        let text = "word ".repeat(40);
        let lines = entry("doc", &Yaml::Prose(text.trim().to_owned()), 4, 2);
        assert_eq!(lines[0], "    doc: >-");
        assert!(lines.iter().all(|line| line.len() <= WIDTH), "{lines:#?}");
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_list_is_in_brackets_unless_something_differs() {
        let list = Yaml::List(vec![Yaml::raw("a"), Yaml::raw("b")]);
        assert_eq!(entry("features", &list, 4, 2), ["    features: [a, b]"]);
        let differs = Yaml::Flow(vec![("b".to_owned(), Yaml::Flow(vec![("default".to_owned(), Yaml::raw("false"))]))]);
        let list = Yaml::List(vec![Yaml::raw("a"), differs]);
        let lines = entry("features", &list, 4, 2);
        assert_eq!(lines, ["    features:", "      - a", "      - b: { default: false }"]);
        assert_eq!(list.flow(), "[a, { b: { default: false } }]");
    }
}
