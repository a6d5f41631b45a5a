//! From request to answer, with what came before.

use http::{HeaderName, HeaderValue, Response, request::Parts};
use hyper::body::Bytes;

use super::{
    answer::{self, Question, Route, Task, World},
    api_error::ApiError,
    idempotency::{self, Claim, Entry, IDEMPOTENCY_KEY, Keys},
    log::{Log, LoggedRequest},
    stamp::{Mint, Stamp},
};

const IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const ORIGINAL_REQUEST: HeaderName = HeaderName::from_static("original-request");

/// What a sandbox knows, and what it remembers.
pub(super) struct Backend {
    pub(super) world: World,
    pub(super) log: Log,
    keys: Keys,
    mint: Mint,
}

impl Backend {
    pub(super) fn new(world: World, log: Log) -> Self {
        Self { world, log, keys: Keys::new(idempotency::REMEMBERED), mint: Mint::new() }
    }

    pub(super) fn answer(&self, head: &Parts, body: &[u8]) -> Response<Bytes> {
        let stamp = self.mint.stamp();
        let question = Question { method: &head.method, uri: &head.uri, headers: &head.headers, body };
        let mut logged = self.world.describe(question, &stamp);
        let answer = match self.begin(question) {
            Ok(Start::Execute(route, claim)) => {
                let (answer, created) = self.execute(route, claim, question, &stamp);
                logged.created_session = created;
                answer
            }
            Ok(Start::Replay(answer)) => {
                logged.replayed = true;
                replay(answer, &stamp)
            }
            Err(error) => self.world.respond(Err(error), &head.headers, &stamp),
        };
        logged.status = Some(answer.status().as_u16());
        self.log.push(logged);
        answer
    }

    /// Refuses a request of which no more than its head is known.
    pub(super) fn refuse(&self, head: &Parts, error: ApiError) -> Response<Bytes> {
        let stamp = self.mint.stamp();
        let question = Question { method: &head.method, uri: &head.uri, headers: &head.headers, body: &[] };
        let answer = self.world.respond(Err(error), &head.headers, &stamp);
        let logged = self.world.describe(question, &stamp);
        self.log.push(LoggedRequest { status: Some(answer.status().as_u16()), ..logged });
        answer
    }

    fn begin(&self, question: Question<'_>) -> Result<Start<'_>, ApiError> {
        let route = self.world.admit(question)?;
        let Some(key) = idempotency::key_of(question.method, question.headers)? else {
            return Ok(Start::Execute(route, None));
        };
        Ok(match self.keys.claim(&key, question)? {
            Entry::New(claim) => Start::Execute(route, Some(claim)),
            Entry::Ended(answer) => Start::Replay(answer),
        })
    }

    /// The answer, and whether there is one session more.
    fn execute(
        &self,
        route: Route,
        claim: Option<Claim<'_>>,
        question: Question<'_>,
        stamp: &Stamp,
    ) -> (Response<Bytes>, bool) {
        let task = match route.read(question) {
            Ok(task) => task,
            Err(error) => return (self.world.respond(Err(error), question.headers, stamp), false),
        };
        let outcome = self.world.perform(&task, stamp);
        let created = outcome.is_ok() && matches!(task, Task::Session { .. });
        if created {
            self.log.count_session();
        }
        let mut answer = self.world.respond(outcome, question.headers, stamp);
        if let Some(claim) = claim {
            if let Some(key) = question.headers.get(IDEMPOTENCY_KEY) {
                answer.headers_mut().insert(IDEMPOTENCY_KEY, key.clone());
            }
            if let Ok(id) = HeaderValue::try_from(&stamp.request_id) {
                answer.headers_mut().insert(ORIGINAL_REQUEST, id);
            }
            claim.end(answer.clone());
        }
        (answer, created)
    }
}

/// How a request that is let in goes on.
enum Start<'b> {
    Execute(Route, Option<Claim<'b>>),
    Replay(Response<Bytes>),
}

fn replay(mut answer: Response<Bytes>, stamp: &Stamp) -> Response<Bytes> {
    answer.headers_mut().insert(IDEMPOTENT_REPLAYED, HeaderValue::from_static("true"));
    answer::set_request_id(&mut answer, stamp);
    answer
}
