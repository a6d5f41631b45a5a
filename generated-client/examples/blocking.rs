//! Creates an account session without `async`, and prints it as JSON.
//!
//! It talks to a sandbox of its own, or to Stripe where `STRIPE_SECRET_KEY` and `STRIPE_ACCOUNT` are set.

use generated_client::{
    ComponentsParams, CreateAccountSession, PaymentsParams, PayoutsParams, SecretKey, blocking::Client, sandbox,
};
use std::{env, error::Error};

fn main() -> Result<(), Box<dyn Error>> {
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
    let components = ComponentsParams::new().payments(PaymentsParams::enabled()).payouts(PayoutsParams::enabled());
    let request = CreateAccountSession::builder().account(account.as_str()).components(components).build()?;
    let facts = client.account_facts(account)?;
    request.validate_for(&facts)?;
    let session = client.send(&request)?;
    println!("{}", serde_json::to_string_pretty(&*session)?);
    Ok(())
}
