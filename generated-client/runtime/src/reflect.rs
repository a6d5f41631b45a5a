//! The API description as constant tables, for code that must not hard-code a name: settings pages, the sandbox,
//! documentation.
//!
//! Tables are built by `const` functions, whether by generated code, by hand for a request that is not generated, or at
//! run time:
//!
//! ```
//! use generated_client_runtime::reflect::{Api, Field, Type};
//!
//! static API: Api = Api::new("2024-09-30.acacia", "POST", "/v1/refunds")
//!     .params(&[Field::new("charge", "The charge to refund.", Type::Id { prefix: "ch_" }).required()]);
//!
//! assert_eq!(API.params[0].name, "charge");
//! ```

/// One version of the API: its operation, its response object, and the rules of its components.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
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
    /// The response object's fields, in the order they are written, `object` first.
    pub fields: &'static [Field],
    /// The facts about a connected account that rules depend on.
    pub facts: &'static [Fact],
    /// Well-known combinations of facts.
    pub account_types: &'static [AccountType],
    /// The place of an account type's name in the API's account object, as a dotted path. Facts that are missing there
    /// are those of this account type.
    pub account_type_field: Option<&'static str>,
    /// The embedded components, in the order they are sent and written.
    pub components: &'static [ComponentInfo],
    /// The type of the generated request, such as `CreateAccountSession`. Empty in tables written by hand.
    pub rust_type: &'static str,
}

impl Api {
    /// An operation without parameters.
    pub const fn new(version: &'static str, method: &'static str, path: &'static str) -> Self {
        Api {
            version,
            method,
            path,
            params: &[],
            object: "",
            fields: &[],
            facts: &[],
            account_types: &[],
            account_type_field: None,
            components: &[],
            rust_type: "",
        }
    }

    /// Sets the operation's parameters.
    pub const fn params(mut self, params: &'static [Field]) -> Self {
        self.params = params;
        self
    }

    /// Sets the response object.
    pub const fn object(mut self, name: &'static str, fields: &'static [Field]) -> Self {
        self.object = name;
        self.fields = fields;
        self
    }

    /// Sets the facts that rules depend on, and the account types.
    pub const fn facts(mut self, facts: &'static [Fact], account_types: &'static [AccountType]) -> Self {
        self.facts = facts;
        self.account_types = account_types;
        self
    }

    /// Sets the place of an account type's name in the API's account object.
    pub const fn account_type_field(mut self, path: &'static str) -> Self {
        self.account_type_field = Some(path);
        self
    }

    /// Sets the embedded components.
    pub const fn components(mut self, components: &'static [ComponentInfo]) -> Self {
        self.components = components;
        self
    }

    /// Sets the type of the generated request.
    pub const fn rust_type(mut self, rust_type: &'static str) -> Self {
        self.rust_type = rust_type;
        self
    }

    /// The parameter that names the connected account: the first identifier that can't be cleared. Without it, the
    /// account is the one of `Stripe-Account`.
    pub fn account_param(&self) -> Option<&'static Field> {
        self.params.iter().find(|param| matches!(param.value_type, Type::Id { .. }) && !param.clearable)
    }

    /// The component of this name.
    pub fn component(&self, name: &str) -> Option<&'static ComponentInfo> {
        self.components.iter().find(|component| component.name == name)
    }

    /// The value that an account, of which `facts` has the position of each fact's value, has for a fact.
    pub(crate) fn fact_value(&self, name: &str, facts: &[Option<usize>]) -> Option<usize> {
        let index = self.facts.iter().position(|fact| fact.name == name)?;
        facts.get(index).copied().flatten()
    }
}

/// A top-level parameter of the operation, a field of an object, or a feature of a component.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// The documentation.
    pub doc: &'static str,
    /// The type of its value.
    pub value_type: Type,
    /// True if the API refuses a request without the parameter; for a response field, if decoding does.
    pub required: bool,
    /// True if an empty value clears the parameter.
    pub clearable: bool,
    /// The identifier in generated code.
    pub rust_name: &'static str,
    /// The generated type of an object, or of the objects of a list. Empty for other types.
    pub rust_type: &'static str,
    /// The largest valid value of an integer.
    pub maximum: Option<i64>,
    /// The parameters of which exactly one must be set, this one included. Empty if the parameter is independent.
    pub one_of: &'static [&'static str],
}

impl Field {
    /// An optional field.
    pub const fn new(name: &'static str, doc: &'static str, value_type: Type) -> Self {
        Field {
            name,
            doc,
            value_type,
            required: false,
            clearable: false,
            rust_name: name,
            rust_type: "",
            maximum: None,
            one_of: &[],
        }
    }

    /// Sets the names in generated code.
    pub const fn rust(mut self, rust_name: &'static str, rust_type: &'static str) -> Self {
        self.rust_name = rust_name;
        self.rust_type = rust_type;
        self
    }

    /// Marks the field as required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Marks the field as clearable.
    pub const fn clearable(mut self) -> Self {
        self.clearable = true;
        self
    }

    /// Limits an integer.
    pub const fn maximum(mut self, maximum: i64) -> Self {
        self.maximum = Some(maximum);
        self
    }

    /// True if the value is `true` or `false` and nothing else.
    pub const fn is_boolean(&self) -> bool {
        matches!(self.value_type, Type::Boolean) && !self.clearable
    }

