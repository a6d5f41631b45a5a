//! Names that are taken, reserved, malformed, or that refer to nothing.

use crate::mistakes::{
    look, look_sent_and_received, replaced, replaced_all, with_component, with_features, with_param, with_params,
};
use insta::assert_snapshot;

#[test]
fn a_component_named_as_a_type_of_rust() {
    assert_snapshot!(replaced("payments", "option"), @"
    error: `option` becomes `Option` in Rust, which is taken by a type that every schema has
      --> api.yaml:38:3
    38 |   option:
       |   ^^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_component_named_as_an_enum() {
    assert_snapshot!(replaced_all(&[
        ("default: { same_as: refunds }", "type: enum\n    values: [one]\n    default: one"),
        ("captures]", "captures]\n  captures_value:\n    doc: Shows it.\n    features: []"),
    ]), @"
    error: `captures` becomes `CapturesValue` in Rust, which is taken by a component
      --> api.yaml:33:3
    33 |   captures:
       |   ^^^^^^^^
    ...
    43 |   captures_value:
       |   -------------- this becomes `CapturesValue`, too
       = help: choose another name
    ");
}

#[test]
fn a_component_named_as_the_object() {
    assert_snapshot!(replaced("payments", "session"), @"
    error: `session` becomes `Session` in Rust, which is taken by an object
      --> api.yaml:38:3
    23 |   name: session
       |         ------- this becomes `Session`, too
    ...
    38 |   session:
       |   ^^^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_feature_called_crate() {
    assert_snapshot!(replaced("captures", "crate"), @"
    error: a feature can't be called `crate`, which means something else in Rust
      --> api.yaml:33:3
    33 |   crate:
       |   ^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_feature_called_enabled() {
    assert_snapshot!(replaced("captures", "enabled"), @"
    error: the name `enabled` is taken by something every component has
      --> api.yaml:33:3
    33 |   enabled:
       |   ^^^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_field_called_unknown() {
    assert_snapshot!(with_param(&look("unknown: { type: string, doc: The name of one. }")), @"
    error: the name `unknown` is taken by something every object has
      --> api.yaml:20:57
    20 |     look: { type: object, doc: How it looks., fields: { unknown: { type: string, doc: The name of one. } } }
       |                                                         ^^^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_clearing_setter_named_like_a_field_elsewhere() {
    assert_snapshot!(look_sent_and_received(
        "clear_color: { type: string, doc: The name of one. }, color: { type: string, doc: The name of one. }",
        "color: { type: string, clearable: true, doc: The name of one. }",
    ), @"
    error: `color` becomes `clear_color` in Rust, which is taken by a field
      --> api.yaml:28:57
    20 |     look: { type: object, doc: How it looks., fields: { clear_color: { type: string, doc: The name of one. }, color: { type: string,...
       |                                                         ----------- this becomes `clear_color`, too
    ...
    28 |     look: { type: object, doc: How it looks., fields: { color: { type: string, clearable: true, doc: The name of one. } } }
       |                                                         ^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_field_named_like_the_clearing_setter_of_another_object() {
    assert_snapshot!(look_sent_and_received(
        "color: { type: string, clearable: true, doc: The name of one. }",
        "clear_color: { type: string, doc: The name of one. }",
    ), @"
    error: the name `clear_color` is taken by a field
      --> api.yaml:28:57
    20 |     look: { type: object, doc: How it looks., fields: { color: { type: string, clearable: true, doc: The name of one. } } }
       |                                                         ----- this becomes `clear_color`, too
    ...
    28 |     look: { type: object, doc: How it looks., fields: { clear_color: { type: string, doc: The name of one. } } }
       |                                                         ^^^^^^^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_field_with_the_rust_name_of_one_elsewhere() {
    assert_snapshot!(look_sent_and_received(
        "back_color: { type: string, doc: The name of one. }",
        "back__color: { type: string, doc: The name of one. }",
    ), @"
    error: `back__color` becomes `back_color` in Rust, which is taken by a field
      --> api.yaml:28:57
    20 |     look: { type: object, doc: How it looks., fields: { back_color: { type: string, doc: The name of one. } } }
       |                                                         ---------- this becomes `back_color`, too
    ...
    28 |     look: { type: object, doc: How it looks., fields: { back__color: { type: string, doc: The name of one. } } }
       |                                                         ^^^^^^^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_name_in_capitals() {
    assert_snapshot!(replaced("payments", "PaymentsList"), @"
    error: `PaymentsList` is not a name for a component
      --> api.yaml:38:3
    38 |   PaymentsList:
       |   ^^^^^^^^^^^^
    help: names are in snake_case: `payments_list`
    38 -   PaymentsList:
    38 +   payments_list:
    ");
}

#[test]
fn a_name_that_becomes_a_constant() {
    assert_snapshot!(replaced("payments", "a_l_l"), @"
    error: a component can't be called `a_l_l`, which means something else in Rust
      --> api.yaml:38:3
    38 |   a_l_l:
       |   ^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_name_that_is_almost_a_keyword() {
    assert_snapshot!(replaced("payments", "crate_"), @"
    error: a component can't be called `crate_`, which means something else in Rust
      --> api.yaml:38:3
    38 |   crate_:
       |   ^^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_name_that_rust_keeps() {
    assert_snapshot!(replaced("payments", "self"), @"
    error: a component can't be called `self`, which means something else in Rust
      --> api.yaml:38:3
    38 |   self:
       |   ^^^^
       = help: choose another name
    ");
}

#[test]
fn a_name_that_starts_with_a_digit() {
    assert_snapshot!(replaced("payments", "3d_payments"), @"
    error: `3d_payments` is not a name for a component
      --> api.yaml:38:3
    38 |   3d_payments:
       |   ^^^^^^^^^^^
       = help: a name starts with a letter, and holds small letters, digits and underscores
    ");
}

#[test]
fn a_name_with_a_dash() {
    assert_snapshot!(replaced("payments", "payments-list"), @"
    error: `payments-list` is not a name for a component
      --> api.yaml:38:3
    38 |   payments-list:
       |   ^^^^^^^^^^^^^
    help: names are in snake_case: `payments_list`
    38 -   payments-list:
    38 +   payments_list:
    ");
}

#[test]
fn a_param_named_as_a_method() {
    assert_snapshot!(replaced("account: {", "build: {"), @"
    error: the name `build` is taken by a function of every request
      --> api.yaml:18:5
    18 |     build: { type: id, prefix: acct_, required: true, doc: Whose it is. }
       |     ^^^^^
       = help: choose another name
    ");
}

#[test]
fn a_param_named_like_the_clearing_setter_of_another() {
    assert_snapshot!(with_params(&[
        "clear_note: { type: string, doc: Something. }",
        "note: { type: string, clearable: true, doc: A remark. }",
    ]), @"
    error: `note` becomes `clear_note` in Rust, which is taken by a parameter
      --> api.yaml:21:5
    20 |     clear_note: { type: string, doc: Something. }
       |     ---------- this becomes `clear_note`, too
    21 |     note: { type: string, clearable: true, doc: A remark. }
       |     ^^^^
       = help: choose another name
    ");
}

#[test]
fn a_path_with_a_space() {
    assert_snapshot!(replaced("/v1/sessions", "/v1/ sessions"), @"
    error: a path can't hold ' '
      --> api.yaml:16:9
    16 |   path: /v1/ sessions
       |         ^^^^^^^^^^^^^
       = help: write the path alone, such as `/v1/account_sessions`
    ");
}

#[test]
fn a_path_without_a_slash() {
    assert_snapshot!(replaced("/v1/sessions", "v1/sessions"), @"
    error: the path `v1/sessions` does not start with a slash
      --> api.yaml:16:9
    16 |   path: v1/sessions
       |         ^^^^^^^^^^^
    help: start it with one
    16 |   path: /v1/sessions
       |         +
    ");
}

#[test]
fn a_malformed_version() {
    assert_snapshot!(replaced("2030-01-01", "last spring"), @"
    error: `last spring` is not an API version
     --> api.yaml:1:14
    1 | api_version: last spring
      |              ^^^^^^^^^^^
      = help: write it as the `Stripe-Version` header does, such as `2024-09-30.acacia`
    ");
}

#[test]
fn a_malformed_account_field() {
    assert_snapshot!(replaced("region.name", "region..name"), @"
    error: `region..name` is not a path in the account object
     --> api.yaml:6:20
    6 |     account_field: region..name
      |                    ^^^^^^^^^^^^
      = help: write the names of its fields joined with dots, such as `controller.losses.payments`
    ");
}

#[test]
fn an_account_type_field_that_is_no_path() {
    assert_snapshot!(replaced("\noperation", "account_type_field: [type]\n\noperation"), @"
    error: `account_type_field` must be text, found a list
      --> api.yaml:11:21
    11 | account_type_field: [type]
       |                     ^
       = help: write a word or a sentence
    ");
    assert_snapshot!(replaced("\noperation", "account_type_field: details.Type\n\noperation"), @"
    error: `details.Type` is not a path in the account object
      --> api.yaml:11:21
    11 | account_type_field: details.Type
       |                     ^^^^^^^^^^^^
       = help: write the names of its fields joined with dots, such as `controller.losses.payments`
    ");
}

#[test]
fn an_account_type_named_as_a_function() {
    assert_snapshot!(replaced("northern", "unknown"), @"
    error: the name `unknown` is taken by a function of `AccountFacts`
      --> api.yaml:10:3
    10 |   unknown: { region: north }
       |   ^^^^^^^
       = help: choose another name
    ");
}

#[test]
fn an_empty_name() {
    assert_snapshot!(replaced("payments", "\"\""), @r#"
    error: `` is not a name for a component
      --> api.yaml:38:3
    38 |   "":
       |   ^^
       = help: a name starts with a letter, and holds small letters, digits and underscores
    "#);
}

#[test]
fn an_unknown_fact_of_an_account_type() {
    assert_snapshot!(replaced("northern: { region", "northern: { regoin"), @"
    error: there is no fact `regoin`
      --> api.yaml:10:15
    10 |   northern: { regoin: north }
       |               ^^^^^^
    help: did you mean `region`?
    10 -   northern: { regoin: north }
    10 +   northern: { region: north }
    ");
}

#[test]
fn an_unknown_feature() {
    assert_snapshot!(replaced("[refunds, captures]", "[refund, captures]"), @"
    error: there is no feature `refund`
      --> api.yaml:40:16
    40 |     features: [refund, captures]
       |                ^^^^^^
    help: did you mean `refunds`?
    40 |     features: [refunds, captures]
       |                      +
    ");
}

#[test]
fn an_unknown_feature_like_no_other() {
    assert_snapshot!(replaced("[refunds, captures]", "[refunds, captures, teleportation]"), @"
    error: there is no feature `teleportation`
      --> api.yaml:40:35
    40 |     features: [refunds, captures, teleportation]
       |                                   ^^^^^^^^^^^^^
       = help: it can be `refunds` or `captures`
    ");
}

#[test]
fn an_unknown_method() {
    assert_snapshot!(replaced("method: POST", "method: post"), @"
    error: there is no HTTP method `post`
      --> api.yaml:15:11
    15 |   method: post
       |           ^^^^
    help: did you mean `POST`?
    15 -   method: post
    15 +   method: POST
    ");
}

#[test]
fn an_unknown_object() {
    assert_snapshot!(replaced("returns: session", "returns: sesion"), @"
    error: there is no object `sesion`
      --> api.yaml:20:12
    20 |   returns: sesion
       |            ^^^^^^
    help: did you mean `session`?
    20 |   returns: session
       |               +
    ");
}

#[test]
fn an_unknown_value_of_an_account_type() {
    assert_snapshot!(replaced("northern: { region: north", "northern: { region: west"), @"
    error: there is no value of `region` called `west`
      --> api.yaml:10:23
    10 |   northern: { region: west }
       |                       ^^^^
       = help: it can be `north` or `south`
    ");
}

#[test]
fn features_that_become_one() {
    assert_snapshot!(with_features(["re__funds", "re_funds"]), @"
    error: the name `re_funds` is taken by a feature
      --> api.yaml:39:3
    36 |   re__funds:
       |   --------- this becomes `re_funds`, too
    ...
    39 |   re_funds:
       |   ^^^^^^^^
       = help: choose another name
    ");
}

#[test]
fn features_that_become_one_variant() {
    assert_snapshot!(with_features(["form1", "form_1"]), @"
    error: `form_1` becomes `Form1` in Rust, which is taken by a feature
      --> api.yaml:39:3
    36 |   form1:
       |   ----- this becomes `Form1`, too
    ...
    39 |   form_1:
       |   ^^^^^^
       = help: choose another name
    ");
}

#[test]
fn names_that_become_one() {
    assert_snapshot!(with_component("payments_: { doc: Again., features: [] }"), @"
    error: the name `payments` is taken by a component
      --> api.yaml:39:3
    38 |   payments_: { doc: Again., features: [] }
       |   --------- this becomes `payments`, too
    39 |   payments:
       |   ^^^^^^^^
       = help: choose another name
    ");
}

#[test]
fn params_that_become_one_type() {
    assert_snapshot!(with_params(&[
        "form1: { type: string, required: true, doc: One. }",
        "form_1: { type: string, required: true, doc: Two. }",
    ]), @"
    error: `form_1` becomes `Form1Given` in Rust, which is taken by a parameter
      --> api.yaml:21:5
    20 |     form1: { type: string, required: true, doc: One. }
       |     ----- this becomes `Form1Given`, too
    21 |     form_1: { type: string, required: true, doc: Two. }
       |     ^^^^^^
       = help: choose another name
    ");
}
