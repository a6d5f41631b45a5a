//! One small description, and every way in which another can differ from it.

use super::{change::Pair, *};
use schema::{CheckedSchema, Source, read};

const BASE: &str = "\
api_version: 2030-01-01.base
facts:
  liability: { doc: Who pays., account_field: controller.losses, values: [stripe, application] }
  region: { doc: Where., account_field: region, values: [north, south] }
account_types:
  standard: { liability: stripe, region: north }
  custom: { liability: application }
operation:
  name: open_session
  doc: Opens.
  method: POST
  path: /v1/sessions
  params:
    account: { type: id, prefix: acct_, required: true, doc: Whose. }
    components: { type: components, required: true, doc: Which. }
    note: { type: string, doc: Any text. }
    tags: { type: list, of: string, doc: Any texts. }
  returns: session
object:
  name: session
  doc: What is open.
  fields:
    secret: { type: secret, required: true, doc: The token. }
    components: { type: components, required: true, doc: What it may show. }
    live: { type: boolean, doc: Not a test. }
features:
  refunds: { doc: Gives back., default: true }
  payouts:
    doc: Pays out.
    default: { by: liability, stripe: true, application: false }
    may_be: { value: true, only_when: { liability: stripe } }
  disputes: { doc: Answers., default: { same_as: refunds } }
components:
  list:
    doc: Shows all.
    features: [refunds, payouts, disputes]
  details:
    doc: Shows one.
    features: [refunds, payouts]
  banner:
    doc: Shows what to do.
    features: []
";

fn checked(text: &str) -> CheckedSchema {
    let source = Source::new("test.yaml", text);
    let reading = read(&source);
    let errors = reading.diagnostics.iter().map(|diagnostic| diagnostic.render(&source, schema::Style::Plain));
    assert!(!reading.diagnostics.has_errors(), "{}", errors.collect::<String>());
    reading.schema.unwrap()
}

fn mirrored(change: &Change) -> Change {
    let edit = match change.edit.clone() {
        Edit::Added(content) => Edit::Removed(content),
        Edit::Removed(content) => Edit::Added(content),
        Edit::Changed(Pair { old, new }) => Edit::Changed(Pair { old: new, new: old }),
    };
    Change { subject: change.subject.clone(), edit }
}

fn sorted(changes: impl IntoIterator<Item = Change>) -> Vec<String> {
    let mut changes: Vec<String> = changes.into_iter().map(|change| format!("{change:?}")).collect();
    changes.sort();
    changes
}

/// Edits the base, and compares what is said of it; the way back must say the same the other way round.
#[track_caller]
fn says(edits: &[(&str, &str)], expected: &[&str]) {
    let mut text = BASE.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let (old, new) = (checked(BASE), checked(&text));
    let (there, back) = (diff(&old, &new), diff(&new, &old));
    let said: Vec<String> = there
        .groups()
        .iter()
        .map(|group| format!("{} {}: {group}", group.section().as_str().to_lowercase(), group.semver()))
        .collect();
    assert_eq!(said, expected);
    assert_eq!(sorted(there.changes.iter().map(mirrored)), sorted(back.changes));
    assert!(diff(&new, &new).changes.is_empty());
}

#[test]
fn the_api() {
    says(
        &[("2030-01-01.base", "2030-02-01.next")],
        &["changed minor: API version: `2030-01-01.base` -> `2030-02-01.next`"],
    );
}

#[test]
fn facts() {
    says(
        &[("  region: {", "  tier: { doc: How big., account_field: tier, values: [small, large] }\n  region: {")],
        &["added major: fact `tier`, `small` or `large` in `tier`: How big."],
    );
    says(
        &[("  region: { doc: Where., account_field: region, values: [north, south] }\n", ""), (", region: north", "")],
        &["removed major: fact `region`", "changed minor: `region` of account type `standard`: `north` -> not settled"],
    );
    says(
        &[("controller.losses", "losses.payments")],
        &["changed minor: account field of fact `liability`: `controller.losses` -> `losses.payments`"],
    );
    says(&[("[north, south]", "[north, south, east]")], &["added minor: value `east` of the fact `region`"]);
    says(&[("[north, south]", "[north]")], &["removed major: value `south` of the fact `region`"]);
    says(
        &[("[north, south]", "[south, north]")],
        &["changed patch: order of the values of the fact `region`: `north`, `south` -> `south`, `north`"],
    );
    says(&[("doc: Who pays.", "doc: Who bears losses.")], &["documentation patch: documentation of fact `liability`"]);
    let region = "  region: { doc: Where., account_field: region, values: [north, south] }\n";
    says(
        &[(region, ""), ("facts:\n", &format!("facts:\n{region}"))],
        &["changed patch: order of the facts: `liability`, `region` -> `region`, `liability`"],
    );
}

