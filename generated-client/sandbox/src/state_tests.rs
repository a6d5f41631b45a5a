//! Requests and their responses, without a socket.

use http::{HeaderMap, HeaderName, HeaderValue, Method, Response};
use hyper::body::Bytes;
use runtime::reflect::{Api, Field, Type};
use serde_json::{Value, json};

use crate::{
    accounts::Accounts,
    api_keys::ApiKeys,
    explorer::settings::ExplorerSettings,
    incoming_request::Request,
    request_handler::respond,
    response_ids::ResponseIds,
    served_versions::Versions,
    state::State,
    tables_for_tests::{RULES, SEED, SEED_API, SEED_BODY, SEED_RESPONSE},
};

fn state(secret_key: &str) -> State {
    State {
        versions: Versions::new(&SEED),
        accounts: Accounts::new(&Versions::new(&SEED), Vec::new()).unwrap(),
        keys: ApiKeys::new(vec![secret_key.into()]),
        explorer: ExplorerSettings::default(),
    }
}

fn ids() -> ResponseIds {
    ResponseIds { now: 1_000, request_id: "req_1".to_owned(), client_secret: "_secret".to_owned() }
}

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("authorization", HeaderValue::from_static("Bearer sk_test_sandbox"));
    for (name, value) in pairs {
        if value.is_empty() {
            headers.remove(*name);
        } else {
            headers.insert(*name, HeaderValue::from_static(value));
        }
    }
    headers
}

fn send(state: &State, method: &Method, uri: &str, headers: &HeaderMap, body: &[u8]) -> Response<Bytes> {
    let mut request = Request::new(Bytes::copy_from_slice(body));
    *request.method_mut() = method.clone();
    *request.uri_mut() = uri.parse().unwrap();
    *request.headers_mut() = headers.clone();
    let action = state.authorize(&request).and_then(|route| route.read(&request));
    let outcome = action.and_then(|action| state.execute(&action, headers, &ids()));
    respond(state, &request, outcome, &ids())
}

fn post(state: &State, headers: &HeaderMap, body: &str) -> Response<Bytes> {
    send(state, &Method::POST, "/v1/account_sessions", headers, body.as_bytes())
}

fn error_of(response: &Response<Bytes>) -> Value {
    serde_json::from_slice::<Value>(response.body()).unwrap()["error"].clone()
}

#[test]
fn a_session_comes_with_the_headers_of_the_api() {
    let response = post(&state("sk_test_sandbox"), &headers(&[]), SEED_BODY);
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.headers()["request-id"], "req_1");
    assert_eq!(response.headers()["stripe-version"], "2024-09-30.acacia");
    let body = String::from_utf8(response.into_body().to_vec()).unwrap();
    let expected = SEED_RESPONSE.replace("<secret>", "_secret").replace("\"expires_at\": 0", "\"expires_at\": 4600");
    assert_eq!(body, expected);
}

#[test]
fn livemode_follows_from_the_key() {
    for (key, livemode) in [("sk_test_x", false), ("sk_live_x", true), ("rk_live_x", true), ("x", false)] {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", format!("Bearer {key}").parse().unwrap());
        let response = post(&state(key), &headers, SEED_BODY);
        let body: Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(body["livemode"], livemode, "{key}");
    }
}

#[test]
fn good_requests_in_other_shapes() {
    let state = state("sk_test_sandbox");
    let table: [(&[_], &str, &str); 6] = [
        (&[("stripe-version", "2024-09-30.acacia")], "", SEED_BODY),
        (&[("content-type", "application/x-www-form-urlencoded; charset=utf-8")], "", SEED_BODY),
        (&[("authorization", "Basic c2tfdGVzdF9zYW5kYm94Og==")], "", SEED_BODY),
        (&[("stripe-account", "acct_sandbox_custom")], "", SEED_BODY),
        (&[("content-type", "application/json")], SEED_BODY, ""),
        (&[], "account=acct_sandbox_custom", "components%5Bpayouts%5D%5Benabled%5D=False&expand[]=components"),
    ];
    for (more, query, body) in table {
        let uri = format!("/v1/account_sessions?{query}");
        let response = send(&state, &Method::POST, &uri, &headers(more), body.as_bytes());
        assert_eq!(response.status(), 200, "{more:?} {query} {body}");
    }
}

