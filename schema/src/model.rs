//! The checked schema: every reference is valid, and every name is usable.

pub use crate::vocabulary::{Default, Kind, Literal, Member, Restriction};

use std::{
    collections::{BTreeMap, HashSet},
    ops::Deref,
};

/// A consistent schema, without the invalid parts of the text. Only [`crate::read`] makes one, so that its users need no
/// further checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedSchema(pub(crate) Schema);

impl Deref for CheckedSchema {
    type Target = Schema;

    fn deref(&self) -> &Schema {
        &self.0
    }
}

/// One version of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The version, as sent in `Stripe-Version`.
    pub api_version: String,
    /// The facts about an account that rules depend on.
    pub facts: Vec<Fact>,
    /// Well-known combinations of facts.
    pub account_types: Vec<AccountType>,
    /// The dotted path of an account type's name in the API's account object.
    pub account_type_field: Option<String>,
    /// The request.
    pub operation: Operation,
    /// The response.
    pub object: Object,
    /// The features that components share.
    pub features: Vec<Feature>,
    /// The embedded components.
    pub components: Vec<Component>,
}

/// A fact about the connected account that rules depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// Its dotted path in the API's account object.
    pub account_field: String,
    /// The values it takes.
    pub values: Vec<String>,
}

/// A well-known combination of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountType {
    /// Its name.
    pub name: String,
    /// For each of [`Schema::facts`] the position of its value, or `None` where the type does not settle it.
    pub facts: Vec<Option<usize>>,
}

/// The request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// Its HTTP method.
    pub method: Method,
    /// Its path.
    pub path: String,
    /// Its parameters, in order.
    pub params: Vec<Member>,
    /// The parameters of which exactly one must be set, if any.
    pub one_of: Vec<String>,
}

/// An HTTP method for form-encoded parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `DELETE`
    Delete,
    /// `GET`
    Get,
    /// `POST`
    Post,
}

impl Method {
    /// Every method.
    pub const ALL: [Method; 3] = [Method::Delete, Method::Get, Method::Post];

    /// The method as HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Delete => "DELETE",
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// The response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its name, which is also the value of its `object` field.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// Its fields, in order.
    pub fields: Vec<Member>,
}

impl Object {
    /// Its fields after `object`, which every object of the API has.
    pub fn all_fields(&self) -> impl Iterator<Item = Member> {
        let discriminator = Member {
            name: "object".to_owned(),
            doc: format!("The type of the object: `{}`.", self.name),
            kind: Kind::String,
            clearable: false,
            required: false,
            deprecated: false,
        };
        std::iter::once(discriminator).chain(self.fields.iter().cloned())
    }
}

/// A feature as several components share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub doc: String,
}

/// An embedded component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub doc: String,
    /// Its features, in order.
    pub features: Vec<ComponentFeature>,
    /// `true` if the API discourages its use.
    pub deprecated: bool,
}

/// A feature of one component: the shared feature with the component's overrides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentFeature {
    /// Its index in [`Schema::features`].
    pub feature: usize,
    /// Its name, documentation and type, which is never `components`.
    pub member: Member,
    /// Its value when a request leaves it out.
    pub default: Default,
    /// The value that only some accounts may have.
    pub restriction: Option<Restriction>,
    /// `true` if every component that sets it must set the same value.
    pub same_in_every_component: bool,
}

impl Schema {
    /// `true` if anything in it is deprecated.
    pub fn has_deprecated(&self) -> bool {
        let mut members = self.operation.params.iter().chain(&self.object.fields);
        let mut components = self.components.iter();
        members.any(Member::has_deprecated)
            || components.any(|component| {
                let features = &component.features;
                component.deprecated || features.iter().any(|feature| feature.member.has_deprecated())
            })
    }

    /// The types that the schema makes up.
    pub fn named_types(&self) -> NamedTypes {
        let features = self.components.iter().flat_map(|component| &component.features);
        let mut types = NamedTypes::default();
        self.operation.params.iter().for_each(|param| types.add(&param.name, &param.kind, true));
        self.object.fields.iter().for_each(|field| types.add(&field.name, &field.kind, false));
        features.for_each(|feature| types.add(&feature.member.name, &feature.member.kind, true));
        types
    }
}

impl Component {
    /// The index of one of its features.
    pub fn position(&self, feature: &str) -> Option<usize> {
        self.features.iter().position(|known| known.member.name == feature)
    }
}

impl Operation {
    /// The parameter that holds the components. Only a schema with errors has none.
    pub fn components(&self) -> Option<&Member> {
        self.params.iter().find(|param| param.kind == Kind::Components)
    }

    /// The path of a component's parameter, in the API's bracket form.
    pub fn component_param(&self, component: &Component) -> String {
        format!("{}[{}]", self.components().map_or("components", |param| &param.name), component.name)
    }

    /// The path of a feature's parameter, in the API's bracket form.
    pub fn feature_param(&self, component: &Component, feature: &ComponentFeature) -> String {
        format!("{}[features][{}]", self.component_param(component), feature.member.name)
    }
}

/// The types that a schema makes up: everything at one place, such as all features of one name, shares a type. The place is
/// the name of the parameter, field or feature, after the names of the objects that it is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedTypes {
    /// Every value that an `enum` at a place takes.
    pub enums: BTreeMap<String, Vec<String>>,
    /// Every field that an `object` at a place has. One is required if every request needs it that holds such an object,
    /// and can be cleared if one lets it.
    pub objects: BTreeMap<String, Vec<Member>>,
    /// The objects that some request holds.
    sent: HashSet<String>,
}

impl NamedTypes {
    fn add(&mut self, place: &str, kind: &Kind, sent: bool) {
        match kind {
            Kind::List(of) => self.add(place, of, sent),
            Kind::Enum { values } => {
                let known = self.enums.entry(place.to_owned()).or_default();
                for value in values {
                    if !known.contains(value) {
                        known.push(value.clone());
                    }
                }
            }
            Kind::Object { fields } => {
                let first_sent = sent && self.sent.insert(place.to_owned());
                let known = self.objects.entry(place.to_owned()).or_default();
                for field in fields {
                    if known.iter().all(|other| other.name != field.name) {
                        known.push(Member { clearable: false, required: false, ..field.clone() });
                    }
                }
                for known in known.iter_mut().filter(|_| sent) {
                    let field = fields.iter().find(|field| field.name == known.name);
                    known.clearable |= field.is_some_and(|field| field.clearable);
                    known.required = field.is_some_and(|field| field.required) && (first_sent || known.required);
                }
                fields.iter().for_each(|field| self.add(&within(place, &field.name), &field.kind, sent));
            }
            _ => {}
        }
    }
}

/// The name of the type of an object's field.
pub fn within(object: &str, field: &str) -> String {
    format!("{object}_{field}")
}
