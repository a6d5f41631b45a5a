//! An in-process server that answers as the API does, for tests and for trying things out without a key.
//!
//! It listens on the loopback interface, on a free port unless told otherwise, and on a thread of its own, so that
//! blocking and async code can both talk to it, and it stops when its [`Sandbox`] is dropped. All it knows about the
//! API it takes from the tables of [`reflect`](runtime::reflect): components, features, defaults and restrictions of every
//! version that this crate has, or of those that one's own code has ([`Sandbox::builder`]).
//!
//! It serves the operation of the tables, and `GET /v1/accounts/{id}`, whose answer has the account's facts where the
//! tables say that the API has them, and nothing else about the account.
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
//! # Idempotency
//!
//! The second `POST` with an `Idempotency-Key` is not executed: it gets the answer of the first one, with
//! `Idempotent-Replayed: true`, the first one's id in `Original-Request`, and an id of its own. If its parameters are
//! not those of the first one, whatever their order, it is refused with status 400 and an `idempotency_error`; while
//! the first one is in flight, with status 409 and the code `idempotency_key_in_use`.
//!
//! As [the API documents it](https://docs.stripe.com/api/idempotent_requests), an answer is kept once execution has
//! begun, be it a session or an error. Here that is when an account is looked up: "No such account" and a value that
//! the account may not have are kept; a wrong key, version, path or parameter is not, so that such a request may be
//! mended and sent again under its key. Keys of different accounts (`Stripe-Account`) or modes are different keys. The last
//! 10,000 answers are kept, however old they are.
//!
//! # What came
//!
//! [`Sandbox::requests`] tells what the last requests were and what became of them, [`Sandbox::sessions_created`] how
//! many sessions there are: together they show whether code under test sent what it should, and as often as it should.
//!
//! Every client secret starts with `_SandboxSecret`: a search of what code under test logged shows whether it keeps
//! secrets to itself.
//!
//! # What goes wrong
//!
//! [`Sandbox::fail_next`] lets something go wrong with the next request, and so does the header `Sandbox-Fault` with
//! the request that has it: `Sandbox-Fault: status=500`, or `Sandbox-Fault: cut; after; times=1`, which lets the second
//! attempt get through. See [`Fault`] for what there is. A request is dealt with to its end even if whoever sent it does not wait for the answer, as the API does.
//!
//! # As a program
//!
//! For SDKs and tools of other languages, the sandbox is also a program, which tells on its standard output where it
//! listens, and stops on Ctrl-C:
//!
//! ```text
//! cargo run --package generated-client-sandbox --features program -- --port 12111 --accounts accounts.yaml
//! ```
//!
//! The file is what [`SandboxBuilder::accounts_yaml`] reads. With `--log`, the program prints each request that it dealt
//! with as a line of JSON: what [`LoggedRequest`] says.

#![cfg_attr(test, allow(clippy::expect_used, clippy::panic, clippy::unwrap_used))]

mod account_body;
mod accounts;
mod accounts_text;
mod answer;
mod api_error;
mod auth;
mod backend;
#[cfg(test)]
mod backend_tests;
mod body;
mod delivery;
mod error;
mod fault;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod fixture;
mod form;
mod idempotency;
mod log;
mod params;
#[cfg(feature = "schema")]
mod schema_tables;
mod server;
mod session;
#[cfg(test)]
mod socket_tests;
mod stamp;
#[cfg(test)]
mod tests;
mod values;
mod versions;

use std::{fmt, sync::Arc};

use secrecy::{ExposeSecret, SecretString};

#[cfg(feature = "schema")]
pub use self::schema_tables::api_tables;
use self::{
    accounts::{Accounts, Spec},
    answer::World,
    auth::Keys,
    backend::Backend,
    log::{Log, Watcher},
    server::Server,
    versions::Versions,
};
pub use self::{
    error::SandboxError,
    fault::{Fault, FaultError},
    log::LoggedRequest,
};
pub use runtime::reflect::Api;

