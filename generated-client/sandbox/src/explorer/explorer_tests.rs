//! The explorer's endpoints, without a socket.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use http::{Request, Response};
use hyper::body::Bytes;
use runtime::reflect::{AccountType, Api, ComponentInfo, DefaultRule, Fact, FeatureInfo, Field, Literal, Type};
use serde_json::{Value, json};

use super::settings::ExplorerSettings;
use crate::{
    accounts::Accounts,
    api_keys::ApiKeys,
    request_handler::RequestHandler,
    request_log::RequestLog,
    served_versions::Versions,
    state::State,
    tables_for_tests::{RULES, SEED, SEED_API},
};

pub(super) const MARKUP: &str = "<img src=x onerror=alert(1)>";

/// Every type of value, and markup wherever a description has text.
pub(super) static TYPES: Api = Api::new("2001-01-01.types", "GET", "/v1/things")
    .params(&[
        Field::new("thing", MARKUP, Type::Secret).required().rust("thing", ""),
        Field::new("type", "", Type::List(&Type::Enum { values: &["a", MARKUP] })).rust("r#type", ""),
        Field::new("numbers", "", Type::List(&Type::List(&Type::Integer))).required(),
        Field::new("options", "", Type::Object { fields: OPTIONS }).required().rust("options", "OptionsObject"),
        Field::new("components", "", Type::Components),
    ])
    .facts(&[Fact::new("size", "", "size", &["small", "large"])], &[AccountType::new("tiny", &[Some(0)])])
    .components(&[ComponentInfo::new(MARKUP, MARKUP, "components[m]", FEATURES).rust("markup", "MarkupParams")])
    .rust_type("ListThings");
const OPTIONS: &[Field] = &[
    Field::new("at", "", Type::Timestamp).clearable(),
    Field::new("kind", "", Type::Enum { values: &["x", "y"] }),
    Field::new("more", "", Type::List(&Type::Object { fields: MORE })).rust("more", "OptionsMoreObject"),
];
const MORE: &[Field] = &[Field::new("deep", "", Type::Boolean)];
const FEATURES: &[FeatureInfo] = &[FeatureInfo::new(
    Field::new("limit", "", Type::Integer).clearable(),
    "components[m][features][limit]",
    DefaultRule::ByFact { fact: "size", values: &[Some(Literal::Integer(1)), Some(Literal::Integer(2))] },
)];

pub(super) fn handler() -> RequestHandler {
    let mut versions = Versions::new(&SEED);
    versions.add(&RULES);
    versions.add(&TYPES);
    let accounts = Accounts::new(&versions, Vec::new()).unwrap();
    let keys = ApiKeys::new(vec!["sk_test_canary_0123456789".into()]);
    RequestHandler::new(
        State { versions, accounts, keys, explorer: ExplorerSettings::default() },
        RequestLog::new(3, None),
    )
}

/// The result of a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn respond(handler: &RequestHandler, method: &str, path: &str, body: &str) -> Response<Bytes> {
    let request = Request::builder().method(method).uri(path).header("host", "localhost:1");
    let request = request.header("content-type", "application/json");
    now(super::respond(handler, &request.body(body.to_owned().into()).unwrap()))
}

fn get(handler: &RequestHandler, endpoint: &str) -> Value {
    let response = respond(handler, "GET", &format!("/_sandbox/{endpoint}"), "");
    assert_eq!(response.status(), 200, "{response:?}");
    serde_json::from_slice(response.body()).unwrap()
}

/// The status and the body of a `POST`.
pub(super) fn post(handler: &RequestHandler, endpoint: &str, body: &Value) -> (u16, Value) {
    let response = respond(handler, "POST", &format!("/_sandbox/{endpoint}"), &body.to_string());
    (response.status().as_u16(), serde_json::from_slice(response.body()).unwrap())
}

#[test]
fn the_page_loads_nothing_from_elsewhere() {
    let response = respond(&handler(), "GET", "/", "");
    let headers = response.headers();
    let policy = headers["content-security-policy"].to_str().unwrap();
    for part in
        ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]
    {
        assert!(policy.contains(part), "{policy}");
    }
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
    let mut size = response.body().len();
    for (name, content_type) in [("explorer.css", "text/css"), ("explorer.js", "text/javascript")] {
        let part = respond(&handler(), "GET", &format!("/_sandbox/{name}"), "");
        assert!(part.headers()["content-type"].to_str().unwrap().starts_with(content_type));
        let text = std::str::from_utf8(part.body()).unwrap();
        for banned in ["innerHTML", "http://", "https://", "//cdn", "eval(", "insertAdjacentHTML", "document.write"] {
            assert!(!text.contains(banned), "{name} has {banned}");
        }
        size += part.body().len();
    }
    assert!(size < 60 * 1024, "the page has {size} bytes");
}

