//! What the README shows is what there is. Run with `UPDATE_README=1` to write it anew.

use schema::{Reading, Source, Style};
use std::{env, fs};

const REFERENCE: &str = include_str!("../schema/2024-09-30.acacia.yaml");
const README: &str = include_str!("../README.md");

fn read(text: &str) -> Reading {
    schema::read(&Source::new("2024-09-30.acacia.yaml", text))
}

/// What stands in the README between two marks.
fn section<'r>(start: &str, end: &str) -> &'r str {
    let (_, rest) = README.split_once(start).unwrap();
    rest.split_once(end).unwrap().0
}

#[test]
fn the_table_of_defaults() {
    let table = format!("\n{}", schema::feature_table::table(&read(REFERENCE).schema.unwrap()));
    let (start, end) = ("<!-- reference -->", "<!-- /reference -->");
    let shown = section(start, end);
    if shown != table && env::var_os("UPDATE_README").is_some() {
        let mended = README.replacen(&format!("{start}{shown}{end}"), &format!("{start}{table}{end}"), 1);
        fs::write("../README.md", mended).unwrap();
        return;
    }
    assert_eq!(shown, table);
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
fn the_difference_between_two_versions() {
    let mut cargo = std::process::Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--package", "generated-client-schema-cli", "--", "diff"]);
    cargo.args(["../schema/2024-09-30.acacia.yaml", "../schema/2026-10-28.endive.yaml"]);
    let output = String::from_utf8(cargo.output().unwrap().stdout).unwrap();
    let shown =
        section("schema diff schema/2024-09-30.acacia.yaml schema/2026-10-28.endive.yaml\n```\n\n```text\n", "```");
    assert!(output.starts_with(shown), "{output}");
}
