//! The endpoint that is imported.

use std::str::FromStr;

/// An endpoint of the API. The default is that of account sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path, with a leading slash.
    pub path: String,
}

impl Default for Endpoint {
    fn default() -> Self {
        Endpoint { method: "POST".to_owned(), path: "/v1/account_sessions".to_owned() }
    }
}

impl Endpoint {
    /// The verb with which an operation's name starts.
    pub(crate) fn verb(&self) -> &'static str {
        match self.method.as_str() {
            "GET" => "retrieve",
            "DELETE" => "delete",
            _ => "create",
        }
    }
}

/// Reads a method and a path.
impl FromStr for Endpoint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_whitespace().collect::<Vec<_>>().as_slice() {
            [method, path] if path.starts_with('/') => {
                Ok(Endpoint { method: method.to_ascii_uppercase(), path: (*path).to_owned() })
            }
            _ => Err("write the method and the path, such as \"POST /v1/account_sessions\"".to_owned()),
        }
    }
}
