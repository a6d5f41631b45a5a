//! Keys that are unknown, missing or given twice, and values of the wrong shape.

use crate::mistakes::{lint, replaced, replaced_all, with_component, with_fact, with_param, with_value, without};
use insta::assert_snapshot;

#[test]
fn a_component_feature_that_is_a_list() {
    assert_snapshot!(replaced("[refunds, captures]", "[refunds, [captures]]"), @"
    error: an item of `features` must be a feature's name, or one name with what differs, found a list
      --> api.yaml:40:25
    40 |     features: [refunds, [captures]]
       |                         ^
       = help: write `name`, or `name: { default: ... }` where this component differs
    ");
}

#[test]
fn a_component_that_is_a_list() {
    assert_snapshot!(with_value("payments", "[refunds]"), @"
    error: the component `payments` must be a map, found a list
      --> api.yaml:38:13
    38 |   payments: [refunds]
       |             ^
       = help: give it `doc`, `features` and `deprecated` as keys, each with its value
    ");
}

#[test]
fn a_component_twice() {
    assert_snapshot!(with_component("payments: { doc: Again., features: [] }"), @"
    error: `payments` is given twice in `components`
      --> api.yaml:39:3
    38 |   payments: { doc: Again., features: [] }
       |   -------- first given here
    39 |   payments:
       |   ^^^^^^^^
       = help: keep one of the two
    ");
}

#[test]
fn a_component_without_features() {
    assert_snapshot!(without("features: [refunds, captures]"), @"
    error: the component `payments` lacks `features`
      --> api.yaml:38:3
    38 |   payments:
       |   ^^^^^^^^
       = help: add `features: ...`
    ");
}

#[test]
fn a_doc_that_is_a_list() {
    assert_snapshot!(replaced("Lets money come in.", "[Lets money come in.]"), @"
    error: `doc` must be text, found a list
      --> api.yaml:34:10
    34 |     doc: [Lets money come in.]
       |          ^
       = help: write a word or a sentence
    ");
}

#[test]
fn a_fact_that_is_text() {
    assert_snapshot!(with_value("region", "Where the account is."), @"
    error: the fact `region` must be a map, found text
     --> api.yaml:4:11
    4 |   region: Where the account is.
      |           ^^^^^^^^^^^^^^^^^^^^^
      = help: give it `doc`, `account_field` and `values` as keys, each with its value
    ");
}

#[test]
fn a_fact_twice() {
    assert_snapshot!(with_fact("region: { doc: Again., account_field: region, values: [north] }"), @"
    error: `region` is given twice in `facts`
     --> api.yaml:8:3
    4 |   region:
      |   ------ first given here
    ...
    8 |   region: { doc: Again., account_field: region, values: [north] }
      |   ^^^^^^
      = help: keep one of the two
    ");
}

#[test]
fn a_fact_without_values() {
    assert_snapshot!(without("values: [north, south]"), @"
    error: the fact `region` lacks `values`
     --> api.yaml:4:3
    4 |   region:
      |   ^^^^^^
      = help: add `values: ...`
    ");
}

#[test]
fn a_feature_listed_twice() {
    assert_snapshot!(replaced("[refunds, captures]", "[refunds, captures, refunds]"), @"
    error: the feature `refunds` is given twice
      --> api.yaml:40:35
    40 |     features: [refunds, captures, refunds]
       |                -------            ^^^^^^^
       |                |
       |                first given here
       = help: keep one of the two
    ");
}

#[test]
fn a_feature_that_is_a_boolean() {
    assert_snapshot!(with_value("captures", "true"), @"
    error: the feature `captures` must be a map, found a boolean
      --> api.yaml:33:13
    33 |   captures: true
       |             ^^^^
       = help: give it `doc`, `type`, `prefix`, `maximum`, `of`, `values`, `fields`, `clearable`, `default`, `may_be`, `same_in_every_component` and `deprecated` as keys, each with its value
    ");
}

#[test]
fn a_feature_twice() {
    assert_snapshot!(replaced("\n\ncomponents", "\n  refunds:\n    doc: Again.\n    default: true\n\ncomponents"), @"
    error: `refunds` is given twice in `features`
      --> api.yaml:36:3
    29 |   refunds:
       |   ------- first given here
    ...
    36 |   refunds:
       |   ^^^^^^^
       = help: keep one of the two
    ");
}

#[test]
fn a_feature_without_a_default() {
    assert_snapshot!(without("default: { same_as: refunds }"), @"
    error: the feature `captures` lacks `default`
      --> api.yaml:33:3
    33 |   captures:
       |   ^^^^^^^^
       = help: add `default: ...`
    ");
}

#[test]
fn a_file_that_is_a_list() {
    assert_snapshot!(lint("- api_version\n- facts\n"), @"
    error: the file must be a map, found a list
     --> api.yaml:1:3
    1 | - api_version
      |   ^^^^^^^^^^^
      = help: give it `api_version`, `facts`, `account_types`, `account_type_field`, `operation`, `object`, `features` and `components` as keys, each with its value
    ");
}

#[test]
fn a_file_that_is_a_word() {
    assert_snapshot!(lint("nothing\n"), @"
    error: the file must be a map, found text
     --> api.yaml:1:1
    1 | nothing
      | ^^^^^^^
      = help: give it `api_version`, `facts`, `account_types`, `account_type_field`, `operation`, `object`, `features` and `components` as keys, each with its value
    ");
}

#[test]
fn a_file_that_lacks_everything() {
    assert_snapshot!(lint("api_version: 2030-01-01\n"), @"
    error: the file lacks `components`
     --> api.yaml:1:1
    1 | api_version: 2030-01-01
      | ^^^^^^^^^^^
      = help: add `components: ...`

    error: the file lacks `features`
     --> api.yaml:1:1
    1 | api_version: 2030-01-01
      | ^^^^^^^^^^^
      = help: add `features: ...`

    error: the file lacks `object`
     --> api.yaml:1:1
    1 | api_version: 2030-01-01
      | ^^^^^^^^^^^
      = help: add `object: ...`

    error: the file lacks `operation`
     --> api.yaml:1:1
    1 | api_version: 2030-01-01
      | ^^^^^^^^^^^
      = help: add `operation: ...`
    ");
}

#[test]
fn a_key_twice_at_the_top() {
    assert_snapshot!(replaced("object:\n", "facts: {}\n\nobject:\n"), @"
    error: `facts` is given twice in the file
      --> api.yaml:22:1
     3 | facts:
       | ----- first given here
    ...
    22 | facts: {}
       | ^^^^^
       = help: keep one of the two
    ");
}

#[test]
fn a_key_twice_in_a_fact() {
    assert_snapshot!(replaced("account_field: region.name", "account_field: region.name\n    doc: Again."), @"
    error: `doc` is given twice in the fact `region`
     --> api.yaml:7:5
    5 |     doc: Where the account is.
      |     --- first given here
    6 |     account_field: region.name
    7 |     doc: Again.
      |     ^^^
      = help: keep one of the two
    ");
}

#[test]
fn a_key_twice_in_a_param() {
    assert_snapshot!(replaced("acct_, required: true", "acct_, required: true, required: false"), @"
    error: `required` is given twice in `account`
      --> api.yaml:18:57
    18 |     account: { type: id, prefix: acct_, required: true, required: false, doc: Whose it is. }
       |                                         --------        ^^^^^^^^
       |                                         |
       |                                         first given here
       = help: keep one of the two
    ");
}

#[test]
fn a_key_twice_in_the_operation() {
    assert_snapshot!(replaced("method: POST", "method: POST\n  method: GET"), @"
    error: `method` is given twice in `operation`
      --> api.yaml:16:3
    15 |   method: POST
       |   ------ first given here
    16 |   method: GET
       |   ^^^^^^
       = help: keep one of the two
    ");
}

#[test]
fn a_key_without_a_value() {
    assert_snapshot!(replaced("method: POST", "method:"), @"
    error: `method` must be text, found nothing
      --> api.yaml:15:10
    15 |   method:
       |          ^
       = help: write a word or a sentence
    ");
}

#[test]
fn a_param_that_is_text() {
    assert_snapshot!(replaced("{ type: id, prefix: acct_, required: true, doc: Whose it is. }", "id"), @"
    error: `account` must be a map, found text
      --> api.yaml:18:14
    18 |     account: id
       |              ^^
       = help: give it `type`, `doc`, `prefix`, `expandable`, `maximum`, `of`, `values`, `fields`, `clearable`, `required` and `deprecated` as keys, each with its value
    ");
}

#[test]
fn a_param_twice() {
    assert_snapshot!(with_param("account: { type: string, doc: Again. }"), @"
    error: `account` is given twice in `params`
      --> api.yaml:20:5
    18 |     account: { type: id, prefix: acct_, required: true, doc: Whose it is. }
       |     ------- first given here
    19 |     components: { type: components, required: true, doc: What it shows. }
    20 |     account: { type: string, doc: Again. }
       |     ^^^^^^^
       = help: keep one of the two
    ");
}

#[test]
fn a_param_without_a_type() {
    assert_snapshot!(replaced("type: id, prefix: acct_, ", ""), @"
    error: `account` lacks `type`
      --> api.yaml:18:5
    18 |     account: { required: true, doc: Whose it is. }
       |     ^^^^^^^
       = help: add `type: ...`
    ");
}

#[test]
fn a_switch_that_is_a_number() {
    assert_snapshot!(replaced("acct_, required: true", "acct_, required: 1"), @"
    error: `required` must be `true` or `false`, found a number
      --> api.yaml:18:51
    18 |     account: { type: id, prefix: acct_, required: 1, doc: Whose it is. }
       |                                                   ^
       = help: write one of the two, without quotes
    ");
}

#[test]
fn a_switch_that_is_a_word() {
    assert_snapshot!(replaced("acct_, required: true", "acct_, required: yes"), @"
    error: `required` must be `true` or `false`, found text
      --> api.yaml:18:51
    18 |     account: { type: id, prefix: acct_, required: yes, doc: Whose it is. }
       |                                                   ^^^
    help: write `true`
    18 -     account: { type: id, prefix: acct_, required: yes, doc: Whose it is. }
    18 +     account: { type: id, prefix: acct_, required: true, doc: Whose it is. }
    ");
}

#[test]
fn a_value_that_is_a_boolean() {
    let edits = [("[north, south]", "[north, south, true]"), ("south: false", "south: false, true: false")];
    assert_snapshot!(replaced_all(&edits), @r#"
    error: a fact's value must be text, found a boolean
     --> api.yaml:7:28
    7 |     values: [north, south, true]
      |                            ^^^^
    help: put it in quotes
    7 -     values: [north, south, true]
    7 +     values: [north, south, "true"]
    "#);
}

#[test]
fn a_version_that_is_a_number() {
    assert_snapshot!(replaced("2030-01-01", "2030"), @r#"
    error: `api_version` must be text, found a number
     --> api.yaml:1:14
    1 | api_version: 2030
      |              ^^^^
    help: put it in quotes
    1 - api_version: 2030
    1 + api_version: "2030"
    "#);
}

#[test]
fn an_account_type_that_is_a_list() {
    assert_snapshot!(replaced("northern: { region: north }", "northern: [north]"), @"
    error: the account type `northern` must be a map, found a list
      --> api.yaml:10:13
    10 |   northern: [north]
       |             ^
       = help: write names with their values: `name: ...`
    ");
}

#[test]
fn an_account_type_with_a_list() {
    assert_snapshot!(replaced("northern: { region: north }", "northern: { region: [north] }"), @"
    error: `region` must be text, found a list
      --> api.yaml:10:23
    10 |   northern: { region: [north] }
       |                       ^
       = help: write a word or a sentence
    ");
}

#[test]
fn an_object_that_is_a_list() {
    assert_snapshot!(with_value("object", "[session]"), @"
    error: `object` must be a map, found a list
      --> api.yaml:22:9
    22 | object: [session]
       |         ^
       = help: give it `name`, `doc` and `fields` as keys, each with its value
    ");
}

#[test]
fn an_object_without_a_name() {
    assert_snapshot!(without("name: session"), @"
    error: `object` lacks `name`
      --> api.yaml:22:1
    22 | object:
       | ^^^^^^
       = help: add `name: ...`
    ");
}

#[test]
fn an_operation_that_is_text() {
    assert_snapshot!(with_value("operation", "POST /v1/sessions"), @"
    error: `operation` must be a map, found text
      --> api.yaml:12:12
    12 | operation: POST /v1/sessions
       |            ^^^^^^^^^^^^^^^^^
       = help: give it `name`, `doc`, `method`, `path`, `params`, `one_of` and `returns` as keys, each with its value
    ");
}

#[test]
fn an_operation_without_a_path() {
    assert_snapshot!(without("path: /v1/sessions"), @"
    error: `operation` lacks `path`
      --> api.yaml:12:1
    12 | operation:
       | ^^^^^^^^^
       = help: add `path: ...`
    ");
}

#[test]
fn an_override_that_is_a_boolean() {
    assert_snapshot!(replaced("[refunds, captures]", "[refunds, captures: false]"), @"
    error: the feature `captures` must be a map, found a boolean
      --> api.yaml:40:35
    40 |     features: [refunds, captures: false]
       |                                   ^^^^^
       = help: give it `doc`, `type`, `prefix`, `maximum`, `of`, `values`, `fields`, `clearable`, `default`, `may_be`, `same_in_every_component` and `deprecated` as keys, each with its value
    ");
}

#[test]
fn an_unknown_key_at_the_top() {
    assert_snapshot!(replaced("account_types", "acount_types"), @"
    error: `acount_types` is not a key of the file
     --> api.yaml:9:1
    9 | acount_types:
      | ^^^^^^^^^^^^
    help: did you mean `account_types`?
    9 | account_types:
      |   +
    ");
}

#[test]
fn an_unknown_key_like_no_other() {
    assert_snapshot!(replaced("method: POST", "method: POST\n  colour: green"), @"
    error: `colour` is not a key of `operation`
      --> api.yaml:16:3
    16 |   colour: green
       |   ^^^^^^
       = help: it can be `name`, `doc`, `method`, `path`, `params`, `one_of` or `returns`
    ");
}

#[test]
fn an_unknown_key_of_a_component() {
    assert_snapshot!(replaced("features: [", "feature: ["), @"
    error: `feature` is not a key of the component `payments`
      --> api.yaml:40:5
    40 |     feature: [refunds, captures]
       |     ^^^^^^^
    help: did you mean `features`?
    40 |     features: [refunds, captures]
       |            +
    ");
}

#[test]
fn an_unknown_key_of_a_fact() {
    assert_snapshot!(replaced("account_field", "acount_field"), @"
    error: `acount_field` is not a key of the fact `region`
     --> api.yaml:6:5
    6 |     acount_field: region.name
      |     ^^^^^^^^^^^^
    help: did you mean `account_field`?
    6 |     account_field: region.name
      |       +
    ");
}

#[test]
fn an_unknown_key_of_a_feature() {
    assert_snapshot!(replaced("may_be", "maybe"), @"
    error: `maybe` is not a key of the feature `refunds`
      --> api.yaml:32:5
    32 |     maybe: { value: true, only_when: { region: north } }
       |     ^^^^^
    help: did you mean `may_be`?
    32 |     may_be: { value: true, only_when: { region: north } }
       |        +
    ");
}

#[test]
fn an_unknown_key_of_a_param() {
    assert_snapshot!(replaced("acct_, required", "acct_, requird"), @"
    error: `requird` is not a key of `account`
      --> api.yaml:18:41
    18 |     account: { type: id, prefix: acct_, requird: true, doc: Whose it is. }
       |                                         ^^^^^^^
    help: did you mean `required`?
    18 |     account: { type: id, prefix: acct_, required: true, doc: Whose it is. }
       |                                               +
    ");
}

#[test]
fn an_unknown_key_of_an_override() {
    assert_snapshot!(replaced("[refunds, captures]", "[refunds, captures: { enabled: true }]"), @"
    error: `enabled` is not a key of the feature `captures`
      --> api.yaml:40:37
    40 |     features: [refunds, captures: { enabled: true }]
       |                                     ^^^^^^^
       = help: it can be `doc`, `type`, `prefix`, `maximum`, `of`, `values`, `fields`, `clearable`, `default`, `may_be`, `same_in_every_component` or `deprecated`
    ");
}

#[test]
fn an_unknown_key_of_the_object() {
    assert_snapshot!(replaced("fields:", "feilds:"), @"
    error: `feilds` is not a key of `object`
      --> api.yaml:25:3
    25 |   feilds:
       |   ^^^^^^
    help: did you mean `fields`?
    25 -   feilds:
    25 +   fields:
    ");
}

#[test]
fn an_unknown_key_of_the_operation() {
    assert_snapshot!(replaced("returns", "retuns"), @"
    error: `retuns` is not a key of `operation`
      --> api.yaml:20:3
    20 |   retuns: session
       |   ^^^^^^
    help: did you mean `returns`?
    20 |   returns: session
       |       +
    ");
}

#[test]
fn component_features_that_are_a_map() {
    assert_snapshot!(replaced("[refunds, captures]", "{ refunds: {}, captures: {} }"), @"
    error: `features` must be a list, found a map
      --> api.yaml:40:15
    40 |     features: { refunds: {}, captures: {} }
       |               ^
       = help: write it in brackets: `[first, second]`, or `[]` where there is none
    ");
}

#[test]
fn components_that_are_a_list() {
    assert_snapshot!(with_value("components", "[payments]"), @"
    error: `components` must be a map, found a list
      --> api.yaml:37:13
    37 | components: [payments]
       |             ^
       = help: write names with their values: `name: ...`
    ");
}

#[test]
fn facts_that_are_a_list() {
    assert_snapshot!(with_value("facts", "\n  - region"), @"
    error: `facts` must be a map, found a list
     --> api.yaml:4:5
    4 |   - region
      |     ^^^^^^
      = help: write names with their values: `name: ...`
    ");
}

#[test]
fn features_that_are_a_list() {
    assert_snapshot!(with_value("features", "[refunds, captures]"), @"
    error: `features` must be a map, found a list
      --> api.yaml:28:11
    28 | features: [refunds, captures]
       |           ^
       = help: write names with their values: `name: ...`
    ");
}

#[test]
fn fields_that_are_text() {
    assert_snapshot!(with_value("fields", "components"), @"
    error: `fields` must be a map, found text
      --> api.yaml:25:11
    25 |   fields: components
       |           ^^^^^^^^^^
       = help: write names with their values: `name: ...`
    ");
}

#[test]
fn no_component() {
    assert_snapshot!(with_value("components", "\n  {}"), @"
    error: this version has no components
     --> api.yaml:1:14
    1 | api_version: 2030-01-01
      |              ^^^^^^^^^^
      = help: describe at least one in `components`
    ");
}

#[test]
fn no_parameter_for_components() {
    assert_snapshot!(without("components: { type: components, required: true, doc: What it shows. }"), @"
    error: none of the `params` of `open_session` has the type `components`
      --> api.yaml:13:9
    13 |   name: open_session
       |         ^^^^^^^^^^^^
       = help: add one, such as `components: { type: components, required: true, doc: ... }`
    ");
}

#[test]
fn params_that_are_a_list() {
    assert_snapshot!(with_value("params", "[account, components]"), @"
    error: `params` must be a map, found a list
      --> api.yaml:17:11
    17 |   params: [account, components]
       |           ^
       = help: write names with their values: `name: ...`
    ");
}

#[test]
fn values_that_are_text() {
    assert_snapshot!(replaced("[north, south]", "north"), @"
    error: `values` must be a list, found text
     --> api.yaml:7:13
    7 |     values: north
      |             ^^^^^
      = help: write it in brackets: `[first, second]`, or `[]` where there is none
    ");
}
