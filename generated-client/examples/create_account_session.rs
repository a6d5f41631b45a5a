//! Creates an account session and prints it as JSON.
//!
//! It talks to a sandbox of its own, or to Stripe where `STRIPE_SECRET_KEY` and `STRIPE_ACCOUNT` are set.

use generated_client::{
    API, AccountFacts, AccountOnboardingParams, BalancesParams, Client, ComponentsParams, CreateAccountSession,
    PaymentsParams, PayoutsParams, Request, SecretKey, sandbox::Sandbox,
};
use std::{env, error::Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let account = env::var("STRIPE_ACCOUNT").unwrap_or("acct_1NkDjjJyhOZfPCWt".to_owned());
    let request = CreateAccountSession::builder()
        .account(account)
        .components(
            ComponentsParams::new()
                .account_onboarding(AccountOnboardingParams::enabled())
                .payments(PaymentsParams::enabled())
                .payouts(PayoutsParams::enabled())
                .balances(BalancesParams::enabled()),
        )
        .build()?;
    request.validate_for(&AccountFacts::express())?;

    // The sandbox lives until the end of `main`.
    let (client, _sandbox) = match env::var("STRIPE_SECRET_KEY") {
        Ok(key) => (Client::new(SecretKey::new(key)?)?, None),
        Err(_) => {
            let sandbox = Sandbox::start(&API)?;
            let key = SecretKey::new(sandbox.secret_key())?;
            (Client::builder(key).base_url(sandbox.base_url()).build()?, Some(sandbox))
        }
    };
    eprintln!("{} {}\n{}", API.method, API.path, request.encode());
    let session = client.send(&request).await?;
    println!("{}", serde_json::to_string_pretty(&*session)?);
    Ok(())
}
