//! Shared by the tests that cross crates. The examples of the project's README are tests of this crate, too.
#![cfg_attr(doctest, doc = include_str!("../../README.md"))]

pub mod downstream;
#[rustfmt::skip]
pub mod golden;
pub mod synthetic;
mod test_log;

use generated_client::{Client, SecretKey, sandbox::Sandbox};
use std::{env, process::Command};
pub use test_log::log;

/// Cargo without the environment of a test, which would make build scripts run again.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// A client of a sandbox, with its traces logged.
///
/// # Panics
///
/// If the sandbox's own key or address is refused.
#[allow(clippy::unwrap_used)]
pub fn client(sandbox: &Sandbox) -> Client {
    log();
    Client::builder(SecretKey::new(sandbox.secret_key()).unwrap()).base_url(sandbox.base_url()).build().unwrap()
}

/// The response of the reference, as JSON.
pub const SEED_RESPONSE: &str = include_str!("../seed/response.json");

/// The account of the reference.
pub const SEED_ACCOUNT: &str = "acct_1NkDjjJyhOZfPCWt";

/// The request of the reference.
pub fn seed_request() -> Result<generated_client::CreateAccountSession, generated_client::ValidationError> {
    use generated_client::{
        AccountOnboardingParams, BalancesParams, ComponentsParams, CreateAccountSession, PaymentsParams, PayoutsParams,
    };
    CreateAccountSession::builder()
        .account(SEED_ACCOUNT)
        .components(
            ComponentsParams::new()
                .account_onboarding(AccountOnboardingParams::enabled())
                .payments(PaymentsParams::enabled())
                .payouts(PayoutsParams::enabled())
                .balances(BalancesParams::enabled()),
        )
        .build()
}

/// A small API with every form of rule.
pub mod every_rule {
    generated_client::generate!("schemas/every_rule.yaml");
}

/// A small API with the usual required and optional parameters swapped.
pub mod turned_around {
    generated_client::generate!("schemas/turned_around.yaml");
}

/// A small API with every type in every valid place.
pub mod every_type {
    generated_client::generate!("schemas/every_type.yaml");
}
