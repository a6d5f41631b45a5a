//! JSON to objects, in one pass over the text.

mod failure;
mod fields;
mod scan;

use super::{AnyShown, FromJson, JsonError, Object};
use crate::reflect::Api;
use failure::Outcome;
use scan::Scanner;
use serde_core::de::{Deserialize, Deserializer, Error};
use serde_json::Value as Json;

impl<T: Object> FromJson for T {
    fn from_json(body: &[u8]) -> Result<Self, JsonError> {
        let mut object = T::blank();
        read(utf8(body)?, |scanner| fields::object(&mut object, scanner))?;
        Ok(object)
    }
}

/// Reads whatever JSON there is.
pub fn any(body: &[u8]) -> Result<Json, JsonError> {
    read(utf8(body)?, |scanner| scanner.value())
}

fn utf8(body: &[u8]) -> Result<&str, JsonError> {
    std::str::from_utf8(body)
        .map_err(|error| JsonError { path: String::new(), problem: format!("not the expected JSON: {error}") })
}

/// Reads an object from any format.
pub fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::from_json(text(deserializer)?.as_bytes()).map_err(D::Error::custom)
}

/// Reads the components alone from any format.
pub fn deserialize_components<'de, D: Deserializer<'de>>(
    components: &mut dyn AnyShown,
    api: &'static Api,
    deserializer: D,
) -> Result<(), D::Error> {
    read(&text(deserializer)?, |scanner| fields::components(components, api, scanner)).map_err(D::Error::custom)
}

/// What is in another format, as JSON.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Json::deserialize(deserializer)?.to_string())
}

fn read<T>(text: &str, read: impl FnOnce(&mut Scanner<'_>) -> Outcome<T>) -> Result<T, JsonError> {
    let mut scanner = Scanner::new(text);
    let all = read(&mut scanner).and_then(|all| scanner.end().map(|()| all));
    all.map_err(|failure| failure.describe(text))
}
