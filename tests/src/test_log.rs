//! Traces of tests, to be searched for secrets.

use tracing_subscriber::{filter::LevelFilter, fmt::format::FmtSpan};

/// Prints all spans and events from here on, at every level, if `TEST_LOG` is set.
pub fn log() {
    if std::env::var_os("TEST_LOG").is_some() {
        let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_span_events(FmtSpan::CLOSE);
        // Another test may have installed the subscriber.
        drop(log.with_ansi(false).with_test_writer().try_init());
    }
}
