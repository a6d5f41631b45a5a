//! The requests that every SDK sends, each as our type and as the parameters of theirs.

use generated_client::v2026_10_28_endive::{self as newest, ComponentsParams, PaymentsParams, PayoutsParams};
use serde_json::{Value, json};
use tests::SEED_ACCOUNT;

pub const KEY: &str = "sk_test_sandbox";
/// An account of the file that the sandbox is given.
pub const CUSTOM: &str = "acct_custom";

/// One request.
pub struct Case {
    pub name: &'static str,
    pub key: &'static str,
    pub version: Option<&'static str>,
    pub account: Option<&'static str>,
    pub idempotency_key: Option<&'static str>,
    /// Parameters unknown to our type.
    pub extra: &'static [(&'static str, &'static str)],
    /// The parameters of a session.
    pub params: Value,
    pub ask: Ask,
}

/// The operation.
pub enum Ask {
    Create(newest::CreateAccountSession),
    CreateAsOfTheReference(generated_client::CreateAccountSession),
    Retrieve(&'static str),
}

fn create(name: &'static str, account: &'static str, components: ComponentsParams, params: Value) -> Case {
    let request = newest::CreateAccountSession::builder().account(account).components(components).build().unwrap();
    let params = json!({ "account": account, "components": params });
    Case { params, ..case(name, Ask::Create(request)) }
}

fn payouts(name: &'static str, account: &'static str) -> Case {
    let components = ComponentsParams::new().payouts(PayoutsParams::enabled());
    create(name, account, components, json!({ "payouts": { "enabled": true } }))
}

fn case(name: &'static str, ask: Ask) -> Case {
    let (key, extra, params) = (KEY, &[][..], Value::Null);
    Case { name, key, version: None, account: None, idempotency_key: None, extra, params, ask }
}

/// Faults: the first request, and two attempts of the second.
pub const FAULTS: [&str; 3] = ["status=429; should-retry=false", "cut; after", "status=503; after"];

pub fn all() -> Vec<Case> {
    let features = ComponentsParams::new()
        .payments(PaymentsParams::enabled().refund_management(false).capture_payments(true))
        .payouts(PayoutsParams::enabled().external_account_collection(false).disable_stripe_user_authentication(true))
        .documents(newest::DocumentsParams::disabled());
    let features_as_json = json!({
        "payments": { "enabled": true, "features": { "refund_management": false, "capture_payments": true } },
        "payouts": {
            "enabled": true,
            "features": { "external_account_collection": false, "disable_stripe_user_authentication": true },
        },
        "documents": { "enabled": false },
    });
    let restricted = ComponentsParams::new().payouts(PayoutsParams::enabled().external_account_collection(false));
    let restricted_as_json =
        json!({ "payouts": { "enabled": true, "features": { "external_account_collection": false } } });
    let mut unknown = payouts("a component that there is not", SEED_ACCOUNT);
    unknown.params["components"]["new_thing"] = json!({ "enabled": true });
    let seed = ["account_onboarding", "balances", "payments", "payouts"].map(|name| (name, json!({ "enabled": true })));
    vec![
        payouts("the rate limit is exceeded", SEED_ACCOUNT),
        payouts("two attempts fail", SEED_ACCOUNT),
        create("features", CUSTOM, features, features_as_json),
        Case {
            version: Some("2024-09-30.acacia"),
            params: json!({ "account": SEED_ACCOUNT, "components": Value::from_iter(seed) }),
            ..case("the request of the reference", Ask::CreateAsOfTheReference(tests::seed_request().unwrap()))
        },
        case("an account", Ask::Retrieve(CUSTOM)),
        payouts("no such account", "acct_nobody"),
        create("what the account may not have", SEED_ACCOUNT, restricted, restricted_as_json),
        Case { extra: &[("components[new_thing][enabled]", "true")], ..unknown },
        Case { key: "sk_test_wrong", ..payouts("a wrong key", SEED_ACCOUNT) },
        Case { key: "rk_live_wrong", ..case("an account, with a wrong key", Ask::Retrieve(CUSTOM)) },
        case("an account of somebody else", Ask::Retrieve("acct_nobody")),
        Case { account: Some("acct_nobody"), ..payouts("on behalf of somebody else", SEED_ACCOUNT) },
        Case { account: Some(CUSTOM), ..payouts("on behalf of an account", SEED_ACCOUNT) },
        Case { version: Some("2020-08"), ..payouts("a malformed version", SEED_ACCOUNT) },
        Case { idempotency_key: Some("k"), ..payouts("an idempotency key", SEED_ACCOUNT) },
        Case { idempotency_key: Some("k"), ..payouts("an idempotency key again", SEED_ACCOUNT) },
        Case { idempotency_key: Some("k"), ..payouts("an idempotency key for something else", CUSTOM) },
    ]
}

/// The request as the SDKs' scripts read it.
pub fn as_json(case: &Case) -> Value {
    let mut request = json!({ "key": case.key });
    let texts = [("version", case.version), ("account", case.account), ("idempotencyKey", case.idempotency_key)];
    for (name, text) in texts {
        if let Some(text) = text {
            request[name] = json!(text);
        }
    }
    match case.ask {
        Ask::Retrieve(id) => request["retrieve"] = json!(id),
        _ => request["create"] = case.params.clone(),
    }
    request
}
