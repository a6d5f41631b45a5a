//! A schema as it was written: its structure read, its names not yet resolved. Whatever has the wrong type, is
//! missing or is not known is reported while it is read, and the rest is kept.

mod rules;
mod structure;
mod values;

pub(crate) use structure::file;
pub(crate) use values::boolean_in_words;

use crate::source::Span;

/// Something with its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// A piece of text with its place.
pub(crate) type Text = Spanned<String>;

/// What stands in one place, as far as it could be read.
#[derive(Clone, Debug)]
pub(crate) struct Section<T> {
    pub(crate) items: Vec<T>,
    /// Whether it could be read as a whole. Where not, that has been reported, and what is missed may well be there.
    pub(crate) complete: bool,
}

impl<T> std::default::Default for Section<T> {
    fn default() -> Self {
        Section { items: Vec::new(), complete: false }
    }
}

#[derive(Debug, Default)]
pub(crate) struct File {
    pub(crate) api_version: Option<Text>,
    pub(crate) facts: Section<Fact>,
    pub(crate) account_types: Section<AccountType>,
    pub(crate) operation: Option<Operation>,
    pub(crate) object: Option<Object>,
    pub(crate) features: Section<Feature>,
    pub(crate) components: Section<Component>,
}

#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) name: Text,
    pub(crate) doc: Option<Text>,
    pub(crate) account_field: Option<Text>,
    pub(crate) values: Section<Text>,
}

#[derive(Debug)]
pub(crate) struct AccountType {
    pub(crate) name: Text,
    pub(crate) facts: Vec<(Text, Text)>,
}

#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) name: Option<Text>,
    pub(crate) doc: Option<Text>,
    pub(crate) method: Option<Text>,
    pub(crate) path: Option<Text>,
    pub(crate) params: Section<Member>,
    pub(crate) returns: Option<Text>,
}

#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) name: Option<Text>,
    pub(crate) doc: Option<Text>,
    pub(crate) fields: Section<Member>,
}

#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: Text,
    pub(crate) doc: Option<Text>,
    pub(crate) ty: Type,
    pub(crate) required: Option<Spanned<bool>>,
}

/// What is said of the values that something takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Type {
    pub(crate) name: Option<Text>,
    pub(crate) prefix: Option<Text>,
    pub(crate) of: Option<Text>,
    pub(crate) values: Option<Section<Text>>,
    pub(crate) fields: Option<Section<Member>>,
    pub(crate) clearable: Option<Spanned<bool>>,
}

#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) name: Text,
    pub(crate) rules: Rules,
}

#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) name: Text,
    pub(crate) doc: Option<Text>,
    pub(crate) features: Vec<Feature>,
}

/// What is said of a feature, in `features` or by a component that differs.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) doc: Option<Text>,
    pub(crate) ty: Type,
    pub(crate) default: Option<Default>,
    pub(crate) may_be: Option<Restriction>,
    pub(crate) same_in_every_component: Option<Spanned<bool>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Default {
    Value(Spanned<Literal>),
    By { fact: Text, table: Vec<(Text, Option<Spanned<Literal>>)> },
    SameAs(Text),
    OppositeOf(Text),
    Undocumented,
}

/// A value as it was written. What type it should have is not known where it is read.
#[derive(Clone, Debug)]
pub(crate) enum Literal {
    Null,
    Boolean(bool),
    /// As written.
    Number(String),
    Text(String),
    List(Vec<Spanned<Literal>>),
}

#[derive(Clone, Debug)]
pub(crate) struct Restriction {
    pub(crate) value: Spanned<bool>,
    pub(crate) only_when: Vec<(Text, Text)>,
}
