//! Idempotency keys and the responses kept for them.
//!
//! A key is claimed when its request arrives, and keeps the response once the request was executed, be it a session or an
//! error. A claim that is dropped before that frees the key, for example when the parameters are invalid.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
};

use http::{Method, Response, StatusCode};
use hyper::body::Bytes;

use crate::{
    api_keys,
    error_response::ApiError,
    incoming_request::{AccountScope, IDEMPOTENCY_KEY, Request, header_text, params_of},
    locked::Locked,
    recent_map::RecentMap,
};

const MAX_LENGTH: usize = 255;

/// The key of a request that is not read-only.
fn key_of(request: &Request) -> Result<Option<String>, ApiError> {
    if request.method() != Method::POST {
        return Ok(None);
    }
    let key = header_text(request.headers(), &IDEMPOTENCY_KEY).into_owned();
    if key.chars().count() > MAX_LENGTH {
        let message = format!("Invalid Idempotency-Key: it is longer than {MAX_LENGTH} characters.");
        return Err(ApiError::invalid(message));
    }
    Ok(Some(key).filter(|key| !key.is_empty()))
}

/// The keys of a sandbox.
#[derive(Default)]
pub(crate) struct IdempotencyStore {
    hasher: RandomState,
    keys: Locked<Keys>,
}

#[derive(Default)]
struct Keys {
    in_flight: HashMap<ScopedKey, KeyUse>,
    completed: RecentMap<ScopedKey, KeyUse>,
}

/// A key with the mode (live or test) and the account that it belongs to.
type ScopedKey = (bool, AccountScope, String);

/// The request that a key was first used for.
struct KeyUse {
    path: String,
    /// A hash of the parameters.
    params: u64,
    /// The response, once the request is completed.
    response: Option<Response<Bytes>>,
}

/// The state of a request's key.
pub(crate) enum Entry<'s> {
    /// Without a key, or not used before: the request is to be executed.
    New(Option<Claim<'s>>),
    /// Completed: the request gets the same response.
    Completed(Response<Bytes>),
}

/// A key whose request is in flight.
pub(crate) struct Claim<'s> {
    store: &'s IdempotencyStore,
    key: ScopedKey,
}

impl IdempotencyStore {
    /// Claims the key of a request, unless it is in use or was used for another request.
    pub(crate) fn claim(&self, request: &Request) -> Result<Entry<'_>, ApiError> {
        let Some(key) = key_of(request)? else { return Ok(Entry::New(None)) };
        let scoped = (api_keys::is_live(request.headers()), AccountScope::of(request.headers()), key.clone());
        let path = request.uri().path().to_owned();
        let current = KeyUse { path, params: self.params_hash(request), response: None };
        let mut keys = self.keys.lock();
        if let Some(earlier) = keys.completed.get(&scoped).or_else(|| keys.in_flight.get(&scoped)) {
            earlier.check_same(&current, &key)?;
            let response = earlier.response.clone().ok_or_else(|| in_use(&key))?;
            return Ok(Entry::Completed(response));
        }
        keys.in_flight.insert(scoped.clone(), current);
        Ok(Entry::New(Some(Claim { store: self, key: scoped })))
    }

    /// A hash of the parameters that does not depend on their order or their escapes.
    fn params_hash(&self, request: &Request) -> u64 {
        let mut params: Vec<_> = params_of(request).collect();
        // Parameters of the same name are a list, whose order matters: the sort must be stable.
        params.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.hasher.hash_one(params)
    }
}