#[test]
fn the_description_has_all_that_the_controls_need() {
    let json = get(&handler(), "description");
    let rules = &json["versions"][1];
    assert_eq!(rules["version"], RULES.version);
    assert_eq!(rules["account_param"], "account");
    assert_eq!(rules["facts"][0]["values"], json!(["stripe", "application"]));
    let custom =
        json!(["acct_sandbox_custom", { "loss_liability": "application", "requirement_collection": "application" }]);
    assert!(rules["accounts"].as_array().unwrap().contains(&custom), "{}", rules["accounts"]);
    assert_eq!(
        rules["components"][1]["features"][1],
        json!({ "name": "free", "doc": "", "type": { "kind": "boolean" }, "required": false, "clearable": false })
    );
    let options = &json["versions"][2]["params"][3]["type"];
    assert_eq!(options["fields"][1]["type"], json!({ "kind": "enum", "values": ["x", "y"] }));
    for fault in json["faults"].as_array().unwrap() {
        let fault = format!("{}; times=2", fault.as_str().unwrap());
        assert_eq!(post(&handler(), "faults", &json!({ "fault": fault })), (200, json!({ "faults_left": 2 })));
    }
}

#[test]
fn sends_the_predicted_request() {
    let handler = handler();
    let choice = json!({
        "version": RULES.version,
        "account": "acct_sandbox_custom",
        "components": { "first": { "enabled": true, "features": { "no": true } } },
        "idempotency_key": "key-1",
    });
    let predicted = post(&handler, "preview", &choice).1;
    let (status, response) = post(&handler, "send", &choice);
    assert_eq!((status, &response["status"]), (200, &json!(200)));
    let session: Value = serde_json::from_str(response["body"].as_str().unwrap()).unwrap();
    assert_eq!(response["secrets"], json!([session["client_secret"]]));
    for component in predicted["components"].as_array().unwrap() {
        let sent = &session["components"][component["name"].as_str().unwrap()];
        assert_eq!(sent["enabled"], component["enabled"]);
        for feature in component["features"].as_array().unwrap().iter().filter(|feature| !feature["value"].is_null()) {
            assert_eq!(sent["features"][feature["name"].as_str().unwrap()], feature["value"], "{feature}");
        }
    }
    assert_eq!(post(&handler, "send", &json!({ "version": RULES.version })).0, 400, "no account has unknown facts");
    assert_eq!(post(&handler, "send", &json!({ "version": TYPES.version, "account": "acct_sandbox_tiny" })).0, 200);
}