#[test]
fn each_request_gets_the_version_it_names() {
    let mut versions = Versions::new(&SEED);
    versions.add(&RULES);
    let accounts = Accounts::new(&versions, Vec::new()).unwrap();
    let state = State { versions, accounts, ..state("sk_test_sandbox") };
    let rules = "account=acct_sandbox_half&components[first][enabled]=true";
    for (version, body, status, echoed) in [
        ("", SEED_BODY, 200, SEED.version),
        (SEED.version, SEED_BODY, 200, SEED.version),
        (RULES.version, rules, 200, RULES.version),
        ("", rules, 400, SEED.version),
        (RULES.version, SEED_BODY, 400, RULES.version),
    ] {
        let mut headers = headers(&[]);
        if !version.is_empty() {
            headers.insert("stripe-version", version.parse().unwrap());
        }
        let response = post(&state, &headers, body);
        assert_eq!(response.status(), status, "{version} {body}");
        assert_eq!(response.headers()["stripe-version"], echoed, "{version} {body}");
    }
    for (version, body, served) in [
        ("2020-08-27", rules, RULES.version),
        ("2024-10-28.acacia; some_beta=v1", SEED_BODY, SEED.version),
        ("2030-01-01", SEED_BODY, SEED.version),
    ] {
        let response = post(&state, &headers(&[("stripe-version", version)]), body);
        assert_eq!(response.status(), 200, "{version}");
        assert_eq!(response.headers()["stripe-version"], version);
        assert_eq!(response.headers()["sandbox-version"], served);
    }
}

#[test]
fn accounts_come_with_their_facts() {
    let state = state("sk_test_sandbox");
    let controller =
        |losses, requirements| json!({"losses": {"payments": losses}, "requirement_collection": requirements});
    for (id, account_type, controller) in [
        ("acct_1NkDjjJyhOZfPCWt", "express", controller("application", "stripe")),
        ("acct_sandbox_standard", "standard", controller("stripe", "stripe")),
        ("acct_sandbox_custom", "custom", controller("application", "application")),
        ("acct_sandbox_uncontrolled", "standard", json!({"type": "account"})),
    ] {
        for query in ["", "?expand[]=external_accounts"] {
            let response = send(&state, &Method::GET, &format!("/v1/accounts/{id}{query}"), &headers(&[]), b"");
            assert_eq!(
                (response.status().as_u16(), &response.headers()["request-id"]),
                (200, &"req_1".parse().unwrap())
            );
            let expected = json!({"id": id, "object": "account", "controller": controller, "type": account_type});
            assert_eq!(serde_json::from_slice::<Value>(response.body()).unwrap(), expected);
        }
    }
}

