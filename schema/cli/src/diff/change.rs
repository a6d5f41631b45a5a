//! Changes between two descriptions.

use schema::{
    model::Method,
    vocabulary::{Default, Kind, Restriction},
};
use serde::Serialize;

/// All changes between two descriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The API versions.
    pub api_version: Pair<String>,
    /// The changes, in the order of a description.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its subject.
    pub subject: Subject,
    /// The change.
    pub edit: Edit,
}

/// A value of both descriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<T> {
    /// The old value.
    pub old: T,
    /// The new value.
    pub new: T,
}

/// The subject of a change, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The description as a whole.
    Api,
    /// A fact.
    Fact(String),
    /// A value of a fact.
    FactValue {
        /// The fact.
        fact: String,
        /// The value.
        value: String,
    },
    /// An account type.
    AccountType(String),
    /// The request.
    Operation,
    /// A parameter of the request.
    Param(String),
    /// The response.
    Object,
    /// A field of the response.
    Field(String),
    /// A feature, whichever components have it.
    Feature(String),
    /// A component.
    Component(String),
    /// A feature of a component.
    ComponentFeature {
        /// The component.
        component: String,
        /// The feature.
        feature: String,
    },
}

impl Subject {
    /// Its name among its like; empty where it has none.
    pub(crate) fn name(&self) -> &str {
        match self {
            Subject::Api | Subject::Operation | Subject::Object => "",
            Subject::Fact(name) | Subject::FactValue { value: name, .. } | Subject::AccountType(name) => name,
            Subject::Param(name) | Subject::Field(name) | Subject::Feature(name) | Subject::Component(name) => name,
            Subject::ComponentFeature { feature, .. } => feature,
        }
    }
}

/// The change of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Only the new description has it; with all its aspects.
    Added(Vec<Aspect>),
    /// Only the old description has it; with all its aspects.
    Removed(Vec<Aspect>),
    /// Both have it, and one of its aspects differs.
    Changed(Pair<Aspect>),
}

/// One aspect of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The API version.
    Version(String),
    /// The name of the operation or object.
    Name(String),
    /// The documentation.
    Docs(String),
    /// The operation's HTTP method.
    Method(Method),
    /// The operation's path.
    Path(String),
    /// The path of a fact in the account object.
    AccountField(String),
    /// The path of the account type's name in the account object.
    AccountTypeField(Option<String>),
    /// The values of a fact. Each is a subject of its own, so that this aspect does not change.
    Values(Vec<String>),
    /// The value that an account type gives a fact; `None` where it does not settle it.
    Fact {
        /// The fact.
        fact: String,
        /// Its value.
        value: Option<String>,
    },
    /// The type of a parameter, a field, or a component's feature.
    Type(Kind),
    /// `true` if an empty value clears it.
    Clearable(bool),
    /// `true` if a parameter or field is required.
    Required(bool),
    /// The features of a component. Each is a subject of its own, so that this aspect does not change.
    Features(Vec<String>),
    /// The default of a component's feature.
    Default(Default),
    /// The restriction of a component's feature.
    Restriction(Option<Restriction>),
    /// `true` if every component that sets the feature must set the same value.
    SameInEveryComponent(bool),
    /// `true` if the API discourages its use.
    Deprecated(bool),
    /// The parameters of which exactly one must be set.
    OneOf(Vec<String>),
    /// The order of what both descriptions have in a list.
    Order {
        /// The list.
        list: List,
        /// The names in it.
        names: Vec<String>,
    },
}

impl Aspect {
    /// `true` if both mean the same.
    pub(crate) fn is_equivalent(&self, other: &Aspect) -> bool {
        match (self, other) {
            (Aspect::Type(old), Aspect::Type(new)) => old.accepts_same_values_as(new),
            (Aspect::Default(old), Aspect::Default(new)) => old.is_equivalent(new),
            (Aspect::Restriction(Some(old)), Aspect::Restriction(Some(new))) => old.is_equivalent(new),
            (Aspect::Values(_) | Aspect::Features(_), _) => true,
            (old, new) => old == new,
        }
    }
}

/// A list whose order shows: in requests, in responses, in generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// The facts.
    Facts,
    /// The values of a fact.
    Values,
    /// The account types.
    AccountTypes,
    /// The parameters, where those that are required keep their order.
    Params,
    /// The required parameters.
    RequiredParams,
    /// The fields of the response.
    Fields,
    /// The features, of all components or of one.
    Features,
    /// The components.
    Components,
}

impl List {
    /// The list in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            List::Facts => "facts",
            List::Values => "values",
            List::AccountTypes => "account types",
            List::Params => "parameters",
            List::RequiredParams => "required parameters",
            List::Fields => "response fields",
            List::Features => "features",
            List::Components => "components",
        }
    }
}
