codegen_macros::generate!(schema.yaml);

fn main() {}
