//! Creates an account session over another HTTP library, here ureq, without `async`: the crate prepares the
//! `http::Request` and parses the `http::Response`, and the program does the rest.
//!
//! It talks to a sandbox of its own.

use std::error::Error;

use bytes::Bytes;
use generated_client::{ComponentsParams, CreateAccountSession, PaymentsParams, SecretKey, client::Endpoint, sandbox};
use ureq::Agent;

fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = sandbox::start()?;
    let endpoint = Endpoint::new(sandbox.base_url().parse()?, SecretKey::new(sandbox.secret_key())?);
    // Statuses and redirects are for `parse_response`, and plain HTTP is for no proxy.
    let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
    let agent: Agent = agent.build().into();

    let components = ComponentsParams::new().payments(PaymentsParams::enabled());
    let request = CreateAccountSession::builder().account("acct_1NkDjjJyhOZfPCWt").components(components).build()?;
    let message = endpoint.prepare(&request)?;
    let (head, mut body) = agent.run(message.map(|body| body.to_vec()))?.into_parts();
    let response = http::Response::from_parts(head, Bytes::from(body.read_to_vec()?));
    let session = endpoint.parse_response::<CreateAccountSession>(response)?;

    println!("{}", serde_json::to_string_pretty(&*session)?);
    Ok(())
}
