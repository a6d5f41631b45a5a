//! The programs of the project, as people run them.

use std::{fs, path::Path, process::Output};

use serde_json::Value;
use tests::{SEED_RESPONSE, synthetic::Random};

use crate::{import_documents::releases, readme::section};

/// The first command of the README.
#[test]
#[ignore = "starts cargo"]
fn the_example_prints_the_session_alone() {
    let mut run = tests::cargo();
    run.args(["run", "--quiet", "--package", "generated-client", "--example", "create_account_session"]);
    run.env_remove("STRIPE_SECRET_KEY").env_remove("STRIPE_ACCOUNT");
    let output = run.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seed: Value = serde_json::from_str(SEED_RESPONSE).unwrap();
    let (json, seed) = (serde_json::from_slice::<Value>(&output.stdout).unwrap(), seed);
    for field in ["object", "account", "livemode", "components"] {
        assert_eq!(json[field], seed[field], "{field}");
    }
    let progress = String::from_utf8(output.stderr).unwrap();
    assert!(progress.contains("POST /v1/account_sessions\naccount=acct_1NkDjjJyhOZfPCWt&components["), "{progress}");
}

#[test]
#[ignore = "starts cargo"]
fn the_difference_between_two_versions() {
    let mut cargo = tests::cargo();
    cargo.args(["run", "--quiet", "--package", "generated-client-schema-cli", "--", "diff"]);
    cargo.args(["../schema/2024-09-30.acacia.yaml", "../schema/2026-10-28.endive.yaml"]);
    let output = String::from_utf8(cargo.output().unwrap().stdout).unwrap();
    let shown =
        section("schema diff schema/2024-09-30.acacia.yaml schema/2026-10-28.endive.yaml\n```\n\n```text\n", "```");
    assert!(output.starts_with(shown), "{output}");
}

/// Runs the tool in a folder.
fn tool(folder: &Path, arguments: &[&str]) -> Output {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/cli/Cargo.toml");
    let mut cargo = tests::cargo();
    cargo.current_dir(folder).args(["run", "--quiet", "--offline", "--manifest-path"]).arg(manifest).arg("--");
    cargo.args(arguments).output().unwrap()
}

#[test]
#[ignore = "starts cargo"]
fn the_tool_writes_a_file_as_a_whole_or_not_at_all() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import");
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let random = &mut Random::new(7);
    let release = releases::first(random);
    let document = releases::document(random, "2030-01-01", &release).to_string();
    fs::write(folder.join("spec.json"), &document).unwrap();
    fs::write(folder.join("cut.json"), &document[..document.len() / 2]).unwrap();
    fs::write(folder.join("other.json"), "{}").unwrap();
    let import = |spec: &str, out: &str| tool(&folder, &["import", "--openapi", spec, "--out", out]);

    let output = import("spec.json", "new.yaml");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.starts_with("Needs review\n"), "{said}");
    let written = fs::read_to_string(folder.join("new.yaml")).unwrap();
    assert!(written.starts_with("api_version: 2030-01-01\n"));

    let version =
        ["import", "--openapi", "spec.json", "--from", "new.yaml", "--out", "new.yaml", "--api-version", "2031"];
    let output = tool(&folder, &version);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("2030-01-01 -> 2031: minor, 1 change\n"), "{said}");
    let newer = fs::read_to_string(folder.join("new.yaml")).unwrap();
    assert_eq!(newer, written.replace("2030-01-01", "\"2031\""));

    for (spec, why) in [
        ("cut.json", "the document is not JSON: EOF while parsing"),
        ("other.json", "this is not an OpenAPI 3 document: it lacks `openapi: 3...`"),
        ("none.json", "can't read `none.json`"),
    ] {
        let output = import(spec, "new.yaml");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(import("spec.json", "nowhere/new.yaml").status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("new.yaml")).unwrap(), newer);
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["cut.json", "new.yaml", "other.json", "spec.json"]);
}
