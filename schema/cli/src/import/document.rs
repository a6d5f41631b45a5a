//! An OpenAPI document, of which only what is needed is parsed.

use super::error::{Error, pointer};
use schema::{suggest::closest, yaml};
use serde_json::{Value, value::RawValue};
use std::{collections::HashMap, marker::PhantomData};

/// The most bytes of a document.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// The most bytes of one in YAML, whose parser takes some thirty bytes for each.
const MAX_YAML_BYTES: usize = 16 << 20;

/// The longest chain of references.
const MAX_REFERENCES: usize = 64;

/// A document.
pub(crate) struct Document<'t> {
    /// The version that it describes.
    pub(crate) version: Option<String>,
    /// The operation.
    pub(crate) operation: Place,
    /// The targets of references, by section and name.
    components: HashMap<String, HashMap<String, Raw<'t>>>,
}

/// A value of the document and its location.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) value: Value,
    pub(crate) pointer: String,
    /// The references followed on the way here.
    passed: Vec<String>,
}

/// A value that is not yet parsed, if it is JSON.
enum Raw<'t> {
    Json(&'t RawValue),
    Yaml(Value),
}

impl<'t> Raw<'t> {
    fn read(text: &'t str) -> Result<Raw<'t>, Error> {
        if text.trim_start().starts_with(['{', '[']) {
            let syntax = |error: serde_json::Error| Error::Syntax { format: "JSON", reason: error.to_string() };
            return Ok(Raw::Json(serde_json::from_str(text).map_err(syntax)?));
        }
        if text.len() > MAX_YAML_BYTES {
            return Err(Error::TooLarge { format: "YAML", limit: MAX_YAML_BYTES });
        }
        let value = yaml::deserialize(text, PhantomData::<Value>);
        Ok(Raw::Yaml(value.map_err(|reason| Error::Syntax { format: "YAML", reason })?))
    }

    fn value(&self) -> Value {
        match self {
            Raw::Json(raw) => serde_json::from_str(raw.get()).unwrap_or_default(),
            Raw::Yaml(value) => value.clone(),
        }
    }

    /// The entries of an object.
    fn entries(self) -> Option<HashMap<String, Raw<'t>>> {
        match self {
            Raw::Json(raw) => {
                let entries: HashMap<String, &'t RawValue> = serde_json::from_str(raw.get()).ok()?;
                Some(entries.into_iter().map(|(key, raw)| (key, Raw::Json(raw))).collect())
            }
            Raw::Yaml(Value::Object(entries)) => {
                Some(entries.into_iter().map(|(key, value)| (key, Raw::Yaml(value))).collect())
            }
            Raw::Yaml(_) => None,
        }
    }
}

impl<'t> Document<'t> {
    /// Reads a document and finds the operation in it. The method is in lower case.
    pub(crate) fn read(bytes: &'t [u8], path: &str, method: &str) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooLarge { format: "JSON", limit: MAX_BYTES });
        }
        let text = std::str::from_utf8(bytes).map_err(|error| Error::NotUtf8 { offset: error.valid_up_to() })?;
        let not = |reason: String| Err(Error::NotOpenApi { reason });
        let Some(mut top) = Raw::read(text.trim_start_matches('\u{feff}'))?.entries() else {
            return not("it is not an object".to_owned());
        };
        match top.get("openapi").map(Raw::value).as_ref().and_then(Value::as_str) {
            Some(version) if version.starts_with("3.") => {}
            Some(version) => return not(format!("its `openapi` is `{version}`")),
            None if top.contains_key("swagger") => {
                return not("it is of version 2, which calls itself `swagger`".to_owned());
            }
            None => return not("it lacks `openapi: 3...`".to_owned()),
        }
        let version = top.get("info").and_then(|info| Some(info.value().get("version")?.as_str()?.to_owned()));
        let mut section = |name: &str| match top.remove(name).map(Raw::entries) {
            Some(None) => Err(Error::Unexpected { pointer: pointer(&[name]), problem: "is not an object".to_owned() }),
            Some(entries) => Ok(entries),
            None => Ok(None),
        };
        let Some(paths) = section("paths")? else { return not("it lacks `paths`".to_owned()) };
        let operation = paths.get(path).and_then(|item| item.value().get(method).cloned());
        let Some(value) = operation.filter(Value::is_object) else {
            let mut names: Vec<&str> = paths.keys().map(String::as_str).filter(|name| *name != path).collect();
            names.sort_unstable();
            let closest = closest(path, names).map(str::to_owned);
            return Err(Error::NoEndpoint { path: path.to_owned(), method: method.to_owned(), closest });
        };
        let operation = Place { value, pointer: pointer(&["paths", path, method]), passed: Vec::new() };
        let sections = section("components")?.unwrap_or_default();
        let components =
            sections.into_iter().map(|(name, section)| (name, section.entries().unwrap_or_default())).collect();
        Ok(Document { version, operation, components })
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
                return Err(Error::Cycle { pointer: at.pointer, target });
            }
            if at.passed.len() == MAX_REFERENCES {
                return Err(at.unexpected(format!("comes after {MAX_REFERENCES} references, one within another")));
            }
            let Some(value) = self.component(&target) else {
                return Err(Error::Dangling { pointer: at.pointer, target });
            };
            at.passed.push(target.clone());
            at = Place { value, pointer: target, passed: at.passed };
        }
        if let Value::Object(object) = &mut at.value {
            object.extend(siblings);
        }
        Ok(at)
    }

    /// The target of `#/components/...`.
    fn component(&self, target: &str) -> Option<Value> {
        let unescape = |name: &str| name.replace("~1", "/").replace("~0", "~");
        let mut names = target.strip_prefix("#/components/")?.split('/').map(unescape);
        let (section, name) = (names.next()?, names.next()?);
        let value = self.components.get(&section)?.get(&name)?.value();
        names.try_fold(value, |value, name| value.get(&name).cloned())
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
