//! The explorer's Rust of random selections, which must compile and make the form that the explorer shows.

use generated_client::{Request, ValidationError};

/// The description of the sandbox that was started with `--schema`.
mod api {
    generated_client::generate!("../../schemas/every_type.yaml");
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
