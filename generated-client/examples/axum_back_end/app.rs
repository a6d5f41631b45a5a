//! The back end: one route, which opens a session for the account of whoever is signed in.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderName, StatusCode, header::CACHE_CONTROL},
    routing::post,
};
use generated_client::{
    Client, ComponentsParams, CreateAccountSession, PaymentsParams, PayoutsParams, ValidationError,
};
use serde_json::{Value, json};
use std::error::Error;

/// State shared by the routes.
#[derive(Clone)]
pub(crate) struct BackEnd {
    /// Sends requests to the API. Clones share their connections.
    pub(crate) client: Client,
    /// The connected account that sessions are for. A real back end finds it by who is signed in, and never takes it
    /// from the browser.
    pub(crate) account: String,
}

/// The routes: `POST /account_session`, for the front end's `fetchClientSecret`.
pub(crate) fn router(back_end: BackEnd) -> Router {
    Router::new().route("/account_session", post(account_session)).with_state(back_end)
}

/// Responds with `{"client_secret": "..."}`, or `{"error": "..."}` with a status that says so.
async fn account_session(
    State(back_end): State<BackEnd>,
) -> (StatusCode, [(HeaderName, &'static str); 1], Json<Value>) {
    let (status, body) = match open(&back_end).await {
        Ok(client_secret) => (StatusCode::OK, json!({ "client_secret": client_secret })),
        Err(error) => {
            // The details are for those who run the back end. No secret is among them.
            eprintln!("no account session: {error}");
            (StatusCode::BAD_GATEWAY, json!({ "error": "The session could not be opened. Please try again." }))
        }
    };
    (status, [(CACHE_CONTROL, "no-store")], Json(body))
}

async fn open(back_end: &BackEnd) -> Result<String, Box<dyn Error>> {
    let session = back_end.client.send(&request(&back_end.account)?).await?;
    Ok(session.client_secret.expose_secret().to_owned())
}

/// The components that the front end may show.
fn request(account: &str) -> Result<CreateAccountSession, ValidationError> {
    let components = ComponentsParams::new()
        .payments(PaymentsParams::enabled().refund_management(false))
        .payouts(PayoutsParams::enabled());
    CreateAccountSession::builder().account(account).components(components).build()
}
