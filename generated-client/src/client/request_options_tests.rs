use super::*;
use crate::client::{
    endpoint::Endpoint,
    error::Error,
    retry::RetryPolicy,
    tests::{self as testing, CreateSession, KEY, assert_shows_no_secret},
};

const FORM: &str = "account=acct_1&components[payments][enabled]=true&expand[0]=x";

fn client() -> RequestOptions {
    RequestOptions::new().stripe_account("acct_2").header("x-client", "1").header("x-both", "client")
}

fn prepared(options: &RequestOptions) -> Result<http::Request<bytes::Bytes>, Error> {
    let endpoint = Endpoint::new(Default::default(), testing::key()).with_defaults(&client()).unwrap();
    endpoint.prepare_with(&CreateSession(FORM), options)
}

fn problems(options: &RequestOptions) -> Vec<String> {
    let error = prepared(options).unwrap_err();
    assert_shows_no_secret(&error);
    let Error::Options(error) = error else { panic!("{error:?}") };
    error.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn replace_the_settings_of_the_client() {
    let options = RequestOptions::new()
        .idempotency_key("order 7")
        .stripe_account("acct_3")
        .api_version("2025-01-27.acacia; some_beta=v1")
        .header("X-Trace", "a b")
        .header("x-trace", "c")
        .header("x-both", "request")
        .param("components[new_thing][enabled]", "true & more")
        .param("expand[1]", "y");
    let message = prepared(&options).unwrap();
    assert_eq!(
        message.body(),
        &format!("{FORM}&components[new_thing][enabled]=true%20%26%20more&expand[1]=y").into_bytes()
    );
    for (name, expected) in [
        ("idempotency-key", &["order 7"][..]),
        ("stripe-account", &["acct_3"]),
        ("stripe-version", &["2025-01-27.acacia; some_beta=v1"]),
        ("x-trace", &["a b", "c"]),
        ("x-client", &["1"]),
        ("x-both", &["request"]),
        ("user-agent", &[concat!("generated-client/", env!("CARGO_PKG_VERSION"))]),
    ] {
        assert_eq!(message.headers().get_all(name).iter().collect::<Vec<_>>(), expected, "{name}");
    }
    assert!(message.headers()["x-trace"].is_sensitive());
}

#[test]
fn leave_the_rest() {
    let [mut with, mut without] =
        [Some(RequestOptions::new()), None].map(|options| prepared(&options.unwrap_or_default()).unwrap());
    for message in [&mut with, &mut without] {
        assert!(message.headers_mut().remove("idempotency-key").is_some());
    }
    assert_eq!((with.headers(), with.body()), (without.headers(), without.body()));
    assert_eq!(with.headers()["stripe-account"], "acct_2");
}

#[test]
fn every_problem_is_reported_at_once() {
    let options = RequestOptions::new()
        .idempotency_key("")
        .stripe_account(KEY)
        .api_version("1\r\nX-Evil: 1")
        .header("Authorization", "Bearer x")
        .header("a b", "x")
        .header("x-a", "b\r\nX-Evil: 1")
        .header(KEY, "ä")
        .param("account", "acct_2")
        .param("expand[]", "x")
        .param("expand[]", "y")
        .param("components[payments][enabled]", "x")
        .param("new", "1")
        .param("new", "2")
        .param("a&b", "x")
        .param(format!("{KEY}="), "x");
    assert_eq!(
        problems(&options),
        [
            "the idempotency key is not one: expected up to 255 visible ASCII characters, and spaces between them",
            "`sk_test_***` is not a connected account's id: expected `acct_` and letters and digits after it",
            "the API version is not one: expected something like `2024-09-30.acacia`",
            "the header `Authorization` is set by the client: expected another one, or the option for it",
            "`a b` is not the name of a header: expected letters, digits and `-`",
            "the value of the header `x-a` has a character that headers can't carry: expected visible ASCII",
            "the value of the header `sk_test_***` has a character that headers can't carry: expected visible ASCII",
            "the parameter `account` is set twice: expected it once, in the request or in the options",
            "the parameter `components[payments][enabled]` is set twice: expected it once, in the request or in the \
             options",
            "the parameter `new` is set twice: expected it once, in the request or in the options",
            "`a&b` is not the name of a parameter: expected something like `components[new_thing][enabled]`",
            "`sk_test_***=` is not the name of a parameter: expected something like `components[new_thing][enabled]`",
        ]
    );
    assert!(!format!("{options:?} {options:#?}").contains("Canary"));
}

#[test]
fn no_header_of_the_client_can_be_replaced() {
    let message = prepared(&RequestOptions::new()).unwrap();
    let connection = ["Host", "Content-Length", "transfer-encoding", "CONNECTION", "Upgrade"];
    for name in
        message.headers().keys().map(HeaderName::as_str).filter(|name| !name.starts_with("x-")).chain(connection)
    {
        let problems = problems(&RequestOptions::new().header(name, "x"));
        assert_eq!(problems.len(), 1);
        assert!(problems[0].contains("is set by the client"), "{problems:?}");
    }
}

#[test]
fn a_wrong_key_is_its_own_problem() {
    let error = prepared(&RequestOptions::new().idempotency_key("k".repeat(256))).unwrap_err();
    let Error::Options(error) = error else { panic!("{error:?}") };
    assert_eq!(error.problems(), [OptionProblem::IdempotencyKey]);
}

#[test]
fn limits_are_the_clients_where_none_are_set() {
    let [one, two, three] = [1, 2, 3].map(Duration::from_secs);
    let client = Limits { timeout: one, retry: RetryPolicy::default().deadline(two), body: 7 };
    let same = RequestOptions::new().limits(client);
    assert_eq!((same.timeout, same.retry), (client.timeout, client.retry));
    let other = RequestOptions::new().timeout(two).deadline(three).max_retries(7).limits(client);
    assert_eq!((other.timeout, other.retry), (two, RetryPolicy::default().deadline(three).max_retries(7)));
}

#[test]
fn an_account_or_context_replaces_both_of_the_client() {
    for (client, request, expected) in [
        (RequestOptions::new().stripe_account("acct_2"), RequestOptions::new(), [Some("acct_2"), None]),
        (RequestOptions::new().stripe_context("acct_2/x"), RequestOptions::new(), [None, Some("acct_2/x")]),
        (RequestOptions::new().stripe_account("acct_2"), RequestOptions::new().stripe_context("x"), [None, Some("x")]),
        (
            RequestOptions::new().stripe_context("x"),
            RequestOptions::new().stripe_account("acct_3"),
            [Some("acct_3"), None],
        ),
    ] {
        let endpoint = Endpoint::new(Default::default(), testing::key()).with_defaults(&client).unwrap();
        let message = endpoint.prepare_with(&CreateSession(FORM), &request).unwrap();
        let sent = ["stripe-account", "stripe-context"].map(|name| message.headers().get(name));
        assert_eq!(sent, expected.map(|value| value.map(HeaderValue::from_static)).each_ref().map(Option::as_ref));
    }
    let single = RequestOptions::new().idempotency_key("k").param("a", "b");
    let endpoint = Endpoint::new(Default::default(), testing::key()).with_defaults(&single).unwrap();
    let message = endpoint.prepare(&CreateSession(FORM)).unwrap();
    assert!(message.headers()["idempotency-key"] != "k" && message.body() == FORM, "they are for a single request");
    let both = RequestOptions::new().stripe_account("acct_3").stripe_context("x");
    assert_eq!(problems(&both).len(), 1);
    assert!(Endpoint::new(Default::default(), testing::key()).with_defaults(&both).is_err());
}

#[test]
fn a_key_of_the_request_replaces_that_of_the_client() {
    let options = RequestOptions::new().secret_key(SecretKey::new("rk_test_CanaryOther").unwrap());
    let message = prepared(&options).unwrap();
    assert_eq!(message.headers()["authorization"], "Bearer rk_test_CanaryOther");
    assert!(!format!("{options:?} {message:?}").contains("Canary"));
}
