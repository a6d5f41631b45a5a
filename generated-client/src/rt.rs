//! What generated code stands on. Only the macro's output has business here; it may change in any release.

pub use crate::{
    facts::FromAccount,
    form::Form,
    json::{
        Component, Components, Object, Slot, Value, View, deserialize, deserialize_components, feature, serialize,
        serialize_components,
    },
    reflect::{AccountType, Api, ComponentInfo, DefaultRule, Fact, FeatureInfo, Field, Kind, Restriction},
    request::{Request, UnknownFeature},
    violation::{Rule, Violations},
};
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json;

use serde_json::Value as Json;

/// The parameters of one component.
pub trait Params: Sized {
    /// The features that can be chosen at run time.
    type Feature: Copy + Into<&'static str>;
    /// What is known about the account.
    type Facts;
    /// The component as a response has it.
    type Resolved;
    /// The component's name.
    const COMPONENT: &'static str;

    /// Where the value of a feature goes, if the component has it.
    fn slot(&mut self, feature: Self::Feature) -> Option<&mut Option<bool>>;
    /// Writes what was set.
    fn encode(&self, form: &mut Form);
    /// Applies the defaults of an account.
    fn resolve(&self, facts: &Self::Facts) -> Self::Resolved;

    /// Sets features that were chosen at run time.
    fn with(mut self, features: &[(Self::Feature, bool)]) -> Result<Self, UnknownFeature> {
        for &(feature, value) in features {
            let unknown = || UnknownFeature { component: Self::COMPONENT, feature: feature.into() };
            *self.slot(feature).ok_or_else(unknown)? = Some(value);
        }
        Ok(self)
    }
}

/// Applies the defaults of an account to a component that a request mentions, or does not.
pub fn resolve<P: Params>(params: Option<&P>, disabled: &P, facts: &P::Facts) -> P::Resolved {
    params.unwrap_or(disabled).resolve(facts)
}

/// A required parameter that has not been given yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Missing;

/// The text at a dotted path of a JSON object.
pub fn text_at<'j>(json: &'j Json, path: &str) -> Option<&'j str> {
    path.split('.').try_fold(json, |json, name| json.get(name))?.as_str()
}
