//! From a request to the body of its response, without sockets, clocks, randomness or memory of earlier requests.

use http::{HeaderMap, Method, StatusCode, header::CONTENT_TYPE};
use runtime::{
    reflect::Api,
    rt::{DynParams, Json},
};

use crate::{
    account_response,
    accounts::{Account, Accounts},
    api_keys::{self, ApiKeys},
    error_response::ApiError,
    explorer::settings::ExplorerSettings,
    form_parser,
    incoming_request::{
        Request, STRIPE_ACCOUNT, STRIPE_CONTEXT, STRIPE_VERSION, has_content_type, header_text, params_of,
    },
    request_params,
    response_ids::ResponseIds,
    served_versions::Versions,
    session_response::SessionResponse,
    session_rules,
};

const ACCOUNTS: &str = "/v1/accounts/";
const FORM: &str = "application/x-www-form-urlencoded";

/// The configuration of a sandbox.
pub(crate) struct State {
    pub(crate) versions: Versions,
    pub(crate) accounts: Accounts,
    pub(crate) keys: ApiKeys,
    pub(crate) explorer: ExplorerSettings,
}

/// The endpoint of a request, with the parameters `P` of a session once they are read.
pub(crate) enum Route<P = ()> {
    /// Retrieves the account of this ID, which may not exist.
    Account(&'static Api, String),
    /// Executes the operation of the tables.
    Session(&'static Api, P),
    /// Lists the methods of an endpoint.
    Options(&'static str),
}

impl State {
    /// Checks the key, the version, the path and the account headers of a request, but not its parameters.
    pub(crate) fn authorize(&self, request: &Request) -> Result<Route, ApiError> {
        // Browsers send `OPTIONS` without the headers of the request that follows it.
        let is_options = request.method() == Method::OPTIONS;
        if !is_options {
            self.keys.check(request.headers())?;
        }
        let route = route(self.versions.select(request.headers())?, request)?;
        if !is_options {
            self.check_account_headers(request.headers())?;
        }
        Ok(route)
    }

    /// Executes a request.
    pub(crate) fn execute(
        &self,
        route: &Route<DynParams>,
        headers: &HeaderMap,
        ids: &ResponseIds,
    ) -> Result<Vec<u8>, ApiError> {
        match route {
            Route::Options(_) => Ok(Vec::new()),
            Route::Account(api, id) => Ok(pretty(&account_response::to_json(api, self.account(id, headers)?))),
            Route::Session(api, params) => {
                let account = self.account_of(api, params, headers)?;
                let facts = account.facts_in(api);
                session_rules::check(api, params, &facts)?;
                let components = session_rules::resolve(api, params, &facts);
                let livemode = api_keys::is_live(headers);
                let session = SessionResponse { api, account: &account.id, ids, livemode, components, params };
                Ok(pretty(&session.to_json()))
            }
        }
    }

    /// The account of a session: that of its parameter, that of `Stripe-Account`, or else the default one.
    fn account_of(&self, api: &Api, params: &DynParams, headers: &HeaderMap) -> Result<&Account, ApiError> {
        if let Some(param) = api.account_param()
            && let Some(Json::Text(id)) = request_params::get_param(params, param.name)
        {
            self.accounts.get(&id).ok_or_else(|| {
                let message = format!("No such account: '{id}'");
                ApiError::invalid(message).code("resource_missing").param(param.name)
            })
        } else if headers.contains_key(STRIPE_ACCOUNT) {
            self.account(&header_text(headers, &STRIPE_ACCOUNT), headers)
        } else {
            Ok(self.accounts.default_account())
        }
    }

    /// An account that the key must have access to. The API does not tell other accounts from missing ones.
    fn account(&self, id: &str, headers: &HeaderMap) -> Result<&Account, ApiError> {
        self.accounts.get(id).ok_or_else(|| {
            let message = format!(
                "The provided key '{}' does not have access to account '{id}' (or that account does not exist). \
                 Application access may have been revoked.",
                api_keys::masked_key(headers)
            );
            ApiError::invalid(message).code("account_invalid").status(StatusCode::FORBIDDEN)
        })
    }

    fn check_account_headers(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        if headers.contains_key(STRIPE_ACCOUNT) {
            self.account(&header_text(headers, &STRIPE_ACCOUNT), headers)?;
        }
        let is_organization = api_keys::is_organization(headers);
        for (required, name) in [(STRIPE_CONTEXT, "Stripe-Context"), (STRIPE_VERSION, "Stripe-Version")] {
            if is_organization && header_text(headers, &required).is_empty() {
                let message = format!("Requests with an organization API key must include the `{name}` header.");
                return Err(ApiError::invalid(message));
            }
        }
        if headers.contains_key(STRIPE_CONTEXT) {
            let context = header_text(headers, &STRIPE_CONTEXT);
            // The context of an organization starts with one of its own accounts, which are not connected accounts.
            let connected = context.split('/').skip(usize::from(is_organization));
            for id in connected {
                self.account(id, headers)?;
            }
        }
        Ok(())
    }
}

fn route(api: &'static Api, request: &Request) -> Result<Route, ApiError> {
    let (method, path) = (request.method(), request.uri().path());
    let endpoint = match path.strip_prefix(ACCOUNTS) {
        _ if path == api.path => Some((api.method, Route::Session(api, ()))),
        Some(id) if !id.is_empty() && !id.contains('/') => Some(("GET, HEAD", Route::Account(api, id.to_owned()))),
        _ => None,
    };
    match endpoint {
        Some((methods, _)) if method == Method::OPTIONS => Ok(Route::Options(methods)),
        Some((methods, route)) if methods.split(", ").any(|known| known == method.as_str()) => Ok(route),
        _ => {
            let message = format!("Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs.");
            Err(ApiError::invalid(message).status(StatusCode::NOT_FOUND))
        }
    }
}

impl Route {
    /// Reads the parameters of a request, as far as possible without knowing the account.
    pub(crate) fn read(self, request: &Request) -> Result<Route<DynParams>, ApiError> {
        match self {
            Self::Options(methods) => Ok(Route::Options(methods)),
            Self::Account(api, id) => {
                request_params::check_account_params(api, &form_parser::parse(params_of(request))?)?;
                Ok(Route::Account(api, id))
            }
            Self::Session(..) if !request.body().is_empty() && !is_form(request.headers()) => {
                let message = format!("Invalid request (check that your POST content type is {FORM}).");
                Err(ApiError::invalid(message))
            }
            Self::Session(api, ()) => {
                let params = request_params::read(api, &form_parser::parse(params_of(request))?)?;
                Ok(Route::Session(api, params))
            }
        }
    }
}

/// Says whether the body is a form, which it is without a content type too.
fn is_form(headers: &HeaderMap) -> bool {
    !headers.contains_key(CONTENT_TYPE) || has_content_type(headers, FORM)
}

fn pretty(json: &Json<'_>) -> Vec<u8> {
    // Fails for values that are not JSON only.
    serde_json::to_vec_pretty(json).unwrap_or_default()
}
