//! Defaults, tables of defaults, and restrictions.

use crate::mistakes::{captures, replaced, replaced_all};
use insta::assert_snapshot;

#[test]
fn a_condition_that_is_empty() {
    assert_snapshot!(replaced("only_when: { region: north }", "only_when: {}"), @"
    error: `only_when` names no fact, so the restriction never applies
      --> api.yaml:32:22
    32 |     may_be: { value: true, only_when: {} }
       |                      ^^^^
       = help: name a fact with its value
    ");
}

#[test]
fn a_condition_that_is_text() {
    assert_snapshot!(replaced("only_when: { region: north }", "only_when: north"), @"
    error: `only_when` must be a map, found text
      --> api.yaml:32:39
    32 |     may_be: { value: true, only_when: north }
       |                                       ^^^^^
       = help: write names with their values: `name: ...`
    ");
}

#[test]
fn a_default_by_a_feature_that_is_not_there() {
    assert_snapshot!(replaced("[refunds, captures]", "[captures]"), @"
    error: `captures` takes its default from `refunds`, which `payments` does not have
      --> api.yaml:40:16
    35 |     default: { same_as: refunds }
       |                         ------- the default refers to it here
    ...
    40 |     features: [captures]
       |                ^^^^^^^^
       = help: give it a default of its own: `captures: { default: ... }`
    ");
}

#[test]
fn a_default_like_a_feature_of_another_type() {
    assert_snapshot!(captures(&["type: integer", "default: { same_as: refunds }"]), @"
    error: `captures` takes its default from `refunds`, which has another type
      --> api.yaml:36:25
    36 |     default: { same_as: refunds }
       |                         ^^^^^^^
       = help: the type of `captures` is integer, that of `refunds` is boolean
    ");
}

#[test]
fn a_default_of_a_list_that_is_text() {
    assert_snapshot!(captures(&["type: list", "of: enum", "values: [instant, standard]", "default: instant"]), @"
    error: `default` must be a list, found text
      --> api.yaml:38:14
    38 |     default: instant
       |              ^^^^^^^
       = help: write it in brackets, as in `[first, second]`, or `undocumented` where the API names none
    ");
}

#[test]
fn a_default_of_a_list_with_a_wrong_item() {
    assert_snapshot!(captures(&["type: list", "of: integer", "default: [1, two]"]), @"
    error: an item of `default` must be a whole number, found text
      --> api.yaml:37:18
    37 |     default: [1, two]
       |                  ^^^
       = help: write a value of that type
    ");
}

#[test]
fn a_default_of_an_enum_that_is_not_a_value() {
    assert_snapshot!(captures(&["type: enum", "values: [instant, standard]", "default: instnat"]), @"
    error: there is no such value: `instnat`
      --> api.yaml:37:14
    37 |     default: instnat
       |              ^^^^^^^
    help: did you mean `instant`?
    37 -     default: instnat
    37 +     default: instant
    ");
}

#[test]
fn a_default_of_an_id_without_its_prefix() {
    assert_snapshot!(captures(&["type: id", "prefix: acct_", "default: cus_1"]), @"
    error: `default` must be `acct_` with something after it
      --> api.yaml:37:14
    37 |     default: cus_1
       |              ^^^^^
       = help: write a whole identifier
    ");
}

#[test]
fn a_default_of_an_integer_with_a_fraction() {
    assert_snapshot!(captures(&["type: integer", "default: 1.5"]), @"
    error: `default` must be a whole number, found `1.5`
      --> api.yaml:36:14
    36 |     default: 1.5
       |              ^^^
       = help: write one between -9223372036854775808 and 9223372036854775807, in plain digits
    ");
}

#[test]
fn a_default_of_text_that_is_a_number() {
    assert_snapshot!(captures(&["type: string", "default: 12"]), @r#"
    error: `default` must be text, found a number
      --> api.yaml:36:14
    36 |     default: 12
       |              ^^
    help: put it in quotes
    36 -     default: 12
    36 +     default: "12"
    "#);
}

#[test]
fn a_default_opposite_to_something_not_boolean() {
    assert_snapshot!(captures(&["clearable: true", "default: { opposite_of: refunds }"]), @"
    error: `captures` takes the opposite of `refunds`, which has another type
      --> api.yaml:36:29
    36 |     default: { opposite_of: refunds }
       |                             ^^^^^^^
       = help: the type of `captures` is boolean, which an empty value clears, that of `refunds` is boolean
    ");
}

#[test]
fn a_default_that_is_a_number() {
    assert_snapshot!(captures(&["default: 1"]), @"
    error: `default` must be `true` or `false`, found a number
      --> api.yaml:35:14
    35 |     default: 1
       |              ^
       = help: write one of the two, without quotes, or `undocumented` where the API names none
    ");
}

#[test]
fn a_default_that_is_a_word() {
    assert_snapshot!(captures(&["default: undocumentd"]), @"
    error: `default` must be `true` or `false`, found text
      --> api.yaml:35:14
    35 |     default: undocumentd
       |              ^^^^^^^^^^^
    help: did you mean `undocumented`?
    35 |     default: undocumented
       |                        +
    ");
}

#[test]
fn a_default_that_is_empty() {
    assert_snapshot!(captures(&["default: {}"]), @"
    error: `default` is empty
      --> api.yaml:35:14
    35 |     default: {}
       |              ^
       = help: a default is a value, `undocumented`, `{ by: ... }`, `{ same_as: ... }` or `{ opposite_of: ... }`
    ");
}

#[test]
fn a_default_that_refers_to_itself() {
    assert_snapshot!(captures(&["default: { same_as: captures }"]), @"
    error: the default of `captures` refers to `captures` itself
      --> api.yaml:35:25
    35 |     default: { same_as: captures }
       |                         ^^^^^^^^
       = help: name another feature, or give a value
    ");
}

#[test]
fn a_default_that_is_null_where_nothing_is_cleared() {
    assert_snapshot!(captures(&["type: string", "default: null"]), @"
    error: `default` must be text, found nothing
      --> api.yaml:36:14
    36 |     default: null
       |              ^^^^
       = help: write a value, or say `clearable: true` where an empty one takes it back, or `undocumented` where the API names none
    ");
}

#[test]
fn a_default_that_refers_to_nothing() {
    assert_snapshot!(captures(&["default: { opposite_of: refnds }"]), @"
    error: there is no feature `refnds`
      --> api.yaml:35:29
    35 |     default: { opposite_of: refnds }
       |                             ^^^^^^
    help: did you mean `refunds`?
    35 |     default: { opposite_of: refunds }
       |                                +
    ");
}

#[test]
fn a_default_with_two_rules() {
    assert_snapshot!(captures(&["default: { same_as: refunds, opposite_of: refunds }"]), @"
    error: a default is either `same_as` or `opposite_of` another feature
      --> api.yaml:35:47
    35 |     default: { same_as: refunds, opposite_of: refunds }
       |                                               ^^^^^^^
       = help: keep one of the two
    ");
}

#[test]
fn a_reference_that_is_a_list() {
    assert_snapshot!(captures(&["default: { same_as: [refunds] }"]), @"
    error: `same_as` must be text, found a list
      --> api.yaml:35:25
    35 |     default: { same_as: [refunds] }
       |                         ^
       = help: write a word or a sentence
    ");
}

#[test]
fn a_restriction_of_a_list() {
    assert_snapshot!(captures(&[
        "type: list",
        "of: string",
        "default: undocumented",
        "may_be: { value: true, only_when: { region: north } }",
    ]), @"
    error: only a boolean feature that is not cleared has `may_be`
      --> api.yaml:38:22
    38 |     may_be: { value: true, only_when: { region: north } }
       |                      ^^^^
       = help: remove it: the type here is list of string
    ");
}

#[test]
fn a_restriction_that_is_a_boolean() {
    assert_snapshot!(replaced("{ value: true, only_when: { region: north } }", "true"), @"
    error: `may_be` must be a map, found a boolean
      --> api.yaml:32:13
    32 |     may_be: true
       |             ^^^^
       = help: give it `value` and `only_when` as keys, each with its value
    ");
}

#[test]
fn a_restriction_without_a_value() {
    assert_snapshot!(replaced("value: true, ", ""), @"
    error: `may_be` lacks `value`
      --> api.yaml:32:13
    32 |     may_be: { only_when: { region: north } }
       |             ^
       = help: add `value: ...`
    ");
}

#[test]
fn a_row_of_another_type() {
    assert_snapshot!(captures(&["type: integer", "default: { by: region, north: 1, south: true }"]), @"
    error: the default for `south` must be a whole number, found a boolean
      --> api.yaml:36:45
    36 |     default: { by: region, north: 1, south: true }
       |                                             ^^^^
       = help: write a value of that type, or `undocumented` where the API names none
    ");
}

#[test]
fn a_row_twice() {
    assert_snapshot!(replaced("south: false", "south: false, north: false"), @"
    error: `north` is given twice in `default`
      --> api.yaml:31:55
    31 |     default: { by: region, north: true, south: false, north: false }
       |                            ----- first given here     ^^^^^
       = help: keep one of the two
    ");
}

#[test]
fn a_table_of_integers_without_a_row() {
    assert_snapshot!(captures(&["type: integer", "default: { by: region, north: 1 }"]), @"
    error: the table by `region` has no default for `south`
      --> api.yaml:36:20
    36 |     default: { by: region, north: 1 }
       |                    ^^^^^^
       = help: add `south: ...`
    ");
}

#[test]
fn a_table_with_a_row_too_many() {
    assert_snapshot!(replaced("south: false", "south: false, west: true"), @"
    error: there is no value of `region` called `west`
      --> api.yaml:31:55
    31 |     default: { by: region, north: true, south: false, west: true }
       |                                                       ^^^^
       = help: it can be `north` or `south`
    ");
}

#[test]
fn a_table_with_an_unreadable_row() {
    assert_snapshot!(replaced("north: true", "north: maybe"), @"
    error: the default for `north` must be `true` or `false`, found text
      --> api.yaml:31:35
    31 |     default: { by: region, north: maybe, south: false }
       |                                   ^^^^^
       = help: write one of the two, without quotes, or `undocumented` where the API names none
    ");
}

#[test]
fn a_table_with_text() {
    assert_snapshot!(replaced("north: true", r#"north: "yes""#), @r#"
    error: the default for `north` must be `true` or `false`, found text
      --> api.yaml:31:35
    31 |     default: { by: region, north: "yes", south: false }
       |                                   ^^^^^
    help: write `true`
    31 -     default: { by: region, north: "yes", south: false }
    31 +     default: { by: region, north: true, south: false }
    "#);
}

#[test]
fn a_table_without_a_row() {
    assert_snapshot!(replaced("north: true, south: false", "north: true"), @"
    error: the table by `region` has no default for `south`
      --> api.yaml:31:20
    31 |     default: { by: region, north: true }
       |                    ^^^^^^
       = help: add `south: true`, `south: false` or `south: undocumented`
    ");
}

#[test]
fn an_object_with_a_default() {
    assert_snapshot!(captures(&[
        "type: object",
        "fields: { color: { type: string, doc: A name of one. } }",
        "default: red",
    ]), @"
    error: `default` must be `undocumented`, found text
      --> api.yaml:37:14
    37 |     default: red
       |              ^^^
       = help: an object's default can't be written
    ");
}

#[test]
fn an_override_with_another_type_than_its_default() {
    assert_snapshot!(replaced_all(&[
        ("default: { same_as: refunds }", "default: true"),
        ("[refunds, captures]", "\n      - refunds\n      - captures: { type: string }"),
    ]), @"
    error: the shared default of `captures` has not the type that it has here
      --> api.yaml:42:9
    42 |       - captures: { type: string }
       |         ^^^^^^^^
       = help: the type here is string: give it a default of that type, as `default: ...`
    ");
}

#[test]
fn an_unknown_fact_in_a_condition() {
    assert_snapshot!(replaced("only_when: { region", "only_when: { regoin"), @"
    error: there is no fact `regoin`
      --> api.yaml:32:41
    32 |     may_be: { value: true, only_when: { regoin: north } }
       |                                         ^^^^^^
    help: did you mean `region`?
    32 -     may_be: { value: true, only_when: { regoin: north } }
    32 +     may_be: { value: true, only_when: { region: north } }
    ");
}

#[test]
fn an_unknown_fact_in_a_table() {
    assert_snapshot!(replaced("by: region", "by: regoin"), @"
    error: there is no fact `regoin`
      --> api.yaml:31:20
    31 |     default: { by: regoin, north: true, south: false }
       |                    ^^^^^^
    help: did you mean `region`?
    31 -     default: { by: regoin, north: true, south: false }
    31 +     default: { by: region, north: true, south: false }
    ");
}

#[test]
fn an_unknown_key_of_a_default() {
    assert_snapshot!(captures(&["default: { sameas: refunds }"]), @"
    error: `sameas` is not a key of `default`
      --> api.yaml:35:16
    35 |     default: { sameas: refunds }
       |                ^^^^^^
    help: did you mean `same_as`?
    35 |     default: { same_as: refunds }
       |                    +
    ");
}

#[test]
fn an_unknown_key_of_a_restriction() {
    assert_snapshot!(replaced("only_when", "onlywhen"), @"
    error: `onlywhen` is not a key of `may_be`
      --> api.yaml:32:28
    32 |     may_be: { value: true, onlywhen: { region: north } }
       |                            ^^^^^^^^
    help: did you mean `only_when`?
    32 |     may_be: { value: true, only_when: { region: north } }
       |                                +
    ");
}

#[test]
fn an_unknown_value_in_a_condition() {
    assert_snapshot!(replaced("only_when: { region: north", "only_when: { region: nroth"), @"
    error: there is no value of `region` called `nroth`
      --> api.yaml:32:49
    32 |     may_be: { value: true, only_when: { region: nroth } }
       |                                                 ^^^^^
    help: did you mean `north`?
    32 -     may_be: { value: true, only_when: { region: nroth } }
    32 +     may_be: { value: true, only_when: { region: north } }
    ");
}

#[test]
fn an_unknown_value_in_a_table() {
    assert_snapshot!(replaced("south: false", "suoth: false"), @"
    error: there is no value of `region` called `suoth`
      --> api.yaml:31:41
    31 |     default: { by: region, north: true, suoth: false }
       |                                         ^^^^^
    help: did you mean `south`?
    31 -     default: { by: region, north: true, suoth: false }
    31 +     default: { by: region, north: true, south: false }
    ");
}

#[test]
fn a_cycle_of_defaults() {
    assert_snapshot!(replaced("{ by: region, north: true, south: false }", "{ opposite_of: captures }"), @"
    error: the default of `refunds` depends on itself by way of `captures`
      --> api.yaml:31:29
    31 |     default: { opposite_of: captures }
       |                             ^^^^^^^^
    ...
    35 |     default: { same_as: refunds }
       |                         ------- and this on it
       = help: give one of them a default of its own
    ");
}
