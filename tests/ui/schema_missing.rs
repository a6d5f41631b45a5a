generated_client::generate!("ui/nowhere.yaml");

fn main() {}
