//! Accounts in a file.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use generated_client_sandbox::AccountSpec;
use serde_yaml::Value;

/// Reads a map of account IDs from YAML, of which JSON is a part.
pub(crate) fn read(path: &Path) -> Result<BTreeMap<String, AccountSpec>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    // Refuses keys that occur twice, which the typed map does not.
    serde_yaml::from_str::<Value>(&text)?;
    Ok(serde_yaml::from_str(&text)?)
}
