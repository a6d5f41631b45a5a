//! Edits of a schema's text.

use super::*;

#[test]
fn nothing_changes_but_the_version() {
    let document = document(&[("a", &[("refunds", TRUE)]), ("c", &[("refunds", FALSE)])]);
    let imported = onto(&base(TWO), &document);
    assert_eq!(imported.text, result(TWO));
    assert_eq!(changes(&imported), ["API version: `2029-01-01` -> `2030-01-01`"]);
    assert_eq!(imported.review.notes, []);
}

#[test]
fn new_items_are_put_in_place() {
    let more: &[(&str, &str)] = &[("refunds", TRUE), ("payouts", OWNER), ("z", "Whether it is there.")];
    let document =
        document(&[("a", more), ("b", &[("refunds", FALSE)]), ("c", &[("refunds", FALSE), ("z", "")]), ("d", &[])]);
    let expected = "\
features:
  payouts:
    doc: Whether it is there.
    default: undocumented
    may_be: { value: false, only_when: { requirement_collection: application } }
  # Seen by all.
  refunds: { doc: 'Refunds, it does.', default: true } # here
  z:
    doc: Whether it is there.
    default: undocumented

components:
  # Above a.
  a:
    doc: The first.
    features: [refunds, payouts, z]

  b:
    doc: The embedded component `b`.
    features:
      - refunds: { default: false }

  # Above c.
  c:
    features: # there
      # the one
      - refunds: { default: false } # otherwise
      - z
    doc: The third.

  d:
    doc: The embedded component `d`.
    features: []

# The end.
";
    let facts =
        "  liable: { account_field: controller.losses.payments, values: [stripe, application], doc: Who pays. }\n";
    let fact = "  requirement_collection:
    doc: Who collects updated information when requirements fall due or change.
    account_field: controller.requirement_collection
    values: [stripe, application]\n";
    let expected = result(expected)
        .replace(facts, &format!("{facts}{fact}"))
        .replace("{ liable: stripe }", "{ liable: stripe, requirement_collection: stripe }")
        .replace("{ liable: application }", "{ liable: application, requirement_collection: application }");
    assert_eq!(onto(&base(TWO), &document).text, expected);
}

#[test]
fn removed_items_take_their_comments_along() {
    let document = document(&[("c", &[])]);
    let imported = onto(&base(TWO), &document);
    let expected =
        "features: {}\n\ncomponents:\n  # Above c.\n  c:\n    features: []\n    doc: The third.\n\n# The end.\n";
    assert_eq!(imported.text, result(expected));
    assert_eq!(changes(&imported)[1..], ["feature `refunds`, in `c`", "component `a`"]);
}

#[test]
fn the_document_wins_and_the_difference_tells() {
    let document = document(&[("a", &[("refunds", FALSE)]), ("c", &[("refunds", FALSE)])]);
    let imported = onto(&base(TWO), &document);
    let expected = TWO.replace("default: true", "default: false").replace("refunds: { default: false } #", "refunds #");
    assert_eq!(imported.text, result(&expected));
    assert_eq!(changes(&imported)[1], "default of `refunds` in `a`: `true` -> `false`");
}

#[test]
fn rules_missing_in_the_document_stay() {
    let silent = "Whether it is there.";
    let document =
        document(&[("a", &[("refunds", silent)]), ("b", &[("refunds", silent)]), ("c", &[("refunds", silent)])]);
    let imported = onto(&base(TWO), &document);
    assert!(imported.text.contains(
        "  b:\n    doc: The embedded component `b`.\n    features:\n      - refunds: { default: undocumented }\n"
    ));
    let reasons: Vec<&str> = imported.review.notes.iter().map(|note| note.reason.as_str()).collect();
    assert_eq!(reasons[0], "the document states no default; the schema's `default: true` stays");
    assert_eq!(imported.review.notes[0].text, silent);
}

