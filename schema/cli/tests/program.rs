//! `cargo schema`, as a maintainer runs it.
#![allow(clippy::panic, clippy::unwrap_used)] // Which clippy allows in tests, but not in what they share.

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
    let repeating =
        std::fs::read_to_string(OLD).unwrap().replace("When the client secret stops working.", "Expires at.");
    let repeating = file("repeating.yaml", &repeating);
    let output = check(&[OLD, repeating.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    assert!(said.starts_with("../2024-09-30.acacia.yaml: 2024-09-30.acacia, 11 components\n"), "{said}");
    assert!(said.ends_with("repeating.yaml: 2024-09-30.acacia, 11 components, 1 warning\n"), "{said}");
    assert!(text(&output.stderr).starts_with("warning: the documentation of `expires_at` only repeats its name\n"));
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
fn failures_exit_with_two() {
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

/// A response as of the oldest version, with something new.
const RESPONSE: &str = r#"{
    "object": "account_session", "account": "acct_1", "client_secret": "_do_not_show", "expires_at": "soon",
    "livemode": false, "region": "eu", "components": {
        "payments": { "enabled": true, "features": {
            "capture_payments": true, "destination_on_behalf_of_charge_management": false,
            "dispute_management": false, "refund_management": false, "smart_disputes": true } },
        "balances": { "enabled": false, "features": { "instant_payouts": true, "edit_payout_schedule": false } },
        "disputes_list": { "enabled": false, "features": { "refund_management": true } } } }"#;

#[test]
fn observed_fields_that_the_schema_lacks() {
    let schema = file("observed.yaml", &std::fs::read_to_string(OLD).unwrap());
    let response = file("response.json", RESPONSE);
    let json =
        file("request.json", r#"{ "components": { "payments": { "features": { "refund_management": false } } } }"#);
    let [schema, response, json] = [&schema, &response, &json].map(|path| path.to_str().unwrap());
    let structure = "`components.disputes_list`: new component\n\
        `components.disputes_list.refund_management`: new feature of type boolean\n\
        `components.payments.smart_disputes`: new feature of type boolean\n\
        `expires_at`: string instead of timestamp\n\
        `region`: new field of type string\n";
    assert_eq!(printed(&["observe", schema, response, response], 1), structure);
    let default = "`components.payments.dispute_management`: `false`, where the rules predict `true`\n";
    let by_losses = "`components.balances.instant_payouts`: `true`, where the rules predict `false`\n";
    let said = printed(&["observe", schema, response, "--request", json, "--account-type", "express"], 1);
    assert!(said.contains(default) && said.contains(by_losses), "{said}");
    assert!(!said.contains("refund_management`: `false`"), "the request set it: {said}");
    let said = printed(&["observe", schema, response, "--request", json, "--facts", "loss_liability=stripe"], 1);
    assert!(said.contains(default) && !said.contains("instant_payouts"), "{said}");
    let said = printed(&["observe", schema, response, "--format", "json"], 1);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said[4], serde_json::json!({ "sort": "field", "path": "region", "text": "new field of type string" }));
    assert!(
        printed(&["observe", schema, response, "--format", "markdown", "--write"], 1).starts_with("- `components.d")
    );
    let text = std::fs::read_to_string(schema).unwrap();
    assert!(text.contains("  disputes_list:\n    doc: The embedded component `disputes_list`.\n"), "{text}");
    assert!(text.contains("      - refund_management: { default: undocumented }\n"), "{text}");
    assert!(
        text.contains("  smart_disputes:\n    doc: The feature `smart_disputes`.\n    default: undocumented\n"),
        "{text}"
    );
    assert!(text.contains("    region:\n      type: string\n"), "{text}");
    assert_eq!(printed(&["observe", schema, response], 1), "`expires_at`: string instead of timestamp\n");
    for (arguments, expected) in [
        (&[response, response][..], "is not a valid description"),
        (&[schema, OLD], "acacia.yaml`: it is not JSON (line 1, column 1)"),
        (&[schema, json], "request.json`: it is not the JSON of one object of the type `account_session`"),
        (&[schema, response, "--request", json, "--account-type", "exprss"], "no account type `exprss`: "),
        (&[schema, response, "--request", json, "--facts", "loss_liability=us"], "`loss_liability` is never `us`: "),
        (&[schema, response, "--account-type", "express"], "--request <FILE>"),
    ] {
        let output = run(&[&["observe"], arguments].concat());
        let said = text_of(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected) && !said.contains("do_not_show"), "{said}");
    }
}

fn text_of(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| text(bytes)).concat()
}