#[test]
fn account_types() {
    says(
        &[("  custom: {", "  express: { liability: application, region: south }\n  custom: {")],
        &["added minor: account type `express`: `liability` is `application`, `region` is `south`"],
    );
    says(&[("  custom: { liability: application }\n", "")], &["removed major: account type `custom`"]);
    says(
        &[("liability: application }", "liability: application, region: south }"), ("region: north", "region: south")],
        &[
            "changed minor: `region` of account type `standard`: `north` -> `south`",
            "changed minor: `region` of account type `custom`: not settled -> `south`",
        ],
    );
    says(
        &[
            ("  custom: { liability: application }\n", ""),
            ("types:\n", "types:\n  custom: { liability: application }\n"),
        ],
        &["changed patch: order of the account types: `standard`, `custom` -> `custom`, `standard`"],
    );
    says(
        &[("\naccount_types:", "\naccount_type_field: type\naccount_types:")],
        &["changed minor: account field of the account type: none -> `type`"],
    );
}

#[test]
fn the_operation() {
    says(
        &[("open_session", "start_session")],
        &["changed major: name of the operation: `open_session` -> `start_session`"],
    );
    says(&[("POST", "GET")], &["changed minor: method of the operation: POST -> GET"]);
    says(&[("/v1/", "/v2/")], &["changed minor: path of the operation: `/v1/sessions` -> `/v2/sessions`"]);
    says(&[("Opens.", "Opens it.")], &["documentation patch: documentation of the operation"]);
}

#[test]
fn parameters() {
    let note = "    note: { type: string, doc: Any text. }\n";
    says(
        &[(note, &format!("{note}    locale: {{ type: string, doc: Language. }}\n"))],
        &["added minor: parameter `locale` (string): Language."],
    );
    says(
        &[(note, &format!("{note}    locale: {{ type: string, required: true, doc: Language. }}\n"))],
        &["added major: parameter `locale` (string, required): Language."],
    );
    says(&[(note, "")], &["removed major: parameter `note`"]);
    says(
        &[("note: { type: string", "note: { type: integer")],
        &["changed major: type of parameter `note`: string -> integer"],
    );
    says(
        &[("prefix: acct_", "prefix: account_")],
        &["changed minor: type of parameter `account`: id `acct_...` -> id `account_...`"],
    );
    says(
        &[("note: { type: string", "note: { type: string, required: true")],
        &["changed major: parameter `note` is now required"],
    );
    says(
        &[("prefix: acct_, required: true", "prefix: acct_")],
        &["changed major: parameter `account` is no longer required"],
    );
    says(&[("Any text.", "A text.")], &["documentation patch: documentation of parameter `note`"]);
    says(
        &[(note, ""), ("  returns", &format!("{note}  returns"))],
        &["changed patch: order of the parameters: `note`, `tags` -> `tags`, `note`"],
    );
    let account = "    account: { type: id, prefix: acct_, required: true, doc: Whose. }\n";
    says(
        &[(account, ""), (note, &format!("{account}{note}"))],
        &["changed major: order of the required parameters: `account`, `components` -> `components`, `account`"],
    );
}

