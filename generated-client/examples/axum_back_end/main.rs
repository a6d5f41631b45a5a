//! A back end for Stripe's embedded components, on axum.
//!
//! ```text
//! cargo run --example axum_back_end
//! curl --request POST http://127.0.0.1:4242/account_session
//! ```
//!
//! The front end gives Connect.js a function that asks it for a client secret, at first and whenever one expires:
//!
//! ```js
//! import { loadConnectAndInitialize } from "@stripe/connect-js";
//!
//! const fetchClientSecret = async () => {
//!   const response = await fetch("/account_session", { method: "POST" });
//!   if (!response.ok) {
//!     const { error } = await response.json();
//!     console.error(error);
//!     return undefined;
//!   }
//!   const { client_secret: clientSecret } = await response.json();
//!   return clientSecret;
//! };
//!
//! const connect = loadConnectAndInitialize({ publishableKey: "pk_test_...", fetchClientSecret });
//! document.body.append(connect.create("payments"));
//! ```
//!
//! It talks to a sandbox of its own, or to Stripe where `STRIPE_SECRET_KEY` and `STRIPE_ACCOUNT` are set, and listens on
//! the port in `PORT`.

mod app;

use app::BackEnd;
use generated_client::{Client, SecretKey, sandbox};
use std::{env, error::Error};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The sandbox lives until the end of `main`.
    let (back_end, _sandbox) = match env::var("STRIPE_SECRET_KEY") {
        Ok(key) => {
            let client = Client::new(SecretKey::new(key)?)?;
            let account = env::var("STRIPE_ACCOUNT");
            let account = account.map_err(|_| "STRIPE_ACCOUNT is not set: name a connected account, `acct_...`")?;
            (BackEnd { client, account }, None)
        }
        Err(_) => {
            let sandbox = sandbox::start()?;
            let key = SecretKey::new(sandbox.secret_key())?;
            let client = Client::builder(key).base_url(sandbox.base_url()).build()?;
            (BackEnd { client, account: "acct_1NkDjjJyhOZfPCWt".to_owned() }, Some(sandbox))
        }
    };
    let port = env::var("PORT").map_or(Ok(4242), |port| port.parse())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("POST http://{}/account_session", listener.local_addr()?);
    axum::serve(listener, app::router(back_end)).await?;
    Ok(())
}
