//! From a request to its answer, without a socket, a clock or chance.

use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri, header::CONTENT_TYPE};
use hyper::body::Bytes;
use serde_core::Serialize;

use super::{
    account_body::AccountBody,
    accounts::{Account, Accounts},
    api_error::ApiError,
    auth::{self, Keys},
    body::SessionBody,
    form,
    log::LoggedRequest,
    params::{self, Params, Settings},
    session,
    stamp::Stamp,
    values::missing,
    versions::Versions,
};
use runtime::reflect::Api;

const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
pub(super) const STRIPE_ACCOUNT: HeaderName = HeaderName::from_static("stripe-account");
const STRIPE_VERSION: HeaderName = HeaderName::from_static("stripe-version");

const ACCOUNTS: &str = "/v1/accounts/";
const FORM: &str = "application/x-www-form-urlencoded";
const SESSION_SECONDS: u64 = 60 * 60;

/// Everything a sandbox knows.
pub(super) struct World {
    pub(super) versions: Versions,
    pub(super) accounts: Accounts,
    pub(super) keys: Keys,
}

/// A request whose body has arrived.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a [u8],
}

/// Where a request goes, by its method and path.
pub(super) enum Route {
    /// To the account of this id, which need not be there.
    Account(&'static Api, String),
    /// To the operation of the tables.
    Session(&'static Api),
}

/// What a request asks for, once nothing is wrong with the request by itself. Whether its account exists, and may have
/// what is asked for, is not settled yet.
#[derive(Debug)]
pub(super) enum Task {
    /// The account of this id.
    Account(&'static Api, String),
    /// A session for the account of this id, which a parameter of this name has.
    Session { api: &'static Api, param: &'static str, id: String, components: Vec<Settings> },
}

impl World {
    /// Checks who asks, and that what is asked for is there. Parameters are not looked at.
    pub(super) fn admit(&self, question: Question<'_>) -> Result<Route, ApiError> {
        self.keys.check(question.headers)?;
        let api = self.version(question.headers)?;
        let route = route(api, question)?;
        if let Some(id) = question.headers.get(STRIPE_ACCOUNT) {
            self.account(&String::from_utf8_lossy(id.as_bytes()), question.headers)?;
        }
        Ok(route)
    }

    /// What is kept of a request in the log.
    pub(super) fn describe(&self, question: Question<'_>, stamp: &Stamp) -> LoggedRequest {
        LoggedRequest::new(&self.versions, &self.keys, question, stamp)
    }

    /// Does what is asked for, or finds that it must not be done.
    pub(super) fn perform(&self, task: &Task, headers: &HeaderMap, stamp: &Stamp) -> Result<Vec<u8>, ApiError> {
        match task {
            Task::Account(api, id) => write(&AccountBody { api, account: self.account(id, headers)? }),
            Task::Session { api, param, id, components } => {
                let Some(account) = self.accounts.get(id) else {
                    let message = format!("No such account: '{id}'");
                    return Err(ApiError::invalid(message).code("resource_missing").param(*param));
                };
                let facts = account.facts_in(api);
                session::check(api, components, &facts)?;
                write(&SessionBody {
                    api,
                    account: &account.id,
                    client_secret: &stamp.client_secret,
                    expires_at: stamp.now.saturating_add(SESSION_SECONDS),
                    livemode: auth::is_live(headers),
                    components: &session::resolve(api, components, &facts),
                })
            }
        }
    }

    /// Puts an outcome into the API's form.
    pub(super) fn respond(
        &self,
        outcome: Result<Vec<u8>, ApiError>,
        question: &HeaderMap,
        stamp: &Stamp,
    ) -> Response<Bytes> {
        let (status, body) = match outcome {
            Ok(body) => (StatusCode::OK, body),
            Err(error) => (error.status, write(&error).unwrap_or_default()),
        };
        let mut response = Response::new(body.into());
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Ok(api) = self.version(question)
            && let Ok(version) = HeaderValue::try_from(api.version)
        {
            headers.insert(STRIPE_VERSION, version);
        }
        set_request_id(&mut response, stamp);
        response
    }

    /// The version a request is for; the first one if it does not say.
    fn version(&self, headers: &HeaderMap) -> Result<&'static Api, ApiError> {
        let Some(version) = headers.get(STRIPE_VERSION) else { return Ok(self.versions.first) };
        self.versions.get(version.as_bytes()).ok_or_else(|| {
            let version = String::from_utf8_lossy(version.as_bytes());
            ApiError::invalid(format!("Invalid Stripe API version: {version}"))
        })
    }

    /// An account that a request is about or made for. The API does not tell whether others exist.
    fn account(&self, id: &str, headers: &HeaderMap) -> Result<&Account, ApiError> {
        self.accounts.get(id).ok_or_else(|| {
            let message = format!(
                "The provided key '{}' does not have access to account '{id}' (or that account does not exist). \
                 Application access may have been revoked.",
                auth::hint(headers)
            );
            ApiError::invalid(message).code("account_invalid").status(StatusCode::FORBIDDEN)
        })
    }
}

/// Gives an answer the id of the request it is for.
pub(super) fn set_request_id(response: &mut Response<Bytes>, stamp: &Stamp) {
    if let Ok(id) = HeaderValue::try_from(&stamp.request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
}

fn route(api: &'static Api, question: Question<'_>) -> Result<Route, ApiError> {
    let (method, path) = (question.method, question.uri.path());
    if method.as_str() == api.method && path == api.path {
        return Ok(Route::Session(api));
    }
    match path.strip_prefix(ACCOUNTS) {
        Some(id) if method == Method::GET && !id.is_empty() && !id.contains('/') => {
            Ok(Route::Account(api, id.to_owned()))
        }
        _ => {
            let message = format!("Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs.");
            Err(ApiError::invalid(message).status(StatusCode::NOT_FOUND))
        }
    }
}

impl Route {
    /// Reads the parameters of the request that goes here.
    pub(super) fn read(self, question: Question<'_>) -> Result<Task, ApiError> {
        if matches!(self, Self::Session(_)) && !question.body.is_empty() && !is_form(question.headers) {
            let message = format!("Invalid request (check that your POST content type is {FORM}).");
            return Err(ApiError::invalid(message));
        }
        let query = question.uri.query().unwrap_or_default();
        let form = form::parse(&[query.as_bytes(), question.body])?;
        match self {
            Self::Account(api, id) => {
                params::only_expand(&form)?;
                Ok(Task::Account(api, id))
            }
            Self::Session(api) => {
                let Params { account, components } = Params::read(api, &form)?;
                let (param, id) = account.ok_or_else(|| missing("account"))?;
                Ok(Task::Session { api, param, id, components })
            }
        }
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