#[test]
fn objects() {
    let with = |fields: &str| {
        let note = "    note: { type: string, doc: Any text. }\n";
        checked(&BASE.replace(note, &format!("    look: {{ type: object, doc: Its look., fields: {{ {fields} }} }}\n")))
    };
    let old = with("a: { type: string, required: true, doc: One. }, b: { type: string, required: true, doc: Two. }");
    for (fields, expected) in [
        (
            "a: { type: string, required: true, doc: First. }, b: { type: string, required: true, doc: Two. }",
            "documentation patch: documentation of parameter `look`",
        ),
        (
            "b: { type: string, required: true, doc: Two. }, a: { type: string, required: true, doc: One. }",
            "changed major: type of parameter `look`: object of `a` (string, required), `b` (string, required) -> \
             object of `b` (string, required), `a` (string, required)",
        ),
        (
            "a: { type: string, required: true, doc: First. }, b: { type: string, required: true, doc: Two. }, \
             c: { type: integer, doc: Three. }",
            "changed minor: type of parameter `look`: object of `a` (string, required), `b` (string, required) -> \
             object of `a` (string, required), `b` (string, required), `c` (integer)",
        ),
    ] {
        let groups = diff(&old, &with(fields));
        let said = groups
            .groups()
            .iter()
            .map(|group| format!("{} {}: {group}", group.section().as_str().to_lowercase(), group.semver()))
            .collect::<Vec<_>>();
        assert_eq!(said, [expected]);
    }
}

#[test]
fn the_response() {
    let live = "    live: { type: boolean, doc: Not a test. }\n";
    says(
        &[
            ("returns: session", "returns: grant"),
            ("object:\n  name: session", "object:\n  name: grant"),
            ("What is open.", "A grant."),
        ],
        &[
            "changed major: name of the response: `session` -> `grant`",
            "documentation patch: documentation of the response",
        ],
    );
    says(
        &[(live, &format!("{live}    until: {{ type: timestamp, doc: The end. }}\n"))],
        &["added minor: response field `until` (timestamp): The end."],
    );
    says(&[(live, "")], &["removed major: response field `live`"]);
    says(
        &[("live: { type: boolean", "live: { type: string")],
        &["changed major: type of response field `live`: boolean -> string"],
    );
    says(
        &[("live: { type: boolean", "live: { type: boolean, required: true")],
        &["changed major: response field `live` is now required"],
    );
    says(&[("Not a test.", "For real.")], &["documentation patch: documentation of response field `live`"]);
    says(
        &[(live, ""), ("  fields:\n", &format!("  fields:\n{live}"))],
        &[
            "changed patch: order of the response fields: `secret`, `components`, `live` -> `live`, `secret`, `components`",
        ],
    );
}

#[test]
fn components() {
    let banner = "  banner:\n    doc: Shows what to do.\n    features: []\n";
    says(
        &[("  banner:", "  tax:\n    doc: Collects.\n    features: []\n  banner:")],
        &["added minor: component `tax`, without features: Collects."],
    );
    says(
        &[("  banner:", "  chart:\n    doc: Draws.\n    features: [refunds, disputes]\n  banner:")],
        &[
            "added minor: component `chart`, with `refunds` and `disputes`: Draws.",
            "added minor: `refunds` in `chart`: by default `true`",
            "added minor: `disputes` in `chart`: by default the same as `refunds`",
        ],
    );
    says(&[(banner, "")], &["removed major: component `banner`"]);
    says(
        &[("  details:\n    doc: Shows one.\n    features: [refunds, payouts]\n", "")],
        &["removed major: component `details`"],
    );
    says(&[("Shows all.", "Shows every one.")], &["documentation patch: documentation of component `list`"]);
    says(
        &[(banner, ""), ("components:\n  list", &format!("components:\n{banner}  list"))],
        &["changed patch: order of the components: `list`, `details`, `banner` -> `banner`, `list`, `details`"],
    );
}

