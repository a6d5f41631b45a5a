//! The reference page of a description.

use schema::{
    defaults,
    feature_table::{cell, table},
    model::{Component, Schema},
    suggest::quoted,
    vocabulary::{Default, Member},
};

/// Renders the reference of a description as Markdown.
pub fn reference(schema: &Schema) -> String {
    let (operation, object) = (&schema.operation, &schema.object);
    let mut blocks = vec![
        format!("# `{}`, API version `{}`", operation.name, schema.api_version),
        operation.doc.clone(),
        format!("```http\n{} {}\n```", operation.method.as_str(), operation.path),
        "## Parameters".to_owned(),
        members("parameter", "required", &operation.params),
    ];
    if !operation.one_of.is_empty() {
        blocks.push(format!("Exactly one of {} must be set.", quoted(&operation.one_of)));
    }
    blocks.push(format!("## Response: `{}`", object.name));
    blocks.push(object.doc.clone());
    blocks.push(members("field", "always there", &object.fields));
    if !schema.facts.is_empty() {
        blocks.push("## Facts about the account".to_owned());
        blocks.push(facts(schema));
    }
    if !schema.account_types.is_empty() {
        blocks.push("## Account types".to_owned());
        blocks.push(account_types(schema));
        blocks.extend(schema.account_type_field.iter().map(|field| {
            format!("Facts that the account object lacks are those of the account type in its field `{field}`.")
        }));
    }
    blocks.push("## Defaults and restrictions".to_owned());
    blocks.push(table(schema).trim_end().to_owned());
    blocks.push("## Components".to_owned());
    blocks.extend(schema.components.iter().flat_map(|it| component(schema, it)));
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

/// The rows of a table below its head.
fn rows(head: String, columns: usize, rows: impl Iterator<Item = String>) -> String {
    rows.fold(format!("{head}\n|{}", "---|".repeat(columns)), |table, row| table + "\n" + &row)
}

fn members(what: &str, required: &str, members: &[Member]) -> String {
    if members.is_empty() {
        return String::new();
    }
    let row = |Member { name, doc, kind, clearable, required, deprecated }: &Member| {
        let deprecated = if *deprecated { "Deprecated. " } else { "" };
        let required = if *required { "yes" } else { "" };
        let (ty, doc) = (cell(&kind.describe(*clearable)), cell(&format!("{deprecated}{doc}")));
        format!("| `{name}` | {ty} | {required} | {doc} |")
    };
    rows(format!("| {what} | type | {required} | |"), 4, members.iter().map(row))
}

fn facts(schema: &Schema) -> String {
    let facts = schema.facts.iter().map(|fact| {
        let (name, field, values, doc) = (&fact.name, &fact.account_field, quoted(&fact.values), cell(&fact.doc));
        format!("| `{name}` | `{field}` | {values} | {doc} |")
    });
    rows("| fact | field of the account object | values | |".to_owned(), 4, facts)
}

fn account_types(schema: &Schema) -> String {
    let facts: String = schema.facts.iter().map(|fact| format!(" `{}` |", fact.name)).collect();
    let types = schema.account_types.iter().map(|account_type| {
        let values = schema.facts.iter().zip(&account_type.facts).map(|(fact, value)| match value {
            Some(value) => format!(" `{}` |", fact.values[*value]),
            None => " any |".to_owned(),
        });
        format!("| `{}` |{}", account_type.name, values.collect::<String>())
    });
    rows(format!("| account type |{facts}"), 1 + schema.facts.len(), types)
}

fn component(schema: &Schema, component: &Component) -> Vec<String> {
    let param = schema.operation.component_param(component);
    let mut list = vec![format!("- Parameter: `{param}`, enabled with `{param}[enabled]`")];
    list.extend(component.deprecated.then(|| "- Deprecated".to_owned()));
    list.extend(component.features.is_empty().then(|| "- Features: none".to_owned()));
    let mut blocks = vec![format!("### `{}`", component.name), component.doc.clone(), list.join("\n")];
    for (index, feature) in component.features.iter().enumerate() {
        blocks.push(format!("#### `{}`", feature.member.name));
        blocks.push(feature.member.doc.clone());
        blocks.push(rules(schema, component, index).join("\n"));
    }
    blocks
}

fn rules(schema: &Schema, component: &Component, index: usize) -> Vec<String> {
    let feature = &component.features[index];
    let default = &feature.default;
    let mut list = vec![format!("- Parameter: `{}`", schema.operation.feature_param(component, feature))];
    list.extend(feature.member.deprecated.then(|| "- Deprecated".to_owned()));
    list.extend(
        (!feature.member.is_boolean())
            .then(|| format!("- Type: {}", feature.member.kind.describe(feature.member.clearable))),
    );
    list.push(format!("- Default: {default}"));
    if *default != Default::Undocumented && !schema.account_types.is_empty() {
        let by_type = schema.account_types.iter().map(|account_type| {
            let value = defaults::resolve(schema, component, index, &account_type.facts);
            let value = value.map_or("not known".to_owned(), |value| format!("`{value}`"));
            format!("{} {value}", account_type.name)
        });
        list.push(format!("- Default by account type: {}", by_type.collect::<Vec<_>>().join(", ")));
    }
    let restriction = feature.restriction.as_ref();
    list.extend(restriction.map(|restriction| format!("- Restriction: {restriction}")));
    let same = feature.same_in_every_component;
    list.extend(same.then(|| "- The same in every component that sets it".to_owned()));
    list
}
