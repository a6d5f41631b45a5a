//! The parameters of a request, checked against the tables as far as possible without knowing the account.

use runtime::reflect::{Api, ComponentInfo, FeatureInfo, Field, Kind};
use serde_json::Value as Json;

use crate::{
    error_response::ApiError,
    expand_param::{self, EXPAND},
    form_parser::{Map, Node},
    value_parser::{self, boolean, map, missing, text, value},
};

/// The parameters of a request of the tables' operation.
#[derive(Debug, PartialEq)]
pub(crate) struct Params {
    /// The connected account's id, after the name of the parameter that has it.
    pub(crate) account: Option<(&'static str, String)>,
    /// The settings of each of [`Api::components`].
    pub(crate) components: Vec<Settings>,
}

/// A component's settings; the default is that of a component that the request does not name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    pub(crate) enabled: bool,
    /// The value set for each of the component's features.
    pub(crate) features: Vec<Option<Json>>,
}

impl Params {
    pub(crate) fn read(api: &Api, form: &Map) -> Result<Self, ApiError> {
        refuse_unknown(api, form)?;
        let mut params = Self { account: None, components: read_components(api, &Map::default())? };
        for field in api.params {
            let Some(node) = form.get(field.name) else {
                if field.required {
                    return Err(missing(field.name));
                }
                continue;
            };
            match field.kind {
                Kind::Components => params.components = read_components(api, map(node, field.name)?)?,
                Kind::Id { .. } if params.account.is_none() && !field.clearable => {
                    params.account = Some((field.name, text(node, field.name)?.to_owned()));
                }
                Kind::List(_) if field.name == EXPAND => {
                    expand_param::check(node, |steps| expand_param::is_object_of_session(api, steps))?;
                }
                _ => _ = value(node, field.name, &field.kind, field.clearable)?,
            }
        }
        Ok(params)
    }
}

fn read_components(api: &Api, given: &Map) -> Result<Vec<Settings>, ApiError> {
    let read = |component: &ComponentInfo| match given.get(component.name) {
        Some(node) => read_component(component, map(node, component.param)?),
        None => Ok(Settings { enabled: false, features: vec![None; component.features.len()] }),
    };
    api.components.iter().map(read).collect()
}

fn read_component(component: &ComponentInfo, given: &Map) -> Result<Settings, ApiError> {
    let enabled_param = format!("{}[enabled]", component.param);
    let enabled = given.get("enabled").ok_or_else(|| missing(&enabled_param))?;
    let enabled = boolean(enabled, &enabled_param)?;
    let features = match given.get("features") {
        Some(node) => map(node, &format!("{}[features]", component.param))?,
        None => &Map::default(),
    };
    let read = |feature: &FeatureInfo| {
        let node = features.get(feature.name);
        node.map(|node| value(node, feature.param, &feature.kind, feature.clearable)).transpose()
    };
    Ok(Settings { enabled, features: component.features.iter().map(read).collect::<Result<_, _>>()? })
}

/// Checks the parameters of a request for an account: `expand` is the only one.
pub(crate) fn check_account_params(api: &Api, form: &Map) -> Result<(), ApiError> {
    refuse(form.iter().map(|(name, _)| name.to_owned()).filter(|name| name != EXPAND).collect())?;
    let is_object = |steps: &[&str]| expand_param::is_object_of_account(api, steps);
    form.get(EXPAND).map_or(Ok(()), |node| expand_param::check(node, is_object))
}

/// Refuses all unknown parameters at once.
fn refuse_unknown(api: &Api, form: &Map) -> Result<(), ApiError> {
    let mut unknown = Vec::new();
    for (name, node) in form.iter() {
        match (api.params.iter().find(|field| field.name == name), node) {
            (None, _) => unknown.push(name.to_owned()),
            (Some(Field { kind: Kind::Components, .. }), Node::Map(components)) => {
                collect_unknown(api, name, components, &mut unknown);
            }
            _ => {}
        }
    }
    refuse(unknown)
}

fn refuse(mut unknown: Vec<String>) -> Result<(), ApiError> {
    match unknown.as_slice() {
        [] => Ok(()),
        [_] => Err(value_parser::unknown(unknown.swap_remove(0))),
        several => {
            let message = format!("Received unknown parameters: {}", several.join(", "));
            Err(ApiError::invalid(message).code("parameter_unknown").param(unknown.swap_remove(0)))
        }
    }
}