#[test]
fn refusals() {
    let state = state("sk_test_sandbox");
    let post = (Method::POST, "/v1/account_sessions");
    let with_account = |id| format!("account={id}&components[payments][enabled]=true");
    let collects = "components[payouts][features][external_account_collection]";
    // Method and path, headers, body; status, error.
    type Row<'a> = ((Method, &'a str), &'a [(&'static str, &'static str)], String, u16, Value);
    let no_access = |id| {
        let message = format!(
            "The provided key 'sk_test_*******' does not have access to account '{id}' (or that account does not \
             exist). Application access may have been revoked."
        );
        json!({"code": "account_invalid", "message": message})
    };
    let get = |path| (Method::GET, path);
    let table: [Row<'_>; 23] = [
        (post.clone(), &[("authorization", "")], SEED_BODY.into(), 401, json!({})),
        (
            post.clone(),
            &[("authorization", "Bearer sk_test_wrong")],
            SEED_BODY.into(),
            401,
            json!({"message": "Invalid API Key provided: sk_test_*****"}),
        ),
        (
            (Method::GET, "/v1/balance?a=b"),
            &[],
            String::new(),
            404,
            json!({"message": "Unrecognized request URL (GET: /v1/balance). Please see https://stripe.com/docs."}),
        ),
        (
            (Method::GET, "/v1/account_sessions"),
            &[],
            String::new(),
            404,
            json!({"message":
                "Unrecognized request URL (GET: /v1/account_sessions). Please see https://stripe.com/docs."}),
        ),
        (
            post.clone(),
            &[("stripe-version", "2020")],
            SEED_BODY.into(),
            400,
            json!({"message": "Invalid Stripe API version: 2020"}),
        ),
        (post.clone(), &[("stripe-account", "acct_nobody")], SEED_BODY.into(), 403, no_access("acct_nobody")),
        (get("/v1/accounts/acct_nobody"), &[], String::new(), 403, no_access("acct_nobody")),
        (get("/v1/accounts/acct_sandbox_custom"), &[("authorization", "")], String::new(), 401, json!({})),
        (get("/v1/accounts/"), &[], String::new(), 404, json!({})),
        (get("/v1/accounts/acct_sandbox_custom/persons"), &[], String::new(), 404, json!({})),
        ((Method::POST, "/v1/accounts/acct_sandbox_custom"), &[], String::new(), 404, json!({})),
        (
            get("/v1/accounts/acct_sandbox_custom?expand[]=a&limit=1"),
            &[],
            String::new(),
            400,
            json!({"code": "parameter_unknown", "param": "limit"}),
        ),
        (
            post.clone(),
            &[],
            format!("{SEED_BODY}&expand[]=account"),
            400,
            json!({"message": "This property cannot be expanded (account).", "code": null, "param": null}),
        ),
        (post.clone(), &[("stripe-context", "acct_nobody")], SEED_BODY.into(), 403, no_access("acct_nobody")),
        ((Method::HEAD, "/v1/account_sessions"), &[], String::new(), 404, json!({})),
        (
            post.clone(),
            &[("content-type", "application/json")],
            r#"{"account":"acct_sandbox_express"}"#.into(),
            400,
            json!({"message":
                "Invalid request (check that your POST content type is application/x-www-form-urlencoded)."}),
        ),
        (
            post.clone(),
            &[],
            with_account("acct_nobody"),
            400,
            json!({"code": "resource_missing", "message": "No such account: 'acct_nobody'", "param": "account"}),
        ),
        (
            post.clone(),
            &[],
            "components[payments][enabled]=true".into(),
            400,
            json!({
                "code": "parameter_missing",
                "doc_url": "https://stripe.com/docs/error-codes/parameter-missing",
                "message": "Missing required param: account.",
                "param": "account",
            }),
        ),
        (
            post.clone(),
            &[],
            "account=acct_sandbox_express&components[payments][features][refund_management]=true".into(),
            400,
            json!({
                "code": "parameter_missing",
                "message": "Missing required param: components[payments][enabled].",
                "param": "components[payments][enabled]",
            }),
        ),
        (
            post.clone(),
            &[],
            format!("{SEED_BODY}&components[payment][enabled]=true"),
            400,
            json!({
                "code": "parameter_unknown",
                "message": "Received unknown parameter: components[payment]",
                "param": "components[payment]",
            }),
        ),
        (
            post.clone(),
            &[],
            format!("{SEED_BODY}&components[tax_settings][enabled]=maybe"),
            400,
            json!({"message": "Invalid boolean: maybe", "param": "components[tax_settings][enabled]"}),
        ),
        (
            post.clone(),
            &[],
            format!("{SEED_BODY}&account=acct_1NkDjjJyhOZfPCWt"),
            400,
            json!({"message": "Received parameter more than once: account", "param": "account"}),
        ),
        (
            post.clone(),
            &[],
            format!("{SEED_BODY}&{collects}=false"),
            400,
            json!({
                "message": format!(
                    "{collects} can only be false for accounts where \
                     controller.requirement_collection is application."
                ),
                "param": collects,
            }),
        ),
    ];
    for ((method, uri), more, body, status, expected) in table {
        let response = send(&state, &method, uri, &headers(more), body.as_bytes());
        let error = error_of(&response);
        assert_eq!(response.status(), status, "{error}");
        assert_eq!(response.headers()["request-id"], "req_1", "{error}");
        assert_eq!(error["type"], "invalid_request_error", "{error}");
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(error[name], *value, "{error}");
        }
        let echoed = response.headers().get("stripe-version").map(|version| version.to_str().unwrap());
        let is_known = more.iter().all(|(name, _)| *name != "stripe-version");
        assert_eq!(echoed, is_known.then_some("2024-09-30.acacia"), "{error}");
        assert!(!String::from_utf8_lossy(response.body()).contains("sk_test_sandbox"), "{error}");
    }
}

