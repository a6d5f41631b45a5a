//! Comparison of real responses with a description: what a release changed before it is published.
//!
//! A finding holds names, types and the values of features. Other values, which may be secret or personal, are never
//! repeated.

use crate::import::release::Release;
use schema::{
    defaults,
    model::{CheckedSchema, Component, Kind, Literal, Member, Schema},
};
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;

/// A difference between responses and a description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Its sort.
    pub sort: Sort,
    /// Its path in the response, such as `components.payments.refund_management`.
    pub path: String,
    /// The difference in words.
    pub text: String,
}

/// The sort of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A field that the description lacks.
    Field,
    /// A component that the description lacks.
    Component,
    /// A feature that the description lacks.
    Feature,
    /// A value that an enum or integer of the description lacks.
    Value,
    /// A value of another type.
    Type,
    /// A value that the rules do not predict.
    Default,
}

/// The features that a request sets, by component and name.
pub type Request = HashMap<(String, String), Literal>;

/// The findings in several responses.
#[derive(Debug)]
pub struct Observation<'s> {
    schema: &'s Schema,
    /// The index of each fact's value, as far as known.
    facts: &'s [Option<usize>],
    request: Option<&'s Request>,
    /// Each once.
    pub findings: Vec<Finding>,
    /// The content of the schema with that of the responses.
    pub(crate) release: Release,
}

impl<'s> Observation<'s> {
    /// An observation without responses. With a request, the values of the features that it leaves out are compared with
    /// those that the rules predict for an account, of which `facts` has the index of each fact's value, as far as known.
    pub fn new(schema: &'s CheckedSchema, facts: &'s [Option<usize>], request: Option<&'s Request>) -> Self {
        Observation { schema, facts, request, findings: Vec::new(), release: Release::of(schema) }
    }