/// One for test mode, one for live mode.
const DEFAULT_KEYS: [&str; 2] = ["sk_test_sandbox", "sk_live_sandbox"];

/// A running server. Dropping it closes its port and every connection.
pub struct Sandbox {
    backend: Arc<Backend>,
    server: Server,
}

impl Sandbox {
    /// Prepares a server for the version of the API that the tables describe; [`SandboxBuilder::version`] adds others.
    ///
    /// Without further settings it accepts the keys `sk_test_sandbox` and `sk_live_sandbox` and knows one account of every account type
    /// (see [`Sandbox::account_id`]), and `acct_1NkDjjJyhOZfPCWt`, the express account of the API reference's example.
    pub fn builder(api: &'static Api) -> SandboxBuilder {
        SandboxBuilder {
            versions: Versions::new(api),
            accounts: Vec::new(),
            keys: DEFAULT_KEYS.map(SecretString::from).to_vec(),
            kept_requests: log::KEPT,
            watcher: None,
            port: 0,
        }
    }

    /// Where it listens, such as `http://127.0.0.1:49152`; to use in place of `https://api.stripe.com`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// The key it accepts; of several, the first one.
    pub fn secret_key(&self) -> &str {
        self.secret_keys().next().unwrap_or_default()
    }

    /// The keys it accepts.
    pub fn secret_keys(&self) -> impl Iterator<Item = &str> {
        self.backend.world.keys.iter()
    }

    /// The id of the account it has from the start for an account type of the tables, such as `acct_sandbox_express`
    /// for `express`; `None` if there is no such type.
    pub fn account_id(&self, account_type: &str) -> Option<&str> {
        self.backend.world.accounts.of_type(account_type)
    }

    /// The ids of all accounts that it knows.
    pub fn accounts(&self) -> impl Iterator<Item = &str> {
        self.backend.world.accounts.ids()
    }

    /// The last requests that it dealt with, in the order in which it had their answers: a request is here before its
    /// answer reaches whoever sent it. There are 1,000 of them, or as many as [`SandboxBuilder::keep_requests`] said.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.backend.log.kept()
    }

    /// How many requests it dealt with since it was started, also those that it no longer keeps.
    pub fn requests_received(&self) -> u64 {
        self.backend.log.requests()
    }

    /// How many sessions it created since it was started.
    pub fn sessions_created(&self) -> u64 {
        self.backend.log.sessions()
    }

    /// Lets something go wrong with the next request. Faults of several calls strike one request each, in their order,
    /// or as many as [`Fault::times`] says; a request with a `Sandbox-Fault` of its own gets that one, and leaves these
    /// to others.
    pub fn fail_next(&self, fault: Fault) {
        self.backend.faults.push(fault);
    }

    /// How many requests the faults of [`fail_next`](Self::fail_next) are still to strike.
    pub fn faults_left(&self) -> usize {
        self.backend.faults.len()
    }

    /// The tables it answers from: of several versions, those of the first one, which requests without a
    /// `Stripe-Version` get.
    pub fn api(&self) -> &'static Api {
        self.backend.world.versions.first
    }

    /// The tables of all versions that it serves, the first one first.
    pub fn versions(&self) -> impl Iterator<Item = &'static Api> {
        self.backend.world.versions.iter()
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.base_url())
            .field("versions", &self.backend.world.versions.names())
            .finish_non_exhaustive()
    }
}

/// The settings of a [`Sandbox`] that does not run yet.
#[derive(Clone)]
#[must_use = "the sandbox runs once `start` is called"]
pub struct SandboxBuilder {
    versions: Versions,
    accounts: Vec<(String, Spec)>,
    keys: Vec<SecretString>,
    kept_requests: usize,
    watcher: Option<Watcher>,
    port: u16,
}

impl SandboxBuilder {
    /// Serves another version of the API too, to requests whose `Stripe-Version` names it. Tables of a version that is
    /// served already take the place of those.
    ///
    /// Accounts have their facts by name in all versions: in a version that does not know an account's value of a fact,
    /// the account has the first value there. Account types of all versions can be used; what versions say differently
    /// about the facts of a type is as the first of them says.
    pub fn version(mut self, api: &'static Api) -> Self {
        self.versions.add(api);
        self
    }

