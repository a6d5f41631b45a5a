//! Parameters that can be given back.

/// What a request does with a parameter that can be cleared. A parameter that a request leaves out stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Clearable<T> {
    /// Gives it a value.
    Set(T),
    /// Takes back the value it has: sent as an empty one, answered as `null`.
    #[default]
    Clear,
}

impl<T> Clearable<T> {
    /// The value, if one is given.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Clearable::Set(value) => Some(value),
            Clearable::Clear => None,
        }
    }

    /// The same with another value, where one is given.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Clearable<U> {
        match self {
            Clearable::Set(value) => Clearable::Set(change(value)),
            Clearable::Clear => Clearable::Clear,
        }
    }
}
