//! Creates a session with async-stripe as it is, at the version that it pins, against the server at `BASE_URL`: a session,
//! its idempotent replay, and an error. async-stripe refuses a session without every component that its version has.

use std::{env, error::Error};

use stripe::{Client, ClientBuilder, StripeError};
use stripe_client_core::{IdempotencyKey, RequestStrategy, StripeRequest};
use stripe_connect::{
    AccountSession,
    account_session::{AccountConfigParam, CreateAccountSession, CreateAccountSessionComponents},
};

async fn create(client: &Client, account: &str, key: &str) -> Result<AccountSession, StripeError> {
    let mut components = CreateAccountSessionComponents::new();
    components.account_onboarding = Some(AccountConfigParam::new(true));
    let key = IdempotencyKey::new(key).map_err(|error| StripeError::ConfigError(error.to_string()))?;
    let request = CreateAccountSession::new(account, components).customize();
    request.request_strategy(RequestStrategy::Idempotent(key)).send(client).await
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = ClientBuilder::new("sk_test_sandbox").url(format!("{}/", env::var("BASE_URL")?)).build()?;
    let first = create(&client, "acct_sandbox_express", "pinned").await?;
    let again = create(&client, "acct_sandbox_express", "pinned").await?;
    assert!(first.client_secret == again.client_secret, "the session is not the replayed one");
    match create(&client, "acct_nobody", "unpinned").await {
        Err(StripeError::Stripe(error, 400)) => println!("session, replay and error: {:?}", error.message),
        other => return Err(format!("expected an error of the API: {:?}", other.err()).into()),
    }
    Ok(())
}
