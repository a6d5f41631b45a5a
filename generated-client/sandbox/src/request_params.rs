//! The parameters of a request, checked against the tables as far as possible without knowing the account.

use runtime::{
    reflect::{Api, ComponentInfo, Field, Type},
    rt::{DynParams, Json, Record},
};

use crate::{
    error_response::ApiError,
    expand_param::{self, EXPAND},
    form_parser::{Map, get},
    value_parser::{fields, map, missing, refuse, value},
};

/// Reads the parameters of the tables' operation.
pub(crate) fn read(api: &'static Api, form: &Map) -> Result<DynParams, ApiError> {
    refuse_unknown(api, form)?;
    let mut params = DynParams::new(api);
    for (index, field) in api.params.iter().enumerate() {
        let Some(given) = get(form, field.name) else {
            if field.required {
                return Err(missing(field.name));
            }
            continue;
        };
        let json = match field.value_type {
            Type::Components => read_components(api, map(given, field.name)?)?,
            _ => value(given, field.name, &field.value_type, field.clearable)?,
        };
        if field.name == EXPAND && matches!(field.value_type, Type::List(_)) {
            expand_param::check(given, |steps| expand_param::is_object_of_session(api, steps))?;
        }
        params.set(index, &json).map_err(|error| ApiError::invalid(error.to_string()).param(field.name))?;
    }
    Ok(params)
}

/// The value of a parameter, unless it is cleared.
pub(crate) fn get_param<'p>(params: &'p DynParams, name: &str) -> Option<Json<'p>> {
    let mut value = None;
    params.view(&mut |params| {
        let mut named = params.table.iter().zip(params.fields).filter(|(field, _)| field.name == name);
        value = named.find_map(|(_, value)| value.get()).filter(|json| *json != Json::Null);
    });
    value
}

fn read_components(api: &Api, given: &Map) -> Result<Json<'static>, ApiError> {
    let mut components = Map::new();
    for component in api.components {
        if let Some(form) = get(given, component.name) {
            components.push((component.name.into(), read_component(component, map(form, component.param)?)?));
        }
    }
    Ok(Json::Object(components))
}

fn read_component(component: &ComponentInfo, given: &Map) -> Result<Json<'static>, ApiError> {
    let enabled = Field::new("enabled", "", Type::Boolean).required();
    let mut entries = fields(given, |name| format!("{}[{name}]", component.param), [&enabled])?;
    if let Some(form) = get(given, "features") {
        let param = format!("{}[features]", component.param);
        let table = component.features.iter().map(|feature| &feature.field);
        let features = fields(map(form, &param)?, |name| format!("{param}[{name}]"), table)?;
        entries.push(("features".into(), Json::Object(features)));
    }
    Ok(Json::Object(entries))
}

/// Checks the parameters of a request for an account: `expand` is the only one.
pub(crate) fn check_account_params(api: &Api, form: &Map) -> Result<(), ApiError> {
    let unknown: Vec<_> = form.iter().map(|(name, _)| name.to_string()).filter(|name| name != EXPAND).collect();
    refuse(&unknown)?;
    let is_object = |steps: &[&str]| expand_param::is_object_of_account(api, steps);
    get(form, EXPAND).map_or(Ok(()), |paths| expand_param::check(paths, is_object))
}

/// Refuses all unknown parameters at once.
fn refuse_unknown(api: &Api, form: &Map) -> Result<(), ApiError> {
    let mut unknown = Vec::new();
    for (name, given) in form {
        match (api.params.iter().find(|field| field.name == name), given) {
            (None, _) => unknown.push(name.to_string()),
            (Some(Field { value_type: Type::Components, .. }), Json::Object(components)) => {
                collect_unknown(api, name, components, &mut unknown);
            }
            _ => {}
        }
    }
    refuse(&unknown)
}

fn collect_unknown(api: &Api, param: &str, components: &Map, unknown: &mut Vec<String>) {
    for (name, given) in components {
        let Some(component) = api.component(name) else {
            unknown.push(format!("{param}[{name}]"));
            continue;
        };
        let Json::Object(settings) = given else { continue };
        for (name, given) in settings {
            match (name.as_ref(), given) {
                ("features", Json::Object(features)) => {
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

    fn read(body: &str) -> Result<DynParams, ApiError> {
        super::read(&RULES, &form_parser::parse(form_urlencoded::parse(body.as_bytes()))?)
    }

    #[test]
    fn components_are_read_with_their_features() {
        let params = read(
            "components[second][features][free]=true&account=acct_a&components[second][enabled]=false\
             &expand[]=components&limit=5",
        )
        .unwrap();
        assert!(get_param(&params, "account") == Some(Json::text("acct_a")));
        let components = params.components().unwrap();
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
