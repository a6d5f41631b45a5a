//! Parameters as serialized data, such as the configuration that a platform keeps. They are read strictly, so that no mistake in
//! them is lost, in any self-describing format.

use std::fmt::Debug;

use generated_client::{Clearable, ComponentsParams, CreateAccountSession, Id, PaymentsParams, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tests::every_type::{
    BrandingObject, BrandingSizesObject, ColorsValue, FirstParams, LayoutObject, ModeValue, OpenWindow,
    OpenWindowParts, PanesObject, SecondParams, ThemeValue,
};

/// Checks that a value and its JSON convert to each other, and that YAML reads as the value.
fn both_ways<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, json: &Value) {
    assert_eq!(&serde_json::to_value(value).unwrap(), json);
    assert_eq!(&serde_json::from_value::<T>(json.clone()).unwrap(), value);
    assert_eq!(&serde_json::from_str::<T>(&serde_json::to_string(value).unwrap()).unwrap(), value);
    assert_eq!(&serde_yaml::from_str::<T>(&serde_yaml::to_string(value).unwrap()).unwrap(), value);
}

/// The error of reading a JSON; YAML must give the same one.
fn refused<T: DeserializeOwned + Debug>(json: Value) -> String {
    let error = serde_json::from_value::<T>(json.clone()).unwrap_err().to_string();
    assert_eq!(serde_yaml::from_value::<T>(serde_yaml::to_value(&json).unwrap()).unwrap_err().to_string(), error);
    error
}

fn request() -> OpenWindow {
    let first = FirstParams::enabled()
        .clear_shade()
        .title("a: \"b\"")
        .rows(-7)
        .opened(Timestamp::from_seconds(12))
        .account_link("acct_2")
        .theme("sepia")
        .layout(LayoutObject::new().clear_columns().names(["n"]))
        .clear_methods()
        .tags(["x", "y"]);
    let components = tests::every_type::ComponentsParams::new().first(first).second(SecondParams::disabled());
    OpenWindow::builder()
        .account("acct_1")
        .components(components)
        .mode(ModeValue::V24Hours)
        .clear_owner()
        .limit(3)
        .sizes([1, -2])
        .colors([ColorsValue::Red])
        .branding(BrandingObject::new("green").clear_logo().sizes(BrandingSizesObject::new().small(1)))
        .panes([PanesObject::new("a", true)])
        .build()
        .unwrap()
}

fn request_as_json() -> Value {
    json!({
        "account": "acct_1",
        "components": {
            "first": { "enabled": true, "features": {
                "shade": null, "title": "a: \"b\"", "rows": -7, "opened": 12, "account_link": "acct_2", "theme": "sepia",
                "methods": null, "tags": ["x", "y"], "layout": { "columns": null, "names": ["n"] },
            } },
            "second": { "enabled": false, "features": {} },
        },
        "mode": "24-hours",
        "owner": null,
        "limit": 3,
        "sizes": [1, -2],
        "colors": ["red"],
        "branding": { "color": "green", "logo": null, "sizes": { "small": 1 } },
        "panes": [{ "label": "a", "open": true }],
    })
}

#[test]
fn a_request_and_its_parts_have_the_shape_of_the_api() {
    let (request, json) = (request(), request_as_json());
    both_ways(&request, &json);
    both_ways(&request.components().clone(), &json["components"]);
    both_ways(request.components().first.as_ref().unwrap(), &json["components"]["first"]);
    both_ways(&request.into_parts(), &json);
}

#[test]
fn values_have_the_shape_of_the_api() {
    both_ways(&ThemeValue::Dark, &json!("dark"));
    both_ways(&ThemeValue::from("sepia"), &json!("sepia"));
    both_ways(&Id::from("acct_1"), &json!("acct_1"));
    both_ways(&Timestamp::from_seconds(-3), &json!(-3));
    both_ways(&Clearable::Set(3), &json!(3));
    both_ways(&Clearable::<i64>::Clear, &json!(null));
    both_ways(&vec![ColorsValue::Red, "blue".into()], &json!(["red", "blue"]));
    both_ways(&PanesObject::new("a", false), &json!({ "label": "a", "open": false }));
    both_ways(&LayoutObject::new().clear_columns(), &json!({ "columns": null }));
    assert_eq!(refused::<ThemeValue>(json!(1)), "expected text, found a number");
    assert_eq!(refused::<Clearable<i64>>(json!("3")), "expected a whole number, found text");
    assert_eq!(refused::<Vec<ColorsValue>>(json!(["red", []])), "expected text, found a list");
}

