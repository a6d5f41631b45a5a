//! Warnings about valid descriptions that are probably mistakes.

use crate::mistakes::{captures, look, replaced, with_fact, with_param, without};
use insta::assert_snapshot;

#[test]
fn a_component_without_documentation() {
    assert_snapshot!(without("doc: Lists what was paid."), @"
    warning: `payments` has no documentation
      --> api.yaml:38:3
    38 |   payments:
       |   ^^^^^^^^
       = help: add `doc: ...`: it becomes the documentation of the Rust item
    ");
}

#[test]
fn a_default_that_its_restriction_rules_out() {
    assert_snapshot!(replaced("only_when: { region: north", "only_when: { region: south"), @"
    warning: `refunds` may be `true` only for some accounts, but is so by default for `northern` accounts, whose facts rule it out
      --> api.yaml:32:22
    32 |     may_be: { value: true, only_when: { region: south } }
       |                      ^^^^
       = help: check the default, the value, and `only_when`
    ");
}

#[test]
fn a_documentation_that_repeats_the_name() {
    assert_snapshot!(replaced("Lets money go back.", "Refunds."), @"
    warning: the documentation of `refunds` only repeats its name
      --> api.yaml:30:10
    30 |     doc: Refunds.
       |          ^^^^^^^^
       = help: say what it does, or for whom it is
    ");
}

#[test]
fn a_fact_that_no_rule_asks_for() {
    let size = "size: { doc: How large the account is., account_field: size, values: [small, large] }";
    assert_snapshot!(with_fact(size), @"
    warning: no rule asks for the fact `size`
     --> api.yaml:8:3
    8 |   size: { doc: How large the account is., account_field: size, values: [small, large] }
      |   ^^^^
      = help: use it in a `default` or in `only_when`, or remove it here and from the account types
    ");
}

#[test]
fn a_feature_that_no_component_has() {
    assert_snapshot!(replaced("[refunds, captures]", "[refunds]"), @"
    warning: no component has the feature `captures`
      --> api.yaml:33:3
    33 |   captures:
       |   ^^^^^^^^
       = help: list it in a component's `features`, or remove it
    ");
}

#[test]
fn a_field_of_an_object_without_documentation() {
    assert_snapshot!(with_param(&look("color: { type: string }")), @"
    warning: `color` has no documentation
      --> api.yaml:20:57
    20 |     look: { type: object, doc: How it looks., fields: { color: { type: string } } }
       |                                                         ^^^^^
       = help: add `doc: ...`: it becomes the documentation of the Rust item
    ");
}

#[test]
fn an_enum_with_a_value_without_a_name() {
    assert_snapshot!(captures(&["type: enum", r#"values: [one, "*"]"#, "default: one"]), @r#"
    warning: the value `*` gets no variant of its own
      --> api.yaml:36:19
    36 |     values: [one, "*"]
       |                   ^^^
       = help: its text makes no Rust name, or one that is taken; code can name it by its text
    "#);
}
