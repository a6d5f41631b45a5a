//! Documentation of a description: the table of components and features.

use crate::{defaults, model::Schema};
use std::fmt::Write;

/// Every component and feature as a Markdown table, with the feature's default for each account type. A default that
/// no one documents is a dash. The last column has the condition of a restricted value.
pub fn table(schema: &Schema) -> String {
    let types = schema.account_types.iter().map(|account_type| account_type.name.as_str());
    let mut table = String::from("| component | feature |");
    types.for_each(|name| _ = write!(table, " {name} |"));
    table.push_str(" restriction |\n|---|---|");
    schema.account_types.iter().for_each(|_| table.push_str("---|"));
    table.push_str("---|\n");
    for component in &schema.components {
        let mark = if component.deprecated { " (deprecated)" } else { "" };
        let mut name = format!("`{}`{mark}", component.name);
        if component.features.is_empty() {
            _ = writeln!(table, "| {name} | |{} |", " |".repeat(schema.account_types.len()));
        }
        for (index, feature) in component.features.iter().enumerate() {
            let mark = if feature.member.deprecated { " (deprecated)" } else { "" };
            _ = write!(table, "| {name} | `{}`{mark} |", feature.member.name);
            name.clear();
            for account_type in &schema.account_types {
                match defaults::resolve(schema, component, index, &account_type.facts) {
                    Some(value) => _ = write!(table, " {} |", cell(&value.to_string())),
                    None => table.push_str(" — |"),
                }
            }
            let rule = feature.restriction.as_ref().map(ToString::to_string).unwrap_or_default();
            _ = writeln!(table, " {rule} |");
        }
    }
    table
}

/// Escapes text for a table's cell.
pub fn cell(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
