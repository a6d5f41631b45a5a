//! Writes a request and reads a session with this project's types alone.

use generated_client::{
    AccountOnboardingParams, AccountSession, BalancesParams, ComponentsParams, CreateAccountSession, FromJson,
    PaymentsParams, PayoutsParams, Request,
};
use std::{
    error::Error,
    io::{Read, stdin},
};

fn main() -> Result<(), Box<dyn Error>> {
    let components = ComponentsParams::new()
        .account_onboarding(AccountOnboardingParams::enabled())
        .payments(PaymentsParams::enabled())
        .payouts(PayoutsParams::enabled())
        .balances(BalancesParams::enabled());
    let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
    println!("{}", request.encode());
    let mut response = Vec::new();
    stdin().read_to_end(&mut response)?;
    println!("{:?}", AccountSession::from_json(&response)?);
    Ok(())
}
