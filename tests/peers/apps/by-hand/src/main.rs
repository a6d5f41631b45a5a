//! Opens a session with a client written by hand over the same driver.

mod client;
mod types;

use client::Client;
use std::{env, error::Error};
use types::{Components, Enabled, Request};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(env::var("STRIPE_SECRET_KEY")?)?;
    let request = Request {
        account: "acct_1NkDjjJyhOZfPCWt".to_owned(),
        components: Components {
            account_onboarding: Some(Enabled::new()),
            payments: Some(Enabled::new()),
            payouts: Some(Enabled::new()),
            balances: Some(Enabled::new()),
            ..Components::default()
        },
    };
    println!("{:?}", client.send(&request).await?);
    Ok(())
}
