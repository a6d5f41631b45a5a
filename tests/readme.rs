//! Examples of the maintainer's README: the output of the program, and the YAML.

use schema::{Reading, Source, Style};

const REFERENCE: &str = include_str!("../schema/2024-09-30.acacia.yaml");
const README: &str = include_str!("../schema/README.md");

fn read(text: &str) -> Reading {
    schema::read(&Source::new("2024-09-30.acacia.yaml", text))
}

/// The text of the README between two marks.
pub(crate) fn section<'r>(start: &str, end: &str) -> &'r str {
    let (_, rest) = README.split_once(start).unwrap();
    rest.split_once(end).unwrap().0
}

#[test]
fn the_message() {
    let mistaken = REFERENCE.replacen(
        "    features: [capture_payments, destination_on_behalf_of_charge_management, dispute_management, refund_management]",
        "    features: [refunds_management]",
        1,
    );
    let diagnostics = read(&mistaken).diagnostics;
    let source = Source::new("2024-09-30.acacia.yaml", mistaken);
    let message = diagnostics.iter().next().unwrap().render(&source, Style::Plain);
    let shown = section("   ```text\n", "   ```\n").lines().map(|line| line.strip_prefix("   ").unwrap_or(line));
    assert_eq!(shown.collect::<Vec<_>>(), message.lines().map(str::trim_end).collect::<Vec<_>>());
}

#[test]
fn the_added_component() {
    let yaml = section("   ```yaml\n", "   ```\n").replace("\n   ", "\n");
    let (features, components) = yaml.trim_start().split_once("\n\n").unwrap();
    let features = features.strip_prefix("features:").unwrap();
    let components = components.strip_prefix("components:").unwrap().trim_end();
    let with = REFERENCE.replacen("\ncomponents:\n", &format!("{features}\n\ncomponents:{components}\n"), 1);
    let Reading { schema, diagnostics } = read(&with);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}\n{with}");
    assert_eq!(schema.unwrap().components.len(), 12);
}

#[test]
fn the_crate_page_counts_the_components() {
    let page = include_str!("../generated-client/src/lib.rs");
    for (version, text) in schema::shipped() {
        let schema = read(text).schema.unwrap();
        let line = format!("/// The types of API version `{version}`, with {} components.\n", schema.components.len());
        assert!(page.contains(&line), "{line}");
    }
}
