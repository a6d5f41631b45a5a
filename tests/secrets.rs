//! Nothing that can be printed shows an API key or a client secret.

use generated_client::{
    AccountSession, ApiError, BaseUrl, BuildError, Client, Endpoint, Error, FromJson, Request, RetryPolicy, SecretKey,
    interpret, sandbox::Sandbox,
};
use std::fmt::Debug;
use tests::{SEED_RESPONSE, seed_request};

const KEY: &str = "sk_test_canaryKeyCanary";
const SECRET: &str = "_canaryClientSecretCanary0123456789abcdefghij";

fn shows_nothing(value: &impl Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shown.to_lowercase().contains("canary"), "{shown}");
    }
}

fn says_nothing(error: &(dyn std::error::Error + 'static)) {
    shows_nothing(&error);
    let mut next = Some(error);
    while let Some(error) = next {
        assert!(!error.to_string().to_lowercase().contains("canary"), "{error}");
        next = error.source();
    }
}

fn interpreted(status: u16, body: impl Into<Vec<u8>>) -> Result<generated_client::Response<AccountSession>, Error> {
    let response = http::Response::builder().status(status).header("request-id", "req_1").body(body.into().into());
    interpret::<generated_client::CreateAccountSession>(response.unwrap())
}

#[test]
fn sessions_and_responses() {
    let body = SEED_RESPONSE.replace("_OXIKXxEihJokDBnDoe2sgG5OGSO2Q12shKvbeboxpALZGng", SECRET);
    let body = body.replacen('{', &format!(r#"{{"another_secret": "{SECRET}","#), 1);
    let session = AccountSession::from_json(body.as_bytes()).unwrap();
    assert_eq!(session.client_secret.expose_secret(), SECRET);
    shows_nothing(&session);
    shows_nothing(&session.client_secret);
    shows_nothing(&session.components);
    shows_nothing(&interpreted(200, body).unwrap());
}

#[test]
fn decode_errors() {
    let secret_everywhere = [
        format!(r#"{{"client_secret": ["{SECRET}"]}}"#),
        format!(r#"{{"client_secret": "{SECRET}", "livemode": "{SECRET}"}}"#),
        format!(r#"{{"client_secret": "{SECRET}", "components": {{"payments": {{"enabled": "{SECRET}"}}}}}}"#),
        format!(r#"{{"client_secret": "{SECRET}", "expires_at": "{SECRET}"}}"#),
        format!(r#"{{"client_secret": "{SECRET}" "{SECRET}"}}"#),
        format!(r#"{{"client_secret": "{SECRET}"#),
        format!(r#""{SECRET}""#),
        SECRET.to_owned(),
    ];
    for body in secret_everywhere {
        for status in [200, 400, 500] {
            says_nothing(&interpreted(status, body.clone()).unwrap_err());
        }
        says_nothing(&AccountSession::from_json(body.as_bytes()).unwrap_err());
        says_nothing(&serde_json::from_str::<AccountSession>(&body).unwrap_err());
    }
}

#[test]
fn api_errors() {
    let body = serde_json::json!({ "error": {
        "type": "invalid_request_error",
        "code": "x",
        "message": format!("Invalid API Key provided: {KEY}, client secret {SECRET}"),
        "param": KEY,
    }});
    let error = interpreted(401, body.to_string()).unwrap_err();
    says_nothing(&error);
    let Error::Authentication(error) = error else { panic!("{error:?}") };
    let error: &ApiError = &error;
    assert!(error.message.as_deref().unwrap().starts_with("Invalid API Key provided: "));
}

#[tokio::test]
async fn keys_clients_and_requests() {
    let key = || SecretKey::new(KEY).unwrap();
    shows_nothing(&key());
    shows_nothing(&Client::new(key()).unwrap());
    shows_nothing(&Client::builder(key()));
    let endpoint = Endpoint::new(BaseUrl::default(), key());
    shows_nothing(&endpoint);
    shows_nothing(&endpoint.prepare(&seed_request().unwrap()).unwrap());
    says_nothing(&SecretKey::new("canary").unwrap_err());
    says_nothing(&SecretKey::new(format!("{KEY}\n")).unwrap_err());
    says_nothing(&SecretKey::new(KEY.replace("sk_", "pk_")).unwrap_err());
    let misplaced: [Result<Client, BuildError>; 3] = [
        Client::builder(key()).base_url(format!("https://{KEY}@example.com")).build(),
        Client::builder(key()).base_url(format!("http://{KEY}.example.com")).build(),
        Client::builder(key()).stripe_account(format!("{KEY}\r\n")).build(),
    ];
    for misplaced in misplaced {
        says_nothing(&misplaced.unwrap_err());
    }
    let once = RetryPolicy::default().max_retries(0);
    let nobody = Client::builder(key()).base_url("http://127.0.0.1:1").retry(once).build().unwrap();
    says_nothing(&nobody.send(&seed_request().unwrap()).await.unwrap_err());
    let account = generated_client::CreateAccountSession::builder().account(KEY);
    says_nothing(&account.components(generated_client::ComponentsParams::new()).build().unwrap_err());
}

#[tokio::test]
async fn the_sandbox() {
    let api = <generated_client::CreateAccountSession as Request>::API;
    let sandbox = Sandbox::builder(api).secret_key(KEY).start().unwrap();
    shows_nothing(&sandbox);
    shows_nothing(&Sandbox::builder(api).secret_key(KEY));
    let wrong = SecretKey::new("sk_test_anotherCanaryKey").unwrap();
    let client = Client::builder(wrong).base_url(sandbox.base_url()).build().unwrap();
    let error = client.send(&seed_request().unwrap()).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    says_nothing(&error);
    let right = Client::builder(SecretKey::new(KEY).unwrap()).base_url(sandbox.base_url()).build().unwrap();
    right.send(&seed_request().unwrap()).await.unwrap();
    assert_eq!((sandbox.requests().len(), sandbox.sessions_created()), (2, 1));
    shows_nothing(&sandbox.requests());
}
