codegen_macros::generate!("ui");

fn main() {}
