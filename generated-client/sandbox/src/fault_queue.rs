//! The faults that the next requests get.

use std::{collections::VecDeque, fmt};

use http::{HeaderMap, HeaderName};

use crate::{
    error_response::ApiError,
    fault::Fault,
    fault_text::FaultError,
    incoming_request::{AccountScope, IDEMPOTENCY_KEY, header_text},
    locked::Locked,
    recent_map::RecentMap,
};

const SANDBOX_FAULT: HeaderName = HeaderName::from_static("sandbox-fault");

/// The queue of faults, and the attempts of requests that have a fault in a header.
#[derive(Default)]
pub(crate) struct FaultQueue {
    /// Each fault with the number of requests that it still strikes.
    queue: Locked<VecDeque<(Fault, u32)>>,
    /// The number of attempts with an idempotency key of an account.
    attempts: Locked<RecentMap<(AccountScope, String), u32>>,
}

impl FaultQueue {
    pub(crate) fn push(&self, fault: Fault) {
        let times = fault.times.unwrap_or(1);
        if times > 0 {
            self.queue.lock().push_back((fault.once(), times));
        }
    }

    pub(crate) fn clear(&self) {
        self.queue.lock().clear();
    }

    /// The number of requests that the queue still strikes.
    pub(crate) fn len(&self) -> usize {
        self.queue.lock().iter().fold(0, |sum: usize, (_, times)| sum.saturating_add(*times as usize))
    }

    /// The fault of a request: that of its header, or else the next one of the queue.
    pub(crate) fn next(&self, headers: &HeaderMap) -> Result<Option<Fault>, ApiError> {
        if !headers.contains_key(SANDBOX_FAULT) {
            return Ok(self.pop());
        }
        let invalid = |problem: &dyn fmt::Display| ApiError::invalid(format!("Invalid Sandbox-Fault: {problem}."));
        let text = header_text(headers, &SANDBOX_FAULT);
        let fault: Fault = text.parse().map_err(|error: FaultError| invalid(&error))?;
        let Some(times) = fault.times else { return Ok(Some(fault)) };
        if !headers.contains_key(IDEMPOTENCY_KEY) {
            return Err(invalid(&"`times` counts attempts by their Idempotency-Key, which is missing"));
        }
        Ok((self.count_attempt(headers) <= times).then(|| fault.once()))
    }

    fn pop(&self) -> Option<Fault> {
        let mut queue = self.queue.lock();
        let (fault, times) = queue.front_mut()?;
        if *times > 1 {
            *times -= 1;
            return Some(fault.clone());
        }
        queue.pop_front().map(|(fault, _)| fault)
    }

    /// Counts an attempt of a request, which its account and its idempotency key identify.
    fn count_attempt(&self, headers: &HeaderMap) -> u32 {
        let key = (AccountScope::of(headers), header_text(headers, &IDEMPOTENCY_KEY).into_owned());
        let mut attempts = self.attempts.lock();
        let count = attempts.get(&key).map_or(1, |count| count.saturating_add(1));
        attempts.insert(key, count);
        count
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn attempts_are_counted_by_key_and_account() {
        let queue = FaultQueue::default();
        let (key, account) = (("idempotency-key", "k"), ("stripe-account", "acct_1"));
        let requests = [&[key][..], &[key, account], &[key], &[("idempotency-key", "other")], &[key]];
        let counts = requests.map(|headers| {
            let pairs = headers.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
            queue.count_attempt(&pairs.collect())
        });
        assert_eq!(counts, [1, 1, 2, 1, 3]);
    }
}
