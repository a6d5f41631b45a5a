//! What generated code stands on. Only the macro's output has business here; it may change in any release.

pub use crate::{
    facts::FromAccount,
    form::Form,
    json::{
        Component, Components, Expected, Fields, Object, Slot, Value, View, convert, deserialize,
        deserialize_components, feature, feature_value, object, serialize, serialize_components,
    },
    param::{Known, Name, Param, check_prefix},
    reflect::{AccountType, Api, ComponentInfo, DefaultRule, Fact, FeatureInfo, Field, Kind, Literal, Restriction},
    request::{FeatureError, Request},
    violation::{Rule, Violations},
};
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json;

use crate::{Clearable, ComponentUnknown};
use serde_json::Value as Json;

/// The parameters of one component.
pub trait Params: Sized {
    /// What is known about the account.
    type Facts;
    /// The component as a response has it.
    type Resolved;

    /// The component, with every feature left to its default.
    fn with(enabled: bool) -> Self;
    /// Where the value of a feature goes, by its position in [`ComponentInfo::features`].
    fn slot(&mut self, feature: usize) -> Option<&mut dyn Value>;
    /// Writes what was set.
    fn encode(&self, form: &mut Form);
    /// Applies the defaults of an account.
    fn resolve(&self, facts: &Self::Facts) -> Self::Resolved;
}

/// Where the parameters of a component go that is chosen at run time.
pub trait ParamsSlot {
    /// Sets the component with some of its features, or nothing if it lacks one of them.
    fn set(
        &mut self,
        component: &'static ComponentInfo,
        enabled: bool,
        features: &mut dyn Iterator<Item = (&'static str, bool)>,
    ) -> Result<(), FeatureError>;
    /// Sets a feature; the component is enabled unless it was set before.
    fn set_feature(
        &mut self,
        component: &'static ComponentInfo,
        feature: &'static str,
        value: Json,
    ) -> Result<(), FeatureError>;
}

impl<P: Params> ParamsSlot for Option<P> {
    fn set(
        &mut self,
        component: &'static ComponentInfo,
        enabled: bool,
        features: &mut dyn Iterator<Item = (&'static str, bool)>,
    ) -> Result<(), FeatureError> {
        let mut params = P::with(enabled);
        for (feature, value) in features {
            fill(&mut params, component, feature, value.into())?;
        }
        *self = Some(params);
        Ok(())
    }

    fn set_feature(
        &mut self,
        component: &'static ComponentInfo,
        feature: &'static str,
        value: Json,
    ) -> Result<(), FeatureError> {
        match self {
            Some(params) => fill(params, component, feature, value),
            None => {
                let mut params = P::with(true);
                fill(&mut params, component, feature, value)?;
                *self = Some(params);
                Ok(())
            }
        }
    }
}

/// Sets a feature, or leaves it as it is.
fn fill<P: Params>(
    params: &mut P,
    component: &'static ComponentInfo,
    feature: &'static str,
    value: Json,
) -> Result<(), FeatureError> {
    let refused = |expected| FeatureError { component: component.name, feature, expected };
    let position = component.features.iter().position(|info| info.name == feature);
    let slot = position.and_then(|position| params.slot(position)).ok_or_else(|| refused(None))?;
    slot.read(value).map_err(|expected| refused(Some(expected)))
}

/// Puts what a feature that can be cleared will be in its place; `None` is what can't be known.
pub fn settle<T>(
    slot: &mut Option<T>,
    value: Option<Clearable<T>>,
    unknown: &mut ComponentUnknown,
    name: &'static str,
) {
    match value {
        Some(Clearable::Set(value)) => *slot = Some(value),
        Some(Clearable::Clear) => unknown.features.insert_null(name),
        None => {}
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
