//! Responses: nothing is lost, nothing fails for being new, and what can't be read is named.

use generated_client::{AccountSession, Component, Feature, FromJson, JsonError, reflect::Kind};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Debug;
use tests::{SEED_RESPONSE, every_place, every_rule, every_type};

fn seed() -> Value {
    serde_json::from_str(SEED_RESPONSE).unwrap()
}

fn edited(edit: impl FnOnce(&mut Value)) -> Value {
    let mut json = seed();
    edit(&mut json);
    json
}

fn remove(json: &mut Value, pointer: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    json.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
}

/// Decodes and encodes again, both ways in.
fn round_trip(json: &Value) -> AccountSession {
    let session = AccountSession::from_json(json.to_string().as_bytes()).unwrap();
    assert_eq!(&serde_json::to_value(&session).unwrap(), json);
    assert_eq!(serde_json::from_value::<AccountSession>(json.clone()).unwrap(), session);
    session
}

#[test]
fn the_reference_decodes_and_encodes_to_the_same() {
    let session = round_trip(&seed());
    assert_eq!(session.account.unwrap(), "acct_1NkDjjJyhOZfPCWt");
    assert_eq!(session.client_secret.expose_secret(), "_OXIKXxEihJokDBnDoe2sgG5OGSO2Q12shKvbeboxpALZGng");
    assert_eq!(session.expires_at.unwrap().as_seconds(), 1693261123);
    assert_eq!(session.livemode, Some(false));
    let payments = session.components.payments().unwrap();
    assert_eq!((payments.enabled(), payments.refund_management()), (Some(true), Some(true)));
    assert_eq!(session.components.is_enabled(Component::Documents), Some(false));
    assert_eq!(session.components.feature(Component::Documents, Feature::RefundManagement), None);
    // In the same order, too.
    let text = serde_json::to_string_pretty(&round_trip(&seed())).unwrap();
    assert_eq!(text, SEED_RESPONSE.trim_end());
}

#[test]
fn what_is_missing_stays_missing() {
    for pointer in [
        "/object",
        "/account",
        "/expires_at",
        "/livemode",
        "/components/payments",
        "/components/payments/enabled",
        "/components/payments/features",
        "/components/payments/features/refund_management",
        "/components/documents/features",
    ] {
        round_trip(&edited(|json| remove(json, pointer)));
    }
    round_trip(&edited(|json| json["components"] = json!({})));
}

#[test]
fn what_is_null_stays_null() {
    for pointer in [
        "/object",
        "/expires_at",
        "/components/payments",
        "/components/payments/enabled",
        "/components/payments/features",
        "/components/payments/features/refund_management",
    ] {
        round_trip(&edited(|json| *json.pointer_mut(pointer).unwrap() = Value::Null));
    }
}

#[test]
fn what_is_set_later_is_written_once() {
    let json = edited(|json| {
        json["livemode"] = Value::Null;
        json["components"]["payouts"] = Value::Null;
        json["components"]["balances"]["enabled"] = Value::Null;
        json["components"]["balances"]["features"]["instant_payouts"] = Value::Null;
        json["components"]["payments"]["features"] = Value::Null;
        remove(json, "/components/payment_details/features");
    });
    let mut session = round_trip(&json);
    assert!(session.unknown.is_empty() && session.components.unknown().is_empty());
    session.livemode = Some(true);
    for component in [Component::Payouts, Component::Balances] {
        session.components.set_enabled(component, true);
    }
    for (component, feature, value) in [
        (Component::Balances, Feature::InstantPayouts, true),
        (Component::Payments, Feature::RefundManagement, false),
        (Component::PaymentDetails, Feature::RefundManagement, false),
    ] {
        session.components.set_feature(component, feature, value).unwrap();
    }
    let unchanged = session.clone();
    assert!(session.components.set_feature(Component::Payments, Feature::InstantPayouts, true).is_err());
    assert!(session.components.set_feature(Component::Documents, Feature::RefundManagement, true).is_err());
    assert!(session.components.set_feature(Component::Payments, Feature::RefundManagement, "on").is_err());
    assert_eq!(session, unchanged);

    let text = serde_json::to_string(&session).unwrap();
    for name in ["livemode", "payouts", "payments", "payment_details", "balances"] {
        assert_eq!(text.matches(&format!("\"{name}\":")).count(), 1, "{name} in {text}");
    }
    let expected = edited(|json| {
        json["livemode"] = json!(true);
        json["components"]["payouts"] = json!({ "enabled": true, "features": {} });
        json["components"]["balances"]["enabled"] = json!(true);
        json["components"]["balances"]["features"]["instant_payouts"] = json!(true);
        json["components"]["payments"]["features"] = json!({ "refund_management": false });
        json["components"]["payment_details"]["features"] = json!({ "refund_management": false });
    });
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    assert_eq!(AccountSession::from_json(text.as_bytes()).unwrap().components, session.components);
}

