//! A session from the sandbox, and types of a description of the crate's own.

use std::error::Error;

use generated_client::{
    AccountFacts, ComponentsParams, CreateAccountSession, PaymentsParams, SecretKey, blocking::Client,
    sandbox::{self, Sandbox},
};

mod own {
    generated_client::generate!("own.yaml");
}

mod built {
    include!(concat!(env!("OUT_DIR"), "/own.rs"));
}

fn client(sandbox: &Sandbox) -> Result<Client, Box<dyn Error>> {
    Ok(Client::builder(SecretKey::new(sandbox.secret_key())?).base_url(sandbox.base_url()).build()?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = sandbox::start()?;
    let components = ComponentsParams::new().payments(PaymentsParams::enabled().refund_management(false));
    let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
    let session = client(&sandbox)?.send(&request)?;
    assert_eq!(session.components, request.resolve(&AccountFacts::express()));

    let sandbox = Sandbox::builder(&own::API).start()?;
    let account = sandbox.accounts().next().ok_or("no account")?.to_owned();
    let components = own::ComponentsParams::new().balances(own::BalancesParams::enabled().payouts(true));
    let request = own::OpenSession::builder().account(account).components(components).build()?;
    let session = client(&sandbox)?.send(&request)?;
    let payouts = session.components.balances.as_ref().and_then(|balances| balances.payouts);
    assert_eq!(payouts, Some(true));

    assert_eq!(built::API, own::API);
    Ok(())
}
