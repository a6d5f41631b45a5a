//! How the value of a parameter is written, and what is wrong with it wherever it stands.

use crate::{
    clearable::Clearable,
    form::Form,
    value::{Id, Secret, Timestamp},
    violation::{Rule, Violations},
};
use std::{borrow::Cow, fmt};

/// A parameter's name in the API's bracket form, in parts.
#[derive(Clone, Copy)]
pub enum Name<'a> {
    /// The whole name.
    Whole(&'static str),
    /// An item of the list of that name.
    Item(&'a Name<'a>, usize),
    /// A field of the object of that name.
    Field(&'a Name<'a>, &'static str),
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Whole(name) => formatter.write_str(name),
            Name::Item(list, index) => write!(formatter, "{list}[{index}]"),
            Name::Field(object, field) => write!(formatter, "{object}[{field}]"),
        }
    }
}

impl Name<'_> {
    pub(crate) fn to_param(self) -> Cow<'static, str> {
        match self {
            Name::Whole(name) => Cow::Borrowed(name),
            part => Cow::Owned(part.to_string()),
        }
    }
}

/// The value of a parameter.
pub trait Param {
    /// Adds it to a form.
    fn write(&self, name: Name<'_>, form: &mut Form);

    /// Notes what the API would refuse about it in any place.
    fn check(&self, _name: Name<'_>, _violations: &mut Violations) {}

    /// The same where there must be a value.
    fn require(&self, name: Name<'_>, violations: &mut Violations) {
        self.check(name, violations);
    }
}

impl<T: Param> Param for Option<T> {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        if let Some(value) = self {
            value.write(name, form);
        }
    }

    fn check(&self, name: Name<'_>, violations: &mut Violations) {
        if let Some(value) = self {
            value.check(name, violations);
        }
    }

    fn require(&self, name: Name<'_>, violations: &mut Violations) {
        match self {
            Some(value) => value.check(name, violations),
            None => violations.nothing(name),
        }
    }
}

/// A text of which some values are known.
pub trait Known: Default + fmt::Debug + for<'a> From<&'a str> {
    /// The text.
    fn text(&self) -> &str;
}

impl Param for bool {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        form.pair(name, if *self { "true" } else { "false" });
    }
}

impl Param for i64 {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        form.pair(name, self);
    }
}

impl Param for Timestamp {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        self.as_seconds().write(name, form);
    }
}

impl Param for str {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        form.escaped(name, self);
    }

    fn check(&self, name: Name<'_>, violations: &mut Violations) {
        if self.is_empty() {
            violations.nothing(name);
        }
    }
}

macro_rules! text {
    ($($type:ty: $text:ident $(of $of:ident)?;)*) => {
        $(impl$(<$of: Known>)? Param for $type {
            fn write(&self, name: Name<'_>, form: &mut Form) {
                self.$text().write(name, form);
            }

            fn check(&self, name: Name<'_>, violations: &mut Violations) {
                self.$text().check(name, violations);
            }
        })*
    };
}

text! {
    String: as_str;
    Id: as_str;
    Secret: expose_secret;
    T: text of T;
}

impl<T: Param> Param for Vec<T> {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        for (index, item) in self.iter().enumerate() {
            item.write(Name::Item(&name, index), form);
        }
    }

    fn check(&self, name: Name<'_>, violations: &mut Violations) {
        if self.is_empty() {
            violations.nothing(name);
        }
        for (index, item) in self.iter().enumerate() {
            item.check(Name::Item(&name, index), violations);
        }
    }
}

impl<T: Param> Param for Clearable<T> {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        match self {
            Clearable::Set(value) => value.write(name, form),
            Clearable::Clear => form.pair(name, ""),
        }
    }

    fn check(&self, name: Name<'_>, violations: &mut Violations) {
        if let Clearable::Set(value) = self {
            value.check(name, violations);
        }
    }
}

/// Notes an identifier within an object that does not start as it must.
pub fn check_prefix(id: Option<&Id>, name: Name<'_>, prefix: &'static str, violations: &mut Violations) {
    if id.is_some_and(|id| !id.has_prefix(prefix)) {
        violations.push(name.to_param(), Rule::Prefix(prefix));
    }
}
