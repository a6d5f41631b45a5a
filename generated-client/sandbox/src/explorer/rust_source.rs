//! Rust that builds a request with the generated types.

use std::collections::BTreeSet;

use runtime::{
    reflect::{Api, Field, Type},
    rt::{Components, DynComponents, DynParams, Json, Record},
};

use crate::session_response::placeholder;

/// The length up to which a chain of calls stays on one line.
const MAX_CHAIN: usize = 60;

/// Writes a function that builds the request. Imports are from `module`, or from the version's module in
/// `generated_client`.
pub(crate) fn write(api: &'static Api, params: &DynParams, module: Option<&str>) -> String {
    let mut source = Source { types: BTreeSet::from([api.rust_type]) };
    let mut calls = Vec::new();
    params.view(&mut |record| {
        for (field, value) in api.params.iter().zip(record.fields) {
            match (value.components(), value.get()) {
                (Some(components), _) => calls.push(call(field.rust_name, &source.components(components))),
                (None, Some(json)) => calls.push(source.setter(field, &json)),
                (None, None) if !field.required => {}
                // Without a required parameter, the request does not compile.
                (None, None) if matches!(field.value_type, Type::Components) => {
                    calls.push(call(field.rust_name, &source.components(&DynComponents::new(api))));
                }
                (None, None) => calls.push(source.setter(field, &placeholder(&field.value_type))),
            }
        }
    });
    let builder = calls.iter().fold(format!("{}::builder()", api.rust_type), |chain, call| next_line(&chain, call));
    let module = module.map_or_else(
        || format!("generated_client::v{}", api.version.replace(|char: char| !char.is_alphanumeric(), "_")),
        str::to_owned,
    );
    let (types, request) = (source.types.into_iter().collect::<Vec<_>>().join(", "), api.rust_type);
    format!(
        "use {module}::{{{types}}};\n\npub fn request() -> Result<{request}, generated_client::ValidationError> \
         {{\n    {}\n}}\n",
        indented(&next_line(&builder, ".build()"))
    )
}

struct Source {
    /// The types to import.
    types: BTreeSet<&'static str>,
}

impl Source {
    fn components(&mut self, components: &dyn Components) -> String {
        self.types.insert("ComponentsParams");
        let mut calls = Vec::new();
        components.view(&mut |_, component| {
            component.view(&mut |fields| {
                let info = fields.info;
                self.types.insert(info.rust_type);
                let start = if fields.enabled == Some(true) { "enabled()" } else { "disabled()" };
                let features = info.features.iter().zip(fields.features);
                let features = features.filter_map(|(feature, value)| Some(self.setter(&feature.field, &value.get()?)));
                calls.push(call(info.rust_name, &chain(format!("{}::{start}", info.rust_type), features.collect())));
            });
        });
        chain("ComponentsParams::new()".to_owned(), calls)
    }

    /// A call that sets a value, or clears it.
    fn setter(&mut self, field: &Field, json: &Json<'_>) -> String {
        match json {
            Json::Null => format!(".clear_{}()", field.rust_name.trim_start_matches("r#")),
            json => call(field.rust_name, &self.value(field, field.value_type, json)),
        }
    }

    /// A value of a type of the field or, in a list, of its items.
    fn value(&mut self, field: &Field, value_type: Type, json: &Json<'_>) -> String {
        match (value_type, json) {
            (Type::Timestamp, json) => {
                format!("generated_client::Timestamp::from_seconds({})", json.as_seconds().unwrap_or_default())
            }
            (Type::List(of), Json::List(items)) if items.is_empty() => {
                format!("[{}; 0]", self.value(field, *of, &placeholder(of)))
            }
            (Type::List(of), Json::List(items)) => {
                let items: Vec<_> = items.iter().map(|item| self.value(field, *of, item)).collect();
                format!("[{}]", items.join(", "))
            }
            (Type::Object { fields }, Json::Object(entries)) => {
                self.types.insert(field.rust_type);
                let known = |name: &str| fields.iter().find(|field| field.name == name);
                let known = entries.iter().filter_map(|(name, json)| Some((known(name)?, json)));
                let calls = known.map(|(field, json)| self.setter(field, json)).collect();
                chain(format!("{}::default()", field.rust_type), calls)
            }
            (_, Json::Text(text)) => format!("{text:?}"),
            (_, Json::Boolean(value)) => value.to_string(),
            (_, json) => json.as_integer().unwrap_or_default().to_string(),
        }
    }
}

fn call(name: &str, argument: &str) -> String {
    let argument =
        if argument.contains('\n') { format!("\n    {},\n", indented(argument)) } else { argument.to_owned() };
    format!(".{name}({argument})")
}

fn chain(start: String, calls: Vec<String>) -> String {
    let line = format!("{start}{}", calls.concat());
    let is_short = line.len() <= MAX_CHAIN && !line.contains('\n');
    if is_short { line } else { calls.iter().fold(start, |chain, call| next_line(&chain, call)) }
}

fn next_line(chain: &str, call: &str) -> String {
    format!("{chain}\n    {}", indented(call))
}

/// Indents all lines but the first. Texts have none: their line breaks are escaped.
fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}
