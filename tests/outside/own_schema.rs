//! Three ways from a schema to a client, each in a crate outside of the workspace.

use tests::downstream::Downstream;

const SCHEMA: &str = include_str!("../golden/rules.yaml");

/// A program that prints the body of a request, and an error.
const MAIN: &str = r#"
use own::{BalancesParams, ComponentsParams, OpenSession};
use RUNTIME::Request;

fn main() {
    let components = ComponentsParams::new().balances(BalancesParams::enabled().payouts(false));
    let request = OpenSession::builder().account("acct_1").components(components).build().unwrap();
    println!("{}", request.encode());
    let error: RUNTIME::ValidationError = OpenSession::builder()
        .account("1")
        .components(ComponentsParams::new())
        .build()
        .unwrap_err();
    println!("{error}");
}
"#;

/// Runs [`MAIN`] with a module `own`, in a crate that calls the runtime by a name.
fn check(downstream: &Downstream, own: &str, runtime: &str) {
    downstream.write("own.yaml", SCHEMA).unwrap();
    let main = MAIN.replace("RUNTIME", runtime);
    downstream
        .write("src/main.rs", &format!("//! A program.\n#![deny(warnings, missing_docs)]\n{own}\n{main}"))
        .unwrap();
    let output = downstream.cargo("run").unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "account=acct_1&components[balances][enabled]=true&components[balances][features][payouts]=false\n\
         account must be `acct_` followed by letters, digits or `_`; components must not be empty\n"
    );
}

#[test]
#[ignore = "starts cargo"]
fn the_macro_with_the_client_alone() {
    let downstream = Downstream::of_the_client("client_alone").unwrap();
    check(&downstream, "mod own { generated_client::generate!(\"own.yaml\"); }", "generated_client");
}

#[test]
#[ignore = "starts cargo"]
fn the_macro_with_the_runtime_alone_and_renamed() {
    let runtime =
        "[dependencies]\nrt2 = { package = \"generated-client-runtime\", path = \"ROOT/generated-client/runtime\" }\n";
    let downstream = Downstream::new("runtime_alone", runtime).unwrap();
    check(&downstream, "mod own { rt2::generate!(\"own.yaml\"); }", "rt2");
}

#[test]
#[ignore = "starts cargo"]
fn a_build_script() {
    let dependencies = "[dependencies]\ngenerated-client-runtime = { path = \"ROOT/generated-client/runtime\" }\n\n\
         [build-dependencies]\ngenerated-client-codegen = { path = \"ROOT/codegen-macros/codegen\", features = [\"format\"] }\n";
    let downstream = Downstream::new("build_script", dependencies).unwrap();
    let script = "fn main() -> Result<(), generated_client_codegen::BuildError> {\n    \
         generated_client_codegen::generate(\"own.yaml\")?;\n    Ok(())\n}\n";
    downstream.write("build.rs", script).unwrap();
    let own = "mod own { include!(concat!(env!(\"OUT_DIR\"), \"/own.rs\")); }";
    check(&downstream, own, "generated_client_runtime");

    // The errors of a schema are those of the script, which runs again as the schema has changed.
    downstream.write("own.yaml", &SCHEMA.replacen("same_as: payouts", "same_as: payout", 1)).unwrap();
    let output = downstream.cargo("check").unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && stderr.contains("there is no feature `payout`"), "{stderr}");
}
