fn main() {
    let _ = generated_client::PayoutsParams::enabled().refund_management(true);
}
