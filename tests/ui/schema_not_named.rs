generated_client::generate!();

fn main() {}
