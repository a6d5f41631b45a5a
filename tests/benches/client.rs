//! What a request and a response cost, beside the least that the same text can cost.
//!
//! Run with `cargo bench -p tests`. Compare lines of one run with one another; single figures depend on the machine.

use divan::{Bencher, black_box};
use generated_client::{
    FromJson, Request,
    v2026_10_28_endive::{
        AccountFacts, AccountOnboardingParams, AccountSession, BalancesParams, ComponentsParams, CreateAccountSession,
        PaymentsParams, PayoutsParams,
    },
};
use tests::SEED_ACCOUNT;

#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// Four components and four features.
fn request() -> CreateAccountSession {
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
    match CreateAccountSession::builder().account(black_box(SEED_ACCOUNT)).components(components).build() {
        Ok(request) => request,
        Err(error) => panic!("{error}"),
    }
}

/// The body of a session with every component of the version.
fn response() -> String {
    let components = request().resolve(&AccountFacts::express());
    let json = serde_json::json!({
        "object": "account_session",
        "account": SEED_ACCOUNT,
        "client_secret": "_OXIKXxEihJokDBnDoe2sgG5OGSO2Q12shKvbeboxpALZGng",
        "expires_at": 1693261123,
        "livemode": false,
    });
    let head = json.to_string();
    let components = serde_json::to_string(&components).unwrap_or_default();
    format!("{},\"components\":{components}}}", head.trim_end_matches('}'))
}

#[divan::bench_group(name = "request")]
mod requests {
    use super::*;

    /// The floor: the same text, pushed by hand.
    #[divan::bench]
    fn pushed_by_hand() -> String {
        let mut body = String::with_capacity(512);
        body.push_str("account=");
        body.push_str(black_box(SEED_ACCOUNT));
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

    #[divan::bench]
    fn built_and_encoded() -> String {
        request().encode()
    }

    #[divan::bench]
    fn encoded(bencher: Bencher) {
        let request = request();
        bencher.bench(|| black_box(&request).encode());
    }

    #[divan::bench]
    fn validated(bencher: Bencher) {
        let request = request();
        bencher.bench(|| black_box(&request).validate_for(&black_box(AccountFacts::express())));
    }

    #[divan::bench]
    fn resolved(bencher: Bencher) {
        let request = request();
        bencher.bench(|| black_box(&request).resolve(&black_box(AccountFacts::express())));
    }
}

#[divan::bench_group(name = "response")]
mod responses {
    use super::*;

    /// The floor: read over, and not kept.
    #[divan::bench]
    fn ignored(bencher: Bencher) {
        let body = response();
        bencher.bench(|| serde_json::from_str::<serde::de::IgnoredAny>(black_box(&body)).is_ok());
    }

    #[divan::bench]
    fn as_any_json(bencher: Bencher) {
        let body = response();
        bencher.bench(|| serde_json::from_str::<serde_json::Value>(black_box(&body)));
    }

    #[divan::bench]
    fn decoded(bencher: Bencher) {
        let body = response();
        bencher.bench(|| AccountSession::from_json(black_box(body.as_bytes())));
    }
}
