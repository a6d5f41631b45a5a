//! Decoding of responses: nothing is lost, and unknown values are kept.

use generated_client::{
    AccountSession, Component, Feature, FromJson, JsonError, Payments,
    reflect::{Api, Field, Type},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Debug;
use tests::{SEED_RESPONSE, every_rule, every_type, turned_around};

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

/// Decodes, by `from_json` and by serde, and encodes again.
fn round_trip(json: &Value) -> AccountSession {
    read_and_written(json, json)
}

/// Decodes, by `from_json` and by serde, and expects the second JSON when encoding.
fn read_and_written(json: &Value, written: &Value) -> AccountSession {
    let session = AccountSession::from_json(json.to_string().as_bytes()).unwrap();
    assert_eq!(&serde_json::to_value(&session).unwrap(), written);
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
    let payments = session.components.payments.as_ref().unwrap();
    assert_eq!((payments.enabled, payments.refund_management), (Some(true), Some(true)));
    assert_eq!(session.components.is_enabled(Component::Documents), Some(false));
    assert_eq!(session.components.feature(Component::Documents, Feature::RefundManagement), None);
    // The order is kept, too.
    let text = serde_json::to_string_pretty(&round_trip(&seed())).unwrap();
    assert_eq!(text, SEED_RESPONSE.trim_end());
}

#[test]
fn missing_fields_stay_missing() {
    for pointer in [
        "/object",
        "/account",
        "/expires_at",
        "/livemode",
        "/components/payments",
        "/components/payments/enabled",
        "/components/payments/features/refund_management",
    ] {
        round_trip(&edited(|json| remove(json, pointer)));
    }
    round_trip(&edited(|json| json["components"] = json!({})));
}

#[test]
fn collections_are_always_written() {
    for (pointer, empty) in [
        ("/components/payments/features", json!({})),
        ("/components/documents/features", json!({})),
        ("/components", json!({})),
    ] {
        let written = edited(|json| *json.pointer_mut(pointer).unwrap() = empty);
        let session = read_and_written(&edited(|json| remove(json, pointer)), &written);
        // Some servers write an object without fields as an empty list.
        let list = edited(|json| *json.pointer_mut(pointer).unwrap() = json!([]));
        assert_eq!(read_and_written(&list, &written), session);
    }
    let listed = edited(|json| json["components"]["payouts"] = json!([]));
    let session = read_and_written(&listed, &edited(|json| json["components"]["payouts"] = json!({ "features": {} })));
    assert_eq!(session.components.payouts.unwrap().enabled, None);
}

#[test]
fn null_is_missing() {
    for pointer in [
        "/object",
        "/expires_at",
        "/components",
        "/components/payments",
        "/components/payments/enabled",
        "/components/payments/features",
        "/components/payments/features/refund_management",
    ] {
        let without = edited(|json| remove(json, pointer));
        let session = AccountSession::from_json(without.to_string().as_bytes()).unwrap();
        let null = edited(|json| *json.pointer_mut(pointer).unwrap() = Value::Null);
        assert_eq!(read_and_written(&null, &serde_json::to_value(&session).unwrap()), session, "{pointer}");
    }
    // The `null` of an unknown field is kept.
    round_trip(&edited(|json| json["components"]["payments"]["features"]["teleport"] = Value::Null));
}

#[test]
fn times_are_read_in_whole_seconds() {
    for (time, seconds) in [(json!(1693261123.9), 1693261123), (json!(1.6e9), 1600000000), (json!(-1.5), -1)] {
        let json = edited(|json| json["expires_at"] = time);
        let session = read_and_written(&json, &edited(|json| json["expires_at"] = json!(seconds)));
        assert_eq!(session.expires_at.unwrap().as_seconds(), seconds);
    }
    let session = round_trip(&edited(|json| json["expires_at"] = json!(1e300)));
    assert_eq!((session.expires_at, session.unknown.get("expires_at")), (None, Some(&json!(1e300))));
}

#[test]
fn unreadable_values_are_kept() {
    let session = round_trip(&edited(|json| json["expires_at"] = json!("soon")));
    assert_eq!((session.expires_at, session.unknown.get("expires_at")), (None, Some(&json!("soon"))));
    let session = round_trip(&edited(|json| json["account"] = json!(7)));
    assert_eq!((session.account, session.unknown.get("account")), (None, Some(&json!(7))));
    let session = round_trip(&edited(|json| json["components"] = json!("none")));
    assert_eq!(session.unknown.get("components"), Some(&json!("none")));
    assert!(session.components == Default::default());

    let session = round_trip(&edited(|json| json["components"]["payments"] = json!(true)));
    assert_eq!((&session.components.payments, session.components.is_enabled(Component::Payments)), (&None, None));
    assert_eq!(session.components.unknown.get("payments"), Some(&json!(true)));

    let session = round_trip(&edited(|json| json["components"]["payments"]["enabled"] = json!(1)));
    let payments = session.components.payments.unwrap();
    assert_eq!((payments.enabled, payments.unknown.fields.get("enabled")), (None, Some(&json!(1))));
    assert_eq!(payments.refund_management, Some(true));

    let session = round_trip(&edited(|json| json["components"]["payments"]["features"] = json!("all")));
    let payments = session.components.payments.unwrap();
    assert_eq!((payments.enabled, payments.unknown.fields.get("features")), (Some(true), Some(&json!("all"))));

    let json = edited(|json| json["components"]["payments"]["features"]["refund_management"] = json!("yes"));
    let payments = round_trip(&json).components.payments.unwrap();
    assert_eq!(payments.refund_management, None);
    assert_eq!(payments.unknown.features.get("refund_management"), Some(&json!("yes")));
    assert_eq!(payments.capture_payments, Some(true));
    // Reading the component alone gives the same.
    let alone: Payments = serde_json::from_value(json["components"]["payments"].clone()).unwrap();
    assert_eq!(alone, payments);
    assert_eq!(serde_json::to_value(&alone).unwrap(), json["components"]["payments"]);
}

#[test]
fn fields_set_later_are_written_once() {
    let json = edited(|json| {
        json["livemode"] = json!("no");
        json["components"]["payouts"] = json!(true);
        json["components"]["balances"]["enabled"] = json!(1);
        json["components"]["balances"]["features"]["instant_payouts"] = json!("yes");
        json["components"]["payments"]["features"] = json!("all");
    });
    let mut session = round_trip(&json);
    session.livemode = Some(true);
    for component in [Component::Payouts, Component::Balances] {
        session.components.set_enabled(component, true);
    }
    for (component, feature, value) in
        [(Component::Balances, Feature::InstantPayouts, true), (Component::Payments, Feature::RefundManagement, false)]
    {
        session.components.set_feature(component, feature, value).unwrap();
    }
    let unchanged = session.clone();
    assert!(session.components.set_feature(Component::Payments, Feature::InstantPayouts, true).is_err());
    assert!(session.components.set_feature(Component::Documents, Feature::RefundManagement, true).is_err());
    assert!(session.components.set_feature(Component::Payments, Feature::RefundManagement, "on").is_err());
    assert_eq!(session, unchanged);

    let text = serde_json::to_string(&session).unwrap();
    for name in ["livemode", "payouts", "payments", "balances"] {
        assert_eq!(text.matches(&format!("\"{name}\":")).count(), 1, "{name} in {text}");
    }
    let expected = edited(|json| {
        json["livemode"] = json!(true);
        json["components"]["payouts"] = json!({ "enabled": true, "features": {} });
        json["components"]["balances"]["enabled"] = json!(true);
        json["components"]["balances"]["features"]["instant_payouts"] = json!(true);
        json["components"]["payments"]["features"] = json!({ "refund_management": false });
    });
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
}

#[test]
fn a_session_without_components_has_none_of_them() {
    for json in [
        json!({ "client_secret": "_x", "components": null }),
        json!({ "client_secret": "_x" }),
        json!({ "client_secret": "_x", "components": {}, "attempt": 3, "notes": ["a"] }),
    ] {
        let session = every_rule::Session::from_json(json.to_string().as_bytes()).unwrap();
        assert!(session.components == Default::default());
        let mut written = json;
        written["components"] = json!({});
        assert_eq!(serde_json::to_value(&session).unwrap(), written);
    }
}

#[test]
fn unknown_fields_are_kept_and_reachable() {
    let new = json!({ "enabled": true, "features": { "fly": [1, 2.5, { "deep": null }] } });
    let session = round_trip(&edited(|json| json["components"]["rockets"] = new.clone()));
    assert_eq!(session.components.unknown.get("rockets"), Some(&new));
    assert_eq!(session.components.unknown.iter().count(), 1);

    let session = round_trip(&edited(|json| json["components"]["payments"]["features"]["teleport"] = json!(true)));
    let payments = session.components.payments.unwrap();
    assert_eq!(payments.unknown.features.get("teleport"), Some(&json!(true)));
    assert!(payments.unknown.fields.is_empty());

    let session = round_trip(&edited(|json| json["components"]["payments"]["theme"] = json!("dark")));
    assert_eq!(session.components.payments.unwrap().unknown.fields.get("theme"), Some(&json!("dark")));

    let session = round_trip(&edited(|json| json["refresh_after"] = json!(18446744073709551615u64)));
    assert_eq!(session.unknown.get("refresh_after"), Some(&json!(18446744073709551615u64)));
}

#[test]
fn keys_come_in_any_order() {
    let text = r#"{"components":{"payouts":{"features":{"standard_payouts":true,"edit_payout_schedule":false},
        "enabled":true},"balances":{"enabled":false,"features":{}}},"client_secret":"_x","object":"account_session"}"#;
    let session = AccountSession::from_json(text.as_bytes()).unwrap();
    let payouts = session.components.payouts.unwrap();
    assert_eq!(
        (payouts.enabled, payouts.standard_payouts, payouts.edit_payout_schedule),
        (Some(true), Some(true), Some(false))
    );
}

