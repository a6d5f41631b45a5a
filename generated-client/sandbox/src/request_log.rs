//! The log of requests.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use http::HeaderName;
use hyper::body::Bytes;
use runtime::reflect::{Api, Type};
use serde::Serialize;
use tokio::sync::watch;

use crate::{
    api_keys::ApiKeys,
    fault::Fault,
    incoming_request::{IDEMPOTENCY_KEY, Request, STRIPE_ACCOUNT, STRIPE_VERSION, header_text, params_of},
    served_versions::Versions,
};

/// The number of requests that are kept by default.
pub(crate) const CAPACITY: usize = 1_000;

const MAX_TEXT: usize = 16 * 1024;
const REDACTED: &str = "[redacted]";

/// A request, and the outcome of it.
///
/// API keys are never in it: `Authorization` is not kept, and keys are masked or blanked wherever else they occur.
/// Values of parameters that the tables call secret are redacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// The ID sent in `Request-Id`.
    pub request_id: String,
    /// The time of arrival, in milliseconds since 1970-01-01T00:00:00Z.
    pub time: u64,
    /// The method, in capitals.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The parameters of the query and the body, decoded, in the order of the request: names in the bracket form, and
    /// values. Cut off after 16 KiB.
    pub params: Vec<(String, String)>,
    /// The request's `Idempotency-Key`.
    pub idempotency_key: Option<String>,
    /// The account that the parameters name, or else `Stripe-Account`.
    pub account: Option<String>,
    /// The request's `Stripe-Version`.
    pub requested_version: Option<String>,
    /// The version whose description served the request, as sent in `Sandbox-Version`; `None` if the requested version is
    /// malformed.
    pub version: Option<String>,
    /// The status of the response; `None` if none was sent.
    pub status: Option<u16>,
    /// `true` if the request created a session.
    pub created_session: bool,
    /// `true` if the response is that of an earlier request with the same idempotency key.
    pub replayed: bool,
    /// The fault that the request was given.
    pub fault: Option<Fault>,
}

impl LoggedRequest {
    /// Describes a request whose outcome is not known yet.
    pub(crate) fn new(versions: &Versions, keys: &ApiKeys, request: &Request, request_id: &str) -> Self {
        let mut left = MAX_TEXT;
        let mut has_room = |text: &str| {
            left = left.saturating_sub(text.len() + 1);
            left > 0
        };
        let path = if has_room(request.uri().path()) { keys.mask_in(request.uri().path()) } else { String::new() };
        let mut header = |name: &HeaderName| {
            let text = header_text(request.headers(), name);
            (!text.is_empty() && has_room(&text)).then(|| keys.mask_in(&text))
        };
        let idempotency_key = header(&IDEMPOTENCY_KEY);
        let (requested_version, stripe_account) = (header(&STRIPE_VERSION), header(&STRIPE_ACCOUNT));
        let params: Vec<_> = params_of(request)
            .take_while(|(name, value)| has_room(name) && has_room(value))
            .map(|(name, value)| {
                let is_secret = is_secret(versions, &name);
                let value = if is_secret { REDACTED.to_owned() } else { keys.mask_in(&value) };
                (keys.mask_in(&name), value)
            })
            .collect();
        let api = versions.select(request.headers()).ok();
        let account_param = api.and_then(Api::account_param);
        let account = account_param.and_then(|param| params.iter().find(|(name, _)| *name == param.name));
        Self {
            request_id: request_id.to_owned(),
            time: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as u64),
            method: request.method().to_string(),
            path,
            account: account.map(|(_, id)| id.clone()).or(stripe_account),
            idempotency_key,
            params,
            requested_version,
            version: api.map(|api| api.version.to_owned()),
            status: None,
            created_session: false,
            replayed: false,
            fault: None,
        }
    }
}

/// Says whether any version calls the top-level parameter of this path a secret.
fn is_secret(versions: &Versions, path: &str) -> bool {
    let name = path.split('[').next().unwrap_or_default();
    let mut params = versions.iter().flat_map(|api| api.params).filter(|param| param.name == name);
    params.any(|param| matches!(param.value_type, Type::Secret | Type::List(Type::Secret)))
}

/// A function called with each request.
pub(crate) type RequestHook = Arc<dyn Fn(&LoggedRequest) + Send + Sync>;

/// The last requests of a sandbox with the bodies of their responses, and counts of all of them.
pub(crate) struct RequestLog {
    capacity: usize,
    hook: Option<RequestHook>,
    entries: watch::Sender<Entries>,
}

#[derive(Default)]
struct Entries {
    /// Requests with their numbers, which start at 1, and the bodies of their responses.
    kept: VecDeque<(u64, LoggedRequest, Bytes)>,
    requests: u64,
    sessions: u64,
    is_closed: bool,
}

impl RequestLog {
    pub(crate) fn new(capacity: usize, hook: Option<RequestHook>) -> Self {
        Self { capacity, hook, entries: watch::Sender::default() }
    }

