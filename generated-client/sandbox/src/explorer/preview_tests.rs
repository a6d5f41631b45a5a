//! Predictions of requests, without a socket.

use serde_json::{Value, json};

use super::explorer_tests::{MARKUP, TYPES, handler, post};
use crate::tables_for_tests::RULES;

fn preview(body: &Value) -> Value {
    let (status, json) = post(&handler(), "preview", body);
    assert_eq!(status, 200, "{json}");
    json
}

fn rules(account: &str, components: &Value) -> Value {
    preview(&json!({ "version": RULES.version, "account": account, "components": components }))
}

#[test]
fn a_preview_has_the_request_and_the_session() {
    let json = rules("acct_sandbox_express", &json!({ "first": { "enabled": true, "features": { "by_fact": true } } }));
    assert_eq!(json["violations"], json!([]));
    assert_eq!(
        json["form"],
        "account=acct_sandbox_express&components[first][enabled]=true&components[first][features][by_fact]=true"
    );
    let first = &json["components"][0];
    assert_eq!(first["enabled"], true);
    let feature = |name: &str| {
        let features = first["features"].as_array().unwrap();
        features.iter().find(|feature| feature["name"] == name).unwrap().clone()
    };
    assert_eq!(
        feature("by_fact"),
        json!({ "name": "by_fact", "value": true, "default": false, "differs": true, "forbidden": null })
    );
    assert_eq!(
        feature("like_by_fact"),
        json!({ "name": "like_by_fact", "value": true, "default": true, "differs": true, "forbidden": null })
    );
    assert_eq!(feature("yes")["differs"], false);
    assert_eq!(feature("unknown")["value"], Value::Null);
    assert_eq!(
        feature("shared")["forbidden"],
        json!({
            "value": true,
            "reason": "components[first][features][shared] may be true only for accounts whose requirement_collection \
                       is application",
        })
    );
    assert_eq!(json["components"][1]["enabled"], false);
}

#[test]
fn all_violations_at_once() {
    let json = rules(
        "acct_sandbox_express",
        &json!({
            "first": { "enabled": true, "features": { "shared": true, "strict": false, "none": true, "yes": "x" } },
            "second": { "enabled": true, "features": { "shared": false } },
            "third": { "enabled": true },
        }),
    );
    let texts: Vec<_> = json["violations"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    for part in [
        "must be the same in every component",
        "components[first][features][strict] may be false only",
        "components[first][features][shared] may be true only",
        "the component `first` has no feature `none`",
        "the feature `yes` of `first`: ",
        "2000-01-01.rules has no component `third`",
    ] {
        assert!(texts.iter().any(|text| text.contains(part)), "{part}: {texts:?}");
    }
    assert_eq!(texts.len(), 6, "{texts:?}");
}

#[test]
fn facts_by_hand() {
    let ask = |facts: Value| preview(&json!({ "version": RULES.version, "facts": facts }));
    let json = ask(json!({ "loss_liability": "application", "requirement_collection": "application" }));
    assert_eq!(json["account"], "acct_sandbox_custom");
    let json = ask(json!({ "loss_liability": "application" }));
    assert_eq!(json["account"], Value::Null);
    assert!(json["form"].as_str().unwrap().starts_with("account=acct_123"), "{json}");
    assert_eq!(json["components"][0]["features"][9]["forbidden"], Value::Null, "the rule is about an unknown fact");
    let unknown = ask(json!({ "loss_liability": MARKUP, "other": "stripe" }));
    assert_eq!(unknown["account"], Value::Null);
}

#[test]
fn the_command() {
    let json = rules(
        "acct_sandbox_custom",
        &json!({
            "first": { "enabled": true, "features": { "yes": false, "no": true, "by_fact": true, "unknown": false } },
            "empty": { "enabled": true },
        }),
    );
    assert_eq!(
        json["curl"],
        "curl 'http://localhost:1/v1/account_sessions' \\\n  --user \"$STRIPE_SECRET_KEY\": \\\n  \
         --header 'Stripe-Version: 2000-01-01.rules' \\\n  --data 'account=acct_sandbox_custom' \\\n  \
         --data 'components[first][enabled]=true' \\\n  --data 'components[first][features][yes]=false' \\\n  \
         --data 'components[first][features][no]=true' \\\n  --data 'components[first][features][by_fact]=true' \\\n  \
         --data 'components[first][features][unknown]=false' \\\n  --data 'components[empty][enabled]=true'"
    );
}

#[test]
fn every_type_of_value_in_rust() {
    let components = json!({ MARKUP: { "enabled": true, "features": { "limit": null } } });
    let json = preview(&json!({
        "version": TYPES.version,
        "account": "acct_sandbox_tiny",
        "params": {
            "thing": "\"\\\n'",
            "type": ["a", MARKUP],
            "options": { "at": 3, "kind": "x", "more": [{ "deep": true }, {}] },
        },
        "components": components,
    }));
    assert_eq!(
        json["rust"],
        r#"use generated_client::v2001_01_01_types::{ComponentsParams, ListThings, MarkupParams, OptionsMoreObject, OptionsObject};

pub fn request() -> Result<ListThings, generated_client::ValidationError> {
    ListThings::builder()
        .thing("\"\\\n'")
        .r#type(["a", "<img src=x onerror=alert(1)>"])
        .numbers([[0; 0]; 0])
        .options(
            OptionsObject::default()
                .at(generated_client::Timestamp::from_seconds(3))
                .kind("x")
                .more([OptionsMoreObject::default().deep(true), OptionsMoreObject::default()]),
        )
        .components(
            ComponentsParams::new()
                .markup(MarkupParams::enabled().clear_limit()),
        )
        .build()
}
"#
    );
    assert!(json["curl"].as_str().unwrap().contains("--get"), "{}", json["curl"]);
    assert!(json["curl"].as_str().unwrap().contains("--header 'Stripe-Account: acct_sandbox_tiny'"));
    let missing = preview(&json!({ "version": TYPES.version, "account": "acct_sandbox_tiny" }));
    assert!(missing["rust"].as_str().unwrap().contains(".thing(\"\")\n"), "{}", missing["rust"]);
}