#[test]
fn required_fields_must_be_present() {
    let cases =
        [(json!({}), "`client_secret`: expected text, found an object"), (json!(null), "`client_secret`: missing")];
    for (value, message) in cases {
        let json = edited(|json| json["client_secret"] = value);
        let error = AccountSession::from_json(json.to_string().as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), message);
        let error = serde_json::from_value::<AccountSession>(json).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let json = edited(|json| remove(json, "/client_secret"));
    let error = AccountSession::from_json(json.to_string().as_bytes()).unwrap_err();
    assert_eq!((error.path.as_str(), error.problem.as_str()), ("client_secret", "missing"));
    let error = AccountSession::from_json(b"\"session\"").unwrap_err();
    assert_eq!(error.to_string(), "expected an object, found text");
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

/// Any JSON below the recursion limit of serde_json.
fn any_json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![any::<i64>().prop_map(Value::from), any::<i16>().prop_map(|n| json!(f64::from(n) / 4.0))];
    let leaf =
        prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), number, ".{0,8}".prop_map(Value::from)];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let object = vec(("[a-z\"\\\\é ]{0,6}", inner.clone()), 0..4);
        let object = object.prop_map(|fields| Value::Object(fields.into_iter().collect()));
        prop_oneof![vec(inner, 0..4).prop_map(Value::from), object]
    })
}

