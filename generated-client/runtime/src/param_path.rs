//! Paths of parameters in the API's bracket form.

use std::{borrow::Cow, fmt};

/// A parameter's path, such as `components[payments][enabled]` or `expand[0]`, in parts.
#[derive(Clone, Copy)]
pub enum ParamPath<'a> {
    /// A path from a table.
    Root(&'static str),
    /// An item of the list at a path.
    Index(&'a ParamPath<'a>, usize),
    /// A field of the object at a path.
    Key(&'a ParamPath<'a>, &'a str),
}

impl fmt::Display for ParamPath<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParamPath::Root(path) => formatter.write_str(path),
            ParamPath::Index(list, index) => write!(formatter, "{list}[{index}]"),
            ParamPath::Key(object, field) => write!(formatter, "{object}[{field}]"),
        }
    }
}

impl From<ParamPath<'_>> for Cow<'static, str> {
    fn from(path: ParamPath<'_>) -> Self {
        match path {
            ParamPath::Root(path) => Cow::Borrowed(path),
            nested => Cow::Owned(nested.to_string()),
        }
    }
}
