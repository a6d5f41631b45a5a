//! What a sandbox was asked, and what it answered.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{Fault, answer::Question, auth::Keys, idempotency::IDEMPOTENCY_KEY, stamp::Stamp, versions::Versions};
use runtime::reflect::Kind;

/// How many requests are kept unless the builder says otherwise.
pub(super) const KEPT: usize = 1_000;

const MAX_TEXT: usize = 16 * 1024;
const REDACTED: &str = "[redacted]";

/// A request that a sandbox answered, or left without an answer.
///
/// API keys are not in it: `Authorization` is not kept, and the sandbox's own keys are masked wherever else it occurs.
/// Nor are values of parameters that the tables call secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// The method, in capitals.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The parameters of the query and the body, decoded, as names in the bracket form and values, in the order in
    /// which they came. Of very long ones (16 KiB), the rest is left out.
    pub params: Vec<(String, String)>,
    /// The `Idempotency-Key` it came with.
    pub idempotency_key: Option<String>,
    /// The id it was given, as sent in `Request-Id`.
    pub request_id: String,
    /// The status it was answered with; `None` if it got no answer.
    pub status: Option<u16>,
    /// Whether it created a session.
    pub created_session: bool,
    /// What went wrong with it on demand.
    pub fault: Option<Fault>,
    /// Whether the answer was that of an earlier request with its idempotency key.
    pub replayed: bool,
}

impl LoggedRequest {
    /// A request of which the answer is not known yet.
    pub(super) fn new(versions: &Versions, keys: &Keys, question: Question<'_>, stamp: &Stamp) -> Self {
        let key = question.headers.get(IDEMPOTENCY_KEY).map(|key| String::from_utf8_lossy(key.as_bytes()));
        let query = question.uri.query().unwrap_or_default().as_bytes();
        let mut left = MAX_TEXT;
        let mut room_for = |text: &str| {
            left = left.saturating_sub(text.len() + 1);
            left > 0
        };
        let is_secret = |name: &str| {
            let name = name.split('[').next().unwrap_or_default();
            versions
                .iter()
                .flat_map(|api| api.params)
                .any(|param| param.name == name && matches!(param.kind, Kind::Secret | Kind::List(Kind::Secret)))
        };
        let path = question.uri.path();
        Self {
            method: question.method.to_string(),
            path: if room_for(path) { keys.hide(path) } else { String::new() },
            idempotency_key: key.filter(|key| room_for(key)).map(|key| keys.hide(&key)),
            params: [query, question.body]
                .into_iter()
                .flat_map(form_urlencoded::parse)
                .take_while(|(name, value)| room_for(name) && room_for(value))
                .map(|(name, value)| {
                    let value = if is_secret(&name) { REDACTED.to_owned() } else { keys.hide(&value) };
                    (keys.hide(&name), value)
                })
                .collect(),
            request_id: stamp.request_id.clone(),
            status: None,
            created_session: false,
            fault: None,
            replayed: false,
        }
    }
}

/// What is told of each request.
pub(super) type Watcher = Arc<dyn Fn(&LoggedRequest) + Send + Sync>;

/// The last requests of a sandbox, and how many there were of all.
pub(super) struct Log {
    capacity: usize,
    watcher: Option<Watcher>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: VecDeque<LoggedRequest>,
    requests: u64,
    sessions: u64,
}

impl Log {
    pub(super) fn new(capacity: usize, watcher: Option<Watcher>) -> Self {
        Self { capacity, watcher, state: Mutex::default() }
    }

    pub(super) fn push(&self, request: LoggedRequest) {
        if let Some(watcher) = &self.watcher {
            watcher(&request);
        }
        let mut state = self.state();
        state.requests += 1;
        state.kept.push_back(request);
        if state.kept.len() > self.capacity {
            state.kept.pop_front();
        }
    }

    /// Notes that there is one session more, which may be long before its request has an answer.
    pub(super) fn count_session(&self) {
        self.state().sessions += 1;
    }

    pub(super) fn kept(&self) -> Vec<LoggedRequest> {
        self.state().kept.iter().cloned().collect()
    }

    pub(super) fn requests(&self) -> u64 {
        self.state().requests
    }

    pub(super) fn sessions(&self) -> u64 {
        self.state().sessions
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whatever panicked elsewhere, the state is whole between two calls.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, Method};

    use super::*;
    use crate::fixture::SEED;
    use runtime::reflect::{Api, Field};

    fn request(api: &'static Api, uri: &str, body: &str) -> LoggedRequest {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", HeaderValue::from_static("Bearer sk_test_canary"));
        headers.insert("idempotency-key", HeaderValue::from_static("about sk_test_canary"));
        let stamp = Stamp { now: 0, request_id: "req_1".to_owned(), client_secret: "_canary".to_owned() };
        let uri = uri.parse().unwrap();
        let question = Question { method: &Method::POST, uri: &uri, headers: &headers, body: body.as_bytes() };
        LoggedRequest::new(&Versions::new(api), &Keys::new(vec!["sk_test_canary".into()]), question, &stamp)
    }

    #[test]
    fn holds_what_came_but_no_secret() {
        static API: Api = Api {
            params: &[Field { name: "token", doc: "", required: false, kind: Kind::Secret, clearable: false }],
            ..SEED
        };
        let logged =
            request(&API, "/v1/sk_test_canary?a%5Bb%5D=1%202", "c=sk_test_canary&sk_test_canary=3&token=canary");
        assert_eq!((logged.method.as_str(), logged.path.as_str()), ("POST", "/v1/sk_test_******"));
        let params: Vec<_> = logged.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let masked = "sk_test_******";
        assert_eq!(params, [("a[b]", "1 2"), ("c", masked), (masked, "3"), ("token", REDACTED)]);
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
        let log = Log::new(3, Some(Arc::new(move |request| told.lock().unwrap().push_str(&request.path))));
        for path in ["/1", "/2", "/3", "/4", "/5"] {
            log.push(request(&SEED, path, ""));
        }
        log.count_session();
        assert_eq!((log.requests(), log.sessions()), (5, 1));
        assert_eq!(log.kept().iter().map(|request| request.path.as_str()).collect::<Vec<_>>(), ["/3", "/4", "/5"]);
        assert_eq!(*watched.lock().unwrap(), "/1/2/3/4/5");
        let none = Log::new(0, None);
        none.push(request(&SEED, "/", ""));
        assert_eq!((none.requests(), none.kept().len()), (1, 0));
    }
}
