//! Creates an account session and prints it as JSON.
//!
//! It talks to a sandbox of its own, or to Stripe where `STRIPE_SECRET_KEY` and `STRIPE_ACCOUNT` are set.

use generated_client::{
    API, AccountOnboardingParams, BalancesParams, Client, ComponentsParams, CreateAccountSession, PaymentsParams,
    PayoutsParams, Request, SecretKey, sandbox,
};
use std::{env, error::Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The sandbox lives until the end of `main`.
    let (client, account, _sandbox) = match env::var("STRIPE_SECRET_KEY") {
        Ok(key) => (
            Client::new(SecretKey::new(key)?)?,
            env::var("STRIPE_ACCOUNT")
                .map_err(|_| "STRIPE_ACCOUNT is not set: name a connected account, `acct_...`")?,
            None,
        ),
        Err(_) => {
            let sandbox = sandbox::start()?;
            let key = SecretKey::new(sandbox.secret_key())?;
            let client = Client::builder(key).base_url(sandbox.base_url()).build()?;
            (client, "acct_1NkDjjJyhOZfPCWt".to_owned(), Some(sandbox))
        }
    };
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
    eprintln!("{} {}\n{}", API.method, API.path, request.encode());
    let session = client.send(&request).await?;
    println!("{}", serde_json::to_string_pretty(&*session)?);
    Ok(())
}
