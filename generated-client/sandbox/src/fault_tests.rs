//! Every fault at every moment: the response, the sessions, and a second attempt.

use std::time::Duration;

use tokio::time::Instant;

use crate::{
    fault::Fault,
    request_handler::RequestHandler,
    request_handler_tests::{error_of, handler, header, request},
    response_delivery::{Delivery, Reply},
    tables_for_tests::SEED_BODY,
};

const HOUR: Duration = Duration::from_secs(60 * 60);

async fn send(handler: &RequestHandler) -> Option<Reply> {
    handler.handle(&request(&[("idempotency-key", "k")], SEED_BODY), Ok(())).await
}

/// The outcome of a fault in short: the response's status and the state of its body, the number of sessions, and the
/// outcome of an attempt with the same idempotency key.
async fn outcome(fault: Fault) -> String {
    let handler = handler();
    handler.faults.push(fault);
    let sent = match send(&handler).await {
        None => "none".to_owned(),
        Some(Reply { response, delivery }) => {
            let is_json = serde_json::from_slice::<serde_json::Value>(response.body()).is_ok();
            let json = if is_json { "" } else { " broken" };
            let how = match delivery {
                Delivery::Whole => "",
                Delivery::Cut => " cut",
                Delivery::Drip(_) => " drip",
            };
            format!("{}{json}{how}", response.status().as_u16())
        }
    };
    let sessions = handler.log.sessions();
    let again = send(&handler).await.unwrap().response;
    let replayed = if header(&again, "idempotent-replayed").is_empty() { "" } else { " replayed" };
    assert_eq!(handler.log.sessions(), if again.status() == 200 { 1 } else { 0 });
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
async fn a_delay_has_its_length() {
    for fault in [Fault::delay(HOUR).before(), Fault::delay(HOUR).during(), Fault::delay(HOUR).after()] {
        let handler = handler();
        handler.faults.push(fault);
        let start = Instant::now();
        send(&handler).await;
        assert_eq!(start.elapsed(), HOUR);
        send(&handler).await;
        assert_eq!(start.elapsed(), HOUR);
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_attempt_meets_the_first_one() {
    // The moment of the first request's delay, the status of the second, and the replay headers of the second and the first.
    for (fault, status, second_replayed, first_replayed) in [
        (Fault::delay(HOUR).before(), 200, "", "true"),
        (Fault::delay(HOUR).during(), 409, "", ""),
        (Fault::delay(HOUR).after(), 200, "true", ""),
    ] {
        let handler = handler();
        handler.faults.push(fault.clone());
        let (first, second) = tokio::join!(send(&handler), async {
            tokio::time::sleep(HOUR / 2).await;
            send(&handler).await
        });
        let (first, second) = (first.unwrap().response, second.unwrap().response);
        assert_eq!((first.status().as_u16(), second.status().as_u16()), (200, status), "{fault:?}");
        assert_eq!(header(&first, "idempotent-replayed"), first_replayed, "{fault:?}");
        assert_eq!(header(&second, "idempotent-replayed"), second_replayed, "{fault:?}");
        assert_eq!(handler.log.sessions(), 1);
        if status == 409 {
            assert_eq!(error_of(&second)["code"], "idempotency_key_in_use");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn headers_say_when_to_try_again() {
    let handler = handler();
    handler.faults.push(Fault::rate_limit(7));
    let refused = send(&handler).await.unwrap().response;
    assert_eq!((header(&refused, "retry-after"), header(&refused, "stripe-should-retry")), ("7", "true"));
    assert_eq!(error_of(&refused)["code"], "rate_limit");
    assert!(header(&refused, "request-id").starts_with("req_"));

    handler.faults.push(Fault::status(409).should_retry(false));
    let refused = send(&handler).await.unwrap().response;
    assert_eq!((header(&refused, "retry-after"), header(&refused, "stripe-should-retry")), ("", "false"));
    assert_eq!((error_of(&refused)["code"].as_str(), handler.log.sessions()), (Some("lock_timeout"), 0));
}

#[tokio::test(start_paused = true)]
async fn a_refused_request_is_struck_as_well() {
    let handler = handler();
    for fault in [Fault::status(500).during(), Fault::status(500).after()] {
        handler.faults.push(fault);
        let response = handler.handle(&request(&[("idempotency-key", "k")], ""), Ok(())).await.unwrap().response;
        assert_eq!(response.status(), 500);
    }
    // Nothing was executed, so nothing is kept.
    assert_eq!(send(&handler).await.unwrap().response.status(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_header_goes_before_the_queue() {
    let handler = handler();
    handler.faults.push(Fault::cut());
    handler.faults.push(Fault::status(503));
    let with = |fault, body| request(&[("sandbox-fault", fault)], body);
    let response = handler.handle(&with("status=502", ""), Ok(())).await.unwrap().response;
    assert_eq!((response.status().as_u16(), handler.faults.len()), (502, 2));
    let response = handler.handle(&with("explode", SEED_BODY), Ok(())).await.unwrap().response;
    assert_eq!((response.status().as_u16(), handler.faults.len()), (400, 2));
    let message = error_of(&response)["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("Invalid Sandbox-Fault: unknown part `explode`, "), "{message}");
    assert!(send(&handler).await.is_none());
    assert_eq!(send(&handler).await.unwrap().response.status(), 503);
    assert_eq!(send(&handler).await.unwrap().response.status(), 200);
    let log: Vec<_> = handler.log.kept().into_iter().map(|logged| (logged.status, logged.fault)).collect();
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
    let handler = handler();
    let send = async |key| {
        let request = request(&[("idempotency-key", key), ("sandbox-fault", "status=503; times=2")], SEED_BODY);
        handler.handle(&request, Ok(())).await.unwrap().response.status().as_u16()
    };
    for (key, status) in [("a", 503), ("b", 503), ("a", 503), ("a", 200), ("b", 503), ("b", 200), ("a", 200)] {
        assert_eq!(send(key).await, status, "{key}");
    }
    assert_eq!(handler.log.sessions(), 2);
    let anonymous = handler.handle(&request(&[("sandbox-fault", "cut; times=1")], SEED_BODY), Ok(())).await;
    let message = error_of(&anonymous.unwrap().response)["message"].as_str().unwrap().to_owned();
    assert!(
        message.starts_with("Invalid Sandbox-Fault: `times` counts attempts by their Idempotency-Key"),
        "{message}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_queue_strikes_several_times() {
    let handler = handler();
    handler.faults.push(Fault::status(503).times(2));
    assert_eq!(handler.faults.len(), 2);
    handler.faults.push(Fault::status(502).times(0));
    handler.faults.push(Fault::status(429));
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(send(&handler).await.unwrap().response.status().as_u16());
    }
    assert_eq!((statuses, handler.faults.len()), (vec![503, 503, 429, 200], 0));
    assert_eq!(handler.log.kept()[1].fault, Some(Fault::status(503)));
}
