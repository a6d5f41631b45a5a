generated_client::generate!("ui");

fn main() {}
