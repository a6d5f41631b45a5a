mod api {
    generated_client::generate!("ui/ten_mistakes.yaml");
}

fn main() {
    // The valid rest is generated, so the compiler reports nothing else.
    let payments = api::PaymentsParams::enabled().refunds(true).captures(false).disputes(true);
    let components = api::ComponentsParams::new().payments(payments);
    let request = api::OpenSession::builder().account("acct_1").components(components).build().unwrap();
    let _ = request.resolve(&api::AccountFacts::northern()).payments;
    let _ = |session: &api::Session| session.components.payments.is_some();
}
