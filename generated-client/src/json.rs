//! STUB, written by somebody else: decoding of response objects.

/// Why a body could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where, such as `components.payments.features.refund_management`; empty for the whole body.
    pub path: String,
    /// What should have been there, such as `a boolean`, or what is wrong with the text.
    pub problem: String,
}
impl std::fmt::Display for JsonError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`: {}", self.path, self.problem)
    }
}
impl std::error::Error for JsonError {}

/// An object that can be read from a response body.
pub trait FromJson: Sized {
    /// Decodes it.
    fn from_json(body: &[u8]) -> Result<Self, JsonError>;
}
