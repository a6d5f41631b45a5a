//! Nothing that can be printed shows an API key or a client secret.

use generated_client::{
    AccountSession, Client, Error, FromJson, JsonError, Request, RequestOptions, Secret, SecretKey, blocking,
    client::{
        Account, ApiError, BaseUrl, BuildError, Builder, ClientBuilder, ConnectOptions, Endpoint, ErrorContext,
        OptionProblem, OptionsError, ProxyError, ProxyProblem, ReqwestTransport, RetrieveAccount, RetryPolicy,
    },
    sandbox::{LoggedRequest, Sandbox, SandboxBuilder},
};
use std::{fmt::Debug, fs, path::PathBuf};
use tests::{SEED_RESPONSE, seed_request};

const KEY: &str = "sk_test_canaryKeyCanary";
const SECRET: &str = "_canaryClientSecretCanary0123456789abcdefghij";

fn shows_nothing(value: &impl Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shown.to_lowercase().contains("canary"), "{shown}");
    }
}

fn error_shows_nothing(error: &(dyn std::error::Error + 'static)) {
    shows_nothing(&error);
    let mut next = Some(error);
    while let Some(error) = next {
        assert!(!error.to_string().to_lowercase().contains("canary"), "{error}");
        next = error.source();
    }
}

fn parsed(status: u16, body: impl Into<Vec<u8>>) -> Result<generated_client::Response<AccountSession>, Error> {
    let response = http::Response::builder().status(status).header("request-id", "req_1").body(body.into().into());
    let endpoint = Endpoint::new(BaseUrl::default(), SecretKey::new(KEY).unwrap());
    endpoint.parse_response::<generated_client::CreateAccountSession>(response.unwrap())
}

#[test]
fn sessions_and_responses() {
    let body = SEED_RESPONSE.replace("_OXIKXxEihJokDBnDoe2sgG5OGSO2Q12shKvbeboxpALZGng", SECRET);
    let body = body.replacen('{', &format!(r#"{{"another_secret": "{SECRET}","#), 1);
    let session = AccountSession::from_json(body.as_bytes()).unwrap();
    assert_eq!(session.client_secret.expose_secret(), SECRET);
    shows_nothing(&session);
    let secret: &Secret = &session.client_secret;
    shows_nothing(secret);
    shows_nothing(&session.components);
    shows_nothing(&parsed(200, body.clone()).unwrap());
    let echo = http::Response::builder().header("request-id", KEY).body(body.into()).unwrap();
    let endpoint = Endpoint::new(BaseUrl::default(), SecretKey::new(KEY).unwrap());
    shows_nothing(&endpoint.parse_response::<generated_client::CreateAccountSession>(echo).unwrap());
}

#[test]
fn unreadable_responses() {
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
            match parsed(status, body.clone()) {
                Ok(response) => shows_nothing(&response),
                Err(error) => error_shows_nothing(&error),
            }
        }
        let read: Result<AccountSession, JsonError> = AccountSession::from_json(body.as_bytes());
        match (read, serde_json::from_str::<AccountSession>(&body)) {
            (Ok(session), Ok(_)) => shows_nothing(&session),
            (Err(error), Err(from_str)) => {
                error_shows_nothing(&error);
                error_shows_nothing(&from_str);
            }
            (from_json, from_str) => panic!("{from_json:?} {from_str:?}"),
        }
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
    let error = parsed(401, body.to_string()).unwrap_err();
    error_shows_nothing(&error);
    let Error::Authentication(error) = error else { panic!("{error:?}") };
    let error: &ApiError = &error;
    let context: &ErrorContext = &error.context;
    shows_nothing(context);
    assert!(error.message.as_deref().unwrap().starts_with("Invalid API Key provided: "));
}

#[tokio::test]
async fn keys_clients_and_requests() {
    tests::log();
    let key = || SecretKey::new(KEY).unwrap();
    shows_nothing(&key());
    shows_nothing(&Client::new(key()).unwrap());
    let builder: ClientBuilder = Client::builder(key());
    shows_nothing(&builder);
    let endpoint = Endpoint::new(BaseUrl::default(), key());
    shows_nothing(&endpoint);
    shows_nothing(&endpoint.prepare(&seed_request().unwrap()).unwrap());
    error_shows_nothing(&SecretKey::new("canary key").unwrap_err());
    error_shows_nothing(&SecretKey::new(format!("{KEY}\n")).unwrap_err());
    error_shows_nothing(&SecretKey::new(KEY.replace("sk_", "pk_")).unwrap_err());
    let misplaced: [Result<Client, BuildError>; 3] = [
        Client::builder(key()).base_url(format!("https://{KEY}@example.com")).build(),
        Client::builder(key()).base_url(format!("http://{KEY}.example.com")).build(),
        Client::builder(key()).stripe_account(format!("{KEY}\r\n")).build(),
    ];
    for misplaced in misplaced {
        error_shows_nothing(&misplaced.unwrap_err());
    }
    let once = RetryPolicy::default().max_retries(0);
    let unreachable = Client::builder(key()).base_url("http://127.0.0.1:1").retry(once).build().unwrap();
    error_shows_nothing(&unreachable.send(&seed_request().unwrap()).await.unwrap_err());
    let account = generated_client::CreateAccountSession::builder().account(KEY);
    error_shows_nothing(&account.components(generated_client::ComponentsParams::new()).build().unwrap_err());
}

#[test]
fn drivers_and_proxies() {
    let key = || SecretKey::new(KEY).unwrap();
    let builder: Builder<blocking::Client, ConnectOptions> = blocking::Client::builder(key());
    let builder = builder.proxy(format!("http://user:{SECRET}@localhost:1"));
    shows_nothing(&builder);
    shows_nothing(&builder.build().unwrap());
    for (url, expected) in [
        (format!("socks5://user:{SECRET}@localhost"), ProxyProblem::Scheme),
        (format!("http://user:{SECRET}@localhost:{SECRET}"), ProxyProblem::Host),
        (format!("http://user:%{SECRET}@localhost"), ProxyProblem::Credentials),
    ] {
        let Err(BuildError::Proxy(error)) = Client::builder(key()).proxy(&url).build() else { panic!("{url}") };
        let error: ProxyError = error;
        assert_eq!(error.problem, expected);
        error_shows_nothing(&error);
    }
    drop(generated_client::client::rustls::crypto::ring::default_provider().install_default());
    let transport: ReqwestTransport = ReqwestTransport::new(|builder| builder.user_agent(SECRET)).unwrap();
    shows_nothing(&transport);
    shows_nothing(&Client::with_transport(key(), transport));
}

#[tokio::test]
async fn the_sandbox() {
    tests::log();
    let api = <generated_client::CreateAccountSession as Request>::API;
    let sandbox = Sandbox::builder(api).secret_key(KEY).start().unwrap();
    shows_nothing(&sandbox);
    let builder: SandboxBuilder = Sandbox::builder(api).secret_key(KEY);
    shows_nothing(&builder);
    let wrong = SecretKey::new("sk_test_anotherCanaryKey").unwrap();
    let client = Client::builder(wrong).base_url(sandbox.base_url()).build().unwrap();
    let error = client.send(&seed_request().unwrap()).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    error_shows_nothing(&error);
    let right = Client::builder(SecretKey::new(KEY).unwrap()).base_url(sandbox.base_url()).build().unwrap();
    right.send(&seed_request().unwrap()).await.unwrap();
    assert_eq!((sandbox.requests().len(), sandbox.sessions_created()), (2, 1));
    let requests: Vec<LoggedRequest> = sandbox.requests();
    shows_nothing(&requests);
}

#[tokio::test]
async fn options_and_accounts() {
    let options = RequestOptions::new().header("x-extra", SECRET).header("x-key", KEY).idempotency_key(KEY);
    shows_nothing(&options.param("client_secret", SECRET).param("extra", KEY));
    let endpoint = Endpoint::new(BaseUrl::default(), SecretKey::new(KEY).unwrap());
    let wrong = [
        RequestOptions::new().header(KEY, SECRET).header("x", format!("{SECRET}\n")),
        RequestOptions::new().param(format!("{KEY}="), SECRET).param("account", SECRET),
        RequestOptions::new().idempotency_key(format!("{SECRET}\n")).stripe_account(SECRET).api_version(SECRET),
    ];
    for options in wrong {
        let error = endpoint.prepare_with(&seed_request().unwrap(), &options).unwrap_err();
        error_shows_nothing(&error);
        let Error::Options(error) = error else { panic!("{error:?}") };
        let error: OptionsError = *error;
        error.problems().iter().for_each(|problem: &OptionProblem| error_shows_nothing(problem));
    }
    error_shows_nothing(&RetrieveAccount::new(KEY).unwrap_err());
    let account = format!(r#"{{"id": "{KEY}", "email": "{SECRET}"}}"#);
    let account: Account = FromJson::from_json(account.as_bytes()).unwrap();
    shows_nothing(&account);
}

// Public types without a test above, since they hold no secret:
//
// - settings and decisions: ApiErrorKind, AppInfo, Decision, Operation, Outcome;
// - errors of a name, a limit or the system: BaseUrlError, BodyTooLarge, ConnectionError, IdempotencyKeyError, KeyError,
//   RequestConstruction, StripeAccountError, TimeoutError, TransportError;
// - reports of attempts: AttemptEvent;
// - variants of `Error` above: DecodeError, UnexpectedBody.

#[test]
fn every_public_type_is_named_here() {
    let here = include_str!("secrets.rs");
    let mut folders = vec![PathBuf::from("../generated-client/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            for line in fs::read_to_string(&path).unwrap().lines() {
                let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
                let name = rest.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
                let Some(name) = name else { continue };
                let known = here.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
                assert!(known, "{}: show here that `{name}` prints no secret", path.display());
            }
        }
    }
}

#[tokio::test]
#[ignore = "shows secrets, to try the search of .ci/tests"]
async fn exposed_on_purpose() {
    let sandbox = Sandbox::builder(&generated_client::API).secret_key(KEY).start().unwrap();
    let session = tests::client(&sandbox).send(&seed_request().unwrap()).await.unwrap();
    tracing::trace!(client_secret = session.client_secret.expose_secret());
    tracing::trace!(key = sandbox.secret_key());
    println!("{SECRET}");
}
