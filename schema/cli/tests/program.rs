//! `cargo schema`, as a maintainer runs it.
#![allow(clippy::unwrap_used)] // Which clippy allows in tests, but not in what they share.

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const OLD: &str = "../2024-09-30.acacia.yaml";
const NEW: &str = "../../tests/schemas/later.yaml";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-schema")).args(arguments).output().unwrap()
}

fn printed(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A file for one test.
fn file(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

macro_rules! snapshot {
    ($name:expr, $text:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

#[test]
fn a_difference_in_every_format() {
    snapshot!("later_as_text", printed(&["diff", OLD, NEW], 1));
    snapshot!("later_as_markdown", printed(&["diff", OLD, NEW, "--format", "markdown"], 1));
    snapshot!("later_as_json", printed(&["diff", OLD, NEW, "--format", "json"], 1));
}

#[test]
fn the_way_back() {
    snapshot!("earlier_as_text", printed(&["diff", NEW, OLD], 1));
    snapshot!("earlier_as_markdown", printed(&["diff", NEW, OLD, "--format", "markdown"], 1));
}

#[test]
fn no_difference() {
    assert_eq!(printed(&["diff", OLD, OLD], 0), "2024-09-30.acacia: no difference\n");
    assert_eq!(printed(&["diff", OLD, OLD, "--format", "markdown"], 0), "");
    let json = printed(&["diff", OLD, OLD, "--format", "json"], 0);
    let json: String = json.split_whitespace().collect();
    assert_eq!(json, r#"{"changes":[],"new":"2024-09-30.acacia","old":"2024-09-30.acacia","semver":null}"#);
}

#[test]
fn a_page() {
    snapshot!("page", printed(&["docs", "../../tests/schemas/every_rule.yaml"], 0));
}

#[test]
fn files_that_cannot_be_used() {
    let text = std::fs::read_to_string(OLD).unwrap();
    let mistaken = file("mistaken.yaml", &text.replacen("[external_account_collection]", "[collection]", 1));
    let mistaken = mistaken.to_str().unwrap();
    for arguments in [&["diff", mistaken, "nowhere.yaml"][..], &["docs", mistaken]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("error: there is no feature `collection`"), "{said}");
        assert!(said.contains("    features: [collection]\n"), "{said}");
        assert!(said.contains("mistaken.yaml` is not a valid description\n"), "{said}");
        assert_eq!(said.contains("error: can't read `nowhere.yaml`"), arguments.len() == 3, "{said}");
    }
}

/// An OpenAPI document of a component whose features are these.
fn document(version: &str, features: &str) -> String {
    let object = |properties: &str| format!(r#"{{ "type": "object", "properties": {{ {properties} }} }}"#);
    let it = object(&format!(r#""enabled": {{ "type": "boolean" }}, "features": {}"#, object(features)));
    let components = object(&format!(r#""payments": {it}"#));
    let session = object(&format!(r#""components": {components}, "client_secret": {{ "type": "string" }}"#));
    let form = format!(
        r#"{{ "type": "object", "required": ["components"], "properties": {{ "components": {components} }} }}"#
    );
    format!(
        r#"{{ "info": {{ "version": "{version}" }}, "openapi": "3.0.0", "paths": {{ "/v1/account_sessions": {{ "post": {{
            "requestBody": {{ "content": {{ "application/x-www-form-urlencoded": {{ "schema": {form} }} }} }},
            "responses": {{ "200": {{ "content": {{ "application/json": {{ "schema": {session} }} }} }} }}
        }} }} }} }}"#
    )
}

#[test]
fn documents_of_the_publisher() {
    let refunds = r#""refunds": { "type": "boolean", "description": "Defaults to `true`." }"#;
    let methods = r#""methods": { "anyOf": [
        { "type": "array", "items": { "type": "string", "enum": ["instant", "standard"] } },
        { "type": "string", "enum": [""] } ] }"#;
    let old = file("old.json", &document("2030-01-01", refunds));
    let new = file("new.json", &document("2030-02-02", &format!("{refunds}, {methods}")));
    let schema = Path::new(env!("CARGO_TARGET_TMPDIR")).join("imported.yaml");
    let [old, new, schema] = [&old, &new, &schema].map(|path| path.to_str().unwrap());
    assert!(run(&["import", "--openapi", old, "--out", schema]).status.success());
    assert_eq!(printed(&["diff", schema, old], 0), "2030-01-01: no difference\n");
    let text = std::fs::read_to_string(schema).unwrap();
    std::fs::write(schema, text.replace("doc: The feature `refunds`.", "doc: Lets money go back.")).unwrap();
    assert_eq!(printed(&["diff", old, schema], 0), "2030-01-01: no difference\n", "what a document leaves open");
    for before in [old, schema] {
        let said = printed(&["diff", before, new], 1);
        assert!(said.starts_with("2030-01-01 -> 2030-02-02: minor, 3 changes\n"), "{said}");
        let methods = "`methods` in `payments` (list of enum of `instant`, `standard`, which an empty value clears): by \
                       default undocumented\n";
        assert!(said.contains(methods), "{said}");
    }
    assert!(printed(&["diff", new, schema], 1).contains("major, 3 changes\n"));
    assert!(printed(&["docs", new], 0).contains("- Type: list of enum of `instant`, `standard`, which an empty value"));
    let cut = file("cut.json", &document("2030-01-01", "")[..400]);
    let elsewhere = file("elsewhere.json", &document("2030-01-01", refunds).replace("account_sessions", "accounts"));
    for (file, why) in [(cut, "the document is not JSON"), (elsewhere, "the document has no `#/paths/~1v1~1account_s")]
    {
        let output = run(&["diff", schema, file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn a_reader_that_goes_away() {
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_cargo-schema")).args(["docs", OLD]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn cargo_names_the_command_first() {
    assert_eq!(printed(&["schema", "diff", OLD, OLD], 0), "2024-09-30.acacia: no difference\n");
}

fn check(arguments: &[&str]) -> Output {
    run(&[&["check"], arguments].concat())
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_schema_without_errors_is_one_line() {
    let output = check(&[OLD, "../../tests/mistakes/a_documentation_that_repeats_the_name.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    let expected = "../2024-09-30.acacia.yaml: 2024-09-30.acacia, 11 components\n\
                    ../../tests/mistakes/a_documentation_that_repeats_the_name.yaml: 2030-01-01, 1 component, 1 warning\n";
    assert_eq!(text(&output.stdout), expected);
    assert!(text(&output.stderr).starts_with("warning: the documentation of `refunds` only repeats its name\n"));
}

#[test]
fn ten_mistakes_are_ten_diagnostics_in_the_order_of_the_file() {
    let output = check(&["../../tests/ui/ten_mistakes.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "../../tests/ui/ten_mistakes.yaml: 10 errors\n");
    let shown = text(&output.stderr);
    assert_eq!(shown.matches("error: ").count(), 10, "{shown}");
    let lines =
        shown.lines().filter_map(|line| line.trim_start().strip_prefix("--> ../../tests/ui/ten_mistakes.yaml:"));
    let lines: Vec<u32> = lines.map(|position| position.split(':').next().unwrap().parse().unwrap()).collect();
    assert!(lines.len() == 10 && lines.is_sorted(), "{lines:?}");
}

#[test]
fn programs_get_an_object_a_line() {
    let output = check(&["--message-format", "json", "../../tests/ui/ten_mistakes.yaml"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), ""));
    let objects: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 10);
    let source = include_str!("../../../tests/ui/ten_mistakes.yaml");
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
    for arguments in [
        &["nowhere.yaml"][..],
        &["../../tests/ui"],
        &[],
        &["--message-format", "xml", "../../tests/ui/ten_mistakes.yaml"],
    ] {
        let output = check(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("error: "), "{arguments:?}");
    }
}
