//! An equal request and response with async-stripe, which neither validates nor resolves.

use super::subject::{ACCOUNT, SESSION};
use divan::{Bencher, black_box, black_box_drop};
use stripe_client_core::StripeRequest;
use stripe_connect::{
    AccountSession,
    account_session::{
        AccountConfigParam, CreateAccountSession, CreateAccountSessionComponents,
        CreateAccountSessionComponentsPayments, CreateAccountSessionComponentsPaymentsFeatures, PayoutsConfigParam,
    },
};

fn request() -> CreateAccountSession {
    let mut features = CreateAccountSessionComponentsPaymentsFeatures::new();
    features.refund_management = Some(true);
    features.dispute_management = Some(true);
    features.capture_payments = Some(true);
    features.destination_on_behalf_of_charge_management = Some(false);
    let mut payments = CreateAccountSessionComponentsPayments::new(true);
    payments.features = Some(features);
    let mut components = CreateAccountSessionComponents::new();
    components.account_onboarding = Some(AccountConfigParam::new(true));
    components.payments = Some(payments);
    components.payouts = Some(PayoutsConfigParam::new(true));
    components.balances = Some(PayoutsConfigParam::new(true));
    CreateAccountSession::new(black_box(ACCOUNT), components)
}

/// A client that sends to another base URL than the API's.
#[allow(dead_code)]
pub fn client(key: &str, base_url: &str) -> stripe::Client {
    stripe::ClientBuilder::new(key).url(format!("{base_url}/")).build().unwrap()
}

#[allow(dead_code)]
pub async fn send(client: &stripe::Client) {
    black_box_drop(request().send(client).await.unwrap());
}

#[divan::bench]
fn built_and_encoded() {
    black_box_drop(request().build().body);
}

#[divan::bench]
fn encoded(bencher: Bencher) {
    let request = request();
    bencher.bench(|| black_box_drop(black_box(&request).build().body));
}

#[divan::bench]
fn decoded() {
    black_box_drop(miniserde::json::from_str::<AccountSession>(black_box(SESSION)).unwrap());
}