    /// Adds an account with these facts: pairs of a fact's name and its value's, such as
    /// `("loss_liability", "stripe")`.
    ///
    /// A fact that is left out has the first of its values, for an account of the API has each fact one way or the
    /// other. An account added later replaces one of the same id, also one that the sandbox has from the start.
    pub fn account(mut self, id: impl Into<String>, facts: &[(&str, &str)]) -> Self {
        self.accounts.push((id.into(), Spec::facts(facts)));
        self
    }

    /// Adds an account of an account type, such as `custom`. See [`SandboxBuilder::account`] for facts the type leaves
    /// open and for ids used twice.
    pub fn account_of_type(mut self, id: impl Into<String>, account_type: impl Into<String>) -> Self {
        self.accounts.push((id.into(), Spec::Type(account_type.into())));
        self
    }

    /// Adds the accounts of a YAML text: a map of account ids, each with the name of its account type or a map of its
    /// facts. JSON will do, for it is YAML.
    ///
    /// ```yaml
    /// acct_of_my_test: custom
    /// acct_another:
    ///   loss_liability: stripe
    ///   requirement_collection: application
    /// ```
    ///
    /// # Errors
    ///
    /// [`SandboxError::Accounts`] if the text is something else. Whether the names in it are known shows when the
    /// sandbox is started.
    pub fn accounts_yaml(mut self, yaml: &str) -> Result<Self, SandboxError> {
        self.accounts.extend(accounts_text::read(yaml)?);
        Ok(self)
    }

    /// Sets the port to listen on, in place of a free one, which is also what 0 stands for.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Sets the key to accept, in place of `sk_test_sandbox` and `sk_live_sandbox`. One that starts with `sk_live_` or
    /// `rk_live_` makes sessions of live mode; it need not be, and had better not be, a real one.
    pub fn secret_key(mut self, key: impl Into<SecretString>) -> Self {
        self.keys = vec![key.into()];
        self
    }

    /// Sets another key to accept beside those there are.
    pub fn another_key(mut self, key: impl Into<SecretString>) -> Self {
        self.keys.push(key.into());
        self
    }

    /// Sets how many requests [`Sandbox::requests`] keeps, in place of 1,000.
    pub fn keep_requests(mut self, count: usize) -> Self {
        self.kept_requests = count;
        self
    }

    /// Tells of each request as it is dealt with, before its answer is on its way: for a log of one's own.
    pub fn on_request(mut self, tell: impl Fn(&LoggedRequest) + Send + Sync + 'static) -> Self {
        self.watcher = Some(Arc::new(tell));
        self
    }

    /// Starts the server. Once this returns, connections are accepted.
    ///
    /// # Errors
    ///
    /// - [`SandboxError::UnknownFact`], [`SandboxError::UnknownValue`], [`SandboxError::UnknownAccountType`] if an
    ///   account uses a name that the tables do not have.
    /// - [`SandboxError::UnusableSecretKey`] if no request could carry the key.
    /// - [`SandboxError::Io`] if the system gives no port or no thread.
    pub fn start(self) -> Result<Sandbox, SandboxError> {
        if !self.keys.iter().all(|key| auth::is_usable(key.expose_secret())) {
            return Err(SandboxError::UnusableSecretKey);
        }
        let accounts = Accounts::new(&self.versions, self.accounts)?;
        let world = World { versions: self.versions, accounts, keys: Keys::new(self.keys) };
        let backend = Arc::new(Backend::new(world, Log::new(self.kept_requests, self.watcher)));
        let server = Server::start(Arc::clone(&backend), self.port)?;
        Ok(Sandbox { backend, server })
    }
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("versions", &self.versions.names())
            .field("accounts", &self.accounts)
            .finish_non_exhaustive()
    }
}
