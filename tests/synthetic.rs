//! Whatever passes the checks expands to code that compiles, without a warning.

use schema::Source;
use tests::{downstream::Downstream, synthetic};

#[test]
fn checked_schemas_compile() {
    let downstream = Downstream::new(env!("CARGO_TARGET_TMPDIR"), "synthetic").unwrap();
    let mut modules = String::new();
    let mut checked = 0;
    for seed in 0..120 {
        let text = synthetic::schema(seed);
        let source = Source::new(format!("{seed}.yaml"), text);
        let reading = schema::read(&source);
        if reading.diagnostics.has_errors() {
            continue;
        }
        checked += 1;
        downstream.write(&format!("{seed}.yaml"), source.text()).unwrap();
        modules.push_str(&format!(
            "/// Seed {seed}.\npub mod s{seed} {{ codegen_macros::generate!(\"{seed}.yaml\"); }}\n"
        ));
    }
    assert!(checked >= 40, "only {checked} of the schemas pass the checks");
    downstream.write("src/lib.rs", &format!("//! Schemas.\n#![deny(warnings, missing_docs)]\n{modules}")).unwrap();
    let output = downstream.cargo("check").unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