#[test]
fn toml_has_the_same_shape() {
    let payments = PaymentsParams::enabled().refund_management(false);
    let components = ComponentsParams::new().payments(payments);
    let text = "[payments]\nenabled = true\n\n[payments.features]\nrefund_management = false\n";
    assert_eq!(toml::to_string(&components).unwrap(), text);
    assert_eq!(toml::from_str::<ComponentsParams>(text).unwrap(), components);
    let error = toml::from_str::<ComponentsParams>(&text.replace("refund_management", "refund_managment"));
    let error = error.unwrap_err().message().to_owned();
    assert!(error.starts_with("`payments.features.refund_managment`: unknown feature, expected one of "), "{error}");
}

#[test]
fn names_are_texts() {
    let yaml: serde_yaml::Value = serde_yaml::from_str("payments: { enabled: true, features: { 1: true } }").unwrap();
    let error = serde_yaml::from_value::<ComponentsParams>(yaml).unwrap_err().to_string();
    assert_eq!(error, "invalid type: integer `1`, expected the name of a field");
}

#[test]
fn features_may_be_left_out() {
    for json in [json!({ "enabled": true }), json!({ "enabled": true, "features": [] })] {
        assert_eq!(serde_json::from_value::<PaymentsParams>(json).unwrap(), PaymentsParams::enabled());
    }
    both_ways(&PaymentsParams::enabled(), &json!({ "enabled": true, "features": {} }));
    both_ways(&ComponentsParams::new(), &json!({}));
}

#[test]
fn mistakes_in_components_are_refused() {
    for (json, message) in [
        (json!([1]), "expected an object, found a list"),
        (
            json!({ "paymnts": { "enabled": true } }),
            "`paymnts`: unknown component, expected one of `account_management`, `account_onboarding`, `balances`, \
             `documents`, `notification_banner`, `payment_details`, `payments`, `payouts`, `payouts_list`, \
             `tax_registrations`, `tax_settings`",
        ),
        (json!({ "payments": null }), "`payments`: expected an object, found null"),
        (json!({ "payments": {} }), "`payments.enabled`: missing"),
        (json!({ "payments": { "enabled": null } }), "`payments.enabled`: expected a boolean, found null"),
        (json!({ "payments": { "enabled": "yes" } }), "`payments.enabled`: expected a boolean, found text"),
        (
            json!({ "payments": { "enabled": true, "feature": {} } }),
            "`payments.feature`: unknown field, expected one of `enabled`, `features`",
        ),
        (
            json!({ "payments": { "enabled": true, "features": null } }),
            "`payments.features`: expected an object, found null",
        ),
        (
            json!({ "payments": { "enabled": true, "features": { "refund_managment": true } } }),
            "`payments.features.refund_managment`: unknown feature, expected one of `capture_payments`, \
             `destination_on_behalf_of_charge_management`, `dispute_management`, `refund_management`",
        ),
        (
            json!({ "documents": { "enabled": true, "features": { "refund_management": true } } }),
            "`documents.features.refund_management`: unknown feature, expected none",
        ),
        (
            json!({ "payments": { "enabled": true, "features": { "refund_management": null } } }),
            "`payments.features.refund_management`: expected a boolean, found null",
        ),
        (
            json!({ "payments": { "enabled": true, "features": { "refund_management": 1 } } }),
            "`payments.features.refund_management`: expected a boolean, found a number",
        ),
    ] {
        assert_eq!(refused::<ComponentsParams>(json.clone()), message);
        if let Some((_, rest)) = message.split_once("payments.") {
            assert_eq!(refused::<PaymentsParams>(json["payments"].clone()), format!("`{rest}"));
        }
        let within = if message.starts_with('`') { "`components." } else { "`components`: " };
        let request = json!({ "account": "acct_1", "components": json });
        let expected = format!("{within}{}", message.trim_start_matches('`'));
        assert_eq!(refused::<CreateAccountSession>(request), expected);
    }
}