#[test]
fn features() {
    says(
        &[
            (
                "  disputes: {",
                "  signing: { doc: Signs., default: undocumented, same_in_every_component: true }\n  disputes: {",
            ),
            ("[refunds, payouts, disputes]", "[refunds, payouts, signing, disputes]"),
            ("features: []", "features: [signing]"),
        ],
        &[
            "added minor: feature `signing`: Signs.",
            "added minor: `signing` in `list` and `banner`: by default undocumented; the same in every component that sets it",
        ],
    );
    says(&[("[refunds, payouts]", "[refunds]")], &["removed major: `payouts` in `details`"]);
    says(
        &[("  disputes: { doc: Answers., default: { same_as: refunds } }\n", ""), (", disputes]", "]")],
        &["removed major: feature `disputes`, in `list`"],
    );
    says(
        &[(
            "features: [refunds, payouts]",
            "features: [refunds, payouts, disputes: { default: { opposite_of: payouts } }]",
        )],
        &["added minor: `disputes` in `details`: by default the opposite of `payouts`"],
    );
    says(
        &[("Gives back.", "Gives money back.")],
        &["documentation patch: documentation of feature `refunds`, in `list` and `details`"],
    );
    says(
        &[("features: [refunds, payouts]", "features: [{ refunds: { doc: Gives it back. } }, payouts]")],
        &["documentation patch: documentation of `refunds` in `details`"],
    );
    says(
        &[
            ("[refunds, payouts, disputes]", "[payouts, refunds, disputes]"),
            ("[refunds, payouts]", "[payouts, refunds]"),
        ],
        &["changed patch: order of the features in `list` and `details`: `refunds`, `payouts` -> `payouts`, `refunds`"],
    );
    let refunds = "  refunds: { doc: Gives back., default: true }\n";
    says(
        &[(refunds, ""), ("  disputes: {", &format!("{refunds}  disputes: {{"))],
        &["changed patch: order of the features: `refunds`, `payouts` -> `payouts`, `refunds`"],
    );
}

#[test]
fn rules() {
    says(
        &[("Gives back., default: true", "Gives back., default: false")],
        &["changed minor: default of `refunds` in `list` and `details`: `true` -> `false`"],
    );
    says(
        &[("{ by: liability, stripe: true, application: false }", "undocumented")],
        &[
            "changed minor: default of `payouts` in `list` and `details`: `true` where `liability` is `stripe`, `false` \
           where it is `application` -> undocumented",
        ],
    );
    says(
        &[("{ same_as: refunds }", "{ opposite_of: payouts }")],
        &["changed minor: default of `disputes` in `list`: the same as `refunds` -> the opposite of `payouts`"],
    );
    says(
        &[("    may_be: { value: true, only_when: { liability: stripe } }\n", "")],
        &[
            "changed minor: restriction of `payouts` in `list` and `details`: `true` only where `liability` is `stripe` -> \
           none",
        ],
    );
    says(
        &[("only_when: { liability: stripe }", "only_when: { region: south, liability: stripe }")],
        &[
            "changed minor: restriction of `payouts` in `list` and `details`: `true` only where `liability` is `stripe` -> \
           `true` only where `region` is `south` and `liability` is `stripe`",
        ],
    );
    says(
        &[("default: true }", "default: true, same_in_every_component: true }")],
        &["changed minor: `refunds` in `list` and `details` must now be the same in every component that sets it"],
    );
}

#[test]
fn equivalent_descriptions_do_not_differ() {
    let elsewhere = "features: [refunds: { default: true, doc: Gives back. }, payouts]";
    says(&[("features: [refunds, payouts]", elsewhere), ("api_version:", "# A comment.\napi_version:")], &[]);
    says(
        &[("values: [stripe, application]", "values: [application, stripe]")],
        &[
            "changed patch: order of the values of the fact `liability`: `stripe`, `application` -> `application`, `stripe`",
        ],
    );
}

#[test]
fn many_components_are_one_line() {
    let components =
        (0..7).map(|index| format!("  c{index}: {{ doc: One of many., features: [refunds] }}\n")).collect::<String>();
    let old = format!("{BASE}{components}");
    let new = old.replacen("Gives back., default: true", "Gives back., default: false", 1);
    let difference = diff(&checked(&old), &checked(&new));
    assert_eq!(difference.changes.len(), 9);
    let [group] = &difference.groups()[..] else { panic!() };
    let listed = "`list`, `details`, `c0`, `c1`, `c2`, `c3`, `c4`, `c5`, `c6`";
    assert_eq!(group.to_string(), format!("default of `refunds` in 9 components ({listed}): `true` -> `false`"));
}

#[test]
fn the_whole_is_the_largest() {
    let there = |text: &str| diff(&checked(BASE), &checked(text)).semver();
    assert_eq!(there(BASE), None);
    let docs = BASE.replacen("Shows all.", "Shows every one.", 1);
    assert_eq!(there(&docs), Some(Semver::Patch));
    let default = docs.replacen("default: true", "default: false", 1);
    assert_eq!(there(&default), Some(Semver::Minor));
    assert_eq!(there(&default.replacen("payouts, disputes]", "payouts]", 1)), Some(Semver::Major));
}