    /// Adds a request, and the body of its response.
    pub(crate) fn push(&self, request: LoggedRequest, response_body: Bytes) {
        if let Some(hook) = &self.hook {
            hook(&request);
        }
        self.entries.send_modify(|entries| {
            entries.requests += 1;
            entries.kept.push_back((entries.requests, request, response_body));
            if entries.kept.len() > self.capacity {
                entries.kept.pop_front();
            }
        });
    }

    /// Counts a session. Its request may get a response much later.
    pub(crate) fn count_session(&self) {
        self.entries.send_if_modified(|entries| {
            entries.sessions += 1;
            // Nobody waits for this.
            false
        });
    }

    pub(crate) fn kept(&self) -> Vec<LoggedRequest> {
        self.entries.borrow().kept.iter().map(|(_, request, _)| request.clone()).collect()
    }

    /// The number of the last request, and the requests that are kept with their numbers.
    pub(crate) fn numbered(&self) -> (u64, Vec<(u64, LoggedRequest)>) {
        let entries = self.entries.borrow();
        let requests = entries.kept.iter().map(|(number, request, _)| (*number, request.clone()));
        (entries.requests, requests.collect())
    }

    /// The body of the response to the request of this number, if it is kept.
    pub(crate) fn response_body(&self, number: u64) -> Option<Bytes> {
        self.entries.borrow().kept.iter().find(|(known, ..)| *known == number).map(|(.., body)| body.clone())
    }

    pub(crate) fn requests(&self) -> u64 {
        self.entries.borrow().requests
    }

    pub(crate) fn sessions(&self) -> u64 {
        self.entries.borrow().sessions
    }

    /// Waits while the last request is the one with this number, and the log is not closed.
    pub(crate) async fn wait_after(&self, number: u64) {
        let has_news = |entries: &Entries| entries.requests != number || entries.is_closed;
        // Never fails: the sender is part of this log.
        drop(self.entries.subscribe().wait_for(has_news).await);
    }

    /// Ends all waiting.
    pub(crate) fn close(&self) {
        self.entries.send_modify(|entries| entries.is_closed = true);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use http::{HeaderMap, HeaderValue, Method};
    use runtime::reflect::{Api, Field};

    use super::*;
    use crate::tables_for_tests::{SEED, SEED_API};

    fn request(api: &'static Api, uri: &str, body: &str) -> LoggedRequest {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", HeaderValue::from_static("Bearer sk_test_canary"));
        headers.insert("idempotency-key", HeaderValue::from_static("about sk_test_canary"));
        let mut request = Request::new(body.to_owned().into());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri.parse().unwrap();
        *request.headers_mut() = headers;
        LoggedRequest::new(&Versions::new(api), &ApiKeys::new(vec!["sk_test_canary".into()]), &request, "req_1")
    }

    #[test]
    fn params_are_kept_and_secrets_are_not() {
        static API: Api = SEED_API.params(&[Field::new("token", "", Type::Secret)]);
        let logged = request(
            &API,
            "/v1/sk_test_canary?a%5Bb%5D=1%202%0A3",
            "c=sk_test_canary&sk_test_canary=3&token=canary&d=rk_live_canary",
        );
        assert_eq!((logged.method.as_str(), logged.path.as_str()), ("POST", "/v1/sk_test_******"));
        let params: Vec<_> = logged.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let masked = "sk_test_******";
        assert_eq!(
            params,
            [("a[b]", "1 2\n3"), ("c", masked), (masked, "3"), ("token", REDACTED), ("d", "rk_live_***")]
        );
        assert_eq!(logged.idempotency_key.as_deref(), Some("about sk_test_******"));
        assert!(!format!("{logged:?}").contains("canary"));
    }

    #[test]
    fn has_bounds() {
        let long = request(&SEED, "/", &format!("a=1&b={}&c=2", "b".repeat(MAX_TEXT)));
        assert_eq!(long.params, [("a".to_owned(), "1".to_owned())]);
        assert_eq!(request(&SEED, &format!("/{}", "a".repeat(MAX_TEXT)), "").path, "");

        let watched = Arc::new(Mutex::new(String::new()));
        let told = Arc::clone(&watched);
        let log = RequestLog::new(3, Some(Arc::new(move |request| told.lock().unwrap().push_str(&request.path))));
        for path in ["/1", "/2", "/3", "/4", "/5"] {
            log.push(request(&SEED, path, ""), Bytes::new());
        }
        log.count_session();
        assert_eq!((log.requests(), log.sessions()), (5, 1));
        assert_eq!(log.kept().iter().map(|request| request.path.as_str()).collect::<Vec<_>>(), ["/3", "/4", "/5"]);
        assert_eq!(*watched.lock().unwrap(), "/1/2/3/4/5");
        let none = RequestLog::new(0, None);
        none.push(request(&SEED, "/", ""), Bytes::new());
        assert_eq!((none.requests(), none.kept().len()), (1, 0));
    }
}
