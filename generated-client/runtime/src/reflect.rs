//! The API description as constant tables, for code that must not hard-code a name: settings pages, the sandbox,
//! documentation.
//!
//! Every table is `'static` data laid out by the macro; nothing here allocates. Positions (`usize`) refer to the
//! neighbouring table named in each field's documentation.

/// One version of the API: its operation, its response object, and the rules of its components.
#[derive(Debug, PartialEq)]
pub struct Api {
    /// The version, as sent in `Stripe-Version`.
    pub version: &'static str,
    /// The HTTP method of the operation, in capitals.
    pub method: &'static str,
    /// The path of the operation, with a leading slash.
    pub path: &'static str,
    /// The operation's top-level parameters, in the order they are sent.
    pub params: &'static [Field],
    /// The value of the response object's `object` field.
    pub object: &'static str,
    /// The response object's fields, in the order they are written; `object`, which says what it is, comes first.
    pub fields: &'static [Field],
    /// What a rule may ask about a connected account.
    pub facts: &'static [Fact],
    /// Well-known combinations of facts.
    pub account_types: &'static [AccountType],
    /// The embedded components, in the order they are sent and written.
    pub components: &'static [ComponentInfo],
}

/// A top-level parameter of the operation or field of the response object.
#[derive(Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Whether the API refuses a request without it; for a response field, whether decoding does.
    pub required: bool,
    /// What values it takes.
    pub kind: Kind,
    /// Whether an empty value takes back what was set.
    pub clearable: bool,
}

/// The type of a [`Field`] or [`FeatureInfo`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// Any text.
    String,
    /// A whole number.
    Integer,
    /// Seconds since 1970-01-01T00:00:00Z.
    Timestamp,
    /// An identifier that starts with a fixed prefix.
    Id {
        /// The prefix, underscore included.
        prefix: &'static str,
    },
    /// Text that must not be shown.
    Secret,
    /// One of several texts, to which the API may add.
    Enum {
        /// The texts that the description knows.
        values: &'static [&'static str],
    },
    /// Several values, each under its name.
    Object {
        /// What they are.
        fields: &'static [Field],
    },
    /// A list of such values.
    List(&'static Kind),
    /// The embedded components.
    Components,
}

/// A fact about a connected account that rules ask for.
#[derive(Debug, PartialEq)]
pub struct Fact {
    /// The name in the schema.
    pub name: &'static str,
    /// What it says.
    pub doc: &'static str,
    /// Where the API's account object has it, as a dotted path.
    pub account_field: &'static str,
    /// The values it can take.
    pub values: &'static [&'static str],
}

/// A well-known combination of facts.
#[derive(Debug, PartialEq)]
pub struct AccountType {
    /// The name in the schema.
    pub name: &'static str,
    /// For each of [`Api::facts`] the position of its value in [`Fact::values`], or `None` where the type does not
    /// settle it.
    pub facts: &'static [Option<usize>],
}

/// An embedded component.
#[derive(Debug, PartialEq)]
pub struct ComponentInfo {
    /// The name on the wire.
    pub name: &'static str,
    /// What it shows.
    pub doc: &'static str,
    /// The parameter's path in the API's bracket form, such as `components[payments]`.
    pub param: &'static str,
    /// Its place among those of all components: that of `enabled`, which its features follow.
    #[doc(hidden)]
    pub position: usize,
    /// Its features, in the order they are sent and written.
    pub features: &'static [FeatureInfo],
}

/// A feature of an embedded component.
#[derive(Debug, PartialEq)]
pub struct FeatureInfo {
    /// The name on the wire.
    pub name: &'static str,
    /// What it allows.
    pub doc: &'static str,
    /// The parameter's path in the API's bracket form, such as `components[payments][features][refund_management]`.
    pub param: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// Whether an empty value takes back what was set.
    pub clearable: bool,
    /// The value when the request leaves it out.
    pub default: DefaultRule,
    /// Which value only some accounts may have.
    pub restriction: Option<Restriction>,
    /// Whether every component that sets the feature must set the same value.
    pub same_in_every_component: bool,
}

/// The value of a feature that a request leaves out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DefaultRule {
    /// Always this.
    Value(Literal),
    /// Depends on a fact about the account.
    ByFact {
        /// The fact's position in [`Api::facts`].
        fact: usize,
        /// The default for each of [`Fact::values`], in their order.
        values: &'static [Literal],
    },
    /// The value, set or default, of the feature at this position of the same component.
    SameAs(usize),
    /// The opposite of the value, set or default, of the feature at this position of the same component.
    OppositeOf(usize),
    /// The API does not say; the server decides.
    Undocumented,
}

/// A value in the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Literal {
    /// Nothing: what is left when a feature is cleared.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number, or a time in seconds since 1970-01-01T00:00:00Z.
    Integer(i64),
    /// A text.
    Text(&'static str),
    /// A list.
    List(&'static [Literal]),
}

impl From<Literal> for serde_json::Value {
    fn from(literal: Literal) -> Self {
        match literal {
            Literal::Null => Self::Null,
            Literal::Boolean(value) => value.into(),
            Literal::Integer(value) => value.into(),
            Literal::Text(text) => text.into(),
            Literal::List(items) => items.iter().copied().map(Self::from).collect(),
        }
    }
}

/// A value that a boolean feature may be set to only for some accounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Restriction {
    /// The restricted value.
    pub value: bool,
    /// What must hold: all of these pairs of a fact's position in [`Api::facts`] and a value's in [`Fact::values`].
    pub only_when: &'static [(usize, usize)],
}