/// A change of a value: another one, or its removal.
fn any_change() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        Just(Some(Value::Null)),
        any::<bool>().prop_map(|value| Some(value.into())),
        option::of(any_json())
    ]
}

/// The JSON pointers into a session, such as `/components/payments/features`.
fn pointers(json: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    for (name, value) in json.as_object().into_iter().flatten() {
        pointers(value, &format!("{at}/{name}"), all);
    }
}

/// Equivalent JSON: with white space, fields in reverse order, and one letter of each key escaped.
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

/// Decodes and encodes an object by the tables alone; `None` if it can't be decoded.
fn kept_object(api: &Api, fields: &[Field], json: &Value) -> Option<Value> {
    let given = entries(json)?;
    let mut kept = serde_json::Map::new();
    for (name, value) in &given {
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            kept.insert(name.clone(), value.clone());
            continue;
        };
        if value.is_null() && field.clearable {
            kept.insert(name.clone(), Value::Null);
            continue;
        }
        match if value.is_null() { None } else { Some(kept_value(api, &field.value_type, value)) } {
            Some(Some(read)) => _ = kept.insert(name.clone(), read),
            _ if field.required => return None,
            Some(None) => _ = kept.insert(name.clone(), value.clone()),
            None => {}
        }
    }
    for field in fields {
        if field.required {
            kept.get(field.name)?;
        } else if field.value_type == Type::Components {
            kept.entry(field.name).or_insert(json!({}));
        }
    }
    Some(kept.into())
}

