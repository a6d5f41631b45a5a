use generated_client::{ComponentsParams, CreateAccountSession};

fn main() {
    let _ = CreateAccountSession::builder().components(ComponentsParams::new()).build();
}
