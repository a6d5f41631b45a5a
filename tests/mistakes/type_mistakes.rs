//! Types, and what may be stated of each.

use crate::mistakes::{captures, look, look_sent_and_received, replaced, with_field, with_param};
use insta::assert_snapshot;

#[test]
fn a_clearable_field() {
    assert_snapshot!(with_field("note: { type: string, clearable: true, doc: A remark. }"), @"
    error: only what is sent can be `clearable`, and this is received
      --> api.yaml:27:38
    27 |     note: { type: string, clearable: true, doc: A remark. }
       |                                      ^^^^
       = help: remove it
    ");
}

#[test]
fn a_fact_with_no_values() {
    assert_snapshot!(replaced("[north, south]", "[]"), @"
    error: the fact `region` has no values
     --> api.yaml:4:3
    4 |   region:
      |   ^^^^^^
      = help: list what it can be in `values`
    ");
}

#[test]
fn a_feature_of_secrets() {
    assert_snapshot!(captures(&["type: secret", "default: undocumented"]), @"
    error: a feature can't be of type `secret`
      --> api.yaml:35:11
    35 |     type: secret
       |           ^^^^^^
       = help: choose another type
    ");
}

#[test]
fn a_field_of_an_object_of_an_unknown_type() {
    assert_snapshot!(with_param(&look("color: { type: strin, doc: The name of one. }")), @"
    error: there is no type `strin`
      --> api.yaml:20:72
    20 |     look: { type: object, doc: How it looks., fields: { color: { type: strin, doc: The name of one. } } }
       |                                                                        ^^^^^
    help: did you mean `string`?
    20 |     look: { type: object, doc: How it looks., fields: { color: { type: string, doc: The name of one. } } }
       |                                                                             +
    ");
}

#[test]
fn a_field_with_another_type_elsewhere() {
    assert_snapshot!(look_sent_and_received(
        "color: { type: string, doc: The name of one. }",
        "color: { type: integer, doc: The number of one. }",
    ), @"
    error: the field `color` has another type elsewhere
      --> api.yaml:28:57
    20 |     look: { type: object, doc: How it looks., fields: { color: { type: string, doc: The name of one. } } }
       |                                                         ----- it is here
    ...
    28 |     look: { type: object, doc: How it looks., fields: { color: { type: integer, doc: The number of one. } } }
       |                                                         ^^^^^
       = help: give it the same type, or the object another name: they share a Rust type
    ");
}

#[test]
fn a_list_of_nothing() {
    assert_snapshot!(with_param("expand: { type: list, doc: What to add. }"), @"
    error: a `list` needs `of`
      --> api.yaml:20:21
    20 |     expand: { type: list, doc: What to add. }
       |                     ^^^^
       = help: add what it is a list of, such as `of: string`
    ");
}

#[test]
fn a_prefix_of_something_else() {
    assert_snapshot!(replaced("type: id", "type: string"), @"
    error: only an `id` has a `prefix`
      --> api.yaml:18:38
    18 |     account: { type: string, prefix: acct_, required: true, doc: Whose it is. }
       |                                      ^^^^^
       = help: remove it
    ");
}

#[test]
fn a_prefix_that_is_a_number() {
    assert_snapshot!(replaced("prefix: acct_", "prefix: 12"), @r#"
    error: `12` is not the start of an identifier
      --> api.yaml:18:34
    18 |     account: { type: id, prefix: 12, required: true, doc: Whose it is. }
       |                                  ^^
       = help: write what such identifiers start with, in lower case, such as `acct_`

    error: `prefix` must be text, found a number
      --> api.yaml:18:34
    18 |     account: { type: id, prefix: 12, required: true, doc: Whose it is. }
       |                                  ^^
    help: put it in quotes
    18 -     account: { type: id, prefix: 12, required: true, doc: Whose it is. }
    18 +     account: { type: id, prefix: "12", required: true, doc: Whose it is. }
    "#);
}

#[test]
fn a_missing_type() {
    assert_snapshot!(captures(&["maximum: 5", "values: [instant]", "default: undocumented"]), @"
    error: `maximum` says more of a `type` that is not there
      --> api.yaml:35:14
    35 |     maximum: 5
       |              ^
       = help: add `type: ...`; without it, a feature is boolean

    error: `values` says more of a `type` that is not there
      --> api.yaml:36:14
    36 |     values: [instant]
       |              ^^^^^^^
       = help: add `type: ...`; without it, a feature is boolean
    ");
}

#[test]
fn a_value_twice() {
    assert_snapshot!(replaced("[north, south]", "[north, south, north]"), @"
    error: the value `north` is given twice
     --> api.yaml:7:28
    7 |     values: [north, south, north]
      |              -----         ^^^^^
      |              |
      |              first given here
      = help: keep one of the two
    ");
}

#[test]
fn an_empty_prefix() {
    assert_snapshot!(replaced("prefix: acct_", "prefix: \"\""), @r#"
    error: `` is not the start of an identifier
      --> api.yaml:18:34
    18 |     account: { type: id, prefix: "", required: true, doc: Whose it is. }
       |                                  ^^
       = help: write what such identifiers start with, in lower case, such as `acct_`
    "#);
}

#[test]
fn an_enum_that_must_be_the_same() {
    assert_snapshot!(captures(&["type: enum", "values: [one]", "default: one", "same_in_every_component: true"]), @"
    error: only a boolean feature that is not cleared has `same_in_every_component`
      --> api.yaml:38:30
    38 |     same_in_every_component: true
       |                              ^^^^
       = help: remove it: the type here is enum of `one`
    ");
}

#[test]
fn an_enum_with_a_value_twice() {
    assert_snapshot!(captures(&["type: enum", "values: [one, two, one]", "default: two"]), @"
    error: the value `one` is given twice
      --> api.yaml:36:24
    36 |     values: [one, two, one]
       |              ---       ^^^
       |              |
       |              first given here
       = help: keep one of the two
    ");
}

#[test]
fn an_enum_with_an_empty_value() {
    assert_snapshot!(captures(&["type: enum", r#"values: [one, ""]"#, "default: one"]), @r#"
    error: an `enum` has no empty value
      --> api.yaml:36:19
    36 |     values: [one, ""]
       |                   ^^
       = help: say `clearable: true` where an empty value takes back what was set
    "#);
}

#[test]
fn an_enum_with_no_value() {
    assert_snapshot!(captures(&["type: enum", "values: []", "default: undocumented"]), @"
    error: an `enum` without values can't be anything
      --> api.yaml:35:11
    35 |     type: enum
       |           ^^^^
       = help: list what it can be in `values`
    ");
}

#[test]
fn an_enum_without_values() {
    assert_snapshot!(captures(&["type: enum", "default: undocumented"]), @"
    error: an `enum` needs `values`
      --> api.yaml:35:11
    35 |     type: enum
       |           ^^^^
       = help: list what it can be, such as `values: [first, second]`
    ");
}

#[test]
fn an_id_without_a_prefix() {
    assert_snapshot!(replaced("prefix: acct_, ", ""), @"
    error: an `id` needs a `prefix`
      --> api.yaml:18:22
    18 |     account: { type: id, required: true, doc: Whose it is. }
       |                      ^^
       = help: add what such identifiers start with, such as `prefix: acct_`
    ");
}

#[test]
fn an_object_with_components() {
    assert_snapshot!(with_param(&look(
        "all: { type: components, doc: What it shows. }, color: { type: string, doc: The name of one. }",
    )), @"
    error: components can't stand within an object
      --> api.yaml:20:57
    20 |     look: { type: object, doc: How it looks., fields: { all: { type: components, doc: What it shows. }, color: { type: string, doc: ...
       |                                                         ^^^
       = help: choose another type
    ");
}

#[test]
fn an_object_with_no_field() {
    assert_snapshot!(with_param("look: { type: object, doc: How it looks., fields: {} }"), @"
    error: an `object` without fields holds nothing
      --> api.yaml:20:19
    20 |     look: { type: object, doc: How it looks., fields: {} }
       |                   ^^^^^^
       = help: say what it holds, such as `fields: { color: { type: string, doc: ... } }`
    ");
}

#[test]
fn an_object_without_fields() {
    assert_snapshot!(captures(&["type: object", "default: undocumented"]), @"
    error: an `object` needs `fields`
      --> api.yaml:35:11
    35 |     type: object
       |           ^^^^^^
       = help: say what it holds, such as `fields: { color: { type: string, doc: ... } }`
    ");
}

#[test]
fn an_unknown_type() {
    assert_snapshot!(replaced("type: id", "type: idd"), @"
    error: there is no type `idd`
      --> api.yaml:18:22
    18 |     account: { type: idd, prefix: acct_, required: true, doc: Whose it is. }
       |                      ^^^
    help: did you mean `id`?
    18 -     account: { type: idd, prefix: acct_, required: true, doc: Whose it is. }
    18 +     account: { type: id, prefix: acct_, required: true, doc: Whose it is. }
    ");
}

#[test]
fn an_unknown_type_in_a_list() {
    assert_snapshot!(with_param("expand: { type: list, of: boolean, doc: What to add. }"), @"
    error: there is no type of list items called `boolean`
      --> api.yaml:20:31
    20 |     expand: { type: list, of: boolean, doc: What to add. }
       |                               ^^^^^^^
       = help: it can be `string`, `integer`, `enum` or `object`
    ");
}

#[test]
fn an_unknown_type_of_a_feature() {
    assert_snapshot!(captures(&["type: bolean", "default: { same_as: refunds }"]), @"
    error: there is no type `bolean`
      --> api.yaml:35:11
    35 |     type: bolean
       |           ^^^^^^
    help: did you mean `boolean`?
    35 |     type: boolean
       |             +
    ");
}

#[test]
fn clearable_components() {
    assert_snapshot!(replaced("components, required: true", "components, clearable: true"), @"
    error: components can't be `clearable`
      --> api.yaml:19:48
    19 |     components: { type: components, clearable: true, doc: What it shows. }
       |                                                ^^^^
       = help: remove it
    ");
}

#[test]
fn fields_of_text() {
    assert_snapshot!(with_param(&look("color: { type: string, doc: The name of one. }").replace("object", "string")), @"
    error: only an `object` has `fields`
      --> api.yaml:20:57
    20 |     look: { type: string, doc: How it looks., fields: { color: { type: string, doc: The name of one. } } }
       |                                                         ^^^^^
       = help: remove them
    ");
}

#[test]
fn values_of_a_boolean() {
    assert_snapshot!(captures(&["type: boolean", "values: [one]", "default: true"]), @"
    error: only an `enum` has `values`
      --> api.yaml:36:14
    36 |     values: [one]
       |              ^^^
       = help: remove them
    ");
}
