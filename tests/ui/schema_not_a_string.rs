generated_client::generate!(schema.yaml);

fn main() {}
