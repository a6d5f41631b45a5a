//! The requests and the response that are measured.

use divan::black_box;
use generated_client::v2026_10_28_endive::{
    AccountFacts, AccountOnboardingParams, BalancesParams, Component, ComponentsParams, CreateAccountSession,
    PaymentsParams, PayoutsParams,
};

/// The account of every request.
pub const ACCOUNT: &str = "acct_1NkDjjJyhOZfPCWt";

/// The body of a session with 22 components.
pub const SESSION: &str = include_str!("session_22_components.json");

/// Four components and four features.
pub fn request() -> CreateAccountSession {
    let payments = PaymentsParams::enabled()
        .refund_management(true)
        .dispute_management(true)
        .capture_payments(true)
        .destination_on_behalf_of_charge_management(false);
    let components = ComponentsParams::new()
        .account_onboarding(AccountOnboardingParams::enabled())
        .payments(payments)
        .payouts(PayoutsParams::enabled())
        .balances(BalancesParams::enabled());
    build(components)
}

/// Every component with every feature, all of them true, as [`facts`] allow.
pub fn full_request() -> CreateAccountSession {
    let mut components = ComponentsParams::new();
    for component in Component::ALL {
        let features: Vec<_> = component.features().map(|feature| (feature, true)).collect();
        components.set(*component, true, &features).unwrap();
    }
    build(components)
}

/// The facts of an account that may set everything.
pub fn facts() -> AccountFacts {
    black_box(AccountFacts::custom())
}

/// The text of [`request`], pushed by hand.
pub fn pushed_by_hand() -> String {
    let mut body = String::with_capacity(512);
    body.push_str("account=");
    body.push_str(black_box(ACCOUNT));
    for pair in [
        "&components[account_onboarding][enabled]=true",
        "&components[balances][enabled]=true",
        "&components[payments][enabled]=true",
        "&components[payments][features][capture_payments]=true",
        "&components[payments][features][destination_on_behalf_of_charge_management]=false",
        "&components[payments][features][dispute_management]=true",
        "&components[payments][features][refund_management]=true",
        "&components[payouts][enabled]=true",
    ] {
        body.push_str(black_box(pair));
    }
    body
}

fn build(components: ComponentsParams) -> CreateAccountSession {
    CreateAccountSession::builder().account(black_box(ACCOUNT)).components(components).build().unwrap()
}
