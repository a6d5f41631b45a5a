//! The complete expansion of schemas, as a person would read it: a change of the generator shows as a diff of generated
//! code.

use crate::explain::expand;
use schema::{Reading, Source};

fn expansion(name: &str, text: &str) -> String {
    let Reading { schema, diagnostics } = schema::read(&Source::new(name, text));
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let tokens = expand::expand(&schema.unwrap());
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

#[test]
fn the_reference() {
    insta::assert_snapshot!(expansion("2024-09-30.acacia.yaml", include_str!("../schema/2024-09-30.acacia.yaml")));
}

#[test]
fn every_rule() {
    insta::assert_snapshot!(expansion("every_rule.yaml", include_str!("schemas/every_rule.yaml")));
}

#[test]
fn every_type() {
    insta::assert_snapshot!(expansion("every_type.yaml", include_str!("schemas/every_type.yaml")));
}

#[test]
fn turned_around() {
    insta::assert_snapshot!(expansion("turned_around.yaml", include_str!("schemas/turned_around.yaml")));
}

#[test]
fn the_newest() {
    insta::assert_snapshot!(expansion("2026-10-28.endive.yaml", include_str!("../schema/2026-10-28.endive.yaml")));
}
