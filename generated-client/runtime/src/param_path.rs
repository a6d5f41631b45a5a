//! Paths of parameters in the API's bracket form.

use std::borrow::Cow;

/// A parameter's path, such as `components[payments][enabled]` or `expand[0]`, in parts.
#[derive(Clone, Copy)]
pub(crate) enum ParamPath<'a> {
    /// A path from a table.
    Root(&'static str),
    /// An item of the list at a path.
    Index(&'a ParamPath<'a>, usize),
    /// A field of the object at a path.
    Key(&'a ParamPath<'a>, &'a str),
}

impl ParamPath<'_> {
    /// Appends the path.
    pub(crate) fn write_to(self, text: &mut String) {
        match self {
            ParamPath::Root(path) => text.push_str(path),
            ParamPath::Index(list, index) => ParamPath::Key(list, &index.to_string()).write_to(text),
            ParamPath::Key(object, field) => {
                object.write_to(text);
                text.extend(["[", field, "]"]);
            }
        }
    }
}

impl From<ParamPath<'_>> for Cow<'static, str> {
    fn from(path: ParamPath<'_>) -> Self {
        match path {
            ParamPath::Root(path) => Cow::Borrowed(path),
            nested => {
                let mut text = String::new();
                nested.write_to(&mut text);
                Cow::Owned(text)
            }
        }
    }
}
