//! What a schema says, once it has been checked: every reference resolved to a position, every name usable.

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
    /// Whether it must be there.
    pub required: bool,
}

/// The type of a [`Member`].
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
    /// `list`, of one of the others.
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
    Value(bool),
    /// Depends on a fact.
    ByFact {
        /// Which of [`Schema::facts`].
        fact: usize,
        /// The default for each of the fact's values, in their order.
        values: Vec<bool>,
    },
    /// As the feature at this position of the same component.
    SameAs(usize),
    /// Opposite to the feature at this position of the same component.
    OppositeOf(usize),
    /// Known to the server only.
    Undocumented,
}

/// A value that a feature may be set to only for some accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// The restricted value.
    pub value: bool,
    /// What must hold: all of these pairs of a fact's position and its value's.
    pub only_when: Vec<(usize, usize)>,
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

impl Component {
    /// The positions of the features in an order in which each comes after the one its default refers to.
    pub fn features_by_dependency(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.features.len());
        let mut placed = vec![false; self.features.len()];
        for index in 0..self.features.len() {
            let mut chain = Vec::new();
            let mut next = Some(index);
            while let Some(index) = next.filter(|&index| !placed[index]) {
                placed[index] = true;
                chain.push(index);
                next = match self.features[index].default {
                    Default::SameAs(other) | Default::OppositeOf(other) => Some(other),
                    _ => None,
                };
            }
            order.extend(chain.into_iter().rev());
        }
        order
    }
}
