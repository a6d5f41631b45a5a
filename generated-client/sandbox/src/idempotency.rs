//! Idempotency keys: which were used, for what, and how that ended.
//!
//! A key is taken when the execution of its request begins, and holds the answer once it ends, whether that is a
//! session or an error. A claim that is dropped before frees the key, as when the parameters turn out to be invalid.

use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher, RandomState},
    sync::{Mutex, MutexGuard, PoisonError},
};

use http::{HeaderMap, HeaderName, Method, Response, StatusCode};
use hyper::body::Bytes;

use super::{
    answer::{Question, STRIPE_ACCOUNT},
    api_error::ApiError,
    auth,
};

pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// How many ended requests are remembered; of more, the oldest are forgotten.
pub(super) const REMEMBERED: usize = 10_000;

const MAX_LENGTH: usize = 255;

/// The key of a request, if it has one that matters: those of requests that only read have no effect.
pub(super) fn key_of(method: &Method, headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY).filter(|_| method == Method::POST) else { return Ok(None) };
    let key = String::from_utf8_lossy(value.as_bytes()).into_owned();
    if key.chars().count() > MAX_LENGTH {
        let message = format!("Invalid Idempotency-Key: it is longer than {MAX_LENGTH} characters.");
        return Err(ApiError::invalid(message));
    }
    Ok(Some(key).filter(|key| !key.is_empty()))
}

/// The keys of a sandbox.
pub(super) struct Keys {
    capacity: usize,
    hasher: RandomState,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    used: HashMap<Scoped, Use>,
    /// The keys of ended requests, from the oldest to the newest.
    ended: VecDeque<Scoped>,
}

/// A key with the mode and the account it was used for, which do not share keys with others.
type Scoped = (bool, Vec<u8>, String);

struct Use {
    path: String,
    parameters: u64,
    /// `None` while the request is in flight.
    answer: Option<Response<Bytes>>,
}

/// What becomes of a request with a key.
pub(super) enum Entry<'k> {
    /// It is the first one: it is to be executed.
    New(Claim<'k>),
    /// It was answered before.
    Ended(Response<Bytes>),
}

/// A key in use.
pub(super) struct Claim<'k> {
    keys: &'k Keys,
    /// `None` once the key holds an answer.
    key: Option<Scoped>,
}

impl Keys {
    pub(super) fn new(capacity: usize) -> Self {
        Self { capacity, hasher: RandomState::new(), memory: Mutex::default() }
    }

    /// Takes a key, unless it is in use or was used for something else.
    pub(super) fn claim(&self, key: &str, question: Question<'_>) -> Result<Entry<'_>, ApiError> {
        let account = question.headers.get(STRIPE_ACCOUNT).map(|account| account.as_bytes().to_vec());
        let scoped = (auth::is_live(question.headers), account.unwrap_or_default(), key.to_owned());
        let (path, parameters) = (question.uri.path(), self.digest(question));
        let mut memory = self.memory();
        let Some(earlier) = memory.used.get(&scoped) else {
            memory.used.insert(scoped.clone(), Use { path: path.to_owned(), parameters, answer: None });
            return Ok(Entry::New(Claim { keys: self, key: Some(scoped) }));
        };
        let mismatch = if earlier.path != path {
            format!("for the same endpoint they were first used for ('{path}' vs '{}')", earlier.path)
        } else if earlier.parameters != parameters {
            "with the same parameters they were first used with".to_owned()
        } else {
            return earlier.answer.clone().map(Entry::Ended).ok_or_else(|| in_use(key));
        };
        Err(ApiError::idempotency(format!(
            "Keys for idempotent requests can only be used {mismatch}. Try using a key other than '{key}' if you meant \
             to execute a different request."
        )))
    }

    /// What requests that mean the same have in common: the parameters, whatever their order and their escapes.
    fn digest(&self, question: Question<'_>) -> u64 {
        let query = question.uri.query().unwrap_or_default().as_bytes();
        let mut pairs: Vec<_> = [query, question.body].into_iter().flat_map(form_urlencoded::parse).collect();
        // Those of the same name are a list, whose order matters: the sort must be stable.
        pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.hasher.hash_one(pairs)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // Whatever panicked elsewhere, the maps are whole between two calls.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn in_use(key: &str) -> ApiError {
    let message = format!(
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted \
         twice, and the other request is still going through): {key}. Please try again later."
    );
    ApiError::invalid(message).code("idempotency_key_in_use").status(StatusCode::CONFLICT)
}

impl Claim<'_> {
    /// Keeps the answer for whoever uses the key again.
    pub(super) fn end(mut self, answer: Response<Bytes>) {
        let Some(key) = self.key.take() else { return };
        let mut memory = self.keys.memory();
        if let Some(used) = memory.used.get_mut(&key) {
            used.answer = Some(answer);
        }
        memory.ended.push_back(key);
        if memory.ended.len() > self.keys.capacity
            && let Some(oldest) = memory.ended.pop_front()
        {
            memory.used.remove(&oldest);
        }
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        if let Some(key) = &self.key {
            self.keys.memory().used.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    /// What comes of a request: `new`, `ended` or the error's code or else type.
    fn outcome(entry: &Result<Entry<'_>, ApiError>) -> String {
        match entry {
            Ok(Entry::New(_)) => "new".to_owned(),
            Ok(Entry::Ended(_)) => "ended".to_owned(),
            Err(error) => {
                let error = serde_json::to_value(error).unwrap()["error"].clone();
                let name = if error["code"].is_null() { &error["type"] } else { &error["code"] };
                name.as_str().unwrap().to_owned()
            }
        }
    }

    fn claim<'k>(keys: &'k Keys, key: &str, account: &str, uri: &str, body: &str) -> Result<Entry<'k>, ApiError> {
        let mut headers = HeaderMap::new();
        headers.insert(STRIPE_ACCOUNT, HeaderValue::from_str(account).unwrap());
        let uri = uri.parse().unwrap();
        keys.claim(key, Question { method: &Method::POST, uri: &uri, headers: &headers, body: body.as_bytes() })
    }