#[test]
fn an_override_is_written_in_the_style_of_its_component() {
    let styles = "\
features:
    refunds:
        doc: Refunds.
        default:
            by: liable
            application: false
            stripe: true
        same_in_every_component: true
components:
    a: {doc: The first., features: [refunds]}
    b: {doc: The second., features: [
        refunds,
    ]}
    c:
        doc: The third.
        features:
        - refunds:
            doc: Others.
            default: false
";
    let by = "Defaults to `true` if Stripe is liable for losses, otherwise `false`.";
    let at = |a, b, c| document(&[("a", &[("refunds", a)]), ("b", &[("refunds", b)]), ("c", &[("refunds", c)])]);
    assert_eq!(onto(&base(styles), &at(by, by, FALSE)).text, result(styles));
    let expected = styles
        .replace("        refunds,\n", "        { refunds: { default: true } },\n")
        .replace("            default: false\n", "            default: true\n");
    assert_eq!(onto(&base(styles), &at(by, TRUE, TRUE)).text, result(&expected));
    let block = "        default:\n            by: liable\n            application: false\n            stripe: true\n";
    let expected = styles.replace(block, "        default: false\n").replace("            default: false\n", "");
    assert_eq!(onto(&base(styles), &at(FALSE, FALSE, FALSE)).text, result(&expected));
}

#[test]
fn a_restriction_that_is_not_for_all_is_no_longer_shared() {
    let rest = "\
features:
  refunds:
    doc: Refunds.
    default: true
    # Who may.
    may_be: { value: false, only_when: { liable: application } }
components:
  a: { doc: The first., features: [refunds] }
  b: { doc: The second., features: [refunds] }
";
    let restricted = "This is `true` by default. Can only be `false` where you are liable for losses.";
    let document =
        document(&[("a", &[("refunds", restricted)]), ("b", &[("refunds", restricted)]), ("c", &[("refunds", TRUE)])]);
    let own = "{ refunds: { may_be: { value: false, only_when: { liable: application } } } }";
    let expected = "\
features:
  refunds:
    doc: Refunds.
    default: true
components:
  a: { doc: The first., features: [OWN] }
  b: { doc: The second., features: [OWN] }
  c:
    doc: The embedded component `c`.
    features: [refunds]
";
    assert_eq!(onto(&base(rest), &document).text, result(&expected.replace("OWN", own)));
}

#[test]
fn line_breaks_and_a_missing_one_are_kept() {
    let document = document(&[("a", &[("refunds", TRUE)]), ("c", &[("refunds", FALSE)]), ("d", &[("payouts", TRUE)])]);
    let imported = onto(&base(TWO).replace('\n', "\r\n"), &document).text;
    assert_eq!(imported.matches('\n').count(), imported.matches("\r\n").count());
    assert_eq!(imported.replace("\r\n", "\n"), onto(&base(TWO), &document).text);
    let open = base(
        "features: { refunds: { doc: Refunds., default: true } }\ncomponents:\n  a: { doc: A., features: [refunds] }",
    );
    let imported = onto(&open, &document).text;
    assert!(imported.ends_with("  d:\n    doc: The embedded component `d`.\n    features: [payouts]"), "{imported}");
    let inline = "features: { payouts: { doc: Whether it is there., default: true }, refunds: { doc: Refunds., default: true } }\n";
    assert!(imported.contains(inline), "{imported}");
}

#[test]
fn a_list_that_becomes_too_long_goes_on_in_the_next_line() {
    let names: Vec<String> = (0..18).map(|index| format!("quite_a_long_name_{index:02}")).collect();
    let features: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), TRUE)).collect();
    let rest = "features: {}\ncomponents:\n  a:\n    doc: A.\n    features: []\n";
    let list = |names: &[String]| names.join(", ");
    let lines = |count: usize| {
        let later: Vec<String> = names[4..count].chunks(5).map(list).collect();
        format!("    features: [{},\n      {}]\n", list(&names[..4]), later.join(",\n      "))
    };
    let some = onto(&base(rest), &document(&[("a", &features[..12])])).text;
    assert!(some.contains(&lines(12)), "{some}");
    let all = onto(&some, &document(&[("a", &features)])).text;
    assert!(all.contains(&lines(18)), "{all}");
    let back = onto(&all, &document(&[("a", &[])])).text;
    assert_eq!(back, result(rest));
}

