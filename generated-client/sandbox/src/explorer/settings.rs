//! The settings of the explorer.

/// The settings of the page and its endpoints.
#[derive(Clone, Debug, Default)]
pub(crate) struct ExplorerSettings {
    /// The names in `Host` that are served, in addition to loopback ones.
    pub(crate) hosts: Vec<String>,
    /// The module that has the generated types, in place of the version's module in `generated_client`.
    pub(crate) rust_module: Option<String>,
}
