//! How the value of a parameter is written, and what is wrong with it wherever it stands.

use crate::{
    clearable::Clearable,
    form::Form,
    value::{Id, Secret, Timestamp},
    violation::Rule,
};

/// A parameter's name in the API's bracket form, in parts.
#[derive(Clone, Copy)]
pub enum Name<'a> {
    /// The whole name.
    Whole(&'a str),
    /// An item of the list of that name.
    Item(&'a Name<'a>, usize),
}

/// The value of a parameter.
pub trait Param {
    /// Adds it to a form.
    fn write(&self, name: Name<'_>, form: &mut Form);

    /// What the API would refuse about it in any place.
    fn flaw(&self) -> Option<Rule> {
        None
    }
}

/// A text of which some values are known.
pub trait Known: Default + for<'a> From<&'a str> {
    /// The text.
    fn text(&self) -> &str;
}

impl Param for bool {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        form.plain(name, if *self { "true" } else { "false" });
    }
}

impl Param for i64 {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        form.plain(name, &self.to_string());
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

    fn flaw(&self) -> Option<Rule> {
        self.is_empty().then_some(Rule::NotEmpty)
    }
}

macro_rules! text {
    ($($type:ty: $text:ident $(of $of:ident)?;)*) => {
        $(impl$(<$of: Known>)? Param for $type {
            fn write(&self, name: Name<'_>, form: &mut Form) {
                self.$text().write(name, form);
            }

            fn flaw(&self) -> Option<Rule> {
                self.$text().flaw()
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

    fn flaw(&self) -> Option<Rule> {
        if self.is_empty() { Some(Rule::NotEmpty) } else { self.iter().find_map(Param::flaw) }
    }
}

impl<T: Param> Param for Clearable<T> {
    fn write(&self, name: Name<'_>, form: &mut Form) {
        match self {
            Clearable::Set(value) => value.write(name, form),
            Clearable::Clear => form.plain(name, ""),
        }
    }

    fn flaw(&self) -> Option<Rule> {
        self.value().and_then(Param::flaw)
    }
}
