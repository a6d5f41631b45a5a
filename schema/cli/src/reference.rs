//! The reference page of a description.

use schema::{
    defaults,
    feature_table::{cell, table},
    model::{Component, ComponentFeature, Schema},
    vocabulary::{Member, NamedDefault, NamedRestriction},
};
use std::fmt::{self, Write};

/// Renders the reference of a description as Markdown.
pub fn reference(schema: &Schema) -> String {
    let mut page = Page::default();
    // Writing to a string does not fail.
    _ = page.write(schema);
    page.text
}

/// The text written so far.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn write(&mut self, schema: &Schema) -> fmt::Result {
        let (operation, object) = (&schema.operation, &schema.object);
        writeln!(self.text, "# `{}`, API version `{}`", operation.name, schema.api_version)?;
        self.paragraph(&operation.doc)?;
        writeln!(self.text, "\n```http\n{} {}\n```", operation.method.as_str(), operation.path)?;
        writeln!(self.text, "\n## Parameters")?;
        self.members("parameter", "required", &operation.params)?;
        if !operation.one_of.is_empty() {
            let params: Vec<String> = operation.one_of.iter().map(|name| format!("`{name}`")).collect();
            writeln!(self.text, "\nExactly one of {} must be set.", params.join(", "))?;
        }
        writeln!(self.text, "\n## Response: `{}`", object.name)?;
        self.paragraph(&object.doc)?;
        self.members("field", "always there", &object.fields)?;
        self.facts(schema)?;
        self.account_types(schema)?;
        writeln!(self.text, "\n## Defaults and restrictions\n\n{}\n## Components", table(schema))?;
        schema.components.iter().try_for_each(|component| self.component(schema, component))
    }

    fn paragraph(&mut self, doc: &str) -> fmt::Result {
        if doc.is_empty() { Ok(()) } else { writeln!(self.text, "\n{doc}") }
    }

    fn members(&mut self, what: &str, required: &str, members: &[Member]) -> fmt::Result {
        if members.is_empty() {
            return Ok(());
        }
        writeln!(self.text, "\n| {what} | type | {required} | |\n|---|---|---|---|")?;
        members.iter().try_for_each(|Member { name, doc, kind, clearable, required, deprecated }| {
            let doc = if *deprecated { format!("Deprecated. {doc}") } else { doc.clone() };
            let required = if *required { "yes" } else { "" };
            let ty = cell(&kind.describe(*clearable));
            writeln!(self.text, "| `{name}` | {ty} | {required} | {} |", cell(&doc))
        })
    }

    fn facts(&mut self, schema: &Schema) -> fmt::Result {
        if schema.facts.is_empty() {
            return Ok(());
        }
        writeln!(self.text, "\n## Facts about the account\n\n| fact | field of the account object | values | |")?;
        writeln!(self.text, "|---|---|---|---|")?;
        schema.facts.iter().try_for_each(|fact| {
            let values: Vec<String> = fact.values.iter().map(|value| format!("`{value}`")).collect();
            let (name, field, doc) = (&fact.name, &fact.account_field, cell(&fact.doc));
            writeln!(self.text, "| `{name}` | `{field}` | {} | {doc} |", values.join(", "))
        })
    }

    fn account_types(&mut self, schema: &Schema) -> fmt::Result {
        if schema.account_types.is_empty() {
            return Ok(());
        }
        let facts: String = schema.facts.iter().map(|fact| format!(" `{}` |", fact.name)).collect();
        let line = "---|".repeat(schema.facts.len());
        writeln!(self.text, "\n## Account types\n\n| account type |{facts}\n|---|{line}")?;
        schema.account_types.iter().try_for_each(|account_type| {
            let values = schema.facts.iter().zip(&account_type.facts).map(|(fact, value)| match value {
                Some(value) => format!(" `{}` |", fact.values[*value]),
                None => " any |".to_owned(),
            });
            writeln!(self.text, "| `{}` |{}", account_type.name, values.collect::<String>())
        })?;
        schema.account_type_field.iter().try_for_each(|field| {
            writeln!(
                self.text,
                "\nFacts that the account object lacks are those of the account type in its field `{field}`."
            )
        })
    }

    fn component(&mut self, schema: &Schema, component: &Component) -> fmt::Result {
        writeln!(self.text, "\n### `{}`", component.name)?;
        self.paragraph(&component.doc)?;
        let param = schema.operation.component_param(component);
        writeln!(self.text, "\n- Parameter: `{param}`, enabled with `{param}[enabled]`")?;
        self.deprecated(component.deprecated)?;
        if component.features.is_empty() {
            writeln!(self.text, "- Features: none")?;
        }
        let mut features = component.features.iter().enumerate();
        features.try_for_each(|(index, feature)| self.feature(schema, component, index, feature))
    }

    fn deprecated(&mut self, is: bool) -> fmt::Result {
        if is { writeln!(self.text, "- Deprecated") } else { Ok(()) }
    }

    fn feature(
        &mut self,
        schema: &Schema,
        component: &Component,
        index: usize,
        feature: &ComponentFeature,
    ) -> fmt::Result {
        writeln!(self.text, "\n#### `{}`", feature.name)?;
        self.paragraph(&feature.doc)?;
        let param = schema.operation.feature_param(component, feature);
        writeln!(self.text, "\n- Parameter: `{param}`")?;
        self.deprecated(feature.deprecated)?;
        if !feature.is_boolean() {
            writeln!(self.text, "- Type: {}", feature.kind.describe(feature.clearable))?;
        }
        let rule = NamedDefault::new(schema, component, &feature.default);
        writeln!(self.text, "- Default: {rule}")?;
        let by_type = schema.account_types.iter().map(|account_type| {
            let value = defaults::resolve(component, index, &account_type.facts);
            let value = value.map_or("not known".to_owned(), |value| format!("`{value}`"));
            format!("{} {value}", account_type.name)
        });
        let by_type: Vec<String> = by_type.collect();
        if rule != NamedDefault::Undocumented && !by_type.is_empty() {
            writeln!(self.text, "- Default by account type: {}", by_type.join(", "))?;
        }
        if let Some(restriction) = &feature.restriction {
            writeln!(self.text, "- Restriction: {}", NamedRestriction::new(schema, restriction))?;
        }
        if feature.same_in_every_component {
            writeln!(self.text, "- The same in every component that sets it")?;
        }
        Ok(())
    }
}
