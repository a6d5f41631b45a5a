//! Responses of this project's client, in the form in which the SDKs' scripts print theirs.

use super::cases::{Ask, Case};
use generated_client::{Client, Error, Request, RequestOptions, SecretKey};
use serde::Serialize;
use serde_json::{Value, json};

pub async fn send(base_url: &str, case: &Case) -> Value {
    let client = Client::builder(SecretKey::new(case.key).unwrap()).base_url(base_url).build().unwrap();
    let mut options = RequestOptions::new();
    if let Some(account) = case.account {
        options = options.stripe_account(account);
    }
    if let Some(key) = case.idempotency_key {
        options = options.idempotency_key(key);
    }
    if let Some(version) = case.version {
        options = options.api_version(version);
    }
    for (name, value) in case.extra {
        options = options.param(*name, *value);
    }
    match &case.ask {
        Ask::Create(request) => response(&client, request, &options).await,
        Ask::CreateAsOfTheReference(request) => response(&client, request, &options).await,
        Ask::Retrieve(id) => match client.retrieve_account(*id).await {
            Ok(account) => json!({ "status": account.status().as_u16(), "body": **account }),
            Err(error) => refusal(&error),
        },
    }
}

async fn response<R: Request<Response: Serialize>>(client: &Client, request: &R, options: &RequestOptions) -> Value {
    match client.send_with(request, options).await {
        Ok(response) => json!({ "status": response.status().as_u16(), "body": *response }),
        Err(error) => refusal(&error),
    }
}

fn refusal(error: &Error) -> Value {
    let error = error.api().unwrap_or_else(|| panic!("{error:?}"));
    let mut told = json!({ "type": error.kind });
    let texts =
        [("code", &error.code), ("message", &error.message), ("param", &error.param), ("doc_url", &error.doc_url)];
    for (name, text) in texts {
        if let Some(text) = text {
            told[name] = json!(text);
        }
    }
    json!({ "status": error.context.status.map(|status| status.as_u16()), "error": told })
}