    fn end(keys: &Keys, key: &str) {
        match claim(keys, key, "", "/v1/a", "b=1&a[]=1&a[]=2") {
            Ok(Entry::New(claim)) => claim.end(Response::new(Bytes::from_static(b"body"))),
            other => panic!("{}", outcome(&other)),
        }
    }

    #[test]
    fn a_key_stands_for_one_request() {
        let keys = Keys::new(10);
        end(&keys, "k");
        let table = [
            ("k", "", "/v1/a", "b=1&a[]=1&a[]=2", "ended"),
            ("k", "", "/v1/a", "a%5B%5D=1&a%5B%5D=2&b=1", "ended"),
            ("k", "", "/v1/a?b=1", "a[]=1&a[]=2", "ended"),
            ("k", "", "/v1/a", "b=1&a[]=2&a[]=1", "idempotency_error"),
            ("k", "", "/v1/a", "b=2&a[]=1&a[]=2", "idempotency_error"),
            ("k", "", "/v1/a", "", "idempotency_error"),
            ("k", "", "/v1/b", "b=1&a[]=1&a[]=2", "idempotency_error"),
            ("K", "", "/v1/a", "b=2", "new"),
            ("k", "acct_1", "/v1/a", "b=2", "new"),
        ];
        for (key, account, uri, body, expected) in table {
            assert_eq!(outcome(&claim(&keys, key, account, uri, body)), expected, "{key} {account} {uri} {body}");
        }
    }

    #[test]
    fn a_key_in_use_waits_for_its_answer() {
        let keys = Keys::new(10);
        let first = claim(&keys, "k", "", "/v1/a", "b=1");
        assert_eq!(outcome(&claim(&keys, "k", "", "/v1/a", "b=1")), "idempotency_key_in_use");
        assert_eq!(outcome(&claim(&keys, "k", "", "/v1/a", "b=2")), "idempotency_error");
        drop(first);
        assert_eq!(outcome(&claim(&keys, "k", "", "/v1/a", "b=2")), "new");
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let keys = Keys::new(3);
        let in_flight = claim(&keys, "in flight", "", "/v1/a", "");
        for key in ["1", "2", "3", "4", "5"] {
            end(&keys, key);
        }
        assert_eq!(outcome(&in_flight), "new");
        for (key, expected) in
            [("1", "new"), ("2", "new"), ("3", "ended"), ("5", "ended"), ("in flight", "idempotency_error")]
        {
            assert_eq!(outcome(&claim(&keys, key, "", "/v1/a", "b=1&a[]=1&a[]=2")), expected, "{key}");
        }
        assert_eq!(keys.memory().used.len(), 4);
        assert_eq!(keys.memory().ended.len(), 3);
    }

    #[test]
    fn which_keys_matter() {
        let long = "k".repeat(MAX_LENGTH + 1);
        let table = [
            (Method::POST, "k", Ok(Some("k"))),
            (Method::POST, "", Ok(None)),
            (Method::GET, "k", Ok(None)),
            (Method::GET, &long, Ok(None)),
            (Method::POST, &long[1..], Ok(Some(&long[1..]))),
            (Method::POST, &long, Err(())),
        ];
        for (method, key, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(IDEMPOTENCY_KEY, HeaderValue::from_str(key).unwrap());
            let found = key_of(&method, &headers).map_err(|_| ());
            assert_eq!(found.as_ref().map(Option::as_deref).map_err(|_| ()), expected, "{method} {key}");
        }
        assert_eq!(key_of(&Method::POST, &HeaderMap::new()), Ok(None));
    }
}
