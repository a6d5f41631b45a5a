//! Creates a session at the address of a sandbox, as a user's program would.

use std::{env, error::Error};

use generated_client::{ComponentsParams, CreateAccountSession, PaymentsParams, SecretKey, blocking::Client};

fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("expected the address of a sandbox")?;
    let client = Client::builder(SecretKey::new("sk_test_sandbox")?).base_url(address).build()?;
    let components = ComponentsParams::new().payments(PaymentsParams::enabled());
    let request = CreateAccountSession::builder().account("acct_sandbox_custom").components(components).build()?;
    client.send(&request)?;
    Ok(())
}