#[tokio::test]
async fn the_log_shows_attempts_faults_and_responses_but_no_secret() {
    let handler = handler();
    let choice = json!({
        "version": SEED_API.version,
        "account": "acct_sandbox_custom",
        "components": { "payments": { "enabled": true } },
        "idempotency_key": "key-1",
    });
    assert_eq!(post(&handler, "faults", &json!({ "fault": "cut; times=1" })).1, json!({ "faults_left": 1 }));
    assert_eq!(post(&handler, "send", &choice).1["status"], Value::Null);
    post(&handler, "send", &choice);
    post(&handler, "send", &choice);
    let feed = get(&handler, "requests?after=0");
    assert_eq!([&feed["last"], &feed["faults_left"]], [3, 0]);
    let rows = feed["requests"].as_array().unwrap();
    let column = |name: &str| rows.iter().map(|row| row["request"][name].clone()).collect::<Vec<_>>();
    assert_eq!(rows.iter().map(|row| row["attempt"].clone()).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(column("status"), [Value::Null, json!(200), json!(200)]);
    assert_eq!(column("replayed"), [false, false, true]);
    assert_eq!(column("fault"), [json!("cut; before"), Value::Null, Value::Null]);
    assert_eq!(column("account"), ["acct_sandbox_custom"; 3]);
    assert_eq!(column("requested_version"), [SEED_API.version; 3]);
    assert_eq!(get(&handler, "requests?after=2")["requests"].as_array().unwrap().len(), 1);
    assert_eq!(get(&handler, "requests?after=9")["requests"].as_array().unwrap().len(), 3, "after a restart");

    let entry = get(&handler, "requests/2");
    let body = entry["body"].as_str().unwrap();
    assert!(body.contains("\"client_secret\": \"[redacted]\""), "{body}");
    for text in [feed.to_string(), entry.to_string(), get(&handler, "description").to_string()] {
        assert!(!text.contains("_SandboxSecret") && !text.contains("canary"), "{text}");
    }
    for number in ["0", "4", "x", "-1", ""] {
        assert_eq!(respond(&handler, "GET", &format!("/_sandbox/requests/{number}"), "").status(), 404, "{number}");
    }
    let unknown = respond(&handler, "GET", "/_sandbox/unknown", "");
    assert!(unknown.body().starts_with(br#"{"error":{"message":"no such endpoint"#), "{:?}", unknown.body());
}

#[tokio::test]
async fn a_poll_waits_for_the_next_request() {
    let handler = handler();
    let after = |number: u8| {
        let request = Request::get(format!("/_sandbox/requests?after={number}")).header("host", "localhost");
        request.body(Bytes::new()).unwrap()
    };
    let request = after(0);
    let mut poll = pin!(super::respond(&handler, &request));
    assert!(poll.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    handler.handle(&Request::get("/v1/accounts/acct_1").body(Bytes::new()).unwrap(), Ok(())).await;
    let feed: Value = serde_json::from_slice(poll.await.body()).unwrap();
    assert_eq!(feed["requests"][0]["request"]["path"], "/v1/accounts/acct_1");

    let request = after(1);
    let poll = super::respond(&handler, &request);
    handler.log.close();
    assert_eq!(poll.await.status(), 200, "a closed log ends polls");
}

#[test]
fn faults() {
    let handler = handler();
    let (status, error) = post(&handler, "faults", &json!({ "fault": "status=200" }));
    assert_eq!(status, 400);
    assert!(error["error"]["message"].as_str().unwrap().contains("not the status of a failure"), "{error}");
    assert_eq!(post(&handler, "faults", &json!({ "fault": "cut; times=7" })).1, json!({ "faults_left": 7 }));
    assert_eq!(post(&handler, "faults", &json!({ "fault": null })).1, json!({ "faults_left": 0 }));
}

#[test]
fn the_matrix_marks_new_changed_and_gone_features() {
    let json = get(&handler(), "matrix");
    assert_eq!(json["versions"], json!([RULES.version, TYPES.version, SEED_API.version]));
    let row = |component: &str, feature: Value| {
        let rows = json["rows"].as_array().unwrap();
        rows.iter().find(|row| row["component"] == component && row["feature"] == feature).unwrap()["cells"].clone()
    };
    assert_eq!(row("first", Value::Null), json!(["same", "gone", "absent"]));
    assert_eq!(row(MARKUP, json!("limit")), json!(["absent", "new", "gone"]));
    assert_eq!(row("payments", json!("refund_management")), json!(["absent", "absent", "new"]));
}

#[test]
fn documentation_alone_is_no_change() {
    const fn feature(name: &'static str, doc: &'static str, default: DefaultRule) -> FeatureInfo {
        FeatureInfo::new(Field::new(name, doc, Type::Boolean), "", default)
    }
    const ON: DefaultRule = DefaultRule::Value(Literal::Boolean(true));
    static OLD: Api = Api::new("2000-01-01.a", "POST", "/").components(&[
        ComponentInfo::new("c", "", "", &[feature("x", "", ON), feature("y", "", DefaultRule::SameAs(0))]),
        ComponentInfo::new("d", "", "", &[feature("x", "", ON)]),
    ]);
    static NEW: Api = Api::new("2000-01-02.a", "POST", "/").components(&[
        ComponentInfo::new("c", "doc", "", &[feature("y", "doc", DefaultRule::SameAs(1)), feature("x", "", ON)]),
        ComponentInfo::new("d", "", "", &[feature("x", "", ON).restricted(true, &[])]),
    ]);
    let mut versions = Versions::new(&NEW);
    versions.add(&OLD);
    let json = super::version_matrix::to_json(&versions);
    let cells: Vec<_> = json["rows"].as_array().unwrap().iter().map(|row| row["cells"][1].clone()).collect();
    assert_eq!(cells, ["same", "same", "same", "changed", "changed"]);
}

#[test]
fn refused_requests() {
    let handler = handler();
    for body in ["", "{", "[]", r#"{"version":1}"#, r#"{"version":"x"}"#, r#"{"other":1}"#] {
        assert_eq!(respond(&handler, "POST", "/_sandbox/preview", body).status(), 400, "{body}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(respond(&handler, "POST", "/_sandbox/preview", &deep).status(), 400);
    for (method, path) in [("GET", "faults"), ("GET", "send"), ("DELETE", "matrix"), ("GET", "other"), ("GET", "")] {
        assert_eq!(respond(&handler, method, &format!("/_sandbox/{path}"), "").status(), 404, "{method} {path}");
    }
    assert_eq!(handler.log.requests(), 0, "requests of the page are not logged");
}
