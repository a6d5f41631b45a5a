codegen_macros::generate!();

fn main() {}
