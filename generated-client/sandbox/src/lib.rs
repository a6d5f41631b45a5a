//! An in-process server that responds as the API does, for tests and experiments without a key.
//!
//! The server listens on the loopback interface, on a free port by default, and runs on a thread of its own, so that
//! blocking and async code can use it. It stops when its [`Sandbox`] is dropped. Everything it knows about the API comes
//! from the tables of [`reflect`](runtime::reflect): components, features, defaults and restrictions of each version.
//!
//! It serves the operation of the tables, and `GET /v1/accounts/{id}`, whose response has the account's ID,
//! its account type and its facts.
//!
//! ```
//! use generated_client_sandbox::{Api, Sandbox, SandboxError};
//!
//! fn try_it(api: &'static Api) -> Result<(), SandboxError> {
//!     let sandbox = Sandbox::builder(api)
//!         .account("acct_of_my_test", &[("loss_liability", "stripe"), ("requirement_collection", "application")])
//!         .account_of_type("acct_another", "custom")
//!         .start()?;
//!     // Send requests to `sandbox.base_url()`, authenticated with `sandbox.secret_key()`.
//!     Ok(())
//! }
//! ```
//!
//! # Versions
//!
//! A sandbox serves every well-formed `Stripe-Version`: a date, an optional release name, and optional beta headers, which
//! are ignored, as in `2024-09-30.acacia; some_beta=v1`. A request is served by the description with its release name: the
//! newest one at or before its date, or else the oldest one of that name. Without such a description, it is served by the
//! newest one at or before its date, or else by the oldest one. Requests without a `Stripe-Version` are served by the first
//! version of the builder. The response repeats `Stripe-Version`, and `Sandbox-Version` names the description.
//!
//! [`SandboxBuilder::strict_versions`] refuses versions without a description.
//!
//! # Accounts
//!
//! Each account type has an account, such as `acct_sandbox_custom`. `acct_1NkDjjJyhOZfPCWt`, the account of the API
//! reference's example, is an express account. `acct_sandbox_uncontrolled` is a standard account that the platform does
//! not control: its response has the account type, and no facts. [`SandboxBuilder::account`] adds others.
//!
//! `Stripe-Account` and `Stripe-Context` must name known accounts. Requests with a key of an organization (`sk_org_...`)
//! need `Stripe-Context` and `Stripe-Version`.
//!
//! # Idempotency
//!
//! A repeated `POST` with the same `Idempotency-Key` is not executed: it gets the response of the first one, with
//! `Idempotent-Replayed: true`, the first one's ID in `Original-Request`, and a request ID of its own. A request with other
//! parameters is refused with status 400 and an `idempotency_error`; the order of the parameters does not matter. While the
//! first request is in flight, others are refused with status 409 and the code `idempotency_key_in_use`.
//!
//! As [the API documents it](https://docs.stripe.com/api/idempotent_requests), a response is kept once execution has
//! begun, be it a session or an error. In a sandbox, execution begins when the account is looked up: "No such account" and
//! restricted values are kept; a wrong key, version, path or parameter is not, so that the request can be corrected and
//! sent again with its key. Keys are separate for each account (`Stripe-Account`, `Stripe-Context`) and mode. The last
//! 10,000 responses are kept, regardless of their age.
//!
//! # Requests
//!
//! [`Sandbox::requests`] lists the last requests and their outcomes, and [`Sandbox::sessions_created`] counts the sessions:
//! together they show that code under test sent the right requests, and as often as it should.
//!
//! Every client secret starts with `_SandboxSecret`: a search of the logs of code under test shows leaked secrets.
//!
//! # Faults
//!
//! [`Sandbox::fail_next`] makes the next request fail, and the header `Sandbox-Fault` the request that has it:
//! `Sandbox-Fault: status=500`, or `Sandbox-Fault: cut; after; times=1`, which lets the second attempt through. See
//! [`Fault`] for all faults. Requests run to completion even if the client disconnects.
//!
//! # Explorer
//!
//! A browser at the sandbox's address shows the explorer: a page that builds a request for a version and an account, shows
//! what it becomes (form, `curl` command, Rust, session, violations), sends it, lists all requests as they come, makes the
//! next ones fail, and compares versions. The selection is in the address, without the values of secret parameters.
//!
//! The page loads nothing from elsewhere and holds no rule: what it shows comes from these endpoints, as JSON.
//!
//! | endpoint | response |
//! | --- | --- |
//! | `GET /_sandbox/description` | the tables of every version, the accounts with their facts, and faults to choose from |
//! | `GET /_sandbox/matrix` | components and features by version: `new`, `changed`, `gone`, `same` or `absent` |
//! | `POST /_sandbox/preview` | for a selection: `form`, `curl`, `rust`, `violations`, and each feature's value, default and forbidden value |
//! | `POST /_sandbox/send` | the response to the request of a selection, which is sent with the sandbox's own key |
//! | `GET /_sandbox/requests?after=N` | the requests after number `N`, or if there are none, the next one (waits 20 seconds) |
//! | `GET /_sandbox/requests/N` | the body of the response to request `N`, without secrets |
//! | `POST /_sandbox/faults` | adds `{"fault": "status=503; times=2"}`; `{"fault": null}` drops all that are left |
//!
//! A selection is `{"version", "account" | "facts", "params", "components", "idempotency_key"}`, for example
//! `{"version": "2024-09-30.acacia", "account": "acct_sandbox_custom", "components": {"payments": {"enabled": true,
//! "features": {"refund_management": false}}}}`. Errors have the form of the API's.
//!
//! The page and its endpoints need a loopback `Host`, or one of [`SandboxBuilder::allow_host`]. The endpoints refuse
//! requests of other origins, and a `POST` that is not JSON. These requests are neither logged nor struck by faults.
//!
//! # Limits
//!
//! Not emulated: other endpoints, webhooks, rate limits (except as a fault), the contents of expanded objects, whether a
//! client secret is used up or expired, account fields other than those above, HTTP/1.0, HTTP/2, `Expect` and TLS.
//! Messages of errors follow the API's, as far as they are known.
//!
//! # Program
//!
//! For SDKs and tools of other languages, the sandbox is also a program. It prints its address on standard output, and
//! finishes open requests on Ctrl-C or SIGTERM:
//!
//! ```text
//! cargo run --package generated-client-sandbox --features program -- --port 12111 --accounts accounts.yaml
//! ```
//!
//! The file is a map of account IDs to [`AccountSpec`]s, as YAML or JSON. With `--log`, the program prints each request as a
//! line of JSON, which has the fields of [`LoggedRequest`].

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(test, allow(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

mod account_response;
mod account_spec;
mod accounts;
mod active_fault;
mod api_keys;
mod error;
mod error_response;
mod expand_param;
mod explorer;
mod fault;
mod fault_queue;
#[cfg(test)]
mod fault_tests;
mod fault_text;
mod form_parser;
mod http_server;
#[cfg(test)]
mod http_server_tests;
mod idempotency_store;
mod incoming_request;
mod locked;
mod recent_map;
mod request_handler;
#[cfg(test)]
mod request_handler_tests;
mod request_log;
mod request_params;
mod response_delivery;
mod response_ids;
mod sandbox_builder;
mod sandbox_handle;
#[cfg(feature = "schema")]
mod schema_tables;
mod served_versions;
mod session_response;
mod session_rules;
mod state;
#[cfg(test)]
mod state_tests;
#[cfg(test)]
mod tables_for_tests;
mod value_parser;

pub use runtime::reflect::Api;

#[cfg(feature = "schema")]
pub use crate::schema_tables::api_tables;
pub use crate::{
    account_spec::AccountSpec, error::SandboxError, fault::Fault, fault_text::FaultError, request_log::LoggedRequest,
    sandbox_builder::SandboxBuilder, sandbox_handle::Sandbox,
};
