//! What a schema says, once it has been checked: every reference resolved to a position, every name usable.

mod named;

pub use named::{Named, Shape, within};

use std::ops::Deref;

/// A consistent schema: every reference in it is resolved, every name can be used. Only [`crate::read`] makes one, and
/// leaves out of it what is wrong in the text, so that whoever gets it has nothing left to check.
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
    /// What rules may ask about an account.
    pub facts: Vec<Fact>,
    /// Well-known combinations of facts.
    pub account_types: Vec<AccountType>,
    /// The request.
    pub operation: Operation,
    /// The response.
    pub object: Object,
    /// The features that components share.
    pub features: Vec<Feature>,
    /// The embedded components.
    pub components: Vec<Component>,
}

/// What a rule may ask about the connected account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// What it says.
    pub doc: String,
    /// Where the API's account object has it, as a dotted path.
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
    /// What it does.
    pub doc: String,
    /// How it is sent.
    pub method: Method,
    /// Where it is sent.
    pub path: String,
    /// What is sent, in order.
    pub params: Vec<Member>,
}

/// An HTTP method with which the API takes form-encoded parameters.
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
    /// What it is.
    pub doc: String,
    /// What it holds, in order.
    pub fields: Vec<Member>,
}

/// A parameter of the request or a field of the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// What values it takes.
    pub kind: Kind,
    /// Whether an empty value takes back what was set.
    pub clearable: bool,
    /// Whether it must be there.
    pub required: bool,
}

/// The type of a [`Member`] or [`ComponentFeature`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `boolean`
    Boolean,
    /// `string`
    String,
    /// `integer`
    Integer,
    /// `timestamp`: seconds since 1970.
    Timestamp,
    /// `id`: text that starts with a prefix.
    Id {
        /// The prefix.
        prefix: String,
    },
    /// `secret`: text that must not be shown.
    Secret,
    /// `enum`: one of several texts, to which the API may add.
    Enum {
        /// The texts.
        values: Vec<String>,
    },
    /// `object`: several values, each under its name.
    Object {
        /// What they are.
        fields: Vec<Member>,
    },
    /// `list`, of one of those above.
    List(Box<Kind>),
    /// `components`: the embedded components.
    Components,
}

/// A feature as several components share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// What it allows.
    pub doc: String,
}

/// An embedded component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub doc: String,
    /// What it can be told to do, in order.
    pub features: Vec<ComponentFeature>,
}

/// A feature as one component has it, with what the component says otherwise than the shared feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentFeature {
    /// Which of [`Schema::features`] it is.
    pub feature: usize,
    /// Its name.
    pub name: String,
    /// What it allows.
    pub doc: String,
    /// What values it takes; never components.
    pub kind: Kind,
    /// Whether an empty value takes back what was set.
    pub clearable: bool,
    /// Its value when a request leaves it out.
    pub default: Default,
    /// Which value only some accounts may have.
    pub restriction: Option<Restriction>,
    /// Whether every component that sets it must set the same value.
    pub same_in_every_component: bool,
}

/// The value of a feature that a request leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Default {
    /// Always this.
    Value(Literal),
    /// Depends on a fact.
    ByFact {
        /// Which of [`Schema::facts`].
        fact: usize,
        /// The default for each of the fact's values, in their order.
        values: Vec<Literal>,
    },
    /// As the feature at this position of the same component, which has the same type.
    SameAs(usize),
    /// Opposite to the feature at this position of the same component, both of them boolean.
    OppositeOf(usize),
    /// Known to the server only.
    Undocumented,
}

/// A value written in a schema, of the type that its place asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// Nothing, as a feature is that was cleared.
    Null,
    /// Of a `boolean`.
    Boolean(bool),
    /// Of an `integer`, or a `timestamp` in seconds.
    Integer(i64),
    /// Of a `string`, an `id` or an `enum`.
    Text(String),
    /// Of a `list`.
    List(Vec<Literal>),
}

/// A value that a boolean feature may be set to only for some accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// The restricted value.
    pub value: bool,
    /// What must hold: all of these pairs of a fact's position and its value's.
    pub only_when: Vec<(usize, usize)>,
}

impl Schema {
    /// Whether anything of a request can be cleared.
    pub fn has_clearable(&self) -> bool {
        let mut features = self.components.iter().flat_map(|component| &component.features);
        self.operation.params.iter().any(|param| param.clearable || param.kind.has_clearable())
            || features.any(|feature| feature.clearable || feature.kind.has_clearable())
    }
}

impl Kind {
    /// The values of an `enum`, or of a list of such.
    pub fn enum_values(&self) -> Option<&[String]> {
        match self {
            Kind::Enum { values } => Some(values),
            Kind::List(of) => of.enum_values(),
            _ => None,
        }
    }

    /// Whether it takes the same values, however they are described.
    pub fn is_like(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::List(of), Kind::List(other)) => of.is_like(other),
            (Kind::Object { fields }, Kind::Object { fields: others }) => {
                let is_like = |(field, other): (&Member, &Member)| {
                    let is = |member: &Member| (member.name.clone(), member.clearable, member.required);
                    is(field) == is(other) && field.kind.is_like(&other.kind)
                };
                fields.len() == others.len() && fields.iter().zip(others).all(is_like)
            }
            _ => self == other,
        }
    }

    /// Whether anything within it can be cleared.
    fn has_clearable(&self) -> bool {
        match self {
            Kind::Object { fields } => fields.iter().any(|field| field.clearable || field.kind.has_clearable()),
            Kind::List(of) => of.has_clearable(),
            _ => false,
        }
    }
}

impl ComponentFeature {
    /// Whether it is `true` or `false` and nothing else.
    pub fn is_boolean(&self) -> bool {
        self.kind == Kind::Boolean && !self.clearable
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
        format!("{}[features][{}]", self.component_param(component), feature.name)
    }
}
