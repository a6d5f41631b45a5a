//! Documents as the API's publisher changes them from one release to the next.

use super::*;

const EXAMPLE: &str = include_str!("../../../tests/documents/example.json");
const SENT: &str = "/paths/~1v1~1account_sessions/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/components/properties";
const ANSWERED: &str = "/components/schemas/account_session/properties/components/properties";
const HALF_READABLE: &str = "Whether money can leave at once. The default value is `enabled` when Stripe is responsible \
                             for negative account balances, and `use_dashboard_rules` otherwise.";

/// The example's schema, and its document with changes.
struct Releases {
    base: String,
    document: Value,
}

impl Releases {
    fn new() -> Releases {
        let document: Value = serde_json::from_str(EXAMPLE).unwrap();
        Releases { base: fresh(&document), document }
    }

    /// The properties at a place of the document.
    fn at(&mut self, pointer: &str) -> &mut Value {
        self.document.pointer_mut(pointer).unwrap()
    }

    /// A feature in the request, or in the response.
    fn feature(&mut self, place: &str, component: &str, feature: &str) -> &mut Value {
        self.at(&format!("{place}/{component}/properties/features/properties/{feature}"))
    }

    fn describe(&mut self, component: &str, feature: &str, description: &str) {
        self.feature(ANSWERED, component, feature)["description"] = description.into();
    }

    fn add(&mut self, component: &str, feature: &str, description: &str) {
        let boolean = |description: &str| json!({ "type": "boolean", "description": description });
        for (place, description) in [(SENT, ""), (ANSWERED, description)] {
            let components = self.at(place);
            if components[component].is_null() {
                components[component] = json!({ "type": "object", "properties": { "enabled": boolean(""), "features": {
                        "type": "object", "properties": {} } } });
            }
            components[component]["properties"]["features"]["properties"][feature] = boolean(description);
        }
    }

    fn import(&self) -> Import {
        onto(&self.base, &self.document)
    }
}

fn notes(import: &Import) -> String {
    import.review.to_string()
}

#[test]
fn a_field_that_becomes_expandable_stays() {
    let mut releases = Releases::new();
    let account = releases.at("/components/schemas/account_session/properties/account");
    *account = json!({ "anyOf": [{ "type": "string" }, { "$ref": "#/components/schemas/account" }] });
    releases.document["components"]["schemas"]["account"] = json!({ "type": "object", "properties": {} });
    let import = releases.import();
    assert!(import.text.contains("    account:\n      type: id\n      prefix: acct_\n      doc: The field `account`.\n      expandable: true\n"), "{}", import.text);
    assert_eq!(changes(&import), ["type of response field `account`: id `acct_...` -> expandable id `acct_...`"]);
}

#[test]
fn types_unknown_to_the_language_stay() {
    let mut releases = Releases::new();
    let odd = json!({ "oneOf": [{ "type": "boolean" }, { "type": "integer" }] });
    *releases.at("/components/schemas/account_session/properties/livemode") = odd.clone();
    *releases.feature(SENT, "payments", "refund_management") = odd;
    *releases.at(&format!("{SENT}/payouts/properties/features/properties")) = json!({});
    let import = releases.import();
    assert_eq!(import.text, releases.base);
    for about in [
        "`livemode`: the schema language has no type for this field of the response; it stays as the schema",
        "`payments.refund_management`: the schema language has no type or no name for this feature; it stays",
        "`payouts.instant_payouts`: the response has this feature, and the request does not; it stays",
    ] {
        assert!(notes(&import).contains(about), "{about}\n{}", notes(&import));
    }
}

#[test]
fn every_way_to_allow_null() {
    let nothing = json!({ "type": "null" });
    let boolean = json!({ "type": "boolean" });
    for written in [
        json!({ "type": "boolean", "nullable": true }),
        json!({ "type": ["boolean", "null"] }),
        json!({ "allOf": [boolean], "nullable": true }),
        json!({ "allOf": [boolean, { "nullable": true, "description": "It." }] }),
        json!({ "anyOf": [boolean, nothing] }),
        json!({ "oneOf": [nothing, boolean] }),
        json!({ "anyOf": [boolean, { "type": "string", "enum": [""] }] }),
    ] {
        let mut releases = Releases::new();
        *releases.feature(SENT, "payments", "refund_management") = written.clone();
        let text = releases.import().text;
        assert!(text.contains("    default: true\n    clearable: true\n"), "{written}\n{text}");
        // Of a whole component or its features, it changes nothing.
        let mut releases = Releases::new();
        let mut whole = |pointer: &str| {
            let place = releases.at(pointer);
            let object = place.take();
            *place = serde_json::from_str(&written.to_string().replace("{\"type\":\"boolean\"}", &object.to_string()))
                .unwrap();
            if let Some(Value::String(_) | Value::Array(_)) = place.get("type") {
                *place = object;
            }
        };
        whole(&format!("{ANSWERED}/payments/properties/features"));
        whole(&format!("{SENT}/payments"));
        assert_eq!(releases.import().text, releases.base, "{written}");
    }
}

