mod api {
    codegen_macros::generate!("ui/with_mistakes.yaml");
}

fn main() {
    // What is not wrong is there, so that nothing else is reported.
    let _ = api::ComponentsParams::new().payments(api::PaymentsParams::enabled());
}
