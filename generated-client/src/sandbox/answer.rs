//! From a request to its answer, without a socket, a clock or chance.

use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri, header::CONTENT_TYPE};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::{
    accounts::Accounts,
    api_error::ApiError,
    auth,
    body::SessionBody,
    form,
    params::{self, Params},
    session,
    stamp::Stamp,
};
use crate::reflect::Api;

const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const STRIPE_ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");
const STRIPE_VERSION: HeaderName = HeaderName::from_static("stripe-version");

const FORM: &str = "application/x-www-form-urlencoded";
const SESSION_SECONDS: u64 = 60 * 60;

/// Everything a sandbox knows.
pub(super) struct World {
    pub(super) api: &'static Api,
    pub(super) accounts: Accounts,
    pub(super) secret_key: SecretString,
}

/// A request whose body has arrived.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a [u8],
}

impl World {
    pub(super) fn answer(&self, question: Question<'_>, stamp: &Stamp) -> Response<Vec<u8>> {
        let body = self.admit(question).and_then(|()| self.create_session(question, stamp));
        self.respond(body, question.headers, stamp)
    }

    /// An answer to a request of which no more than its headers is known.
    pub(super) fn refuse(&self, error: ApiError, headers: &HeaderMap, stamp: &Stamp) -> Response<Vec<u8>> {
        self.respond(Err(error), headers, stamp)
    }

    /// The checks that do not depend on what is asked.
    fn admit(&self, question: Question<'_>) -> Result<(), ApiError> {
        let key = self.secret_key.expose_secret();
        auth::check(question.headers, key)?;
        self.version(question.headers)?;
        if question.method.as_str() != self.api.method || question.uri.path() != self.api.path {
            let message = format!(
                "Unrecognized request URL ({}: {}). Please see https://stripe.com/docs.",
                question.method,
                question.uri.path()
            );
            return Err(ApiError::invalid(message).status(StatusCode::NOT_FOUND));
        }
        if let Some(id) = question.headers.get(STRIPE_ACCOUNT) {
            let id = String::from_utf8_lossy(id.as_bytes());
            if self.accounts.get(&id).is_none() {
                let message = format!(
                    "The provided key '{}' does not have access to account '{id}' (or that account does not exist).",
                    auth::mask(key)
                );
                return Err(ApiError::invalid(message).code("account_invalid").status(StatusCode::FORBIDDEN));
            }
        }
        Ok(())
    }

    /// The version a request is for; the only one there is if it does not say.
    fn version(&self, headers: &HeaderMap) -> Result<&'static Api, ApiError> {
        match headers.get(STRIPE_VERSION) {
            Some(version) if version.as_bytes() != self.api.version.as_bytes() => {
                let version = String::from_utf8_lossy(version.as_bytes());
                Err(ApiError::invalid(format!("Invalid Stripe API version: {version}")))
            }
            _ => Ok(self.api),
        }
    }

    fn create_session(&self, question: Question<'_>, stamp: &Stamp) -> Result<Vec<u8>, ApiError> {
        let api = self.version(question.headers)?;
        if !question.body.is_empty() && !is_form(question.headers) {
            let message = format!("Invalid request (check that your POST content type is {FORM}).");
            return Err(ApiError::invalid(message));
        }
        let query = question.uri.query().unwrap_or_default();
        let params = Params::read(api, &form::parse(&[query.as_bytes(), question.body])?)?;
        let Some((name, id)) = params.account else {
            return Err(params::missing("account"));
        };
        let Some(account) = self.accounts.get(&id) else {
            return Err(ApiError::invalid(format!("No such account: '{id}'")).code("resource_missing").param(name));
        };
        session::check(api, &params.components, account)?;
        write(&SessionBody {
            api,
            account: &account.id,
            client_secret: &stamp.client_secret,
            expires_at: stamp.now.saturating_add(SESSION_SECONDS),
            livemode: auth::is_live(self.secret_key.expose_secret()),
            components: &session::resolve(api, &params.components, account),
        })
    }

    fn respond(&self, outcome: Result<Vec<u8>, ApiError>, question: &HeaderMap, stamp: &Stamp) -> Response<Vec<u8>> {
        let (status, body) = match outcome {
            Ok(body) => (StatusCode::OK, body),
            Err(error) => (error.status, write(&error).unwrap_or_default()),
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Ok(id) = HeaderValue::try_from(&stamp.request_id) {
            headers.insert(REQUEST_ID, id);
        }
        if let Ok(api) = self.version(question)
            && let Ok(version) = HeaderValue::try_from(api.version)
        {
            headers.insert(STRIPE_VERSION, version);
        }
        response
    }
}

/// Whether the body is a form; the API takes one without a content type for one too.
fn is_form(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE) else { return true };
    let value = String::from_utf8_lossy(value.as_bytes());
    let essence = value.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(FORM)
}

fn write(body: &impl Serialize) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec_pretty(body).map_err(|error| ApiError::internal(error.to_string()))
}
