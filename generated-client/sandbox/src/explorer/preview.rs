//! Everything that is known about a request before it is sent.

use runtime::{
    reflect::{ComponentInfo, FeatureInfo},
    rt::{self, Components, DynComponents},
};
use serde_json::{Value, json};

use super::{choice::Selection, rust_source};
use crate::{api_keys::DEFAULT_KEYS, state::State};

pub(crate) fn to_json(state: &State, selection: &Selection, host: &str) -> Value {
    let (api, params, facts) = (selection.api, &selection.params, &selection.facts);
    let checks = [rt::validate(params), rt::validate_for(params.components(), facts)];
    let violations: Vec<_> = checks
        .iter()
        .filter_map(|check| check.as_ref().err())
        .flat_map(|error| error.violations())
        .map(ToString::to_string)
        .chain(selection.problems.iter().cloned())
        .collect();
    let (session, defaults) = (resolve(selection, params.components()), resolve(selection, None));
    let feature = |index: usize, info: &FeatureInfo| {
        let name = info.field.name;
        let value = rt::feature_value(&session, index, name);
        let without = resolve(selection, Some(&selection.without(index, name)));
        json!({
            "name": name,
            "differs": value != rt::feature_value(&defaults, index, name),
            "value": value,
            // The value if the request leaves the feature out, and all else stays.
            "default": rt::feature_value(&without, index, name),
            "forbidden": forbidden(selection, index, info),
        })
    };
    let component = |(index, info): (usize, &ComponentInfo)| {
        let features: Vec<_> = info.features.iter().map(|info| feature(index, info)).collect();
        json!({ "name": info.name, "enabled": rt::is_enabled(&session, index), "features": features })
    };
    let components: Vec<_> = api.components.iter().enumerate().map(component).collect();
    let form = rt::encode(params);
    json!({
        "account": selection.account,
        "form": form,
        "curl": curl(state, selection, &form, host),
        "rust": rust_source::write(api, params, state.explorer.rust_module.as_deref()),
        "violations": violations,
        "components": components,
    })
}

fn resolve(selection: &Selection, components: Option<&dyn Components>) -> DynComponents {
    let mut session = DynComponents::new(selection.api);
    rt::resolve_into(components, &selection.facts, &mut session);
    session
}

/// The value that the account may not have, and why.
fn forbidden(selection: &Selection, index: usize, info: &FeatureInfo) -> Option<Value> {
    let value = info.restriction?.value;
    let mut components = DynComponents::new(selection.api);
    rt::set_feature(&mut components, index, info.field.name, &value.into()).ok()?;
    let error = rt::validate_for(Some(&components), &selection.facts).err()?;
    Some(json!({ "value": value, "reason": error.to_string() }))
}

/// A command that sends the request to the sandbox. Keys other than the default one are not shown.
fn curl(state: &State, selection: &Selection, form: &str, host: &str) -> String {
    let api = selection.api;
    let mut parts = vec![format!("curl {}", quoted(&format!("http://{host}{}", api.path)))];
    match api.method {
        "GET" => parts.push("--get".to_owned()),
        "POST" if !form.is_empty() => {}
        method => parts.push(format!("--request {method}")),
    }
    let is_default = state.keys.iter().any(|key| key == DEFAULT_KEYS[0]);
    parts.push(format!("--user {}:", if is_default { DEFAULT_KEYS[0] } else { "\"$STRIPE_SECRET_KEY\"" }));
    let headers = selection.headers().into_iter();
    parts.extend(headers.map(|(name, value)| format!("--header {}", quoted(&format!("{name}: {value}")))));
    parts.extend(form.split('&').filter(|pair| !pair.is_empty()).map(|pair| format!("--data {}", quoted(pair))));
    parts.join(" \\\n  ")
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
