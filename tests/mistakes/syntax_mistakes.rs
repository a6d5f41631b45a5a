//! YAML that can't be read, and parts of YAML that the schema language leaves out.

use crate::mistakes::{BASE, captures, lint, replaced, replaced_all};
use insta::assert_snapshot;

#[test]
fn a_byte_order_mark() {
    let edits = [("api_version", "\u{feff}api_version"), ("northern: { region: north", "northern: { region: nort")];
    assert_snapshot!(replaced_all(&edits), @"
    error: the file starts with a byte order mark
     --> api.yaml:1:1
    1 | ﻿api_version: 2030-01-01
      | ^
    help: save it as UTF-8 without one
    1 - ﻿api_version: 2030-01-01
    1 + api_version: 2030-01-01

    error: there is no value of `region` called `nort`
      --> api.yaml:10:23
    10 |   northern: { region: nort }
       |                       ^^^^
    help: did you mean `north`?
    10 |   northern: { region: north }
       |                           +
    ");
}

#[test]
fn a_character_that_starts_nothing() {
    assert_snapshot!(replaced("doc: Starts", "doc: @starts"), @"
    error: no value starts with this character
      --> api.yaml:14:8
    14 |   doc: @starts something.
       |        ^^^^^^^^^^^^^^^^^^
       = help: put the value in quotes
    ");
}

#[test]
fn a_control_character() {
    assert_snapshot!(replaced("Starts something", "Starts \u{1} something"), @r"
    error: YAML has no place for the control character '\u{1}'
      --> api.yaml:14:15
    14 |   doc: Starts ␁ something.
       |               ^
    help: remove it
    14 -   doc: Starts ␁ something.
    14 +   doc: Starts  something.
    ");
}

#[test]
fn a_key_that_is_a_list_among_others() {
    assert_snapshot!(replaced("method: POST", "? [method]\n  : POST\n  methd: POST"), @"
    error: a key must be plain text
      --> api.yaml:15:5
    15 |   ? [method]
       |     ^
       = help: write a name, without brackets, `&`, `*` or `!`

    error: `methd` is not a key of `operation`
      --> api.yaml:17:3
    17 |   methd: POST
       |   ^^^^^
    help: did you mean `method`?
    17 |   method: POST
       |       +
    ");
}

#[test]
fn a_key_that_is_an_alias() {
    let edits = [("doc: Lets money go", "&d doc: Lets money go"), ("doc: Lets money come", "*d : Lets money come")];
    assert_snapshot!(replaced_all(&edits), @"
    error: a key must be plain text
      --> api.yaml:30:5
    30 |     &d doc: Lets money go back.
       |     ^^^^^^
       = help: write a name, without brackets, `&`, `*` or `!`

    error: this is a YAML alias, which the schema language does not know
      --> api.yaml:34:5
    34 |     *d : Lets money come in.
       |     ^^^
       = help: write the value out; what several components share belongs in `features`
    ");
}

#[test]
fn a_key_that_is_not_text() {
    assert_snapshot!(replaced("northern: {", "? [northern]\n  : {"), @"
    error: a key must be plain text
      --> api.yaml:10:5
    10 |   ? [northern]
       |     ^
       = help: write a name, without brackets, `&`, `*` or `!`
    ");
}

#[test]
fn a_key_with_an_anchor() {
    assert_snapshot!(replaced_all(&[("  captures", "  &c captures"), ("same_as: refunds", "same_as: refnds")]), @"
    error: a key must be plain text
      --> api.yaml:33:3
    33 |   &c captures:
       |   ^^^^^^^^^^^
       = help: write a name, without brackets, `&`, `*` or `!`

    error: there is no feature `refnds`
      --> api.yaml:35:25
    35 |     default: { same_as: refnds }
       |                         ^^^^^^
    help: did you mean `refunds`?
    35 |     default: { same_as: refunds }
       |                            +
    ");
}

#[test]
fn a_line_without_a_colon() {
    assert_snapshot!(replaced("method: POST", "method"), @"
    error: this is neither a key nor a part of a value
      --> api.yaml:15:3
    15 |   method
       |   ^^^^^^
       = help: end a key with `:`; indent what goes on with the line before
    ");
}

#[test]
fn a_list_in_a_list_in_a_list() {
    assert_snapshot!(lint(format!("api_version: {}{}\n", "[".repeat(200), "]".repeat(200))), @"
    error: this is nested too deeply
     --> api.yaml:1:141
    1 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...
      |                                                                    ^
      = help: a schema has some six levels
    ");
}

#[test]
fn a_merge_key() {
    assert_snapshot!(captures(&["<<: { default: true }"]), @"
    error: the feature `captures` lacks `default`
      --> api.yaml:33:3
    33 |   captures:
       |   ^^^^^^^^
       = help: add `default: ...`

    error: `<<` is not a key of the feature `captures`
      --> api.yaml:35:5
    35 |     <<: { default: true }
       |     ^^
       = help: it can be `doc`, `type`, `prefix`, `maximum`, `of`, `values`, `fields`, `clearable`, `default`, `may_be`, `same_in_every_component` or `deprecated`
    ");
}

#[test]
fn a_second_colon() {
    assert_snapshot!(replaced("money go", "money: go"), @"
    error: there is a second `: ` on this line, or a key where none can be
      --> api.yaml:30:20
    30 |     doc: Lets money: go back.
       |                    ^^^^^^^^^^
       = help: put the value in quotes, or check the indentation
    ");
}

#[test]
fn a_tag() {
    assert_snapshot!(replaced("method: POST", "method: !http POST"), @"
    error: this value has a YAML tag, which the schema language does not know
      --> api.yaml:15:11
    15 |   method: !http POST
       |           ^^^^^^^^^^
       = help: remove the word that starts with `!`
    ");
}

#[test]
fn a_wrong_indentation() {
    assert_snapshot!(replaced("    default: { same_as", "   default: { same_as"), @"
    error: this is not indented like what it belongs to
      --> api.yaml:35:4
    35 |    default: { same_as: refunds }
       |    ^^^^^^^
       = help: align it with its siblings
    ");
}

#[test]
fn an_alias() {
    assert_snapshot!(replaced_all(&[("{ by: region", "&same { by: region"), ("{ same_as: refunds }", "*same")]), @"
    error: this is a YAML alias, which the schema language does not know
      --> api.yaml:35:14
    35 |     default: *same
       |              ^^^^^
       = help: write the value out; what several components share belongs in `features`
    ");
}

#[test]
fn an_alias_bomb() {
    assert_snapshot!(replaced(
        "\nfeatures:",
        "
a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
features:",
    ), @"
    error: `a` is not a key of the file
      --> api.yaml:28:1
    28 | a: &a [x, x, x, x, x, x, x, x, x]
       | ^
       = help: it can be `api_version`, `facts`, `account_types`, `account_type_field`, `operation`, `object`, `features` or `components`

    error: `b` is not a key of the file
      --> api.yaml:29:1
    29 | b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
       | ^
       = help: it can be `api_version`, `facts`, `account_types`, `account_type_field`, `operation`, `object`, `features` or `components`

    error: this is a YAML alias, which the schema language does not know
      --> api.yaml:29:8
    28 | a: &a [x, x, x, x, x, x, x, x, x]
       |        - a value that it repeats
    29 | b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
       |        ^^
       = help: write the value out; what several components share belongs in `features`

    error: `c` is not a key of the file
      --> api.yaml:30:1
    30 | c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
       | ^
       = help: it can be `api_version`, `facts`, `account_types`, `account_type_field`, `operation`, `object`, `features` or `components`

    error: this is a YAML alias, which the schema language does not know
      --> api.yaml:30:8
    28 | a: &a [x, x, x, x, x, x, x, x, x]
       |        - a value that it repeats
    29 | b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
    30 | c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
       |        ^^
       = help: write the value out; what several components share belongs in `features`
    ");
}

#[test]
fn an_alias_to_nothing() {
    assert_snapshot!(captures(&["default: *nothing"]), @"
    error: this alias refers to nothing
      --> api.yaml:35:14
    35 |     default: *nothing
       |              ^^^^^^^^
       = help: write the value out: the schema language has no aliases
    ");
}

#[test]
fn an_empty_file() {
    assert_snapshot!(lint(""), @"
    error: the file is empty
     --> api.yaml:1:1
    1 |
      | ^
      = help: describe the API: `api_version`, `operation`, `object`, `features` and `components`
    ");
}

#[test]
fn an_unclosed_list() {
    assert_snapshot!(replaced("[north, south]", "[north, south"), @"
    error: the list is not closed before this
     --> api.yaml:9:14
    7 |     values: [north, south
      |             - opened here
    8 |
    9 | account_types:
      |              ^
      = help: close it with `]`
    ");
}

#[test]
fn an_unclosed_map() {
    assert_snapshot!(replaced("northern: { region: north }", "northern: { region: north"), @"
    error: the map is not closed before this
      --> api.yaml:12:10
    10 |   northern: { region: north
       |             - opened here
    11 |
    12 | operation:
       |          ^
       = help: close it with `}`
    ");
}

#[test]
fn an_unclosed_quote() {
    assert_snapshot!(replaced("doc: Lets money go", "doc: \"Lets money go"), @r#"
    error: the text is not closed
      --> api.yaml:30:10
    30 |     doc: "Lets money go back.
       |          ^^^^^^^^^^^^^^^^^^^^
       = help: end it with the quote it starts with
    "#);
}

#[test]
fn not_utf8() {
    let latin_1: Vec<u8> = BASE.replace("something", "sömething").chars().map(|char| char as u8).collect();
    assert_snapshot!(lint(latin_1), @"
    error: the file is not UTF-8 from here on
      --> api.yaml:14:16
    14 |   doc: Starts s�mething.
       |                ^^^^^^^^^
       = help: save it as UTF-8
    ");
}

#[test]
fn nothing_but_comments() {
    assert_snapshot!(lint("# To be written.\n"), @"
    error: the file is empty
     --> api.yaml:1:1
    1 | # To be written.
      | ^
      = help: describe the API: `api_version`, `operation`, `object`, `features` and `components`
    ");
}

#[test]
fn tabs() {
    assert_snapshot!(replaced("  doc: Starts", "\tdoc: Starts"), @"
    error: YAML is not indented with tabs
      --> api.yaml:14:1
    14 |     doc: Starts something.
       | ^^^^
    help: use spaces
    14 |   doc: Starts something.
       | ++
    ");
}

#[test]
fn two_documents() {
    assert_snapshot!(replaced("\nfeatures:", "\n---\nfeatures:"), @"
    error: the file holds more than one YAML document
      --> api.yaml:28:1
    28 | ---
       | ^^^
       = help: keep each API version in a file of its own, and remove what follows this line
    ");
}
