generated_client::generate!("/etc/schema.yaml");

fn main() {}