#[test]
fn the_history_of_versions() {
    let old = std::fs::read_to_string(OLD).unwrap();
    let new = old.replace("2024-09-30.acacia", "2024-10-28.acacia").replace("  tax_settings:\n", "  tax_rates:\n");
    let new = new.replacen(
        "    default: { by: loss_liability, stripe: true, application: false }",
        "    default: true\n    deprecated: true",
        1,
    );
    let new = file("newer.yaml", &new);
    let table = printed(&["history", OLD, new.to_str().unwrap()], 0);
    for row in [
        "| `tax_rates` |  | 2024-10-28.acacia |  |\n",
        "| `tax_settings` |  | 2024-09-30.acacia | removed in 2024-10-28.acacia |\n",
        "|  | `edit_payout_schedule` | 2024-09-30.acacia | 2024-10-28.acacia: default is now `true`; 2024-10-28.acacia: \
         `edit_payout_schedule` in `balances` is now deprecated |\n",
    ] {
        assert!(table.contains(row), "{row}\n{table}");
    }
    let changes = printed(&["diff", OLD, new.to_str().unwrap()], 1);
    assert!(changes.contains("`edit_payout_schedule` in `balances` and `payouts` is now deprecated\n"), "{changes}");
    let page = printed(&["docs", new.to_str().unwrap()], 0);
    assert!(page.contains("| `balances` | `edit_payout_schedule` (deprecated) | true | true | true |"), "{page}");
    assert!(page.contains("[edit_payout_schedule]`\n- Deprecated\n"), "{page}");
    assert!(page.contains("are those of the account type in its field `type`.\n"), "{page}");
    let json: Value = serde_json::from_str(&printed(&["history", OLD, "--format", "json"], 0)).unwrap();
    assert_eq!(json[0]["component"], "account_management");
    assert_eq!(json[1]["feature"], "external_account_collection");
}

#[test]
fn another_endpoint_as_a_page() {
    let document = "tests/documents/customer_sessions.json";
    let page = printed(&["docs", document, "--operation", "POST /v1/customer_sessions"], 0);
    assert!(page.starts_with("# `create_customer_session`, API version `2030-01-01.example`\n"), "{page}");
    let output = run(&["docs", document]);
    assert!(text(&output.stderr).contains("name its endpoint with `--operation`"), "{output:?}");
    let schema = printed_with_report(&[
        "import",
        "--openapi",
        document,
        "--operation",
        "post /v1/customer_sessions",
        "--out",
        "-",
    ]);
    assert!(schema.starts_with("api_version: 2030-01-01.example\n"), "{schema}");
}

