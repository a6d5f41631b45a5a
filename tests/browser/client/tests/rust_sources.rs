//! The explorer's Rust of random selections, which must compile and make the form that the explorer shows.

use generated_client::{Request, ValidationError};

/// The descriptions of the sandboxes that were started with `--schema`.
mod api_1 {
    generated_client::generate!("../../schemas/every_type.yaml");
}
mod api_2 {
    generated_client::generate!("../../schemas/customer_sessions.yaml");
}

fn check<R: Request>(built: Result<R, ValidationError>, form: &str, violations: &[&str]) {
    match built {
        Ok(request) => assert_eq!(request.encode(), form),
        Err(error) => error.violations().iter().for_each(|violation| {
            assert!(violations.contains(&violation.to_string().as_str()), "{violation}: {violations:?}");
        }),
    }
}

include!(env!("RUST_SOURCES"));
