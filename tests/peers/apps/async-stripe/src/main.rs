//! Opens a session with async-stripe.

use std::{env, error::Error};
use stripe_connect::account_session::{
    AccountConfigParam, CreateAccountSession, CreateAccountSessionComponents, CreateAccountSessionComponentsPayments,
    PayoutsConfigParam,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = stripe::Client::new(env::var("STRIPE_SECRET_KEY")?);
    let mut components = CreateAccountSessionComponents::new();
    components.account_onboarding = Some(AccountConfigParam::new(true));
    components.payments = Some(CreateAccountSessionComponentsPayments::new(true));
    components.payouts = Some(PayoutsConfigParam::new(true));
    components.balances = Some(PayoutsConfigParam::new(true));
    println!("{:?}", CreateAccountSession::new("acct_1NkDjjJyhOZfPCWt", components).send(&client).await?);
    Ok(())
}
