//! The syntax tree of a schema: its structure, with locations, and names not yet resolved.

use crate::{
    source::{Spanned, Text},
    vocabulary,
    yaml::Node,
};

/// The items of a list or map, as far as they could be read.
#[derive(Clone, Debug)]
pub struct Section<T> {
    /// The readable items.
    pub items: Vec<T>,
    /// `true` if every item could be read. Otherwise errors were reported, and a missing item may well be present.
    pub complete: bool,
}

impl<T> std::default::Default for Section<T> {
    fn default() -> Self {
        Section { items: Vec::new(), complete: false }
    }
}

/// A default as written.
pub type Default = vocabulary::Default<Text, (Text, Option<Node>), Node>;

/// A restriction as written.
pub type Restriction = vocabulary::Restriction<Text, Spanned<bool>>;

/// A whole schema.
#[derive(Debug, Default)]
pub struct File {
    /// `api_version`.
    pub api_version: Option<Text>,
    /// `facts`.
    pub facts: Section<Fact>,
    /// `account_types`.
    pub account_types: Section<AccountType>,
    /// `account_type_field`.
    pub account_type_field: Option<Text>,
    /// `operation`.
    pub operation: Option<Operation>,
    /// `object`.
    pub object: Option<Object>,
    /// `features`.
    pub features: Section<Feature>,
    /// `components`.
    pub components: Section<Component>,
}

impl File {
    /// The entries of `params` and `fields`.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let params = self.operation.iter().flat_map(|operation| &operation.params.items);
        params.chain(self.object.iter().flat_map(|object| &object.fields.items))
    }

    /// The shared features, and those that components list.
    pub fn all_features(&self) -> impl Iterator<Item = &Feature> {
        let listed = self.components.items.iter().flat_map(|component| &component.features);
        self.features.items.iter().chain(listed)
    }

    /// The types of members and features, by name.
    pub fn types(&self) -> impl Iterator<Item = (&Text, &Type)> {
        let features = self.all_features().map(|feature| (&feature.name, &feature.ty));
        self.members().map(|member| (&member.name, &member.ty)).chain(features)
    }
}

/// An entry of `facts`.
#[derive(Debug, Default)]
pub struct Fact {
    /// `name`, or the key of the entry.
    pub name: Text,
    /// `doc`.
    pub doc: Option<Text>,
    /// `account_field`.
    pub account_field: Option<Text>,
    /// `values`.
    pub values: Section<Text>,
}

/// An entry of `account_types`.
#[derive(Debug)]
pub struct AccountType {
    /// `name`, or the key of the entry.
    pub name: Text,
    /// The facts that it settles, with their values.
    pub facts: Vec<(Text, Text)>,
}

/// `operation`.
#[derive(Debug)]
pub struct Operation {
    /// `name`, or the key of the entry.
    pub name: Option<Text>,
    /// `doc`.
    pub doc: Option<Text>,
    /// `method`.
    pub method: Option<Text>,
    /// `path`.
    pub path: Option<Text>,
    /// `params`.
    pub params: Section<Member>,
    /// `one_of`.
    pub one_of: Section<Text>,
    /// `returns`.
    pub returns: Option<Text>,
}

/// `object`.
#[derive(Debug)]
pub struct Object {
    /// `name`, or the key of the entry.
    pub name: Option<Text>,
    /// `doc`.
    pub doc: Option<Text>,
    /// `fields`.
    pub fields: Section<Member>,
}

/// An entry of `params` or `fields`.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// `name`, or the key of the entry.
    pub name: Text,
    /// `doc`.
    pub doc: Option<Text>,
    /// The type.
    pub ty: Type,
    /// `required`.
    pub required: Option<Spanned<bool>>,
    /// `deprecated`.
    pub deprecated: Option<Spanned<bool>>,
}

/// The keys that describe a type.
#[derive(Clone, Debug, Default)]
pub struct Type {
    /// `type`.
    pub name: Option<Text>,
    /// `prefix`.
    pub prefix: Option<Text>,
    /// `expandable`.
    pub expandable: Option<Spanned<bool>>,
    /// `maximum`.
    pub maximum: Option<Spanned<i64>>,
    /// `of`.
    pub of: Option<Text>,
    /// `values`.
    pub values: Option<Section<Text>>,
    /// `fields`.
    pub fields: Option<Section<Member>>,
    /// `clearable`.
    pub clearable: Option<Spanned<bool>>,
}

/// An entry of `features`, or an item of a component's `features`, with what differs there.
#[derive(Debug, Default)]
pub struct Feature {
    /// `name`, or the key of the entry.
    pub name: Text,
    /// `doc`.
    pub doc: Option<Text>,
    /// The type.
    pub ty: Type,
    /// `default`.
    pub default: Option<Default>,
    /// `may_be`.
    pub may_be: Option<Restriction>,
    /// `same_in_every_component`.
    pub same_in_every_component: Option<Spanned<bool>>,
    /// `deprecated`.
    pub deprecated: Option<Spanned<bool>>,
}

/// An entry of `components`.
#[derive(Debug, Default)]
pub struct Component {
    /// `name`, or the key of the entry.
    pub name: Text,
    /// `doc`.
    pub doc: Option<Text>,
    /// `features`.
    pub features: Vec<Feature>,
    /// `deprecated`.
    pub deprecated: Option<Spanned<bool>>,
}

impl Type {
    /// Merges this with a shared type, which fills the keys that are missing here.
    pub fn over(&self, shared: &Type) -> Type {
        let (own, shared) = (self.clone(), shared.clone());
        Type {
            name: own.name.or(shared.name),
            prefix: own.prefix.or(shared.prefix),
            expandable: own.expandable.or(shared.expandable),
            maximum: own.maximum.or(shared.maximum),
            of: own.of.or(shared.of),
            values: own.values.or(shared.values),
            fields: own.fields.or(shared.fields),
            clearable: own.clearable.or(shared.clearable),
        }
    }

    /// `true` if it has no key.
    pub fn is_silent(&self) -> bool {
        let Type { name, prefix, expandable, maximum, of, values, fields, clearable } = self;
        let texts = [name, prefix, of].into_iter().all(Option::is_none);
        let flags = [expandable, clearable].into_iter().all(Option::is_none);
        texts && flags && maximum.is_none() && values.is_none() && fields.is_none()
    }

    /// `true` if an empty value clears it.
    pub fn is_clearable(&self) -> bool {
        self.clearable.is_some_and(|clearable| clearable.value)
    }
}
