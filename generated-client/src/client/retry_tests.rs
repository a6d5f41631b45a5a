use http::{HeaderName, HeaderValue};

use super::*;

const STOP: Option<u64> = None;

/// The decision after a response, as milliseconds to wait; the earliest and the latest that chance allows.
fn decided(
    policy: RetryPolicy,
    retries: u32,
    status: u16,
    headers: &[(&'static str, &'static str)],
    elapsed: Duration,
) -> (Option<u64>, Option<u64>) {
    let status = (status > 0).then(|| StatusCode::from_u16(status).unwrap());
    let headers =
        headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect();
    let response = status.map(|status| (status, &headers));
    let [earliest, latest] = [0, u32::MAX].map(|random| {
        let pause = policy.pause_after(retries, response, elapsed, random)?;
        Some(u64::try_from(pause.as_millis()).unwrap())
    });
    (earliest, latest)
}

const DATE: &str = "Wed, 21 Oct 2015 07:28:00 GMT";
const YES: (&str, &str) = ("stripe-should-retry", "true");
const NO: (&str, &str) = ("stripe-should-retry", "false");
const FIRST: (Option<u64>, Option<u64>) = (Some(500), Some(1000));

/// Status (0 for no response), headers, and the pauses in milliseconds.
type Case = (u16, &'static [(&'static str, &'static str)], (Option<u64>, Option<u64>));

#[test]
fn after_the_first_attempt() {
    let cases: [Case; 33] = [
        (0, &[], FIRST),
        (200, &[], (STOP, STOP)),
        (200, &[YES], (STOP, STOP)),
        (302, &[], (STOP, STOP)),
        (400, &[], (STOP, STOP)),
        (400, &[YES], FIRST),
        (401, &[], (STOP, STOP)),
        (402, &[], (STOP, STOP)),
        (403, &[], (STOP, STOP)),
        (404, &[], (STOP, STOP)),
        (409, &[], FIRST),
        (409, &[NO], (STOP, STOP)),
        (429, &[], (STOP, STOP)),
        (429, &[NO], (STOP, STOP)),
        (429, &[YES], FIRST),
        (429, &[YES, ("retry-after", "7")], (Some(7000), Some(7000))),
        (429, &[("retry-after", "7")], (STOP, STOP)),
        (500, &[], FIRST),
        (500, &[NO], (STOP, STOP)),
        (500, &[("stripe-should-retry", "perhaps")], FIRST),
        (502, &[], FIRST),
        (503, &[], FIRST),
        (503, &[("retry-after", "0")], FIRST),
        (503, &[("retry-after", "1")], (Some(1000), Some(1000))),
        (503, &[("retry-after", "60")], (Some(60_000), Some(60_000))),
        (503, &[("retry-after", "61")], (STOP, STOP)),
        (503, &[YES, ("retry-after", "61")], (STOP, STOP)),
        (503, &[("retry-after", "99999999999999999999")], (STOP, STOP)),
        (503, &[("date", DATE), ("retry-after", "Wed, 21 Oct 2015 07:28:07 GMT")], (Some(7000), Some(7000))),
        (503, &[("date", DATE), ("retry-after", "Wed, 21 Oct 2015 07:29:01 GMT")], (STOP, STOP)),
        (503, &[("retry-after", "-1")], FIRST),
        (503, &[("retry-after", DATE)], FIRST),
        (599, &[], FIRST),
    ];
    for (status, headers, expected) in cases {
        let found = decided(RetryPolicy::default(), 0, status, headers, Duration::ZERO);
        assert_eq!(found, expected, "{status} {headers:?}");
    }
}

#[test]
fn pauses_double_up_to_a_limit() {
    let policy = RetryPolicy::default().max_retries(u32::MAX);
    let expected = [(500, 1000), (1000, 2000), (2000, 4000), (2500, 5000), (2500, 5000)];
    for (retries, (earliest, latest)) in (0..).zip(expected) {
        assert_eq!(decided(policy, retries, 0, &[], Duration::ZERO), (Some(earliest), Some(latest)), "{retries}");
    }
    assert_eq!(decided(policy, u32::MAX - 1, 0, &[], Duration::ZERO), (Some(2500), Some(5000)));
    let narrow = policy.pauses(Duration::from_secs(3), Duration::from_secs(1));
    assert_eq!(decided(narrow, 0, 0, &[], Duration::ZERO), (Some(3000), Some(3000)));
    let none = policy.pauses(Duration::ZERO, Duration::ZERO);
    assert_eq!(decided(none, 7, 0, &[], Duration::ZERO), (Some(0), Some(0)));
    let endless = policy.pauses(Duration::MAX, Duration::MAX);
    assert!(endless.pause_after(3, None, Duration::MAX, 1).is_some());
}

#[test]
fn retries_are_counted() {
    for (max_retries, retries, expected) in
        [(0, 0, STOP), (1, 0, Some(500)), (1, 1, STOP), (2, 1, Some(1000)), (2, 2, STOP), (2, 3, STOP)]
    {
        let policy = RetryPolicy::default().max_retries(max_retries);
        assert_eq!(decided(policy, retries, 500, &[], Duration::ZERO).0, expected, "{max_retries} {retries}");
    }
}

#[test]
fn no_retry_begins_with_too_little_time_before_the_deadline() {
    let policy = RetryPolicy::default().deadline(Duration::from_secs(10));
    let at = |milliseconds, headers| decided(policy, 0, 503, headers, Duration::from_millis(milliseconds));
    assert_eq!(at(0, &[]), FIRST);
    assert_eq!(at(7_999, &[]), FIRST);
    assert_eq!(at(8_000, &[]), (Some(500), STOP));
    assert_eq!(at(8_500, &[]), (STOP, STOP));
    assert_eq!(at(1_000, &[("retry-after", "8")]), (STOP, STOP));
    assert_eq!(at(u64::MAX, &[]), (STOP, STOP));
}

#[test]
fn attempts_end_with_the_deadline() {
    let [one, ten] = [1, 10].map(Duration::from_secs);
    let policy = RetryPolicy::default();
    assert_eq!(policy.attempt_timeout(ten, Duration::MAX), ten);
    assert_eq!(policy.deadline(one).attempt_timeout(ten, Duration::ZERO), one);
    assert_eq!(policy.deadline(ten).attempt_timeout(one, Duration::ZERO), one);
    assert_eq!(policy.deadline(ten).attempt_timeout(ten, 9 * one), one);
    assert_eq!(policy.deadline(one).attempt_timeout(ten, ten), Duration::ZERO);
}
