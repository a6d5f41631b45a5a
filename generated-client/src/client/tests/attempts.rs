//! Retries and cancellation over real sockets.

use super::*;

/// The values of a header, one of each request.
fn values(requests: &[String], name: &str) -> Vec<String> {
    let lines = requests.iter().flat_map(|request| request.lines());
    lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned)).collect()
}

#[tokio::test]
async fn every_attempt_has_the_same_key() {
    let at_once = RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO);
    let answer = http_answer("503 Service Unavailable", "");
    for then in [Then::Write(answer.clone()), Then::WriteAndClose(answer), Then::WriteAndClose(String::new())] {
        let server = Server::start(then).await;
        let client = server.builder().retry(at_once).build().unwrap();
        error_of(&client).await;
        error_of(&client).await;
        let keys = values(&server.requests(), "idempotency-key");
        assert_eq!(keys.len(), 6);
        assert!(keys[..3].iter().all(|key| *key == keys[0]) && keys[3..].iter().all(|key| *key == keys[3]), "{keys:?}");
        assert_ne!(keys[0], keys[3]);
    }
}

#[tokio::test]
async fn dropping_a_request_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = builder(&format!("http://{}", listener.local_addr().unwrap())).build().unwrap();
    let request = CreateSession(FORM);
    let mut sending = Box::pin(client.send(&request));
    let mut stream = tokio::select! {
        _ = &mut sending => panic!("there was no answer"),
        accepted = listener.accept() => accepted.unwrap().0,
    };
    let mut read = [0; 4096];
    tokio::select! {
        _ = &mut sending => panic!("there was no answer"),
        len = stream.read(&mut read) => assert!(len.unwrap() > 0),
    }
    drop(sending);
    while stream.read(&mut read).await.is_ok_and(|len| len > 0) {}
}
