//! An OpenAPI document, and references within it.

use super::error::{Error, pointer};
use schema::{suggest::closest, yaml};
use serde::Deserialize;
use serde_json::Value;

/// The most bytes of a document.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// The most bytes of one in YAML, whose parser takes some thirty bytes for each.
const MAX_YAML_BYTES: usize = 16 << 20;

/// The longest chain of references.
const MAX_REFERENCES: usize = 64;

/// A value of a document and its location.
#[derive(Clone, Debug)]
pub(crate) struct Place<'d> {
    pub(crate) value: Value,
    pub(crate) pointer: String,
    /// The references followed on the way here.
    passed: Vec<String>,
    /// The document.
    root: &'d Value,
}

/// Reads JSON or YAML.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge { format: "JSON", limit: MAX_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Error::NotUtf8 { offset: error.valid_up_to() })?;
    let text = text.trim_start_matches('\u{feff}');
    let (format, value) = if text.trim_start().starts_with(['{', '[']) {
        ("JSON", serde_json::from_str(text).map_err(|error| error.to_string()))
    } else if text.len() > MAX_YAML_BYTES {
        return Err(Error::TooLarge { format: "YAML", limit: MAX_YAML_BYTES });
    } else {
        ("YAML", Value::deserialize(yaml::deserializer(text)).map_err(|error| error.to_string()))
    };
    value.map_err(|reason| Error::Syntax { format, reason })
}

/// The version that a document describes.
pub(crate) fn version(root: &Value) -> Option<String> {
    root.pointer("/info/version").and_then(Value::as_str).map(str::to_owned)
}

/// The operation of a document. The method is in lower case.
pub(crate) fn operation<'d>(root: &'d Value, path: &str, method: &str) -> Result<Place<'d>, Error> {
    let not = |reason: String| Err(Error::NotOpenApi { reason });
    if !root.is_object() {
        return not("it is not an object".to_owned());
    }
    match root.get("openapi").and_then(Value::as_str) {
        Some(version) if version.starts_with("3.") => {}
        Some(version) => return not(format!("its `openapi` is `{version}`")),
        None if root.get("swagger").is_some() => {
            return not("it is of version 2, which calls itself `swagger`".to_owned());
        }
        None => return not("it lacks `openapi: 3...`".to_owned()),
    }
    for name in ["paths", "components"] {
        if root.get(name).is_some_and(|section| !section.is_object()) {
            let problem = "is not an object".to_owned();
            return Err(Error::Unexpected { pointer: pointer(&[name]), problem });
        }
    }
    let Some(paths) = root.get("paths").and_then(Value::as_object) else {
        return not("it lacks `paths`".to_owned());
    };
    let operation = paths.get(path).and_then(|item| item.get(method));
    let Some(value) = operation.filter(|value| value.is_object()).cloned() else {
        let closest = closest(path, paths.keys().map(String::as_str).filter(|name| *name != path));
        let closest = closest.map(str::to_owned);
        return Err(Error::NoEndpoint { path: path.to_owned(), method: method.to_owned(), closest });
    };
    Ok(Place { value, pointer: pointer(&["paths", path, method]), passed: Vec::new(), root })
}

impl<'d> Place<'d> {
    /// Follows references.
    pub(crate) fn resolve(&self) -> Result<Place<'d>, Error> {
        let mut at = self.clone();
        // Keys next to a reference are about this use of the target.
        let mut siblings = serde_json::Map::new();
        while let Some(target) = at.value.get("$ref").and_then(Value::as_str).map(str::to_owned) {
            for key in ["description", "default", "deprecated", "nullable"] {
                if let (None, Some(value)) = (siblings.get(key), at.value.get(key)) {
                    siblings.insert(key.to_owned(), value.clone());
                }
            }
            if at.passed.contains(&target) {
                return Err(at.unexpected(format!("refers to `{target}`, which it is a part of")));
            }
            if at.passed.len() == MAX_REFERENCES {
                return Err(at.unexpected(format!("comes after {MAX_REFERENCES} references, one within another")));
            }
            let components = target.strip_prefix('#').filter(|target| target.starts_with("/components/"));
            let Some(value) = components.and_then(|target| self.root.pointer(target)).cloned() else {
                return Err(at.unexpected(format!("refers to `{target}`, which the document does not have")));
            };
            at.passed.push(target.clone());
            at = Place { value, pointer: target, ..at };
        }
        if let Value::Object(object) = &mut at.value {
            object.extend(siblings);
        }
        Ok(at)
    }

    fn at(&self, keys: &[&str], value: &Value) -> Place<'d> {
        let pointer = format!("{}{}", self.pointer, &pointer(keys)[1..]);
        Place { value: value.clone(), pointer, passed: self.passed.clone(), root: self.root }
    }

    /// The value of a key, if present.
    pub(crate) fn get(&self, key: &str) -> Option<Place<'d>> {
        self.value.get(key).map(|value| self.at(&[key], value))
    }

    /// The value of a required key.
    pub(crate) fn require(&self, key: &str) -> Result<Place<'d>, Error> {
        self.get(key).ok_or_else(|| self.unexpected(format!("has no `{key}`")))?.resolve()
    }

    /// The items of a list.
    pub(crate) fn items(&self, key: &str) -> Vec<Place<'d>> {
        let items = self.value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
        items.map(|(index, value)| self.at(&[key, &index.to_string()], value)).collect()
    }

    /// The names and schemas of an object's properties.
    pub(crate) fn properties(&self) -> Result<Vec<(String, Place<'d>)>, Error> {
        let Some(properties) = self.get("properties") else { return Ok(Vec::new()) };
        let Value::Object(entries) = &properties.value else {
            return Err(properties.unexpected("is not an object"));
        };
        Ok(entries.iter().map(|(name, value)| (name.clone(), properties.at(&[name], value))).collect())
    }

    /// A text.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// The texts in a list.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let values = self.value.get(key).and_then(Value::as_array).into_iter().flatten();
        values.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// `true` if a key is `true`.
    pub(crate) fn is(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    pub(crate) fn unexpected(&self, problem: impl Into<String>) -> Error {
        Error::Unexpected { pointer: self.pointer.clone(), problem: problem.into() }
    }
}
