use generated_client::{AccountSession, Request, Response, v2026_10_28_endive::CreateAccountSession};

async fn send<R: Request>(_: &R) -> Option<Response<R::Response>> {
    None
}

async fn open(request: &CreateAccountSession) -> Option<Response<AccountSession>> {
    send(request).await
}

fn main() {}
