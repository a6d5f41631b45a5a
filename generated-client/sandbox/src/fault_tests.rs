//! Every fault at every moment: what is sent, what was done, and what a second attempt gets.

use std::time::Duration;

use tokio::time::Instant;

use super::{
    Fault,
    backend::Backend,
    backend_tests::{backend, error_of, head, header},
    delivery::Delivery,
    fault::Reply,
    fixture::SEED_BODY,
};

const HOUR: Duration = Duration::from_secs(60 * 60);

async fn ask(backend: &Backend) -> Option<Reply> {
    backend.answer(&head(&[("idempotency-key", "k")]), SEED_BODY.as_bytes()).await
}

/// What comes of a fault in short: the answer's status and how its body is, and then how many sessions there are, and
/// how an attempt with the same idempotency key ends.
async fn outcome(fault: Fault) -> String {
    let backend = backend();
    backend.faults.push(fault);
    let sent = match ask(&backend).await {
        None => "none".to_owned(),
        Some(Reply { answer, delivery }) => {
            let is_json = serde_json::from_slice::<serde_json::Value>(answer.body()).is_ok();
            let json = if is_json { "" } else { " broken" };
            let how = match delivery {
                Delivery::Whole => "",
                Delivery::CutInHalf => " cut",
                Delivery::Drip(_) => " drip",
            };
            format!("{}{json}{how}", answer.status().as_u16())
        }
    };
    let sessions = backend.log.sessions();
    let again = ask(&backend).await.unwrap().answer;
    let replayed = if header(&again, "idempotent-replayed").is_empty() { "" } else { " replayed" };
    assert_eq!(backend.log.sessions(), if again.status() == 200 { 1 } else { 0 });
    format!("{sent}, {sessions}, {}{replayed}", again.status().as_u16())
}

