//! YAML that is not a schema, for whoever knows what to expect of it.

use serde::de::DeserializeSeed;

/// Reads one value.
///
/// # Errors
///
/// When the text is not YAML or not what was expected, with the parser's words, which end with line and column.
pub(crate) fn read<'t, S: DeserializeSeed<'t>>(text: &'t str, seed: S) -> Result<S::Value, String> {
    seed.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| error.to_string())
}
