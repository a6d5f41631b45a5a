//! Rust that builds a request with the generated types.

use std::{collections::BTreeSet, iter};

use runtime::{
    reflect::{Api, Type},
    rt::{Components, DynParams, Json, Record},
};

/// The length up to which a chain of calls stays on one line.
const MAX_CHAIN: usize = 60;

/// Writes a function that builds the request. Imports are from `module`, or from the version's module in
/// `generated_client`.
pub(crate) fn write(api: &Api, params: &DynParams, module: Option<&str>) -> String {
    let mut types = BTreeSet::from([api.rust_type]);
    let mut calls = Vec::new();
    params.view(&mut |record| {
        for (field, value) in api.params.iter().zip(record.fields) {
            if matches!(field.value_type, Type::Components) {
                if value.components().is_some() || field.required {
                    calls.push(call(field.rust_name, &components(value.components(), &mut types)));
                }
            } else if let Some(json) = value.get() {
                calls.push(setter(field.rust_name, field.rust_type, &field.value_type, &json, &mut types));
            } else if field.required {
                calls.push(call(field.rust_name, &placeholder(&field.value_type, field.rust_type, &mut types)));
            }
        }
    });
    calls.push(".build()".to_owned());
    let default_module = || format!("generated_client::v{}", api.version.replace(|c: char| !c.is_alphanumeric(), "_"));
    let module = module.map_or_else(default_module, str::to_owned);
    let types: Vec<_> = types.into_iter().collect();
    let body = indented(&iter::once(format!("{}::builder()", api.rust_type)).chain(calls).fold(
        String::new(),
        |body, call| {
            if body.is_empty() { call } else { format!("{body}\n{}", indented(&call)) }
        },
    ));
    format!(
        "use {module}::{{{}}};\n\npub fn request() -> Result<{}, generated_client::ValidationError> {{\n{body}\n}}\n",
        types.join(", "),
        api.rust_type
    )
}

fn components(components: Option<&dyn Components>, types: &mut BTreeSet<&'static str>) -> String {
    types.insert("ComponentsParams");
    let mut calls = Vec::new();
    if let Some(components) = components {
        components.view(&mut |_, component| {
            let info = component.info();
            types.insert(info.rust_type);
            component.view(&mut |fields| {
                let enabled = if fields.enabled.as_bool() == Some(true) { "enabled" } else { "disabled" };
                let features = info.features.iter().zip(fields.features).filter_map(|(feature, value)| {
                    let json = value.get()?;
                    Some(setter(feature.rust_name, feature.rust_type, &feature.value_type, &json, types))
                });
                let features = features.collect();
                calls.push(call(info.rust_name, &chain(format!("{}::{enabled}()", info.rust_type), features)));
            });
        });
    }
    chain("ComponentsParams::new()".to_owned(), calls)
}

/// A call that sets a value, or clears it.
fn setter(
    name: &str,
    rust_type: &'static str,
    value_type: &Type,
    json: &Json<'_>,
    types: &mut BTreeSet<&'static str>,
) -> String {
    match json {
        Json::Null => format!(".clear_{}()", name.trim_start_matches("r#")),
        json => call(name, &expression(value_type, rust_type, json, types)),
    }
}

fn expression(
    value_type: &Type,
    rust_type: &'static str,
    json: &Json<'_>,
    types: &mut BTreeSet<&'static str>,
) -> String {
    match (value_type, json) {
        (Type::Boolean, Json::Boolean(value)) => value.to_string(),
        (Type::Integer, json) => json.as_integer().unwrap_or_default().to_string(),
        (Type::Timestamp, json) => {
            format!("generated_client::Timestamp::from_seconds({})", json.as_seconds().unwrap_or_default())
        }
        (Type::List(of), Json::List(items)) if !items.is_empty() => {
            let items: Vec<_> = items.iter().map(|item| expression(of, rust_type, item, types)).collect();
            format!("[{}]", items.join(", "))
        }
        (Type::Object { fields }, Json::Object(entries)) => {
            types.insert(rust_type);
            let known = entries.iter().filter_map(|(name, json)| Some((find(fields, name)?, json)));
            let calls =
                known.map(|(field, json)| setter(field.rust_name, field.rust_type, &field.value_type, json, types));
            chain(format!("{rust_type}::default()"), calls.collect())
        }
        (_, Json::Text(text)) => format!("{text:?}"),
        (value_type, _) => placeholder(value_type, rust_type, types),
    }
}

fn find<'f>(fields: &'f [runtime::reflect::Field], name: &str) -> Option<&'f runtime::reflect::Field> {
    fields.iter().find(|field| field.name == name)
}

/// An empty value of a type.
fn placeholder(value_type: &Type, rust_type: &'static str, types: &mut BTreeSet<&'static str>) -> String {
    match value_type {
        Type::Boolean => "false".to_owned(),
        Type::List(of) => format!("[{}; 0]", placeholder(of, rust_type, types)),
        Type::Integer | Type::Timestamp | Type::Object { .. } => {
            let empty = if matches!(value_type, Type::Object { .. }) { Json::Object(Vec::new()) } else { Json::Null };
            expression(value_type, rust_type, &empty, types)
        }
        _ => "\"\"".to_owned(),
    }
}

fn call(name: &str, argument: &str) -> String {
    if argument.contains('\n') {
        format!(".{name}(\n{},\n)", indented(argument))
    } else {
        format!(".{name}({argument})")
    }
}

fn chain(head: String, calls: Vec<String>) -> String {
    let line = format!("{head}{}", calls.concat());
    if line.len() <= MAX_CHAIN && !line.contains('\n') {
        return line;
    }
    calls.iter().fold(head, |chain, call| format!("{chain}\n{}", indented(call)))
}

/// Texts hold no line breaks: they are escaped.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