impl KeyUse {
    fn check_same(&self, current: &Self, key: &str) -> Result<(), ApiError> {
        let mismatch = if self.path != current.path {
            format!("for the same endpoint they were first used for ('{}' vs '{}')", current.path, self.path)
        } else if self.params != current.params {
            "with the same parameters they were first used with".to_owned()
        } else {
            return Ok(());
        };
        Err(ApiError::idempotency(format!(
            "Keys for idempotent requests can only be used {mismatch}. Try using a key other than '{key}' if you meant \
             to execute a different request."
        )))
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
    /// Keeps the response for requests that repeat the key.
    pub(crate) fn complete(self, response: Response<Bytes>) {
        let mut keys = self.store.keys.lock();
        if let Some(used) = keys.in_flight.remove(&self.key) {
            keys.completed.insert(self.key.clone(), KeyUse { response: Some(response), ..used });
        }
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.store.keys.lock().in_flight.remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{incoming_request::STRIPE_ACCOUNT, recent_map::CAPACITY};

    /// The outcome of a claim: `new`, `completed`, or the error's code or else type.
    fn outcome(entry: &Result<Entry<'_>, ApiError>) -> String {
        match entry {
            Ok(Entry::New(_)) => "new".to_owned(),
            Ok(Entry::Completed(_)) => "completed".to_owned(),
            Err(error) => {
                let error = error.to_json()["error"].clone();
                let name = if error["code"].is_null() { &error["type"] } else { &error["code"] };
                name.as_str().unwrap().to_owned()
            }
        }
    }

    fn claim<'k>(
        store: &'k IdempotencyStore,
        key: &str,
        account: &str,
        uri: &str,
        body: &str,
    ) -> Result<Entry<'k>, ApiError> {
        let request = http::Request::post(uri).header(IDEMPOTENCY_KEY, key).header(STRIPE_ACCOUNT, account);
        store.claim(&request.body(body.to_owned().into()).unwrap())
    }

    fn complete(store: &IdempotencyStore, key: &str) {
        match claim(store, key, "", "/v1/a", "b=1&a[]=1&a[]=2") {
            Ok(Entry::New(Some(claim))) => claim.complete(Response::new(Bytes::from_static(b"body"))),
            other => panic!("{}", outcome(&other)),
        }
    }

    #[test]
    fn a_key_stands_for_one_request() {
        let store = IdempotencyStore::default();
        complete(&store, "k");
        let table = [
            ("k", "", "/v1/a", "b=1&a[]=1&a[]=2", "completed"),
            ("k", "", "/v1/a", "a%5B%5D=1&a%5B%5D=2&b=1", "completed"),
            ("k", "", "/v1/a?b=1", "a[]=1&a[]=2", "completed"),
            ("k", "", "/v1/a", "b=1&a[]=2&a[]=1", "idempotency_error"),
            ("k", "", "/v1/a", "b=2&a[]=1&a[]=2", "idempotency_error"),
            ("k", "", "/v1/a", "", "idempotency_error"),
            ("k", "", "/v1/b", "b=1&a[]=1&a[]=2", "idempotency_error"),
            ("K", "", "/v1/a", "b=2", "new"),
            ("k", "acct_1", "/v1/a", "b=2", "new"),
        ];
        for (key, account, uri, body, expected) in table {
            assert_eq!(outcome(&claim(&store, key, account, uri, body)), expected, "{key} {account} {uri} {body}");
        }
    }

    #[test]
    fn a_key_in_use_waits_for_its_response() {
        let store = IdempotencyStore::default();
        let first = claim(&store, "k", "", "/v1/a", "b=1");
        assert_eq!(outcome(&claim(&store, "k", "", "/v1/a", "b=1")), "idempotency_key_in_use");
        assert_eq!(outcome(&claim(&store, "k", "", "/v1/a", "b=2")), "idempotency_error");
        drop(first);
        assert_eq!(outcome(&claim(&store, "k", "", "/v1/a", "b=2")), "new");
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let store = IdempotencyStore::default();
        let in_flight = claim(&store, "in flight", "", "/v1/a", "");
        for key in 1..=CAPACITY + 2 {
            complete(&store, &key.to_string());
        }
        assert_eq!(outcome(&in_flight), "new");
        for (key, expected) in
            [("1", "new"), ("2", "new"), ("3", "completed"), ("4", "completed"), ("in flight", "idempotency_error")]
        {
            assert_eq!(outcome(&claim(&store, key, "", "/v1/a", "b=1&a[]=1&a[]=2")), expected, "{key}");
        }
        assert_eq!(store.keys.lock().in_flight.len(), 1);
    }

    #[test]
    fn keys_of_read_only_requests_are_ignored() {
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
            let request = http::Request::builder().method(&method).header(IDEMPOTENCY_KEY, key);
            let found = key_of(&request.body(Bytes::new()).unwrap()).map_err(|_| ());
            assert_eq!(found.as_ref().map(Option::as_deref).map_err(|_| ()), expected, "{method} {key}");
        }
        assert_eq!(key_of(&http::Request::post("/").body(Bytes::new()).unwrap()), Ok(None));
    }
}
