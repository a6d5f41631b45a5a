use generated_client::{CreateAccountSession, Request};

fn send(_: &impl Request) {}

fn main() {
    send(&CreateAccountSession::builder().account("acct_1"));
}
