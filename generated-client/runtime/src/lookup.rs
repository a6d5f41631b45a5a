//! Access to components and features that are chosen at run time: a component by its position in the table.

use std::fmt;

use serde_json::Value;

use crate::{
    component::{ComponentRef, Components},
    json::Json,
    json_error::JsonError,
    read::accept,
};

/// A feature that was chosen at run time and can't be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureError {
    component: &'static str,
    feature: String,
    /// The mismatch; `None` if the component lacks the feature.
    problem: Option<JsonError>,
}

impl fmt::Display for FeatureError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { component, feature, problem } = self;
        match problem {
            None => write!(formatter, "the component `{component}` has no feature `{feature}`"),
            Some(problem) => write!(formatter, "the feature `{feature}` of `{component}`: {problem}"),
        }
    }
}

impl std::error::Error for FeatureError {}

/// Visits the fields of the component at a position, if it is there.
fn at<'a>(components: &'a dyn Components, position: usize, visit: &mut dyn FnMut(ComponentRef<'_, 'a>)) {
    components.view(&mut |index, component| {
        if index == position {
            component.view(visit);
        }
    });
}

/// True if a component is there and enabled; `None` where that is not known.
pub fn is_enabled(components: &dyn Components, component: usize) -> Option<bool> {
    let mut enabled = None;
    at(components, component, &mut |component| enabled = component.enabled);
    enabled
}

/// The value of a feature as JSON.
pub fn feature_value(components: &dyn Components, component: usize, feature: &str) -> Option<Value> {
    let index = components.api().components[component].position(feature)?;
    let mut value = None;
    at(components, component, &mut |component| {
        value = component.features[index].get().map(|json| json.to_value());
    });
    value
}

/// Empties the slot of a component.
pub fn remove(components: &mut dyn Components, component: usize) {
    components.edit(&mut |components| components.slots[component].clear());
}

/// Enables or disables a component, which is put in place if need be.
pub fn set_enabled(components: &mut dyn Components, component: usize, enabled: bool) {
    components.edit(&mut |components| {
        let component = components.slots[component].insert();
        component.edit(&mut |component| _ = component.enabled.set(Json::boolean(enabled)));
    });
}

/// Sets a feature of a component, which is put in place if need be. Nothing is changed on an error.
pub fn set_feature(
    components: &mut dyn Components,
    component: usize,
    feature: &str,
    value: &Value,
) -> Result<(), FeatureError> {
    let info = &components.api().components[component];
    let refused = |problem| FeatureError { component: info.name, feature: feature.to_owned(), problem };
    let index = info.position(feature).ok_or_else(|| refused(None))?;
    let json = Json::from(value);
    accept(&info.features[index].field, &json).map_err(|problem| refused(Some(problem)))?;
    let mut result = Ok(());
    components.edit(&mut |components| {
        let component = components.slots[component].insert();
        component.edit(&mut |component| result = component.features[index].set(&json));
    });
    result.map_err(|problem| refused(Some(problem)))
}