#[test]
fn a_reference_to_a_missing_feature_is_resolved() {
    let opposite = "Whether it is there. The default is the opposite of the `refund_asking` value.";
    let document = document(&[
        ("a", &[("refund_asking", TRUE), ("refund_hiding", opposite)]),
        ("b", &[("refund_hiding", opposite)]),
    ]);
    let text = fresh(&document);
    assert!(text.contains("    default: { opposite_of: refund_asking }\n"), "{text}");
    assert!(text.contains(
        "  b:\n    doc: The embedded component `b`.\n    features:\n      - refund_hiding: { default: false }\n"
    ));
    let kept = text.replace("refund_hiding: { default: false }", "refund_hiding: { default: undocumented }");
    assert_eq!(onto(&kept, &document).text, text, "as a fresh import");
}

#[test]
fn cycles_and_unclear_rules_need_review() {
    let document = document(&[(
        "a",
        &[
            ("one_of_two", "Defaults to the value of `two_of_two`."),
            ("two_of_two", "Defaults to the value of `one_of_two`."),
            ("third", "Defaults to `true` in some countries."),
        ],
    )]);
    let imported = import(&serde_json::to_vec(&document).unwrap(), None, None).unwrap();
    assert_eq!(imported.text.matches("default: undocumented").count(), 3);
    assert_eq!(imported.review.notes[0].text, "Defaults to `true` in some countries.");
    assert!(!imported.diagnostics.has_errors());
}

#[test]
fn a_fresh_schema_names_the_account_types_of_its_rules() {
    let text = fresh(&document(&[("a", &[("refunds", OWNER)])]));
    let types = text.split_once("account_types:\n").unwrap().1.split("operation:").next().unwrap();
    let lines: Vec<&str> = types.lines().filter(|line| !line.is_empty()).collect();
    let expected = [
        "  standard: { requirement_collection: stripe }",
        "  express: { requirement_collection: stripe }",
        "  custom: { requirement_collection: application }",
        "account_type_field: type",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn parameters_and_fields_come_and_go() {
    let rest = "features: {}\ncomponents:\n  a: { doc: A., features: [] }\n";
    let mut document = document(&[("a", &[])]);
    let form = "/paths/~1v1~1account_sessions/post/requestBody/content/application~1x-www-form-urlencoded/schema";
    let form = document.pointer_mut(form).unwrap();
    form["properties"]["note"] = json!({ "type": "integer" });
    form["properties"]["account"] = json!({ "type": "string", "description": "Whose <b>it</b> is." });
    form["required"] = json!(["components", "account"]);
    let fields = document.pointer_mut("/components/schemas/session/properties").unwrap();
    fields.as_object_mut().unwrap().remove("expires_at");
    fields["client_secret"] = json!({ "type": "string" });
    let imported = onto(&base(rest), &document);
    let account = "    account:\n      type: id\n      prefix: acct_\n      required: true\n      doc: Whose it is.\n";
    let secret = "    client_secret:\n      type: secret\n      doc: The field `client_secret`.\n";
    let expected = result(rest)
        .replace("params:\n", &format!("params:\n{account}"))
        .replace("note: { type: string,", "note: { type: integer,")
        .replace("    expires_at: { type: timestamp, doc: The end. }\n", "")
        .replace("fields:\n", &format!("fields:\n{secret}"));
    assert_eq!(imported.text, expected);
    assert_eq!(
        changes(&imported)[1..],
        [
            "parameter `account` (id `acct_...`, required): Whose it is.",
            "type of parameter `note`: string -> integer",
            "response field `expires_at`",
            "response field `client_secret` (secret): The field `client_secret`.",
        ]
    );
}

#[test]
fn a_schema_with_errors_has_no_difference() {
    let rest = "features: {}\ncomponents:\n  a: { doc: A., features: [] }\n";
    let base = base(rest).replace("    note:", "    clear_note: { type: string, doc: Another text. }\n    note:");
    let mut document = document(&[("a", &[])]);
    let form = "/paths/~1v1~1account_sessions/post/requestBody/content/application~1x-www-form-urlencoded/schema";
    let params = &mut document.pointer_mut(form).unwrap()["properties"];
    params["note"]["nullable"] = true.into();
    params["clear_note"] = json!({ "type": "string" });
    let document = serde_json::to_vec(&document).unwrap();
    let imported = import(&document, Some(&Source::new("base.yaml", base)), None).unwrap();
    assert!(imported.text.contains("clearable: true"), "{}", imported.text);
    assert!(imported.diagnostics.has_errors());
    assert_eq!(imported.difference, None);
}