#[test]
fn a_feature_that_differs_elsewhere_has_its_own_documentation() {
    let mut releases = Releases::new();
    releases.add("bills", "send_money", "Whether bills can be made and paid.");
    releases.add("wallet", "send_money", "Whether money can be sent from the wallet.");
    let import = releases.import();
    let schema = schema::read(&Source::new("a.yaml", import.text.as_str())).schema.unwrap();
    let docs = schema.components.iter().filter(|component| ["bills", "wallet"].contains(&component.name.as_str()));
    let docs: Vec<&str> = docs.map(|component| component.features[0].member.doc.as_str()).collect();
    assert_eq!(docs, ["Whether bills can be made and paid.", "Whether money can be sent from the wallet."]);
    assert!(notes(&import).contains("`wallet.send_money`: the document describes this feature in another way"));
    releases.base = import.text;
    releases.add("cards", "send_money", "Whether bills can be made and paid.");
    releases.add("notes", "send_money", "Whether notes can be sent.");
    let text = releases.import().text;
    assert!(
        text.contains("  cards:\n    doc: The embedded component `cards`.\n    features: [send_money]\n"),
        "{text}"
    );
    assert!(text.contains("      - send_money: { doc: Whether notes can be sent. }\n"), "{text}");
}

#[test]
fn a_default_that_is_readable_for_some_accounts() {
    let mut releases = Releases::new();
    releases.describe("payouts", "instant_payouts", HALF_READABLE);
    releases.add("payouts_promotion", "instant_payouts", HALF_READABLE);
    let import = releases.import();
    let rule = "    default: { by: loss_liability, stripe: true, application: undocumented }\n";
    assert!(import.text.contains(rule), "{}", import.text);
    assert!(import.text.contains("    features: [instant_payouts]\n"), "the same in both components: {}", import.text);
    assert!(notes(&import).contains(
        "`payouts.instant_payouts`, `payouts_promotion.instant_payouts`: the default of some accounts is no value"
    ));
    assert_eq!(fresh(&releases.document).matches(rule).count(), 1);
}

#[test]
fn comments_in_a_value_that_changes_are_kept() {
    let mut releases = Releases::new();
    let flow = "default: { by: loss_liability, stripe: true, application: false }";
    let block = "default: # as of May\n      by: loss_liability\n      # Stripe pays\n      stripe: true # so it may\n      application: false\n";
    releases.base = releases.base.replace(&format!("{flow}\n"), block);
    releases.base.insert_str(0, "# As of 2030-01-01.example.\n");
    releases.document["info"]["version"] = "2030-02-02.example".into();
    releases.describe(
        "payouts",
        "instant_payouts",
        "Defaults to `false` when `controller.losses.payments` is set to `stripe` for the account, otherwise `true`.",
    );
    let import = releases.import();
    let expected = "    # as of May\n    # Stripe pays\n    # so it may\n    default: { by: loss_liability, stripe: false, application: true }\n";
    assert!(import.text.contains(expected), "{}", import.text);
    assert!(notes(&import).contains("`line 1`: the comment still names `2030-01-01.example`"), "{}", notes(&import));
}

#[test]
fn the_keyword_default_is_read() {
    let mut releases = Releases::new();
    releases.feature(ANSWERED, "payments", "refund_management")["default"] = false.into();
    let import = releases.import();
    assert_eq!(changes(&import), [""; 0]);
    assert!(notes(&import).contains("the description says `default: true`, the keyword `default: false`"));
    releases.describe("payments", "refund_management", "Lets the account refund.");
    let import = releases.import();
    assert!(import.text.contains("    default: false\n"), "{}", import.text);
    assert_eq!(changes(&import), ["default of `refund_management` in `payments`: `true` -> `false`"]);
}

#[test]
fn deprecated_items_are_marked() {
    let mut releases = Releases::new();
    releases.feature(SENT, "payments", "refund_management")["deprecated"] = true.into();
    releases.at(SENT)["payouts"]["deprecated"] = true.into();
    releases.at("/components/schemas/account_session/properties/livemode")["deprecated"] = true.into();
    let import = releases.import();
    for text in [
        "    default: true\n    deprecated: true\n",
        "    features: [instant_payouts]\n    deprecated: true\n",
        "      doc: The field `livemode`.\n      deprecated: true\n",
    ] {
        assert!(import.text.contains(text), "{text}\n{}", import.text);
    }
    let fresh = fresh(&releases.document);
    let schema = schema::read(&Source::new("a.yaml", fresh)).schema.unwrap();
    assert!(schema.components[0].features[0].member.deprecated && schema.components[1].deprecated);
}

