//! An OpenAPI document of any size, of which only what is asked for is taken apart.

use super::error::Error;
use schema::suggest::closest;
use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};
use std::{collections::HashMap, fmt, marker::PhantomData};

/// The most bytes that a document may have.
pub(crate) const MAX_BYTES: usize = 64 << 20;
/// The most bytes that one in YAML may have, whose parser takes some thirty bytes for each.
const MAX_YAML_BYTES: usize = 16 << 20;

/// The most references that are followed from one to the next.
const MAX_REFERENCES: usize = 64;

/// A document.
pub(crate) struct Document<'t> {
    /// The version that the document is about.
    pub(crate) version: Option<String>,
    /// The operation, and where it stands.
    pub(crate) operation: Place,
    components: Components<'t>,
}

/// What the operation may refer to, by section and name.
enum Components<'t> {
    Json(HashMap<String, HashMap<String, &'t RawValue>>),
    Yaml(Map<String, Value>),
}

/// A value of the document and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) value: Value,
    pub(crate) pointer: String,
    /// What was referred to on the way here.
    passed: Vec<String>,
}

/// A JSON pointer.
pub(crate) fn pointer(names: &[&str]) -> String {
    let names = names.iter().map(|name| name.replace('~', "~0").replace('/', "~1"));
    format!("#/{}", names.collect::<Vec<_>>().join("/"))
}

impl<'t> Document<'t> {
    /// Reads a document and finds the operation in it; the method is in small letters.
    pub(crate) fn read(bytes: &'t [u8], path: &str, method: &str) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooLarge { format: "JSON", limit: MAX_BYTES });
        }
        let text = std::str::from_utf8(bytes).map_err(|error| Error::NotUtf8 { offset: error.valid_up_to() })?;
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with(['{', '[']) {
            let seed = Top::<HashMap<String, &RawValue>>::seed(path);
            let top = json(text, seed).map_err(|reason| Error::Syntax { format: "JSON", reason })?;
            top.document(path, method, |components| {
                let section = |raw: &'t RawValue| serde_json::from_str(raw.get()).unwrap_or_default();
                Components::Json(components.into_iter().map(|(name, raw)| (name, section(raw))).collect())
            })
        } else {
            if text.len() > MAX_YAML_BYTES {
                return Err(Error::TooLarge { format: "YAML", limit: MAX_YAML_BYTES });
            }
            let seed = Top::<Map<String, Value>>::seed(path);
            let top =
                schema::yaml::deserialize(text, seed).map_err(|reason| Error::Syntax { format: "YAML", reason })?;
            top.document(path, method, Components::Yaml)
        }
    }

    /// A place, or what it refers to.
    pub(crate) fn resolve(&self, place: &Place) -> Result<Place, Error> {
        let mut at = place.clone();
        let mut description = None;
        while let Some(target) = at.value.get("$ref").and_then(Value::as_str).map(str::to_owned) {
            // What is said beside a reference is said of this use of it.
            description = description.or_else(|| at.value.get("description").cloned());
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
        if let (Value::Object(object), Some(description)) = (&mut at.value, description) {
            object.insert("description".to_owned(), description);
        }
        Ok(at)
    }

    /// What `#/components/...` refers to.
    fn component(&self, target: &str) -> Option<Value> {
        let unescape = |name: &str| name.replace("~1", "/").replace("~0", "~");
        let mut names = target.strip_prefix("#/components/")?.split('/').map(unescape);
        let (section, name) = (names.next()?, names.next()?);
        let value = match &self.components {
            Components::Json(sections) => serde_json::from_str(sections.get(&section)?.get(&name)?.get()).ok()?,
            Components::Yaml(sections) => sections.get(&section)?.get(&name)?.clone(),
        };
        names.try_fold(value, |value, name| value.get(&name).cloned())
    }
}

impl Place {
    /// What a key holds, if anything.
    pub(crate) fn get(&self, key: &str) -> Option<Place> {
        let pointer = format!("{}{}", self.pointer, &pointer(&[key])[1..]);
        Some(Place { value: self.value.get(key)?.clone(), pointer, passed: self.passed.clone() })
    }