#[test]
fn components_may_be_optional() {
    for json in [
        json!({ "client_secret": "_x", "components": null }),
        json!({ "client_secret": "_x" }),
        json!({ "client_secret": "_x", "components": {}, "attempt": 3, "notes": ["a"] }),
    ] {
        let session = every_rule::Session::from_json(json.to_string().as_bytes()).unwrap();
        assert_eq!(session.components.is_some(), json["components"].is_object());
        assert_eq!(serde_json::to_value(&session).unwrap(), json);
    }
}

#[test]
fn what_is_new_is_kept_and_reachable() {
    let new = json!({ "enabled": true, "features": { "fly": [1, 2.5, { "deep": null }] } });
    let session = round_trip(&edited(|json| json["components"]["rockets"] = new.clone()));
    assert_eq!(session.components.unknown().get("rockets"), Some(&new));
    assert_eq!(session.components.unknown().iter().count(), 1);

    let session = round_trip(&edited(|json| json["components"]["payments"]["features"]["teleport"] = json!(true)));
    let payments = session.components.payments().unwrap();
    assert_eq!(payments.unknown().features.get("teleport"), Some(&json!(true)));
    assert!(payments.unknown().fields.is_empty());

    let session = round_trip(&edited(|json| json["components"]["payments"]["theme"] = json!("dark")));
    assert_eq!(session.components.payments().unwrap().unknown().fields.get("theme"), Some(&json!("dark")));

    let session = round_trip(&edited(|json| json["refresh_after"] = json!(18446744073709551615u64)));
    assert_eq!(session.unknown.get("refresh_after"), Some(&json!(18446744073709551615u64)));
}

#[test]
fn keys_come_in_any_order() {
    let text = r#"{"components":{"payouts":{"features":{"standard_payouts":true,"edit_payout_schedule":false},
        "enabled":true},"balances":{"enabled":false,"features":{}}},"client_secret":"_x","object":"account_session"}"#;
    let session = AccountSession::from_json(text.as_bytes()).unwrap();
    let payouts = session.components.payouts().unwrap();
    assert_eq!(
        (payouts.enabled(), payouts.standard_payouts(), payouts.edit_payout_schedule()),
        (Some(true), Some(true), Some(false))
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    let cases: [(&str, Value, &str); 9] = [
        (
            "/components/payments/features/refund_management",
            json!("yes"),
            "`components.payments.features.refund_management`: expected a boolean, found text",
        ),
        ("/components/payments/enabled", json!(1), "`components.payments.enabled`: expected a boolean, found a number"),
        (
            "/components/payments/features",
            json!([]),
            "`components.payments.features`: expected an object, found a list",
        ),
        ("/components/payments", json!(true), "`components.payments`: expected an object, found a boolean"),
        ("/components", json!("none"), "`components`: expected an object, found text"),
        ("/components", json!(null), "`components`: expected a value, found null"),
        ("/client_secret", json!({}), "`client_secret`: expected text, found an object"),
        ("/expires_at", json!("soon"), "`expires_at`: expected a time in seconds, found text"),
        ("/account", json!(7), "`account`: expected an identifier, found a number"),
    ];
    for (pointer, value, message) in cases {
        let json = edited(|json| *json.pointer_mut(pointer).unwrap() = value);
        let error = AccountSession::from_json(json.to_string().as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), message);
        let error = serde_json::from_value::<AccountSession>(json).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let json = edited(|json| remove(json, "/client_secret"));
    let error = AccountSession::from_json(json.to_string().as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "`client_secret`: expected a value, found nothing");
}

#[test]
fn a_body_cut_anywhere_is_an_error_that_shows_no_secret() {
    for end in 0..SEED_RESPONSE.trim_end().len() {
        let error = AccountSession::from_json(&SEED_RESPONSE.as_bytes()[..end]).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("OXIKXx"), "{shown}");
        assert!(shown.contains("EOF"), "{shown}");
    }
    let error = AccountSession::from_json(format!("{SEED_RESPONSE} x").as_bytes()).unwrap_err();
    assert_eq!(error.path, "");
}

/// Any JSON, but not so deep that a library's limit would be reached.
fn any_json() -> impl Strategy<Value = Value> {
    let number = any::<i64>().prop_map(Value::from);
    let leaf =
        prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), number, ".{0,8}".prop_map(Value::from)];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let object = vec(("[a-z\"\\\\é ]{0,6}", inner.clone()), 0..4);
        let object = object.prop_map(|fields| Value::Object(fields.into_iter().collect()));
        prop_oneof![vec(inner, 0..4).prop_map(Value::from), object]
    })
}

/// Another value for what is there, or none.
fn any_change() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        Just(Some(Value::Null)),
        any::<bool>().prop_map(|value| Some(value.into())),
        option::of(any_json())
    ]
}

