//! An OpenAPI document, and references within it.

use super::error::{Error, pointer};
use schema::{suggest::closest, yaml};
use serde_json::Value;
use std::marker::PhantomData;

/// The most bytes of a document.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// The most bytes of one in YAML, whose parser takes some thirty bytes for each.
const MAX_YAML_BYTES: usize = 16 << 20;

/// The longest chain of references.
const MAX_REFERENCES: usize = 64;

/// A document.
pub(crate) struct Document {
    /// The version that it describes.
    pub(crate) version: Option<String>,
    /// The operation.
    pub(crate) operation: Place,
    root: Value,
}

/// A value of the document and its location.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) value: Value,
    pub(crate) pointer: String,
    /// The references followed on the way here.
    passed: Vec<String>,
}

/// Reads JSON or YAML.
fn parse(bytes: &[u8]) -> Result<Value, Error> {
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
        ("YAML", yaml::deserialize(text, PhantomData))
    };
    value.map_err(|reason| Error::Syntax { format, reason })
}

impl Document {
    /// Reads a document and finds the operation in it. The method is in lower case.
    pub(crate) fn read(bytes: &[u8], path: &str, method: &str) -> Result<Self, Error> {
        let root = parse(bytes)?;
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
        let operation = Place { value, pointer: pointer(&["paths", path, method]), passed: Vec::new() };
        let version = root.pointer("/info/version").and_then(Value::as_str).map(str::to_owned);
        Ok(Document { version, operation, root })
    }

    /// Follows references.
    pub(crate) fn resolve(&self, place: &Place) -> Result<Place, Error> {
        let mut at = place.clone();
        // What is said next to a reference is about this use of the target.
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
            at = Place { value, pointer: target, passed: at.passed };
        }
        if let Value::Object(object) = &mut at.value {
            object.extend(siblings);
        }
        Ok(at)
    }
}

impl Place {
    /// The value of a key, if present.
    pub(crate) fn get(&self, key: &str) -> Option<Place> {
        let pointer = format!("{}{}", self.pointer, &pointer(&[key])[1..]);
        Some(Place { value: self.value.get(key)?.clone(), pointer, passed: self.passed.clone() })
    }

    /// The value of a required key.
    pub(crate) fn require(&self, key: &str) -> Result<Place, Error> {
        self.get(key).ok_or_else(|| self.unexpected(format!("has no `{key}`")))
    }

    /// The items of a list.
    pub(crate) fn items(&self, key: &str) -> Vec<Place> {
        let items = self.value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
        let place = |(index, value): (usize, &Value)| Place {
            value: value.clone(),
            pointer: format!("{}{}", self.pointer, &pointer(&[key, &index.to_string()])[1..]),
            passed: self.passed.clone(),
        };
        items.map(place).collect()
    }

    /// A text.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.value.get(key).and_then(Value::as_str)
    }

    pub(crate) fn unexpected(&self, problem: impl Into<String>) -> Error {
        Error::Unexpected { pointer: self.pointer.clone(), problem: problem.into() }
    }
}
