//! Customer sessions, an endpoint that the project has only a description of.

/// The client: one macro call.
#[allow(missing_docs)]
mod customer_session {
    generated_client::generate!("schemas/customer_sessions.yaml");
}

use customer_session::{
    API, AccountFacts, Components, ComponentsParams, CreateCustomerSession, CustomerSession, PaymentElementParams,
    PaymentMethodAllowRedisplayFiltersValue as Filter, PaymentMethodRedisplayValue as Redisplay, PricingTableParams,
};
use generated_client::{Client, FromJson, SecretKey, sandbox::Sandbox};

/// A response as in the API documentation, with an expanded customer.
const SHOWN: &str = r#"{
    "object": "customer_session", "client_secret": "_POpxYpmkXdtttYtZGFpbHk", "created": 1695256344,
    "customer": { "id": "cus_PO34b57IOUb83c", "object": "customer", "name": "Ada" }, "expires_at": 1695258144,
    "livemode": false, "components": { "buy_button": { "enabled": false },
        "payment_element": { "enabled": false, "features": null }, "pricing_table": { "enabled": true } } }"#;

fn request() -> CreateCustomerSession {
    let element =
        PaymentElementParams::enabled().payment_method_redisplay(Redisplay::Enabled).payment_method_redisplay_limit(10);
    let components = ComponentsParams::new().payment_element(element).pricing_table(PricingTableParams::enabled());
    CreateCustomerSession::builder().components(components).customer("cus_1").build().unwrap()
}

#[test]
fn a_session_from_a_sandbox_of_the_description() {
    let sandbox = Sandbox::builder(&API).start().unwrap();
    let key = SecretKey::new(sandbox.secret_key()).unwrap();
    let client = Client::builder(key).base_url(sandbox.base_url()).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let session = runtime.block_on(client.send(&request())).unwrap();
    assert_eq!(session.customer.as_ref().map(|customer| customer.id().as_str()), Some("cus_1"));
    let expected: Components = request().resolve(&AccountFacts::unknown());
    assert_eq!(session.components, expected);
    let element = expected.payment_element.unwrap();
    assert_eq!(element.payment_method_allow_redisplay_filters, Some(vec![Filter::Always]));
    assert_eq!(element.payment_method_redisplay_limit, Some(10));
    assert_eq!(element.payment_method_save_usage, None, "undocumented");
}

#[test]
fn the_session_that_the_documentation_shows() {
    let session = CustomerSession::from_json(SHOWN.as_bytes()).unwrap();
    let customer = session.customer.as_ref().unwrap();
    assert_eq!(customer.id(), "cus_PO34b57IOUb83c");
    assert_eq!(customer.object().unwrap()["name"], "Ada");
    assert_eq!(session.components.pricing_table.as_ref().unwrap().enabled, Some(true));
    assert!(session.unknown.is_empty());
    let again: CustomerSession = serde_json::from_str(&serde_json::to_string(&session).unwrap()).unwrap();
    assert_eq!(again, session);
}

#[test]
fn its_rules_are_checked() {
    let components = ComponentsParams::new().pricing_table(PricingTableParams::enabled());
    let builder = || CreateCustomerSession::builder().components(components.clone());
    for request in [builder(), builder().customer("cus_1").customer_account("acct_1")] {
        let error = request.build().unwrap_err().to_string();
        assert_eq!(error, "customer or customer_account must be set, and only one of them");
    }
    let element = PaymentElementParams::enabled().payment_method_redisplay_limit(11);
    let components = ComponentsParams::new().payment_element(element);
    let error = CreateCustomerSession::builder().components(components).customer("cus_1").build().unwrap_err();
    let param = "components[payment_element][features][payment_method_redisplay_limit]";
    assert_eq!(error.to_string(), format!("{param} must be at most 10"));
    assert_eq!(API.params[1].one_of, ["customer", "customer_account"]);
}
