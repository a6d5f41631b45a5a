//! The settings of a sandbox.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};

use runtime::reflect::Api;
use secrecy::{ExposeSecret, SecretString};

use crate::{
    account_spec::AccountSpec,
    accounts::Accounts,
    api_keys::{self, ApiKeys},
    error::SandboxError,
    explorer::settings::ExplorerSettings,
    http_server::HttpServer,
    request_handler::RequestHandler,
    request_log::{self, LoggedRequest, RequestHook, RequestLog},
    sandbox_handle::Sandbox,
    served_versions::Versions,
    state::State,
};

/// The settings of a [`Sandbox`].
#[derive(Clone)]
#[must_use = "the sandbox runs once `start` is called"]
pub struct SandboxBuilder {
    versions: Versions,
    accounts: Vec<(String, AccountSpec)>,
    keys: Vec<SecretString>,
    kept_requests: usize,
    hook: Option<RequestHook>,
    host: IpAddr,
    port: u16,
    explorer: ExplorerSettings,
}

impl Sandbox {
    /// Returns the default settings for a version of the API; [`SandboxBuilder::version`] adds others.
    ///
    /// By default, a sandbox accepts the keys `sk_test_sandbox` and `sk_live_sandbox`, and has an account of each account
    /// type (see [`Sandbox::account_id`]) and the account of the API reference's example, `acct_1NkDjjJyhOZfPCWt`, which is
    /// an express account.
    pub fn builder(api: &'static Api) -> SandboxBuilder {
        SandboxBuilder {
            versions: Versions::new(api),
            accounts: Vec::new(),
            keys: api_keys::DEFAULT_KEYS.map(SecretString::from).to_vec(),
            kept_requests: request_log::CAPACITY,
            hook: None,
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            explorer: ExplorerSettings::default(),
        }
    }
}

impl SandboxBuilder {
    /// Adds a version of the API, or replaces the tables of that version. See the [crate's documentation](crate#versions)
    /// for the requests that it serves.
    ///
    /// Accounts have their facts by name in all versions: in a version that does not know an account's value of a fact,
    /// the account has the first value of that version. Account types of all versions can be used; where versions differ
    /// about the facts of a type, the first of them wins.
    pub fn version(mut self, api: &'static Api) -> Self {
        self.versions.add(api);
        self
    }

    /// Refuses requests for versions that are not described, and beta headers, which otherwise are ignored.
    pub fn strict_versions(mut self, is_strict: bool) -> Self {
        self.versions.is_strict = is_strict;
        self
    }

    /// Adds an account with facts: pairs of a fact's name and a value, such as `("loss_liability", "stripe")`.
    ///
    /// A missing fact has the first of its values, since every account has a value of each fact. An account replaces an
    /// earlier one with the same ID, including the default ones.
    pub fn account(self, id: impl Into<String>, facts: &[(&str, &str)]) -> Self {
        let facts = facts.iter().map(|&(fact, value)| (fact.to_owned(), value.to_owned()));
        self.accounts([(id.into(), AccountSpec::Facts(facts.collect()))])
    }

    /// Adds an account of an account type, such as `custom`. See [`SandboxBuilder::account`] for facts that the type leaves
    /// open, and for repeated IDs.
    pub fn account_of_type(self, id: impl Into<String>, account_type: impl Into<String>) -> Self {
        self.accounts([(id.into(), AccountSpec::Type(account_type.into()))])
    }

    /// Adds accounts, for example from a map that was read from a file: see [`AccountSpec`].
    pub fn accounts(mut self, accounts: impl IntoIterator<Item = (String, AccountSpec)>) -> Self {
        self.accounts.extend(accounts);
        self
    }

    /// Sets the IP address to listen on, in place of `127.0.0.1`. Every machine that can reach another address can use
    /// the sandbox.
    pub fn host(mut self, host: impl Into<IpAddr>) -> Self {
        self.host = host.into();
        self
    }

    /// Sets the port to listen on, in place of 0, which means any free port.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Serves the [explorer](crate#explorer) under another name than a loopback one, such as `sandbox` in a network of
    /// containers. Requests to the API are served under every name.
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.explorer.hosts.push(host.into());
        self
    }

    /// Sets the module from which the [explorer](crate#explorer)'s Rust imports, for descriptions that are not shipped.
    /// By default, it is the version's module in `generated_client`.
    pub fn rust_module(mut self, path: impl Into<String>) -> Self {
        self.explorer.rust_module = Some(path.into());
        self
    }

    /// Sets the accepted key, in place of `sk_test_sandbox` and `sk_live_sandbox`. Any text will do, and a real key should
    /// not be used. Sessions are of live mode if the key starts with `sk_live_`, `rk_live_` or `sk_org_live_`. Requests
    /// with a key that starts with `sk_org_` need the header `Stripe-Context`.
    pub fn secret_key(mut self, key: impl Into<SecretString>) -> Self {
        self.keys = vec![key.into()];
        self
    }

    /// Adds an accepted key.
    pub fn another_key(mut self, key: impl Into<SecretString>) -> Self {
        self.keys.push(key.into());
        self
    }

    /// Sets the number of requests that [`Sandbox::requests`] keeps, in place of 1,000.
    pub fn keep_requests(mut self, count: usize) -> Self {
        self.kept_requests = count;
        self
    }

    /// Sets a function that is called with each request before its response is sent.
    pub fn on_request(mut self, hook: impl Fn(&LoggedRequest) + Send + Sync + 'static) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }

    /// Starts the server. Once this returns, connections are accepted.
    ///
    /// # Errors
    ///
    /// - [`SandboxError::UnknownFact`], [`SandboxError::UnknownValue`], [`SandboxError::UnknownAccountType`] if the tables
    ///   do not have a name that an account uses.
    /// - [`SandboxError::UnusableSecretKey`] if no request could carry a key.
    /// - [`SandboxError::Io`] if the address is not available, or if the system has no threads left.
    pub fn start(self) -> Result<Sandbox, SandboxError> {
        if !self.keys.iter().all(|key| api_keys::is_usable(key.expose_secret())) {
            return Err(SandboxError::UnusableSecretKey);
        }
        let accounts = Accounts::new(&self.versions, self.accounts)?;
        let keys = ApiKeys::new(self.keys);
        let state = State { versions: self.versions, accounts, keys, explorer: self.explorer };
        let handler = Arc::new(RequestHandler::new(state, RequestLog::new(self.kept_requests, self.hook)));
        let address = (self.host, self.port).into();
        let server =
            HttpServer::start(Arc::clone(&handler), address).map_err(|source| SandboxError::Io { address, source })?;
        Ok(Sandbox { handler, server })
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
