//! Opens a session with this project's client over its blocking driver.

use generated_client::{
    AccountOnboardingParams, BalancesParams, ComponentsParams, CreateAccountSession, PaymentsParams, PayoutsParams,
    SecretKey, blocking::Client,
};
use std::{env, error::Error};

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(SecretKey::new(env::var("STRIPE_SECRET_KEY")?)?)?;
    let components = ComponentsParams::new()
        .account_onboarding(AccountOnboardingParams::enabled())
        .payments(PaymentsParams::enabled())
        .payouts(PayoutsParams::enabled())
        .balances(BalancesParams::enabled());
    let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
    println!("{:?}", client.send(&request)?);
    Ok(())
}