#[test]
fn repeated_names_are_refused() {
    for (text, message) in [
        (r#"{ "payments": { "enabled": true }, "payments": { "enabled": false } }"#, "`payments`: given twice"),
        (r#"{ "payments": { "enabled": true, "enabled": true } }"#, "`payments.enabled`: given twice"),
        (r#"{ "payments": { "enabled": true, "features": {}, "features": {} } }"#, "`payments.features`: given twice"),
        (
            r#"{ "payments": { "enabled": true, "features": { "refund_management": true, "refund_management": false } } }"#,
            "`payments.features.refund_management`: given twice",
        ),
    ] {
        let error = serde_json::from_str::<ComponentsParams>(text).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
    let error = serde_json::from_str::<OpenWindow>(r#"{ "branding": { "color": "a", "color": "b" } }"#).unwrap_err();
    assert!(error.to_string().starts_with("`branding.color`: given twice"), "{error}");
}

#[test]
fn mistakes_in_values_are_refused() {
    for (pointer, value, message) in [
        ("/mode", json!(null), "`mode`: expected text, found null"),
        ("/mode", json!(24), "`mode`: expected text, found a number"),
        ("/limit", json!(1.5), "`limit`: expected a whole number, found a number"),
        ("/limit", json!("1"), "`limit`: expected a whole number, found text"),
        ("/sizes", json!(null), "`sizes`: expected a list, found null"),
        ("/sizes", json!([1, null]), "`sizes[1]`: expected a whole number, found null"),
        ("/colors", json!(["red", 2]), "`colors[1]`: expected text, found a number"),
        ("/branding/color", json!(null), "`branding.color`: expected text, found null"),
        ("/branding/font", json!("serif"), "`branding.font`: unknown field, expected one of `color`, `logo`, `sizes`"),
        ("/branding/sizes/small", json!(true), "`branding.sizes.small`: expected a whole number, found a boolean"),
        ("/panes/0", json!("pane"), "`panes[0]`: expected an object, found text"),
        ("/panes/0/label", json!({}), "`panes[0].label`: expected text, found an object"),
        (
            "/window",
            json!(1),
            "`window`: unknown field, expected one of `account`, `components`, `mode`, `owner`, `label`, `limit`, `parent`, \
             `sizes`, `colors`, `branding`, `panes`",
        ),
        (
            "/components/first/features/opened",
            json!(1.5),
            "`components.first.features.opened`: expected a time in seconds, found a number",
        ),
        (
            "/components/first/features/layout/colums",
            json!(2),
            "`components.first.features.layout.colums`: unknown field, expected one of `columns`, `names`",
        ),
        (
            "/components/second/features/shade",
            json!(null),
            "`components.second.features.shade`: expected a boolean, found null",
        ),
    ] {
        let mut json = request_as_json();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match json.pointer_mut(parent).unwrap() {
            Value::Array(items) => items[0] = value,
            parent => parent[name] = value,
        }
        assert_eq!(refused::<OpenWindow>(json.clone()), message);
        assert_eq!(refused::<OpenWindowParts>(json), message);
    }
}

#[test]
fn a_request_is_checked_when_it_is_read() {
    let json = json!({ "account": "cus_1", "components": {} });
    assert_eq!(
        refused::<CreateAccountSession>(json),
        "account must be `acct_` followed by letters, digits or `_`; components must not be empty"
    );
    assert_eq!(refused::<CreateAccountSession>(json!({ "account": "acct_1" })), "`components`: missing");
    let mut json = request_as_json();
    json["branding"] = json!({});
    json["panes"] = json!([{ "label": "" }]);
    assert_eq!(
        refused::<OpenWindow>(json.clone()),
        "branding[color] must not be empty; panes[0][label] must not be empty; panes[0][open] must not be empty"
    );
    // Its parts are not checked yet.
    let parts: OpenWindowParts = serde_json::from_value(json).unwrap();
    assert_eq!(parts.build().unwrap_err().violations().len(), 3);
}
