codegen_macros::generate!("/etc/schema.yaml");

fn main() {}
