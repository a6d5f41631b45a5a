//! `cargo schema`, the maintainer's tool for descriptions of Stripe's Account Sessions API, as a program and as functions:
//! [`import`](import::import), [`diff`](diff::diff()) and [`reference`](reference::reference()).
//!
//! ```
//! use schema_cli::{diff::{Semver, diff}, reference::reference};
//!
//! # let read = |index: usize| {
//! #     let (name, text) = schema::shipped()[index];
//! #     schema::read(&schema::Source::new(name, text)).schema.ok_or("errors")
//! # };
//! # let (old, new) = (read(0)?, read(1)?);
//! let difference = diff(&old, &new); // of two checked schemas
//! assert_eq!(difference.semver(), Some(Semver::Minor));
//! println!("{}", reference(&new));
//! # Ok::<(), &str>(())
//! ```

mod check_command;
mod description_file;
pub mod diff;
mod diff_command;
pub mod history;
mod history_command;
pub mod import;
mod import_command;
pub mod observation;
mod observe_command;
mod outcome;
mod output_file;
#[cfg(all(test, unix))]
mod output_file_tests;
pub mod program;
pub mod reference;
