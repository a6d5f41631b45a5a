//! Golden files of generated code: next to each schema in `golden/` is its formatted Rust, which the library of this crate
//! compiles.
//!
//! `INSTA_UPDATE=always` writes them anew, as does `cargo schema expand FILE` where they do not compile.

use std::{env, fs};

use generated_client_runtime::Request;
use schema::{Reading, Source};
use tests::golden::{rules, smallest, types};

/// Compares a golden file with the code generated now.
fn check(name: &str) {
    let (schema, golden) = (format!("golden/{name}.yaml"), format!("golden/{name}.rs"));
    let Reading { schema, .. } = schema::read(&Source::new(&schema, fs::read(&schema).unwrap()));
    let generated = codegen::source(&schema.unwrap());
    if env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(golden, generated).unwrap();
        return;
    }
    let expected = fs::read_to_string(golden).unwrap();
    let difference = similar::TextDiff::from_lines(&expected, &generated);
    assert!(expected == generated, "{}", difference.unified_diff().header("golden file", "generated now"));
}

#[test]
fn every_rule() {
    check("rules");
}

#[test]
fn every_type() {
    check("types");
}

#[test]
fn smallest_schema() {
    check("smallest");
}

#[test]
fn golden_files_work() {
    let components = rules::ComponentsParams::new().balances(rules::BalancesParams::enabled().collection(false));
    let request = rules::OpenSession::builder().account("acct_1").components(components).build().unwrap();
    assert!(request.validate_for(&rules::AccountFacts::northern()).is_err());
    let balances = request.resolve(&rules::AccountFacts::express()).balances.unwrap();
    assert_eq!((balances.instant_payouts, balances.manual_payouts), (Some(false), Some(true)));

    let title = types::TypeParams::enabled().r#loop(false).clear_title();
    let request = types::OpenWindow::builder().components(types::ComponentsParams::new().r#type(title));
    let request = request.mode("day").account("acct_1").branding(types::BrandingObject::new("t")).build().unwrap();
    assert_eq!(
        request.encode(),
        "account=acct_1&mode=day&branding[type]=t&components[type][enabled]=true\
         &components[type][features][loop]=false&components[type][features][title]="
    );

    let request = smallest::LookUp::builder().build().unwrap();
    assert_eq!(request.encode(), "");
    assert_eq!(request.resolve(&smallest::AccountFacts::unknown()).cover.unwrap().enabled, Some(false));
}
