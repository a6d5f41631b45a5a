//! The parameters of a request, checked against the tables as far as possible without knowing the account.

use std::borrow::Cow;

use runtime::{
    reflect::{Api, ComponentInfo, FeatureInfo, Field, Type},
    rt::{DynParams, Json},
};

use crate::{
    error_response::ApiError,
    expand_param::{self, EXPAND},
    form_parser::{Map, Node},
    value_parser::{self, boolean, map, missing, value},
};

/// The parameters of a request of the tables' operation.
pub(crate) struct Params {
    /// The connected account's id, after the name of the parameter that has it.
    pub(crate) account: Option<(&'static str, String)>,
    /// All parameters.
    pub(crate) values: DynParams,
}

impl Params {
    pub(crate) fn read(api: &'static Api, form: &Map) -> Result<Self, ApiError> {
        refuse_unknown(api, form)?;
        let mut params = Self { account: None, values: DynParams::new(api) };
        for (index, field) in api.params.iter().enumerate() {
            let Some(node) = form.get(field.name) else {
                if field.required {
                    return Err(missing(field.name));
                }
                continue;
            };
            let json = match field.value_type {
                Type::Components => read_components(api, map(node, field.name)?)?,
                _ => value(node, field.name, &field.value_type, field.clearable)?,
            };
            match (&field.value_type, &json) {
                (_, Json::Text(id)) if api.account_param().is_some_and(|param| param.name == field.name) => {
                    params.account = Some((field.name, id.to_string()));
                }
                (Type::List(_), _) if field.name == EXPAND => {
                    expand_param::check(node, |steps| expand_param::is_object_of_session(api, steps))?;
                }
                _ => {}
            }
            params.values.set(index, &json).map_err(|error| ApiError::invalid(error.to_string()).param(field.name))?;
        }
        Ok(params)
    }
}

fn read_components(api: &Api, given: &Map) -> Result<Json<'static>, ApiError> {
    let read = |component: &ComponentInfo| {
        let node = given.get(component.name)?;
        Some(map(node, component.param).and_then(|given| read_component(component, given)))
    };
    Ok(Json::Object(api.components.iter().filter_map(read).collect::<Result<_, _>>()?))
}

fn read_component(component: &ComponentInfo, given: &Map) -> Result<(Cow<'static, str>, Json<'static>), ApiError> {
    let enabled_param = format!("{}[enabled]", component.param);
    let enabled = given.get("enabled").ok_or_else(|| missing(&enabled_param))?;
    let enabled = boolean(enabled, &enabled_param)?;
    let features = match given.get("features") {
        Some(node) => map(node, &format!("{}[features]", component.param))?,
        None => &Map::default(),
    };
    let read = |feature: &FeatureInfo| {
        let field = &feature.field;
        let value = value(features.get(field.name)?, feature.param, &field.value_type, field.clearable);
        Some(value.map(|value| (field.name.into(), value)))
    };
    let features = component.features.iter().filter_map(read).collect::<Result<_, _>>()?;
    let fields = vec![("enabled".into(), Json::Boolean(enabled)), ("features".into(), Json::Object(features))];
    Ok((component.name.into(), Json::Object(fields)))
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
            (Some(Field { value_type: Type::Components, .. }), Node::Map(components)) => {
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
                    let is_unknown = |name: &str| component.features.iter().all(|feature| feature.field.name != name);
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
    fn components_are_read_with_their_features() {
        let params = read(
            "components[second][features][free]=true&account=acct_a&components[second][enabled]=false\
             &expand[]=components&limit=5",
        )
        .unwrap();
        assert_eq!(params.account, Some(("account", "acct_a".to_owned())));
        let components = params.values.components().unwrap();
        let json = runtime::rt::components_to_json(components).to_value();
        assert_eq!(json, serde_json::json!({ "second": { "enabled": false, "features": { "free": true } } }));
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
            let error = read(body).err().expect(body).to_json();
            let error = &error["error"];
            let found = if error["code"].is_null() { &error["message"] } else { &error["code"] };
            assert_eq!(found, expected, "{body}");
            assert_eq!(error["param"], param, "{body}");
            assert_eq!(error["type"], "invalid_request_error", "{body}");
        }
    }

    #[test]
    fn all_unknown_parameters_are_named_at_once() {
        let error = read("b=1&components[none][enabled]=1&components[empty][x]=1&a=2").err().unwrap().to_json();
        assert_eq!(
            error["error"]["message"],
            "Received unknown parameters: b, components[none], components[empty][x], a"
        );
        assert_eq!(error["error"]["param"], "b");
    }
}