    /// What a key must hold.
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

fn json<'t, S: DeserializeSeed<'t>>(text: &'t str, seed: S) -> Result<S::Value, String> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = seed.deserialize(&mut deserializer).map_err(|error| error.to_string())?;
    deserializer.end().map_err(|error| error.to_string())?;
    Ok(value)
}

/// The keys of a document that matter here. `C` is what `components` is kept as.
struct Top<C> {
    openapi: Option<Value>,
    swagger: bool,
    info: Option<Value>,
    paths: Option<Paths>,
    components: Option<C>,
}

/// The one path that was asked for, and the names of the others.
struct Paths {
    found: Option<Value>,
    names: Vec<String>,
}

impl<C> Top<C> {
    fn seed(path: &str) -> TopSeed<'_, C> {
        TopSeed { path, components: PhantomData }
    }

    fn document<'t>(
        self,
        path: &str,
        method: &str,
        components: impl FnOnce(C) -> Components<'t>,
    ) -> Result<Document<'t>, Error> {
        let not = |reason: String| Err(Error::NotOpenApi { reason });
        match self.openapi.as_ref().and_then(Value::as_str) {
            Some(version) if version.starts_with("3.") => {}
            Some(version) => return not(format!("its `openapi` is `{version}`")),
            None if self.swagger => return not("it is of version 2, which calls itself `swagger`".to_owned()),
            None => return not("it lacks `openapi: 3...`".to_owned()),
        }
        let Some(paths) = self.paths else { return not("it lacks `paths`".to_owned()) };
        let operation =
            paths.found.as_ref().and_then(|item| item.get(method)).filter(|operation| operation.is_object());
        let Some(operation) = operation.cloned() else {
            let names = paths.names.iter().map(String::as_str).filter(|name| *name != path);
            let closest = closest(path, names).map(str::to_owned);
            return Err(Error::NoEndpoint { path: path.to_owned(), method: method.to_owned(), closest });
        };
        let operation = Place { value: operation, pointer: pointer(&["paths", path, method]), passed: Vec::new() };
        let version = self.info.as_ref().and_then(|info| info.get("version")).and_then(Value::as_str);
        let components = self.components.map_or(Components::Yaml(Map::new()), components);
        Ok(Document { version: version.map(str::to_owned), operation, components })
    }
}

struct TopSeed<'p, C> {
    path: &'p str,
    components: PhantomData<C>,
}

impl<'de, C: Deserialize<'de>> DeserializeSeed<'de> for TopSeed<'_, C> {
    type Value = Top<C>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Top<C>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, C: Deserialize<'de>> Visitor<'de> for TopSeed<'_, C> {
    type Value = Top<C>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an OpenAPI document, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Top<C>, A::Error> {
        let mut top = Top { openapi: None, swagger: false, info: None, paths: None, components: None };
        while let Some(key) = entries.next_key::<String>()? {
            match key.as_str() {
                "openapi" => top.openapi = Some(entries.next_value()?),
                "info" => top.info = Some(entries.next_value()?),
                "paths" => top.paths = Some(entries.next_value_seed(PathsSeed(self.path))?),
                "components" => top.components = Some(entries.next_value()?),
                other => {
                    top.swagger |= other == "swagger";
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(top)
    }
}

struct PathsSeed<'p>(&'p str);

impl<'de> DeserializeSeed<'de> for PathsSeed<'_> {
    type Value = Paths;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Paths, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for PathsSeed<'_> {
    type Value = Paths;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("`paths`, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Paths, A::Error> {
        let mut paths = Paths { found: None, names: Vec::new() };
        while let Some(name) = entries.next_key::<String>()? {
            if name != self.0 {
                entries.next_value::<IgnoredAny>()?;
            } else if paths.found.replace(entries.next_value()?).is_some() {
                return Err(A::Error::custom(format!("`{name}` is given twice")));
            }
            paths.names.push(name);
        }
        Ok(paths)
    }
}
