generated_client::generate!("ui/ten_mistakes.yaml", strict);

fn main() {}