#[test]
fn organizations_name_an_account_and_a_version() {
    let state = state("sk_org_live_x");
    let version = ("stripe-version", SEED.version);
    let needs = |name| format!("Requests with an organization API key must include the `{name}` header.");
    for (more, expected) in [
        (&[][..], Some(needs("Stripe-Context"))),
        (&[version, ("stripe-context", "")], Some(needs("Stripe-Context"))),
        (&[("stripe-context", "acct_platform")], Some(needs("Stripe-Version"))),
        (&[version, ("stripe-context", "acct_platform")], None),
        (&[version, ("stripe-context", "acct_platform/acct_sandbox_custom")], None),
        (
            &[version, ("stripe-context", "acct_platform/acct_nobody")],
            Some(
                "The provided key 'sk_org_live_*' does not have access to account 'acct_nobody' (or that account does \
                 not exist). Application access may have been revoked."
                    .to_owned(),
            ),
        ),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", HeaderValue::from_static("Bearer sk_org_live_x"));
        headers.extend(more.iter().map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap())));
        let response = post(&state, &headers, SEED_BODY);
        match expected {
            Some(message) => assert_eq!(error_of(&response)["message"], message, "{more:?}"),
            None => assert_eq!(response.status(), 200, "{more:?}"),
        }
    }
}

#[test]
fn without_an_account_parameter_the_default_account_is_used() {
    static API: Api = SEED_API.params(&[Field::new("limit", "", Type::Integer)]).facts(SEED_API.facts, &[]);
    let accounts = Accounts::new(&Versions::new(&API), Vec::new()).unwrap();
    let state = State { versions: Versions::new(&API), accounts, ..state("sk_test_sandbox") };
    let response = post(&state, &headers(&[]), "limit=3");
    assert_eq!(serde_json::from_slice::<Value>(response.body()).unwrap()["account"], "acct_1NkDjjJyhOZfPCWt");
}

#[test]
fn head_and_options() {
    let state = state("sk_test_sandbox");
    let response = send(&state, &Method::HEAD, "/v1/accounts/acct_sandbox_custom", &headers(&[]), b"");
    assert_eq!(response.status(), 200);
    for (path, status) in [("/v1/account_sessions", 200), ("/v1/accounts/acct_nobody", 200), ("/v1/balance", 404)] {
        let response = send(&state, &Method::OPTIONS, path, &HeaderMap::new(), b"");
        assert_eq!(response.status(), status, "{path}");
    }
}

/// A small generator of numbers, equal in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

#[test]
fn every_body_gets_a_response() {
    let accounts = Accounts::new(&Versions::new(&RULES), Vec::new()).unwrap();
    let state = State { versions: Versions::new(&RULES), accounts, ..state("sk_test_sandbox") };
    let headers = headers(&[]);
    let pieces: [&[u8]; 24] = [
        b"account",
        b"acct_sandbox_custom",
        b"components",
        b"[first]",
        b"[second]",
        b"[empty]",
        b"[enabled]",
        b"[features]",
        b"[shared]",
        b"[",
        b"]",
        b"[]",
        b"=",
        b"=true",
        b"=false",
        b"&",
        b"&",
        b"&",
        b"%",
        b"%5B",
        b"%f0%9f",
        b"+",
        b"\xff",
        b"\0",
    ];
    let mut numbers = Numbers(7);
    let mut sessions = 0;
    for _ in 0..20_000 {
        let mut body = Vec::new();
        if numbers.below(2) == 0 {
            body.extend(b"account=acct_sandbox_custom&components[empty][enabled]=true&");
        }
        for _ in 0..numbers.below(24) {
            match numbers.below(8) {
                0 => body.push(numbers.below(256) as u8),
                _ => body.extend(pieces[numbers.below(pieces.len())]),
            }
        }
        let response = send(&state, &Method::POST, "/v1/account_sessions", &headers, &body);
        assert!(matches!(response.status().as_u16(), 200 | 400), "{}", String::from_utf8_lossy(&body));
        assert!(serde_json::from_slice::<Value>(response.body()).is_ok(), "{}", String::from_utf8_lossy(&body));
        sessions += usize::from(response.status() == 200);
    }
    assert!(sessions > 100, "{sessions}");
}