/// The places of a session, `/components/payments/features` among them.
fn pointers(json: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    for (name, value) in json.as_object().into_iter().flatten() {
        pointers(value, &format!("{at}/{name}"), all);
    }
}

/// JSON in another way of writing it: with white space, turned around, and with a letter of each key escaped.
fn written_otherwise(json: &Value, turn: bool, escape: bool) -> String {
    match json {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| {
                let mut key = Value::from(name.as_str()).to_string();
                if let (true, Some(first)) = (escape, name.chars().next().filter(char::is_ascii_lowercase)) {
                    key.replace_range(1..2, &format!("\\u{:04x}", u32::from(first)));
                }
                format!("\n {key}\t:\r {}", written_otherwise(value, turn, escape))
            });
            let mut fields: Vec<String> = fields.collect();
            if turn {
                fields.reverse();
            }
            format!("{{{} }}", fields.join(" ,"))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| written_otherwise(item, turn, escape)).collect();
            format!("[ {}\n]", items.join("\n,"))
        }
        other => other.to_string(),
    }
}

/// What is left of a text after it has been decoded and encoded.
type Sort = fn(&str) -> Result<Value, JsonError>;

fn kept<T: FromJson + Serialize + PartialEq + Debug>(text: &str) -> Result<Value, JsonError> {
    let object = T::from_json(text.as_bytes())?;
    let json = serde_json::to_value(&object).unwrap();
    // It is the same object, in whichever order its fields came.
    assert_eq!(T::from_json(json.to_string().as_bytes())?, object);
    Ok(json)
}

/// Objects of several APIs, each with all that it can have.
fn sorts() -> Vec<(Sort, Value)> {
    let places = every_place::API.components.iter().map(|component| {
        let features = component.features.iter().enumerate().map(|(index, feature)| {
            let value = if feature.kind == Kind::Boolean { json!(index % 3 == 0) } else { json!("a") };
            (feature.name.to_owned(), value)
        });
        let features: Value = features.collect::<serde_json::Map<_, _>>().into();
        (component.name.to_owned(), json!({ "enabled": true, "features": features }))
    });
    let places: Value = places.collect::<serde_json::Map<_, _>>().into();
    let features = json!({
        "shade": true, "title": "a", "note": "b", "rows": -3, "opened": 5, "account_link": "acct_1", "theme": "dark",
        "methods": ["instant", "new"], "tags": [], "layout": { "columns": null, "names": ["a"], "new": [{}] },
    });
    let second = json!({ "theme": "neon", "rows": true, "shade": false, "layout": { "names": [] } });
    let window = json!({
        "object": "window", "account": "acct_1", "mode": "dusk", "sizes": [4], "colors": ["blue"],
        "branding": { "color": "blue", "since": 7, "font": "serif" }, "panes": [{ "label": "a" }, {}],
        "components": { "first": { "enabled": true, "features": features }, "second": { "features": second } },
    });
    vec![
        (kept::<AccountSession>, seed()),
        (kept::<every_place::Session>, json!({ "client_secret": "_x", "components": places })),
        (kept::<every_type::Window>, window),
    ]
}

proptest! {
    /// Beside a library's reading of the same text: what that refuses is refused, and what is taken loses nothing.
    #[test]
    fn any_text_is_read_as_json_is(
        (sort, mut json) in select(sorts()),
        changes in vec((any::<prop::sample::Index>(), option::of("[a-z]{1,6}|features|enabled|payments"), any_change()), 0..4),
        turn in any::<bool>(),
        escape in any::<bool>(),
        cut in option::of((any::<prop::sample::Index>(), "[{}\\[\\],:\" tfn0-9]{0,2}", 0..3_usize)),
    ) {
        for (index, name, value) in changes {
            let mut all = Vec::new();
            pointers(&json, "", &mut all);
            let pointer = &all[index.index(all.len())];
            match (json.pointer_mut(pointer), name, value) {
                (Some(Value::Object(fields)), Some(name), value) => _ = fields.insert(name, value.unwrap_or_default()),
                (Some(place), _, Some(value)) => *place = value,
                (_, _, None) if !pointer.is_empty() => remove(&mut json, pointer),
                _ => {}
            }
        }
        let mut text = written_otherwise(&json, turn, escape);
        if let Some((index, new, length)) = cut {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let start = index.index(places.len());
            let end = places.get(start + length).copied().unwrap_or(text.len());
            text.replace_range(places[start]..end, &new);
        }
        match (serde_json::from_str::<Value>(&text), sort(&text)) {
            (Ok(json), Ok(kept)) => prop_assert_eq!(kept, json),
            // It is JSON, but not what is expected, in whichever way it is written.
            (Ok(json), Err(_)) => prop_assert!(sort(&json.to_string()).is_err(), "{text}\n{:?}", sort(&text)),
            (Err(error), Ok(_)) => prop_assert!(false, "{error}: {text}"),
            (Err(_), Err(_)) => {}
        }
    }
}