fn kept_value(api: &Api, value_type: &Type, json: &Value) -> Option<Value> {
    let float = || json.as_f64().filter(|float| (-9.3e18..9.3e18).contains(float)).map(|float| float as i128);
    let number = || json.as_i64().map(i128::from).or_else(float).and_then(|number| i64::try_from(number).ok());
    match value_type {
        Type::Boolean => json.as_bool().map(Value::from),
        Type::Integer => number().filter(|&number| json.as_f64() == Some(number as f64)).map(Value::from),
        Type::Timestamp => number().map(Value::from),
        Type::List(of) => json.as_array()?.iter().map(|item| kept_value(api, of, item)).collect(),
        // Fields of nested objects are optional in responses.
        Type::Object { fields } => {
            let optional = |field: &Field| {
                let optional = Field::new(field.name, "", field.value_type);
                if field.clearable { optional.clearable() } else { optional }
            };
            kept_object(api, &fields.iter().map(optional).collect::<Vec<_>>(), json)
        }
        Type::Components => {
            let components = entries(json)?.into_iter().filter_map(|(name, value)| {
                let kept = api.component(&name).and_then(|info| {
                    let mut component = entries(&value)?;
                    let features: Vec<Field> = info
                        .features
                        .iter()
                        .map(|feature| Field::new(feature.field.name, "", feature.field.value_type))
                        .collect();
                    component
                        .retain(|name, value| !(["enabled", "features"].contains(&name.as_str()) && value.is_null()));
                    let features = kept_object(api, &features, component.get("features").unwrap_or(&json!({})));
                    if let Some(features) = features {
                        component.insert("features".to_owned(), features);
                    }
                    Some(component.into())
                });
                match (kept, api.component(&name)) {
                    (None, Some(_)) if value.is_null() => None,
                    (kept, _) => Some((name, kept.unwrap_or(value))),
                }
            });
            Some(components.collect())
        }
        _ => json.as_str().map(Value::from),
    }
}

/// The fields of an object, also one written as an empty list.
fn entries(json: &Value) -> Option<serde_json::Map<String, Value>> {
    match json {
        Value::Array(items) if items.is_empty() => Some(serde_json::Map::new()),
        json => json.as_object().cloned(),
    }
}

/// Decodes a text and encodes it again.
fn read_again<T: FromJson + Serialize + PartialEq + Debug>(text: &str) -> Result<Value, JsonError> {
    let object = T::from_json(text.as_bytes())?;
    let json = serde_json::to_value(&object).unwrap();
    // The order of the fields does not matter.
    assert_eq!(T::from_json(json.to_string().as_bytes())?, object);
    Ok(json)
}

type ReadAgain = fn(&str) -> Result<Value, JsonError>;

/// Objects of several APIs, each with all its fields.
fn objects() -> Vec<(ReadAgain, &'static Api, Value)> {
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
    let thing = json!({
        "account": "acct_1", "secret": "s", "note": "n", "count": 3, "labels": ["a"], "until": 5, "live": true,
        "parts": { "features": { "enabled": true, "features": { "facts": true } } },
    });
    vec![
        (read_again::<AccountSession>, &generated_client::API, seed()),
        (read_again::<every_type::Window>, &every_type::API, window),
        (read_again::<turned_around::Thing>, &turned_around::API, thing),
    ]
}

proptest! {
    /// Compares with serde_json: texts that it refuses are refused, and only `null` is lost.
    #[test]
    fn any_text_is_read_as_json_is(
        (read_again, api, mut json) in select(objects()),
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
        let kept = serde_json::from_str(&text).ok().and_then(|json| kept_object(api, api.fields, &json));
        prop_assert_eq!(read_again(&text).ok(), kept, "{}", text);
    }
}
