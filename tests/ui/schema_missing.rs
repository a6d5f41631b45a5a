codegen_macros::generate!("ui/nowhere.yaml");

fn main() {}