/// The output of a command that also reports something.
fn printed_with_report(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The keywords that the JSON Schema of the language uses, checked without a crate for all of them. Returns the path of
/// the first value that is wrong.
fn wrong(whole: &Value, schema: &Value, value: &Value, path: &str) -> Option<String> {
    let check = |schema: &Value, value: &Value, key: &str| wrong(whole, schema, value, &format!("{path}/{key}"));
    let texts =
        |list: &Value| list.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let (object, list) = (value.as_object(), value.as_array());
    let count = |limit: &Value| limit.as_u64().unwrap() as usize;
    let known = |key: &str| !schema["properties"][key].is_null();
    schema.as_object().unwrap().iter().find_map(|(keyword, wanted)| {
        let fits = match keyword.as_str() {
            "$schema" | "title" | "description" | "definitions" => true,
            "$ref" => return wrong(whole, whole.pointer(&wanted.as_str().unwrap()[1..]).unwrap(), value, path),
            "type" => {
                let name = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "integer",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                if wanted.is_array() { texts(wanted).iter().any(|it| it == name) } else { wanted == name }
            }
            "enum" => wanted.as_array().unwrap().contains(value),
            "pattern" => {
                let text = value.as_str().unwrap_or_default();
                match wanted.as_str().unwrap() {
                    "^/" => text.starts_with('/'),
                    "^[A-Za-z0-9._-]+$" => text.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-".contains(&it)),
                    "^[a-z][a-z0-9_]*$" => {
                        text.starts_with(|it: char| it.is_ascii_lowercase())
                            && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
                    }
                    other => unimplemented!("the pattern {other}"),
                }
            }
            "required" => object.is_none_or(|object| texts(wanted).iter().all(|key| object.contains_key(key))),
            "properties" => {
                let mut entries = object?.iter().filter(|(key, _)| known(key));
                return entries.find_map(|(key, value)| check(&wanted[key], value, key));
            }
            "additionalProperties" => {
                let mut entries = object?.iter().filter(|(key, _)| !known(key));
                return entries.find_map(|(key, value)| match wanted {
                    Value::Bool(false) => Some(format!("{path}/{key}")),
                    wanted => check(wanted, value, key),
                });
            }
            "propertyNames" => return object?.keys().find_map(|key| check(wanted, &key.as_str().into(), key)),
            "items" => return list?.iter().enumerate().find_map(|(index, it)| check(wanted, it, &index.to_string())),
            "minItems" => list.is_none_or(|list| list.len() >= count(wanted)),
            "minLength" => value.as_str().is_none_or(|text| text.len() >= count(wanted)),
            "minProperties" => object.is_none_or(|object| object.len() >= count(wanted)),
            "maxProperties" => object.is_none_or(|object| object.len() <= count(wanted)),
            "anyOf" => wanted.as_array().unwrap().iter().any(|schema| wrong(whole, schema, value, path).is_none()),
            "allOf" => return wanted.as_array().unwrap().iter().find_map(|schema| wrong(whole, schema, value, path)),
            other => unimplemented!("the keyword {other}"),
        };
        (!fits).then(|| format!("{path}: {keyword}"))
    })
}

#[test]
fn good_schemas_are_valid_by_the_json_schema_of_the_language() {
    let language: Value = serde_json::from_str(include_str!("../../language.schema.json")).unwrap();
    let invalid = |text: &str| {
        let value: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
        wrong(&language, &language, &serde_json::to_value(value).unwrap(), "")
    };
    for (version, text) in schema::shipped() {
        assert_eq!(invalid(text), None, "{version}");
        assert!(text.starts_with("# yaml-language-server: $schema=language.schema.json\n"), "{version}");
    }
    let fixtures = std::fs::read_dir("../../tests/schemas").unwrap();
    for path in
        fixtures.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|it| it == "yaml"))
    {
        assert_eq!(invalid(&std::fs::read_to_string(&path).unwrap()), None, "{path:?}");
    }
    let (_, text) = schema::shipped()[0];
    for (from, to, expected) in [
        ("    values: [stripe, application]", "    values: []", "/facts/loss_liability/values: minItems"),
        ("  method: POST", "  method: post", "/operation/method: enum"),
        ("      type: secret", "      type: secrt", "/object/fields/client_secret/type: enum"),
        ("    features: [ext", "    featurs: [ext", "/components/account_management/featurs"),
        ("api_version: ", "version: ", ": required"),
    ] {
        let found = invalid(&text.replacen(from, to, 1));
        assert!(found.as_deref().is_some_and(|it| it == expected || it.starts_with("/version")), "{from}: {found:?}");
    }
}

#[test]
fn the_history_in_the_readme() {
    let versions: Vec<String> = schema::shipped().iter().map(|(version, _)| format!("../{version}.yaml")).collect();
    let arguments: Vec<&str> = ["history"].into_iter().chain(versions.iter().map(String::as_str)).collect();
    let table = printed(&arguments, 0);
    assert!(include_str!("../../README.md").contains(&table), "replace the table in schema/README.md by\n{table}");
}
