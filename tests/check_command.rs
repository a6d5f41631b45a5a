//! `cargo run -p schema -- check`, as a maintainer runs it.

use crate::mistakes;
use serde_json::Value;
use std::{
    fs,
    process::{Command, Output},
};

fn check(arguments: &[&str]) -> Output {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--package", "schema", "--", "check"]).args(arguments);
    cargo.output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_schema_without_errors_is_one_line() {
    let warned = concat!(env!("CARGO_TARGET_TMPDIR"), "/warned.yaml");
    fs::write(warned, mistakes::BASE.replace("Lets money go back.", "Refunds.")).unwrap();
    let output = check(&["../schema/2024-09-30.acacia.yaml", warned]);
    assert_eq!(output.status.code(), Some(0));
    let expected = format!(
        "../schema/2024-09-30.acacia.yaml: 2024-09-30.acacia, 11 components\n\
         {warned}: 2030-01-01, 1 component, 1 warning\n"
    );
    assert_eq!(text(&output.stdout), expected);
    assert!(text(&output.stderr).starts_with("warning: the documentation of `refunds` only repeats its name\n"));
}

#[test]
fn ten_mistakes_are_ten_diagnostics_in_the_order_of_the_file() {
    let output = check(&["ui/ten_mistakes.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "ui/ten_mistakes.yaml: 10 errors\n");
    let shown = text(&output.stderr);
    assert_eq!(shown.matches("error: ").count(), 10, "{shown}");
    let lines = shown.lines().filter_map(|line| line.trim_start().strip_prefix("--> ui/ten_mistakes.yaml:"));
    let lines: Vec<u32> = lines.map(|position| position.split(':').next().unwrap().parse().unwrap()).collect();
    assert!(lines.len() == 10 && lines.is_sorted(), "{lines:?}");
}

#[test]
fn programs_get_an_object_a_line() {
    let output = check(&["--message-format", "json", "ui/ten_mistakes.yaml"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), ""));
    let objects: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 10);
    let source = include_str!("ui/ten_mistakes.yaml");
    for object in &objects {
        let (start, end) = (&object["span"]["start"], &object["span"]["end"]);
        let (start_at, end_at) = (start["offset"].as_u64().unwrap() as usize, end["offset"].as_u64().unwrap() as usize);
        let line = source.lines().nth(start["line"].as_u64().unwrap() as usize - 1).unwrap();
        let column = start["column"].as_u64().unwrap() as usize - 1;
        assert_eq!(&source[start_at..end_at], &line[column..column + end_at - start_at]);
        assert_eq!(object["severity"], "error");
        assert!(object["help"]["message"].is_string());
    }
    assert_eq!(objects[1]["help"]["replacement"]["text"], "POST");
}

#[test]
fn what_cannot_be_done_ends_with_two() {
    for arguments in [&["nowhere.yaml"][..], &["ui"], &[], &["--message-format", "xml", "ui/ten_mistakes.yaml"]] {
        let output = check(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("error: "), "{arguments:?}");
    }
}
