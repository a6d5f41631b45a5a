//! The client and the sandbox over a real socket.

use generated_client::client::ApiError;
use generated_client::{
    AccountFacts, Client, ComponentsParams, CreateAccountSession, Error, PayoutsParams, SecretKey, Timestamp, sandbox,
    sandbox::Sandbox, v2026_10_28_endive,
};
use serde_json::Value;
use tests::{SEED_ACCOUNT, SEED_RESPONSE, client, every_rule, seed_request, turned_around};

fn seed() -> Value {
    serde_json::from_str(SEED_RESPONSE).unwrap()
}

fn api_error(error: Error) -> ApiError {
    match error {
        Error::InvalidRequest(error) => *error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_request_of_the_reference_gets_its_response() {
    let sandbox = sandbox::start().unwrap();
    let request = seed_request().unwrap();
    let response = client(&sandbox).send(&request).await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.request_id().unwrap().starts_with("req_"));
    assert_eq!(response.components, request.resolve(&AccountFacts::express()));
    let (json, seed) = (serde_json::to_value(&*response).unwrap(), seed());
    assert_eq!(serde_json::from_slice::<Value>(response.body()).unwrap(), json);
    for field in ["object", "account", "livemode", "components"] {
        assert_eq!(json[field], seed[field], "{field}");
    }
    assert_ne!(json["client_secret"], seed["client_secret"]);
    let another = client(&sandbox).send(&request).await.unwrap();
    assert_ne!(another.client_secret, response.client_secret);
}

#[tokio::test]
async fn the_sandbox_refuses_as_the_api_does() {
    let sandbox = sandbox::start().unwrap();
    let client = client(&sandbox);
    let request = |account: &str, components| {
        CreateAccountSession::builder().account(account).components(components).build().unwrap()
    };
    let error = client
        .send(&request("acct_nobody", ComponentsParams::new().payouts(PayoutsParams::enabled())))
        .await
        .unwrap_err();
    assert!(error.request_id().unwrap().starts_with("req_"));
    let error = api_error(error);
    assert_eq!(error.kind.as_deref(), Some("invalid_request_error"));
    assert_eq!((error.code.as_deref(), error.param.as_deref()), (Some("resource_missing"), Some("account")));

    let payouts = PayoutsParams::enabled().external_account_collection(false);
    let restricted = request(SEED_ACCOUNT, ComponentsParams::new().payouts(payouts));
    let expected = restricted.validate_for(&AccountFacts::express()).unwrap_err();
    let error = api_error(client.send(&restricted).await.unwrap_err());
    assert_eq!(error.param.as_deref(), Some(&*expected.violations()[0].param));

    let wrong_key = Client::builder(SecretKey::new("sk_test_wrong").unwrap()).base_url(sandbox.base_url()).build();
    let error = wrong_key.unwrap().send(&seed_request().unwrap()).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));

    // An operation that this sandbox does not serve.
    let other = every_rule::OpenSession::builder().account(SEED_ACCOUNT);
    let components = every_rule::ComponentsParams::new().r#loop(every_rule::LoopParams::enabled());
    let other = other.components(components).build().unwrap();
    let error = api_error(client.send(&other).await.unwrap_err());
    assert_eq!(error.context.status.unwrap().as_u16(), 404);
}

#[tokio::test]
async fn an_operation_that_is_read_only_goes_into_the_query() {
    let sandbox = Sandbox::builder(&turned_around::API).account("acct_1", &[]).start().unwrap();
    let builder = turned_around::LookUp::builder().account("acct_1").reference("r").token("t").labels(["l"]).attempt(1);
    let parts = turned_around::ComponentsParams::new().features(turned_around::FeaturesParams::enabled());
    let builder = builder.since(Timestamp::from_seconds(0)).strict(false).parts(parts);
    let request = builder.build().unwrap();
    let thing = client(&sandbox).send(&request).await.unwrap();
    assert_eq!(thing.account, "acct_1");
    assert_eq!(thing.parts, request.resolve(&turned_around::AccountFacts::unknown()));
}

#[tokio::test]
async fn account_facts_have_the_type_of_the_request() {
    let sandbox = sandbox::start().unwrap();
    let client = client(&sandbox);
    let custom = sandbox.account_id("custom").unwrap();
    let payouts = PayoutsParams::enabled().external_account_collection(false);
    let request = CreateAccountSession::builder().account(custom).components(ComponentsParams::new().payouts(payouts));
    let request = request.build().unwrap();
    // The type of the facts is inferred from their use.
    let facts = client.account_facts(custom).await.unwrap();
    assert_eq!(request.validate_for(&facts), Ok(()));
    assert!(facts.request_id().unwrap().starts_with("req_"));
    assert_eq!(client.send(&request).await.unwrap().components, request.resolve(&facts));
    let uncontrolled = client.retrieve_account("acct_sandbox_uncontrolled").await.unwrap();
    assert_eq!(uncontrolled["controller"], serde_json::json!({ "type": "account" }));
    let facts = client.account_facts::<AccountFacts>("acct_sandbox_uncontrolled").await.unwrap();
    assert_eq!(*facts, AccountFacts::standard());
    let facts = client.account_facts::<v2026_10_28_endive::AccountFacts>(SEED_ACCOUNT).await.unwrap();
    assert_eq!(*facts, v2026_10_28_endive::AccountFacts::express());
}