    /// Compares a response.
    ///
    /// # Errors
    ///
    /// Why it is not a response of the description's operation.
    pub fn add(&mut self, response: &Value) -> Result<(), String> {
        let object = &self.schema.object;
        let is_object = response.get("object").is_some_and(|name| name == object.name.as_str());
        let Some(fields) = response.as_object().filter(|_| is_object) else {
            return Err(format!("it is not the JSON of one object of the type `{}`", object.name));
        };
        for (name, value) in fields.iter().filter(|(name, _)| *name != "object") {
            match object.fields.iter().find(|field| field.name == *name) {
                Some(field) if field.kind == Kind::Components => self.components(name, value),
                Some(field) => self.value(name, &field.kind, value, false),
                None => {
                    self.new_field(name.clone(), value);
                    infer(value).into_iter().for_each(|kind| self.release.add_field(name, kind));
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, sort: Sort, path: String, text: String) {
        let finding = Finding { sort, path, text };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    fn new_field(&mut self, path: String, value: &Value) {
        self.push(Sort::Field, path, format!("new field of type {}", describe(value)));
    }

    fn components(&mut self, path: &str, value: &Value) {
        for (name, value) in self.object(path, value) {
            let path = format!("{path}.{name}");
            let known = self.schema.components.iter().find(|component| component.name == *name);
            if known.is_none() {
                self.push(Sort::Component, path.clone(), "new component".to_owned());
                self.release.component(name);
            }
            for (key, value) in self.object(&path, value) {
                let inner = format!("{path}.{key}");
                match key.as_str() {
                    "enabled" => self.value(&inner, &Kind::Boolean, value, false),
                    "features" => {
                        for (feature, value) in self.object(&inner, value) {
                            self.feature(&format!("{path}.{feature}"), name, known, feature, value);
                        }
                    }
                    _ => self.new_field(inner, value),
                }
            }
        }
    }

    /// The entries of an object. Another type is reported, but for `null`.
    fn object<'v>(&mut self, path: &str, value: &'v Value) -> impl Iterator<Item = (&'v String, &'v Value)> + use<'v> {
        if !value.is_object() && !value.is_null() {
            self.push(Sort::Type, path.to_owned(), format!("{} instead of an object", describe(value)));
        }
        value.as_object().into_iter().flatten()
    }

    fn feature(&mut self, path: &str, component: &str, known: Option<&Component>, name: &str, value: &Value) {
        match known.and_then(|known| Some((known, known.features.iter().position(|it| it.member.name == name)?))) {
            Some((known, index)) => {
                self.value(path, &known.features[index].member.kind, value, true);
                self.default(path, known, index, value);
            }
            None => self.push(Sort::Feature, path.to_owned(), format!("new feature of type {}", describe(value))),
        }
        let Some(component) = self.release.component(component) else { return };
        match component.features.iter_mut().find(|feature| feature.member.name == name) {
            Some(feature) => {
                let more = with_values(&feature.member.kind, value);
                more.into_iter().for_each(|kind| feature.member.kind = kind);
            }
            None => infer(value).into_iter().for_each(|kind| component.add_feature(name, kind)),
        }
    }

    /// Reports a value of another type. The text of a feature's value may be shown.
    fn value(&mut self, path: &str, kind: &Kind, value: &Value, is_feature: bool) {
        let fits = match kind {
            _ if value.is_null() => true,
            Kind::Boolean => value.is_boolean(),
            Kind::Integer { .. } | Kind::Timestamp => value.is_i64(),
            Kind::Id { expandable: true, .. } if value.is_object() => value.get("id").is_some_and(Value::is_string),
            Kind::Id { prefix, .. } => value.as_str().is_some_and(|id| id.starts_with(prefix.as_str())),
            Kind::String | Kind::Secret | Kind::Enum { .. } => value.is_string(),
            Kind::List(_) => value.is_array(),
            Kind::Object { .. } | Kind::Components => value.is_object(),
        };
        if !fits {
            self.push(Sort::Type, path.to_owned(), format!("{} instead of {kind}", describe(value)));
            return;
        }
        match (kind, value) {
            (Kind::Enum { values }, Value::String(text)) if !values.contains(text) => {
                let shown =
                    if is_feature && is_word(text) { format!("new value `{text}`") } else { "new value".to_owned() };
                self.push(Sort::Value, path.to_owned(), shown);
            }
            (Kind::Integer { maximum: Some(maximum) }, value) if value.as_i64().is_some_and(|it| it > *maximum) => {
                self.push(Sort::Value, path.to_owned(), format!("more than the maximum of {maximum}"));
            }
            (Kind::List(of), Value::Array(items)) => {
                items.iter().for_each(|item| self.value(path, of, item, is_feature))
            }
            (Kind::Object { fields }, Value::Object(entries)) => {
                for (name, value) in entries {
                    let path = format!("{path}.{name}");
                    match fields.iter().find(|field: &&Member| field.name == *name) {
                        Some(field) => self.value(&path, &field.kind, value, is_feature),
                        None => self.new_field(path, value),
                    }
                }
            }
            _ => {}
        }
    }

    /// Reports a value that the request left out and the rules do not predict.
    fn default(&mut self, path: &str, component: &Component, index: usize, value: &Value) {
        let Some(request) = self.request else { return };
        let set = |index: usize| {
            let feature = component.features[index].member.name.clone();
            request.get(&(component.name.clone(), feature)).cloned()
        };
        if set(index).is_some() {
            return;
        }
        let predicted = defaults::resolve_with(self.schema, component, index, self.facts, set);
        if let (Some(predicted), Some(found)) = (predicted, literal(value))
            && predicted != found
        {
            self.push(Sort::Default, path.to_owned(), format!("`{found}`, where the rules predict `{predicted}`"));
        }
    }
}

/// The features that the JSON parameters of a request set.
pub fn request(schema: &CheckedSchema, params: &Value) -> Request {
    let mut request = Request::new();
    let holder = schema.operation.components().map_or("components", |param| &param.name);
    for component in &schema.components {
        for feature in &component.features {
            let value =
                params.get(holder).and_then(|all| all.get(&component.name)?.get("features")?.get(&feature.member.name));
            request.extend(
                value.and_then(literal).map(|value| ((component.name.clone(), feature.member.name.clone()), value)),
            );
        }
    }
    request
}

/// The literal of a JSON value.
pub(crate) fn literal(value: &Value) -> Option<Literal> {
    Some(match value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Boolean(*value),
        Value::Number(value) => Literal::Integer(value.as_i64()?),
        Value::String(text) => Literal::Text(text.clone()),
        Value::Array(items) => Literal::List(items.iter().map(literal).collect::<Option<_>>()?),
        Value::Object(_) => return None,
    })
}

/// The type of a value; `None` where it does not tell.
fn infer(value: &Value) -> Option<Kind> {
    Some(match value {
        Value::Bool(_) => Kind::Boolean,
        Value::Number(number) if number.is_i64() => Kind::Integer { maximum: None },
        Value::String(_) => Kind::String,
        Value::Array(items) => match infer(items.first()?)? {
            of @ (Kind::String | Kind::Integer { .. }) => Kind::List(Box::new(of)),
            _ => return None,
        },
        _ => return None,
    })
}

/// An enum with the values that it lacks; `None` if it lacks none.
fn with_values(kind: &Kind, value: &Value) -> Option<Kind> {
    match (kind, value) {
        (Kind::Enum { values }, Value::String(text)) if !values.contains(text) && is_word(text) => {
            Some(Kind::Enum { values: [values.as_slice(), std::slice::from_ref(text)].concat() })
        }
        (Kind::List(of), Value::Array(items)) => {
            let more = items
                .iter()
                .fold(None, |known: Option<Kind>, item| with_values(known.as_ref().unwrap_or(of), item).or(known));
            more.map(|of| Kind::List(Box::new(of)))
        }
        _ => None,
    }
}

/// `true` for text that is a value's name.
fn is_word(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}
