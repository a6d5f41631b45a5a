//! Ordinary uses of the types by a crate that depends on them, each of which must compile.

use generated_client::{
    AccountSession, Component, Components, ComponentsParams, CreateAccountSession, Feature, FromJson, Payments,
    PaymentsParams, Payouts,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tests::{SEED_ACCOUNT, SEED_RESPONSE, seed_request};

fn session() -> AccountSession {
    AccountSession::from_json(SEED_RESPONSE.as_bytes()).unwrap()
}

/// Parts of a session that a program keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Kept {
    payments: Option<Payments>,
    payouts: Option<Payouts>,
}

fn payments(session: AccountSession) -> Option<Payments> {
    session.components.payments
}

#[test]
fn a_component_is_stored_and_returned() {
    let session = session();
    let kept = Kept { payouts: session.components.payouts.clone(), payments: payments(session) };
    assert_eq!(kept.payments.as_ref().unwrap().enabled, Some(true));
    let text = serde_json::to_string(&kept).unwrap();
    assert_eq!(serde_json::from_str::<Kept>(&text).unwrap(), kept);
}

#[test]
fn a_component_is_serialized() {
    let payments = payments(session()).unwrap();
    assert_eq!(
        serde_json::to_value(&payments).unwrap(),
        json!({ "enabled": true, "features": {
            "capture_payments": true, "destination_on_behalf_of_charge_management": false, "dispute_management": true,
            "refund_management": true,
        } })
    );
    assert!(format!("{payments:?}").contains("refund_management: Some(true)"));
}

#[test]
fn a_component_is_matched() {
    let session = session();
    let Some(Payments { enabled: Some(true), refund_management, .. }) = session.components.payments else {
        panic!("{session:?}");
    };
    assert_eq!(refund_management, Some(true));
    let Components { documents: Some(_), payouts: Some(Payouts { instant_payouts: Some(false), .. }), .. } =
        session.components
    else {
        panic!("{:?}", session.components);
    };
}

#[test]
fn a_fixture_is_built() {
    let mut session = AccountSession::default();
    session.client_secret = "_secret".into();
    session.components.payments.get_or_insert_default().refund_management = Some(true);
    session.components.set_enabled(Component::Payouts, true);
    let payments = session.components.payments.as_mut().unwrap();
    payments.unknown.features.insert("teleport", true);
    payments.unknown.fields.insert("theme", json!({ "dark": null }));
    session.components.unknown.insert("rockets", json!({}));
    session.unknown.insert("livemod", false);
    let json = json!({
        "client_secret": "_secret",
        "components": {
            "payments": { "features": { "refund_management": true, "teleport": true }, "theme": { "dark": null } },
            "payouts": { "enabled": true, "features": {} },
            "rockets": {},
        },
        "livemod": false,
    });
    assert_eq!(serde_json::to_value(&session).unwrap(), json);
    assert_eq!(serde_json::from_value::<AccountSession>(json).unwrap(), session);
}

#[test]
fn values_are_read_back_from_parameters() {
    let mut payments = PaymentsParams::enabled().refund_management(false);
    payments.dispute_management = Some(true);
    let PaymentsParams { enabled: true, refund_management: Some(false), .. } = payments else {
        panic!("{payments:?}");
    };
    let mut components = ComponentsParams::new().payments(payments);
    components.set(Component::Payouts, false, &[(Feature::InstantPayouts, true)]).unwrap();
    assert_eq!(components.payments.as_ref().unwrap().dispute_management, Some(true));
    assert_eq!(components.payouts.as_ref().unwrap().instant_payouts, Some(true));
    assert_eq!(components.documents, None);
    components.payouts = None;
    assert_eq!(components, ComponentsParams::new().payments(components.payments.clone().unwrap()));
}

#[test]
fn a_request_is_taken_apart_and_put_together() {
    let request = seed_request().unwrap();
    assert_eq!(request.account(), SEED_ACCOUNT);
    assert!(request.components().payouts.is_some());
    let mut parts = request.clone().into_parts();
    parts.account = "acct_2".into();
    parts.components.payouts.get_or_insert_default().instant_payouts = Some(true);
    let other = parts.build().unwrap();
    assert_eq!(other.account(), "acct_2");
    assert_ne!(other, request);
    let mut parts = request.into_parts();
    parts.components = ComponentsParams::default();
    assert_eq!(parts.build().unwrap_err().to_string(), "components must not be empty");
}

/// The configuration of a platform, one component set by name.
#[derive(Debug, Serialize, Deserialize)]
struct Configuration {
    name: String,
    components: ComponentsParams,
}

#[test]
fn parameters_are_kept_as_configuration() {
    let text =
        "name: shop\ncomponents:\n  payments:\n    enabled: true\n    features:\n      refund_management: false\n";
    let configuration: Configuration = serde_yaml::from_str(text).unwrap();
    assert_eq!(serde_yaml::to_string(&configuration).unwrap(), text);
    let expected = ComponentsParams::new().payments(PaymentsParams::enabled().refund_management(false));
    assert_eq!(configuration.components, expected);
    let request = CreateAccountSession::builder().account(SEED_ACCOUNT).components(configuration.components);
    assert!(request.build().is_ok());
    let error = serde_yaml::from_str::<Configuration>(&text.replace("refund_", "refunds_")).unwrap_err();
    let expected = "`payments.features.refunds_management`: unknown feature, expected one of `capture_payments`, \
                    `destination_on_behalf_of_charge_management`, `dispute_management`, `refund_management`";
    assert_eq!(error.to_string(), expected);
}

/// A crate with the names of the client at its root, next to a version with components of the same names.
mod client_names {
    pub(crate) use generated_client::{Client, Error, Request, RequestOptions, Response, SecretKey};
    pub(crate) use version::*;

    /// An API whose components have the names of the client.
    pub(crate) mod version {
        generated_client::generate!("schemas/client_names.yaml");
    }
}

#[test]
fn names_of_the_client_are_free_for_components() {
    use client_names::{Account, ComponentsParams, OpenSession, Transport, TransportParams, version};

    let components = ComponentsParams::new().client(version::ClientParams::enabled().request(true));
    let components = components.error(version::ErrorParams::enabled()).transport(TransportParams::enabled());
    let request = OpenSession::builder().account("acct_1").components(components).build().unwrap();
    let resolved = request.resolve(&version::AccountFacts::unknown());
    let version::Client { request: Some(true), .. } = resolved.client.unwrap() else { panic!() };
    let (_, _): (Option<Transport>, Option<Account>) = (resolved.transport, resolved.account);
    let (_, _): (Option<version::Error>, Option<version::Response>) = (resolved.error, resolved.response);
    let key = client_names::SecretKey::new("sk_test_1").unwrap();
    let _: client_names::Client = client_names::Client::new(key).unwrap();
    let _: Option<(client_names::Error, client_names::Response<version::Session>, client_names::RequestOptions)> = None;
    fn body(request: &impl client_names::Request) -> String {
        request.encode()
    }
    assert!(body(&request).starts_with("account=acct_1&components[client][enabled]=true"));
}