#[test]
fn a_description_in_the_request_is_used() {
    let mut releases = Releases::new();
    releases.add("balance_report", "export", "Lets it be exported. This is `true` by default.");
    releases.at(SENT)["balance_report"]["description"] = "Configuration for the balance report.".into();
    let import = releases.import();
    assert!(import.text.contains("    doc: Configuration for the balance report.\n"), "{}", import.text);
    assert!(!notes(&import).contains("no description says"));
}

#[test]
fn an_opposite_in_other_words() {
    let mut releases = Releases::new();
    let description =
        "The default value for this feature is `false` when `refund_management` is enabled and `true` otherwise.";
    releases.add("payments", "other_side", description);
    assert!(releases.import().text.contains("    default: { opposite_of: refund_management }\n"));
}

#[test]
fn another_endpoint() {
    let document = include_bytes!("../../../tests/documents/customer_sessions.json");
    let endpoint: Endpoint = "POST /v1/customer_sessions".parse().unwrap();
    let imported = import_endpoint(document, None, None, &endpoint).unwrap();
    assert!(!imported.diagnostics.has_errors(), "{:?}", imported.diagnostics);
    for text in [
        "  name: create_customer_session\n",
        "  method: POST\n  path: /v1/customer_sessions\n",
        "    customer:\n      type: id\n      expandable: true\n",
        "    type: list\n    of: enum\n    values: [always, limited, unspecified]\n    default: [always]\n",
        "    type: enum\n    values: [disabled, enabled]\n    default: disabled\n",
        "    type: integer\n    default: 3\n",
        "    values: [off_session, on_session]\n    default: undocumented\n",
    ] {
        assert!(imported.text.contains(text), "{text}\n{}", imported.text);
    }
    // The schema names its endpoint from now on.
    let base =
        Source::new("base.yaml", imported.text.replacen("type: integer\n", "type: integer\n    maximum: 10\n", 1));
    assert_eq!(import(document, Some(&base), None).unwrap().text, base.text());
    assert!("customer_sessions".parse::<Endpoint>().unwrap_err().starts_with("write the method"));
}

#[test]
fn a_schema_that_is_kept_as_json_stays_json() {
    let mut releases = Releases::new();
    let value: serde_yaml::Value = serde_yaml::from_str(&releases.base).unwrap();
    releases.base = serde_json::to_string_pretty(&value).unwrap() + "\n";
    assert_eq!(releases.import().text, releases.base);
    releases.add("payouts", "slow_payouts", HALF_READABLE);
    releases.add("payouts", "null", HALF_READABLE);
    let text = releases.import().text;
    let value: Value = serde_json::from_str(&text).unwrap();
    let default = json!({ "by": "loss_liability", "stripe": true, "application": "undocumented" });
    assert_eq!(value["features"]["slow_payouts"]["default"], default);
    assert_eq!(value["features"]["null"]["default"], default);
    assert!(text.starts_with("{\n  \"api_version\": \"2030-01-01.example\",\n"), "{text}");
}

#[test]
fn deep_indentation_and_line_ends_of_another_time() {
    let mut releases = Releases::new();
    releases.add("wallet", "send_money", &"Lets money be sent from the wallet, to whomever. ".repeat(9));
    let expected = releases.import().text;
    for eol in ["\r", "\r\n"] {
        let base = releases.base.replace('\n', eol);
        assert_eq!(onto(&base, &releases.document).text, expected.replace('\n', eol));
    }
    let deep = " ".repeat(150);
    let features = releases.base.split("features:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let deeper = features.replace("\n  ", &format!("\n  {deep}"));
    releases.base = releases.base.replace(features, &format!("{deep}{deeper}"));
    let text = releases.import().text;
    assert!(text.contains(&format!("\n{deep}  send_money:\n")), "{text}");
}

#[test]
fn a_fact_whose_values_are_the_apis() {
    let mut releases = Releases::new();
    let country = "  country:\n    doc: Its country.\n    account_field: country\n    values: [US, GB, NO]\n";
    releases.base = releases.base.replacen("facts:\n", &format!("facts:\n{country}"), 1);
    releases.base =
        releases.base.replacen("default: true", "default: { by: country, US: true, GB: false, NO: undocumented }", 1);
    releases.describe("payments", "refund_management", "Lets the account refund.");
    let import = releases.import();
    assert_eq!(import.text, releases.base);
    let stays = "the schema's `default: { by: country, US: true, GB: false, \"NO\": undocumented }` stays";
    assert!(notes(&import).contains(stays), "{}", notes(&import));
}

#[test]
fn a_large_document_is_read_as_json() {
    let large = format!("openapi: 3.0.0\n#{}", " ".repeat(16 << 20));
    let error = import(large.as_bytes(), None, None).unwrap_err().to_string();
    let expected = "the document is larger than 16 MiB, the most that is read of YAML; name the JSON document that is";
    assert!(error.starts_with(expected), "{error}");
}