fn collect_unknown(api: &Api, param: &str, components: &Map, unknown: &mut Vec<String>) {
    for (name, node) in components.iter() {
        let Some(component) = api.components.iter().find(|component| component.name == name) else {
            unknown.push(format!("{param}[{name}]"));
            continue;
        };
        let Node::Map(settings) = node else { continue };
        for (name, node) in settings.iter() {
            match (name, node) {
                ("features", Node::Map(features)) => {
                    let is_unknown = |name: &str| component.features.iter().all(|feature| feature.name != name);
                    let names = features.iter().map(|(name, _)| name).filter(|name| is_unknown(name));
                    unknown.extend(names.map(|name| format!("{}[features][{name}]", component.param)));
                }
                ("enabled" | "features", _) => {}
                _ => unknown.push(format!("{}[{name}]", component.param)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{form_parser, tables_for_tests::RULES};

    fn read(body: &str) -> Result<Params, ApiError> {
        Params::read(&RULES, &form_parser::parse(form_urlencoded::parse(body.as_bytes()))?)
    }

    #[test]
    fn settings_are_kept_by_position() {
        let params = read(
            "components[second][features][free]=true&account=acct_a&components[second][enabled]=false\
             &expand[]=components&limit=5",
        )
        .unwrap();
        assert_eq!(params.account, Some(("account", "acct_a".to_owned())));
        let [first, second, empty] = params.components.as_slice() else { panic!("{params:?}") };
        assert_eq!(*first, Settings { enabled: false, features: vec![None; RULES.components[0].features.len()] });
        assert_eq!(*second, Settings { enabled: false, features: vec![None, Some(true.into())] });
        assert_eq!(*empty, Settings::default());
    }

    #[test]
    fn refusals() {
        let good = "account=a&components[empty][enabled]=true";
        assert!(read(good).is_ok());
        assert!(read(&format!("{good}&expand[0]=components&expand[1]=components.first")).is_ok());
        // Each body, the code or else the message, and the parameter.
        let table = [
            ("", "parameter_missing", "account"),
            ("account=a", "parameter_missing", "components"),
            ("components[empty][enabled]=true", "parameter_missing", "account"),
            ("account=&components[empty][enabled]=true", "parameter_invalid_empty", "account"),
            ("account[id]=a&components[empty][enabled]=true", "Invalid string: got an object", "account"),
            ("account[]=a&components[empty][enabled]=true", "Invalid string: got an array", "account"),
            ("account=a&components=", "parameter_invalid_empty", "components"),
            ("account=a&components=x", "Invalid object", "components"),
            ("account=a&components[]=x", "Invalid object", "components"),
            ("account=a&components[empty]=true", "Invalid object", "components[empty]"),
            ("account=a&components[empty][features]=true", "parameter_missing", "components[empty][enabled]"),
            ("account=a&components[first][features][yes]=true", "parameter_missing", "components[first][enabled]"),
            ("account=a&components[empty][enabled]=maybe", "Invalid boolean: maybe", "components[empty][enabled]"),
            ("account=a&components[empty][enabled]=TRUE", "Invalid boolean: TRUE", "components[empty][enabled]"),
            ("account=a&components[empty][enabled]=", "parameter_invalid_empty", "components[empty][enabled]"),
            (
                "account=a&components[empty][enabled][x]=true",
                "Invalid boolean: got an object",
                "components[empty][enabled]",
            ),
            (
                "account=a&components[empty][enabled]=true&components[empty][features]=true",
                "Invalid object",
                "components[empty][features]",
            ),
            (
                "account=a&components[first][enabled]=true&components[first][features][yes]=1",
                "Invalid boolean: 1",
                "components[first][features][yes]",
            ),
            ("account=a&components[empty][enabled]=true&expand=a", "Invalid array", "expand"),
            ("account=a&components[empty][enabled]=true&expand[a]=b", "Invalid array", "expand"),
            ("account=a&components[empty][enabled]=true&limit=5x", "parameter_invalid_integer", "limit"),
            ("acount=a", "parameter_unknown", "acount"),
            ("account=a&components[none][enabled]=true", "parameter_unknown", "components[none]"),
            ("account=a&components[empty][enable]=true", "parameter_unknown", "components[empty][enable]"),
            (
                "account=a&components[empty][enabled]=true&components[empty][features][yes]=true",
                "parameter_unknown",
                "components[empty][features][yes]",
            ),
            ("account=a&components[empty=true", "parameter_unknown", "components[empty"),
        ];
        for (body, expected, param) in table {
            let error = read(body).expect_err(body).to_json();
            let error = &error["error"];
            let found = if error["code"].is_null() { &error["message"] } else { &error["code"] };
            assert_eq!(found, expected, "{body}");
            assert_eq!(error["param"], param, "{body}");
            assert_eq!(error["type"], "invalid_request_error", "{body}");
        }
    }

    #[test]
    fn all_unknown_parameters_are_named_at_once() {
        let error = read("b=1&components[none][enabled]=1&components[empty][x]=1&a=2").unwrap_err().to_json();
        assert_eq!(
            error["error"]["message"],
            "Received unknown parameters: b, components[none], components[empty][x], a"
        );
        assert_eq!(error["error"]["param"], "b");
    }
}
