use super::*;
use crate::client::{
    async_client::{Client, ClientBuilder},
    tests::{self as testing, KEY},
};

#[test]
fn refuses_invalid_settings() {
    let builder = || Client::builder(testing::key());
    let cases = [
        (builder().base_url("http://api.stripe.com"), "plain HTTP"),
        (builder().base_url(format!("http://{KEY}")), "plain HTTP to `sk_test_***`"),
        (builder().stripe_account(""), "expected `acct_`"),
        (builder().stripe_account("acct_"), "expected `acct_`"),
        (builder().stripe_account("acct_1\r\nX-Evil: 1"), "`acct_1  X-Evil: 1` is not"),
        (builder().stripe_account("acct_ä"), "expected `acct_`"),
        (builder().stripe_account(KEY), "`sk_test_***` is not"),
        (builder().stripe_context(""), "the context is not one"),
        (builder().stripe_account("acct_1").stripe_context("acct_1"), "both a connected account and a context"),
        (builder().api_version("x"), "the API version is not one"),
        (builder().header("Authorization", "x"), "is set by the client"),
        (builder().app_info(AppInfo::new("a\nb")), "the application's name, version or URL"),
        (builder().app_info(AppInfo::new("")), "the application's name, version or URL"),
        (builder().proxy("socks5://user:Canary@localhost"), "the proxy is not an HTTP proxy"),
        (builder().proxy("http://user:Canary@localhost:x"), "the proxy has no host and port"),
    ];
    for (builder, expected) in cases {
        let printed = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!format!("{printed} {error} {error:?}").contains("Canary"), "{printed} {error:?}");
    }
}

#[test]
fn the_last_word_on_proxies_counts() {
    let builder = || Client::builder(testing::key()).no_proxy().proxy("socks5://localhost");
    assert!(builder().build().is_err());
    builder().no_proxy().build().unwrap();
    builder().base_url("http://localhost").build().unwrap();
    builder().proxy("user:Canary@localhost:3128").build().unwrap();
}

#[test]
fn no_timeout_is_too_long() {
    Client::builder(testing::key()).timeout(Duration::MAX).connect_timeout(Duration::MAX).build().unwrap();
}

#[test]
fn tls_settings_are_checked() {
    let builder = || Client::builder(testing::key());
    let source = |builder: ClientBuilder| {
        let error = builder.build().unwrap_err();
        std::error::Error::source(&error).unwrap().to_string()
    };
    assert!(source(builder().root_certificate("no PEM")).contains("expected certificates in PEM"));
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    source(builder().root_certificate(broken));
    let mut config = crate::client::tls::TlsOptions::default().config().unwrap();
    config.alpn_protocols = vec![b"h2".to_vec(), b"own".to_vec()];
    builder().tls_config(config.clone()).build().unwrap();
    assert!(source(builder().root_certificate("x").tls_config(config)).contains("expected it in the configuration"));
}
