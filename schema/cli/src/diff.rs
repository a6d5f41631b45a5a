//! What differs between two descriptions: by meaning, not by text, and what each difference is for those who use the
//! generated crate.
//!
//! Whatever has another name is another thing, so a new name is something removed and something added. Comments, the
//! order of conditions, and whether a rule stands with a shared feature or with each component make no difference.

pub(crate) mod changelog;
pub(crate) mod compare;
pub(crate) mod diff_json;
#[cfg(test)]
mod diff_tests;
mod groups;
mod semver;
pub(crate) mod terminal;
mod wording;

pub use compare::diff;
pub use groups::{Group, Section};
pub use semver::Semver;

use schema::{
    model::Method,
    vocabulary::{Kind, NamedDefault, NamedRestriction},
};

/// All that differs between two descriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The API versions.
    pub api_version: Pair<String>,
    /// What differs, in the order of a description.
    pub changes: Vec<Change>,
}

impl Difference {
    /// The largest of the changes; `None` where there is none.
    pub fn semver(&self) -> Option<Semver> {
        self.changes.iter().map(Change::semver).max()
    }
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// What happened to it.
    pub edit: Edit,
}

/// Something in both descriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<T> {
    /// As the old one has it.
    pub old: T,
    /// As the new one has it.
    pub new: T,
}

/// What a change is about, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// What happened to a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Only the new description has it.
    Added(Content),
    /// Only the old description has it.
    Removed(Content),
    /// Both have it, and one of its aspects differs.
    Changed(Aspect),
}

/// What a description says of something that the other does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Of a fact.
    Fact {
        /// What it says.
        doc: String,
        /// Where the account object has it.
        account_field: String,
        /// What it can be.
        values: Vec<String>,
    },
    /// Of a fact's value: its name is all there is.
    FactValue,
    /// Of an account type: the facts that it settles, with their values.
    AccountType(Vec<(String, String)>),
    /// Of a parameter or field.
    Member {
        /// What it is.
        doc: String,
        /// What values it takes.
        kind: Kind,
        /// Whether an empty value takes back what was set.
        clearable: bool,
        /// Whether it must be there.
        required: bool,
    },
    /// Of a feature, whichever components have it.
    Feature {
        /// What it allows.
        doc: String,
    },
    /// Of a component.
    Component {
        /// What it shows.
        doc: String,
        /// The names of its features, each of which is a change of its own, too.
        features: Vec<String>,
    },
    /// Of a component's feature.
    ComponentFeature {
        /// What it allows.
        doc: String,
        /// What values it takes.
        kind: Kind,
        /// Whether an empty value takes back what was set.
        clearable: bool,
        /// Its value when a request leaves it out.
        default: NamedDefault,
        /// Which value only some accounts may have.
        restriction: Option<NamedRestriction>,
        /// Whether every component that sets it must set the same value.
        same_in_every_component: bool,
    },
}

/// What differs about something that both descriptions have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The API version.
    Version(Pair<String>),
    /// The name of the operation or object.
    Name(Pair<String>),
    /// The documentation.
    Docs(Pair<String>),
    /// The operation's HTTP method.
    Method(Pair<Method>),
    /// The operation's path.
    Path(Pair<String>),
    /// Where the account object has a fact.
    AccountField(Pair<String>),
    /// Which value an account type gives a fact; `None` where it does not settle it.
    Fact {
        /// The fact.
        fact: String,
        /// Its values.
        value: Pair<Option<String>>,
    },
    /// The type of a parameter, a field, or a component's feature.
    Type(Pair<Kind>),
    /// Whether an empty value takes back what was set.
    Clearable(Pair<bool>),
    /// Whether a parameter or field must be there.
    Required(Pair<bool>),
    /// The default of a component's feature.
    Default(Pair<NamedDefault>),
    /// The restriction of a component's feature.
    Restriction(Pair<Option<NamedRestriction>>),
    /// Whether every component that sets the feature must set the same value.
    SameInEveryComponent(Pair<bool>),
    /// The order of what both descriptions have in a list.
    Order {
        /// The list.
        list: List,
        /// The names in it.
        names: Pair<Vec<String>>,
    },
}

/// A list whose order shows: in requests, in responses, in generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
