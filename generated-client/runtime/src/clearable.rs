//! Parameters that can be cleared.

/// The value of a parameter that can be cleared. A parameter that a request leaves out stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Clearable<T> {
    /// Sets a value.
    Set(T),
    /// Clears the parameter: sends an empty value; the response has `null`.
    #[default]
    Clear,
}

impl<T> Clearable<T> {
    /// The value, if one is set.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Clearable::Set(value) => Some(value),
            Clearable::Clear => None,
        }
    }

    /// Converts the value, if one is set.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Clearable<U> {
        match self {
            Clearable::Set(value) => Clearable::Set(convert(value)),
            Clearable::Clear => Clearable::Clear,
        }
    }
}
