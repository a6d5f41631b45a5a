fn main() {
    let _ = generated_client::CreateAccountSession::builder().account("acct_1").build();
}