    /// Requires exactly one of these parameters, of which this is one.
    pub const fn one_of(mut self, params: &'static [&'static str]) -> Self {
        self.one_of = params;
        self
    }
}

/// The type of a [`Field`] or [`FeatureInfo`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Type {
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
    /// The identifier of an object, or the object, in a response.
    ExpandableId,
    /// Text that must not be shown.
    Secret,
    /// One of several texts, to which the API may add.
    Enum {
        /// The texts that the description knows.
        values: &'static [&'static str],
    },
    /// Several named values.
    Object {
        /// The values, in the order they are sent.
        fields: &'static [Field],
    },
    /// A list of values of one type.
    List(&'static Type),
    /// The embedded components.
    Components,
}

/// A fact about a connected account that rules depend on.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fact {
    /// The name in the schema.
    pub name: &'static str,
    /// The documentation.
    pub doc: &'static str,
    /// Its place in the API's account object, as a dotted path.
    pub account_field: &'static str,
    /// The values it can take.
    pub values: &'static [&'static str],
}

impl Fact {
    /// A fact that can take these values.
    pub const fn new(
        name: &'static str,
        doc: &'static str,
        account_field: &'static str,
        values: &'static [&'static str],
    ) -> Self {
        Fact { name, doc, account_field, values }
    }
}

/// A well-known combination of facts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AccountType {
    /// The name in the schema.
    pub name: &'static str,
    /// For each of [`Api::facts`] the position of its value in [`Fact::values`], or `None` where the type leaves it
    /// open.
    pub facts: &'static [Option<usize>],
}

impl AccountType {
    /// An account type with these facts.
    pub const fn new(name: &'static str, facts: &'static [Option<usize>]) -> Self {
        AccountType { name, facts }
    }
}

/// An embedded component.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ComponentInfo {
    /// The name on the wire.
    pub name: &'static str,
    /// The documentation.
    pub doc: &'static str,
    /// The parameter's path in the API's bracket form, such as `components[payments]`.
    pub param: &'static str,
    /// Its features, in the order they are sent and written.
    pub features: &'static [FeatureInfo],
    /// The identifier in generated code.
    pub rust_name: &'static str,
    /// The generated type of the component's parameters, such as `PaymentsParams`. Empty in tables written by hand.
    pub rust_type: &'static str,
    /// True if a feature has a rule that needs no account.
    pub(crate) has_rules: bool,
}

impl ComponentInfo {
    /// A component with these features.
    pub const fn new(
        name: &'static str,
        doc: &'static str,
        param: &'static str,
        features: &'static [FeatureInfo],
    ) -> Self {
        let (mut has_rules, mut index) = (false, 0);
        while index < features.len() {
            has_rules |= !features[index].field.is_boolean() || features[index].same_in_every_component;
            index += 1;
        }
        ComponentInfo { name, doc, param, features, rust_name: name, rust_type: "", has_rules }
    }

    /// Sets the names in generated code.
    pub const fn rust(mut self, rust_name: &'static str, rust_type: &'static str) -> Self {
        self.rust_name = rust_name;
        self.rust_type = rust_type;
        self
    }

    /// The position of the feature of this name in [`features`](Self::features).
    pub(crate) fn position(&self, feature: &str) -> Option<usize> {
        self.features.iter().position(|info| info.field.name == feature)
    }
}

/// A feature of an embedded component.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FeatureInfo {
    /// Its name, documentation and type.
    pub field: Field,
    /// The parameter's path in the API's bracket form, such as `components[payments][features][refund_management]`.
    pub param: &'static str,
    /// The value where a request leaves the feature out.
    pub default: DefaultRule,
    /// The value that only some accounts may have.
    pub restriction: Option<Restriction>,
    /// True if every component that sets the feature must set the same value.
    pub same_in_every_component: bool,
}

impl FeatureInfo {
    /// A feature that any account may set.
    pub const fn new(field: Field, param: &'static str, default: DefaultRule) -> Self {
        FeatureInfo { field, param, default, restriction: None, same_in_every_component: false }
    }

    /// Restricts a value to accounts with all of these facts: pairs of a fact's name and its value.
    pub const fn restricted(mut self, value: bool, only_when: &'static [(&'static str, &'static str)]) -> Self {
        self.restriction = Some(Restriction { value, only_when });
        self
    }

    /// Asks every component that sets the feature to set the same value.
    pub const fn same_in_every_component(mut self) -> Self {
        self.same_in_every_component = true;
        self
    }
}

/// The value of a feature that a request leaves out.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum DefaultRule {
    /// One value for every account.
    Value(Literal),
    /// A value that depends on a fact about the account.
    ByFact {
        /// The fact's name.
        fact: &'static str,
        /// The default for each of [`Fact::values`], in their order; `None` where only the server knows it.
        values: &'static [Option<Literal>],
    },
    /// The value, set or default, of the feature at this position of the same component.
    SameAs(usize),
    /// The opposite of the value, set or default, of the feature at this position of the same component.
    OppositeOf(usize),
    /// Known to the server only.
    Undocumented,
}

/// A value in the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Literal {
    /// No value: the state of a cleared feature.
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

/// A value that a boolean feature may have only for some accounts.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Restriction {
    /// The restricted value.
    pub value: bool,
    /// The facts that must all hold: pairs of a fact's name and its value.
    pub only_when: &'static [(&'static str, &'static str)],
}