#[tokio::test(start_paused = true)]
async fn every_fault_at_every_moment() {
    let table = [
        (Fault::status(500), ["500, 0, 200", "500, 0, 500 replayed", "500, 1, 200 replayed"]),
        (Fault::status(302), ["302, 0, 200", "302, 0, 302 replayed", "302, 1, 200 replayed"]),
        (Fault::rate_limit(1), ["429, 0, 200", "429, 0, 429 replayed", "429, 1, 200 replayed"]),
        (Fault::delay(HOUR), ["200, 1, 200 replayed", "200, 1, 200 replayed", "200, 1, 200 replayed"]),
        (Fault::cut(), ["none, 0, 200", "none, 1, 200 replayed", "none, 1, 200 replayed"]),
        (Fault::cut_body(), ["500 cut, 0, 200", "200 cut, 1, 200 replayed", "200 cut, 1, 200 replayed"]),
        (Fault::malformed(), ["500 broken, 0, 200", "200 broken, 1, 200 replayed", "200 broken, 1, 200 replayed"]),
        (Fault::truncated(), ["500 broken, 0, 200", "200 broken, 1, 200 replayed", "200 broken, 1, 200 replayed"]),
        (Fault::drip(HOUR), ["500 drip, 0, 200", "200 drip, 1, 200 replayed", "200 drip, 1, 200 replayed"]),
    ];
    for (fault, [before, during, after]) in table {
        assert_eq!(outcome(fault.clone().before()).await, before, "{fault:?}");
        assert_eq!(outcome(fault.clone().during()).await, during, "{fault:?}");
        assert_eq!(outcome(fault.clone().after()).await, after, "{fault:?}");
        let is_early = matches!(before, "500, 0, 200" | "302, 0, 200" | "429, 0, 200" | "none, 0, 200");
        let expected = if is_early { before } else { after };
        assert_eq!(outcome(fault.clone()).await, expected, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_delay_is_as_long_as_it_was_said_to_be() {
    for fault in [Fault::delay(HOUR).before(), Fault::delay(HOUR).during(), Fault::delay(HOUR).after()] {
        let backend = backend();
        backend.faults.push(fault);
        let start = Instant::now();
        ask(&backend).await;
        assert_eq!(start.elapsed(), HOUR);
        ask(&backend).await;
        assert_eq!(start.elapsed(), HOUR);
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_attempt_meets_the_first_one() {
    // When the first request waits, the status of the second, whether that is a replay, and whether the first one is.
    for (fault, status, second_replayed, first_replayed) in [
        (Fault::delay(HOUR).before(), 200, "", "true"),
        (Fault::delay(HOUR).during(), 409, "", ""),
        (Fault::delay(HOUR).after(), 200, "true", ""),
    ] {
        let backend = backend();
        backend.faults.push(fault.clone());
        let (first, second) = tokio::join!(ask(&backend), async {
            tokio::time::sleep(HOUR / 2).await;
            ask(&backend).await
        });
        let (first, second) = (first.unwrap().answer, second.unwrap().answer);
        assert_eq!((first.status().as_u16(), second.status().as_u16()), (200, status), "{fault:?}");
        assert_eq!(header(&first, "idempotent-replayed"), first_replayed, "{fault:?}");
        assert_eq!(header(&second, "idempotent-replayed"), second_replayed, "{fault:?}");
        assert_eq!(backend.log.sessions(), 1);
        if status == 409 {
            assert_eq!(error_of(&second)["code"], "idempotency_key_in_use");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn headers_say_when_to_try_again() {
    let backend = backend();
    backend.faults.push(Fault::rate_limit(7));
    let refused = ask(&backend).await.unwrap().answer;
    assert_eq!((header(&refused, "retry-after"), header(&refused, "stripe-should-retry")), ("7", "true"));
    assert_eq!(error_of(&refused)["code"], "rate_limit");
    assert!(header(&refused, "request-id").starts_with("req_"));

    backend.faults.push(Fault::status(409).should_retry(false));
    let refused = ask(&backend).await.unwrap().answer;
    assert_eq!((header(&refused, "retry-after"), header(&refused, "stripe-should-retry")), ("", "false"));
    assert_eq!((error_of(&refused)["code"].as_str(), backend.log.sessions()), (Some("lock_timeout"), 0));
}

#[tokio::test(start_paused = true)]
async fn a_refused_request_is_struck_as_well() {
    let backend = backend();
    for fault in [Fault::status(500).during(), Fault::status(500).after()] {
        backend.faults.push(fault);
        let answer = backend.answer(&head(&[("idempotency-key", "k")]), b"").await.unwrap().answer;
        assert_eq!(answer.status(), 500);
    }
    // Nothing was executed, so nothing is kept.
    assert_eq!(ask(&backend).await.unwrap().answer.status(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_header_goes_before_the_queue() {
    let backend = backend();
    backend.faults.push(Fault::cut());
    backend.faults.push(Fault::status(503));
    let with = |fault| head(&[("sandbox-fault", fault)]);
    let answer = backend.answer(&with("status=502"), b"").await.unwrap().answer;
    assert_eq!((answer.status().as_u16(), backend.faults.len()), (502, 2));
    let answer = backend.answer(&with("explode"), SEED_BODY.as_bytes()).await.unwrap().answer;
    assert_eq!((answer.status().as_u16(), backend.faults.len()), (400, 2));
    let message = error_of(&answer)["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("Invalid Sandbox-Fault: `explode` means nothing, "), "{message}");
    assert!(ask(&backend).await.is_none());
    assert_eq!(ask(&backend).await.unwrap().answer.status(), 503);
    assert_eq!(ask(&backend).await.unwrap().answer.status(), 200);
    let log: Vec<_> = backend.log.kept().into_iter().map(|logged| (logged.status, logged.fault)).collect();
    let expected = [
        (Some(502), Some(Fault::status(502))),
        (Some(400), None),
        (None, Some(Fault::cut())),
        (Some(503), Some(Fault::status(503))),
        (Some(200), None),
    ];
    assert_eq!(log, expected);
}

#[tokio::test(start_paused = true)]
async fn a_header_strikes_the_first_attempts() {
    let backend = backend();
    let ask = async |key| {
        let headers = head(&[("idempotency-key", key), ("sandbox-fault", "status=503; times=2")]);
        backend.answer(&headers, SEED_BODY.as_bytes()).await.unwrap().answer.status().as_u16()
    };
    for (key, status) in [("a", 503), ("b", 503), ("a", 503), ("a", 200), ("b", 503), ("b", 200), ("a", 200)] {
        assert_eq!(ask(key).await, status, "{key}");
    }
    assert_eq!(backend.log.sessions(), 2);
    let anonymous = backend.answer(&head(&[("sandbox-fault", "cut; times=1")]), SEED_BODY.as_bytes()).await;
    let message = error_of(&anonymous.unwrap().answer)["message"].as_str().unwrap().to_owned();
    assert!(
        message.starts_with("Invalid Sandbox-Fault: `times` counts attempts by their Idempotency-Key"),
        "{message}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_queue_strikes_as_often_as_was_said() {
    let backend = backend();
    backend.faults.push(Fault::status(503).times(2));
    assert_eq!(backend.faults.len(), 2);
    backend.faults.push(Fault::status(502).times(0));
    backend.faults.push(Fault::status(429));
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(ask(&backend).await.unwrap().answer.status().as_u16());
    }
    assert_eq!((statuses, backend.faults.len()), (vec![503, 503, 429, 200], 0));
    assert_eq!(backend.log.kept()[1].fault, Some(Fault::status(503)));
}
