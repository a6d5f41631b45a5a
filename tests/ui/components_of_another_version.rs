use generated_client::{CreateAccountSession, v2026_10_28_endive::ComponentsParams};

fn main() {
    let _ = CreateAccountSession::builder().components(ComponentsParams::new());
}
