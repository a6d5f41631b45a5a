codegen_macros::generate!("ui/ten_mistakes.yaml", strict);

fn main() {}
