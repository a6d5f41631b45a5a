generated_client::generate!(version = "1999-01-01");

fn main() {}
