//! The checked schema: every reference is resolved to an index, and every name is usable.

pub use crate::vocabulary::{Default, Kind, Literal, Member, NamedDefault, NamedRestriction, Restriction};

use std::{
    collections::{HashMap, HashSet},
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

    /// The types that the schema makes up, in its order, each after the object that it is in.
    pub fn named(&self) -> Vec<Named> {
        let features = self.components.iter().flat_map(|component| &component.features);
        let mut named = NamedTypes::default();
        self.operation.params.iter().for_each(|param| named.add(&param.name, &param.kind, true));
        self.object.fields.iter().for_each(|field| named.add(&field.name, &field.kind, false));
        features.for_each(|feature| named.add(&feature.member.name, &feature.member.kind, true));
        named.types
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

/// A type that the schema makes up: everything at one place, such as all features of one name, shares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name of the parameter, field or feature, after the names of the objects that it is in.
    pub name: String,
    /// Its documentation.
    pub shape: Shape,
}

/// The definition of a [`Named`] type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of several texts: every value that anything at this place takes.
    Enum(Vec<String>),
    /// Several values: every field that anything at this place has. One is required if every request needs it that holds
    /// such an object, and can be cleared if one lets it.
    Object(Vec<Member>),
}

#[derive(Default)]
struct NamedTypes {
    types: Vec<Named>,
    places: HashMap<(String, bool), usize>,
    /// Those that some request holds.
    sent: HashSet<usize>,
}

impl NamedTypes {
    fn add(&mut self, name: &str, kind: &Kind, sent: bool) {
        let shape = match kind {
            Kind::List(of) => return self.add(name, of, sent),
            Kind::Enum { .. } => Shape::Enum(Vec::new()),
            Kind::Object { .. } => Shape::Object(Vec::new()),
            _ => return,
        };
        let is_object = matches!(shape, Shape::Object(_));
        let place = *self.places.entry((name.to_owned(), is_object)).or_insert_with(|| {
            self.types.push(Named { name: name.to_owned(), shape });
            self.types.len() - 1
        });
        let first_sent = sent && self.sent.insert(place);
        match (&mut self.types[place].shape, kind) {
            (Shape::Enum(known), Kind::Enum { values }) => {
                let new = values.iter().filter(|value| !known.contains(value)).cloned().collect::<Vec<_>>();
                known.extend(new);
            }
            (Shape::Object(known), Kind::Object { fields }) => {
                let named = |name: &str, of: &[Member]| of.iter().position(|field| field.name == name);
                for field in fields {
                    if named(&field.name, known).is_none() {
                        known.push(Member { clearable: false, required: false, ..field.clone() });
                    }
                }
                for known in known.iter_mut().filter(|_| sent) {
                    let field = named(&known.name, fields).map(|at| &fields[at]);
                    known.clearable |= field.is_some_and(|field| field.clearable);
                    known.required = field.is_some_and(|field| field.required) && (first_sent || known.required);
                }
                fields.iter().for_each(|field| self.add(&within(name, &field.name), &field.kind, sent));
            }
            // Enums and objects have places of their own.
            _ => {}
        }
    }
}

/// The name of the type of an object's field.
pub fn within(object: &str, field: &str) -> String {
    format!("{object}_{field}")
}
