//! From request to answer, with what came before.

use http::{HeaderName, HeaderValue, Response, request::Parts};
use hyper::body::Bytes;

use super::{
    answer::{self, Question, Task, World},
    api_error::ApiError,
    delivery::Delivery,
    fault::{Faults, Reply, Strike},
    idempotency::{self, Entry, IDEMPOTENCY_KEY, Keys},
    log::{Log, LoggedRequest},
    stamp::{Mint, Stamp},
};

const IDEMPOTENT_REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const ORIGINAL_REQUEST: HeaderName = HeaderName::from_static("original-request");

/// What a sandbox knows, and what it remembers.
pub(super) struct Backend {
    pub(super) world: World,
    pub(super) log: Log,
    pub(super) faults: Faults,
    keys: Keys,
    mint: Mint,
}

impl Backend {
    pub(super) fn new(world: World, log: Log) -> Self {
        Self { world, log, faults: Faults::default(), keys: Keys::new(idempotency::REMEMBERED), mint: Mint::new() }
    }

    /// The answer to a request; `None` if it is to have none.
    pub(super) async fn answer(&self, head: &Parts, body: &[u8]) -> Option<Reply> {
        let stamp = self.mint.stamp();
        let question = Question { method: &head.method, uri: &head.uri, headers: &head.headers, body };
        let refuse = |error| self.world.respond(Err(error), &head.headers, &stamp);
        let mut logged = self.world.describe(question, &stamp);
        let reply = match self.faults.next(&head.headers) {
            Ok(fault) => {
                logged.fault.clone_from(&fault);
                let mut strike = Strike::new(fault);
                let answer = self.work(question, &stamp, &mut strike, &mut logged).await;
                strike.after(answer.unwrap_or_else(refuse), refuse).await
            }
            Err(error) => Some(Reply { answer: refuse(error), delivery: Delivery::Whole }),
        };
        logged.status = reply.as_ref().map(|reply| reply.answer.status().as_u16());
        self.log.push(logged);
        reply
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

    async fn work(
        &self,
        question: Question<'_>,
        stamp: &Stamp,
        strike: &mut Strike,
        logged: &mut LoggedRequest,
    ) -> Result<Response<Bytes>, ApiError> {
        strike.before().await?;
        let route = self.world.admit(question)?;
        let claim = match idempotency::key_of(question.method, question.headers)? {
            None => None,
            Some(key) => match self.keys.claim(&key, question)? {
                Entry::New(claim) => Some(claim),
                Entry::Ended(answer) => {
                    logged.replayed = true;
                    return Ok(replay(answer, stamp));
                }
            },
        };
        let task = route.read(question)?;
        let outcome = match strike.during().await {
            Ok(()) => self.world.perform(&task, question.headers, stamp),
            Err(error) => Err(error),
        };
        if outcome.is_ok() && matches!(task, Task::Session { .. }) {
            logged.created_session = true;
            self.log.count_session();
        }
        let mut answer = self.world.respond(outcome, question.headers, stamp);
        if let Some(claim) = claim {
            name_original(&mut answer, question, stamp);
            claim.end(answer.clone());
        }
        Ok(answer)
    }
}

/// Says which request and which key an answer is kept for.
fn name_original(answer: &mut Response<Bytes>, question: Question<'_>, stamp: &Stamp) {
    if let Some(key) = question.headers.get(IDEMPOTENCY_KEY) {
        answer.headers_mut().insert(IDEMPOTENCY_KEY, key.clone());
    }
    if let Ok(id) = HeaderValue::try_from(&stamp.request_id) {
        answer.headers_mut().insert(ORIGINAL_REQUEST, id);
    }
}

fn replay(mut answer: Response<Bytes>, stamp: &Stamp) -> Response<Bytes> {
    answer.headers_mut().insert(IDEMPOTENT_REPLAYED, HeaderValue::from_static("true"));
    answer::set_request_id(&mut answer, stamp);
    answer
}
