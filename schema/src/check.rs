//! Semantic checks, one function a rule. Invalid parts are reported and left out, so that the rest is still a
//! consistent schema.

mod checker;
mod component_features;
mod fact_values;
mod feature_rules;
mod lints;
mod literals;
mod members;
mod name_conflicts;
mod value_types;

use crate::{
    ast::{self, File},
    diagnostic::Diagnostics,
    model::{CheckedSchema, Component, Fact, Feature, Schema},
};
use checker::Check;
use feature_rules::CheckedFeature;
pub(crate) use lints::lint;
use std::collections::HashMap;

/// Checks a file. `None` if its operation, its object or every component is missing or invalid.
pub(crate) fn check(file: &File, diagnostics: &mut Diagnostics) -> Option<CheckedSchema> {
    let names = &name_conflicts::check(file, diagnostics);
    let mut check = Check { diagnostics, file, names, facts: &[], features: HashMap::new() };
    let api_version = check.api_version();
    let described = file.facts.items.iter().filter(|fact| names.has(&fact.name));
    let facts: Vec<Fact> = described.map(|fact| check.described(fact)).collect();
    check.facts = &facts;
    let account_types = file.account_types.items.iter().filter(|kind| names.has(&kind.name));
    let account_types = account_types.map(|account_type| check.account_type(account_type)).collect();
    check.account_path(&file.account_type_field);
    let features: Vec<&ast::Feature> = file.features.items.iter().filter(|it| names.has(&it.name)).collect();
    check.features = file.features.items.iter().map(|feature| (feature.name.value.as_str(), None)).collect();
    let indices = features.iter().enumerate().map(|(index, feature)| (feature.name.value.as_str(), Some(index)));
    check.features.extend(indices);
    let shared = features.iter().map(|feature| check.feature(feature, None));
    let shared: Vec<CheckedFeature> = shared.collect();
    check.some_component();
    let components = file.components.items.iter().filter(|component| names.has(&component.name));
    let components: Vec<Component> = components.map(|component| check.component(component, &shared)).collect();
    let features =
        shared.into_iter().map(|CheckedFeature { member, .. }| Feature { name: member.name, doc: member.doc });
    let object = file.object.as_ref().and_then(|object| check.object(object));
    let operation = file.operation.as_ref().and_then(|operation| check.operation(operation));
    if components.is_empty() {
        return None;
    }
    Some(CheckedSchema(Schema {
        api_version,
        facts,
        account_types,
        account_type_field: file.account_type_field.as_ref().map(|field| field.value.clone()),
        operation: operation?,
        object: object?,
        features: features.collect(),
        components,
    }))
}

impl Check<'_, '_> {
    fn api_version(&mut self) -> String {
        let Some(version) = &self.file.api_version else { return String::new() };
        let allowed = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_');
        if version.value.is_empty() || !version.value.chars().all(allowed) {
            let help = "write it as the `Stripe-Version` header does, such as `2024-09-30.acacia`";
            self.error(version.span, format!("`{}` is not an API version", version.value), help);
        }
        version.value.clone()
    }

    /// Requires a component.
    fn some_component(&mut self) {
        let File { components, api_version, .. } = self.file;
        if let (true, [], Some(version)) = (components.complete, components.items.as_slice(), api_version) {
            self.error(version.span, "this version has no components", "describe at least one in `components`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Reading, Source, defaults, vocabulary::Literal};

    /// A schema with every key that is not in the language's example.
    const TEXT: &str = "
api_version: 2030-01-01
facts:
  country:
    doc: Its country.
    account_field: country
    values: [US, GB, us-minor]
operation:
  name: open_session
  doc: Opens a session.
  method: POST
  path: /v1/sessions
  params:
    components: { type: components, required: true, doc: What it shows. }
    customer: { type: string, doc: Whose it is. }
    customer_account: { type: string, deprecated: true, doc: 'Whose it is, too.' }
  one_of: [customer, customer_account]
  returns: session
object:
  name: session
  doc: A session.
  fields:
    components: { type: components, doc: What it shows. }
    customer: { type: id, expandable: true, doc: Whose it is. }
features:
  refunds:
    doc: Lets money go back.
    default: { by: country, US: true, GB: undocumented, us-minor: false }
    deprecated: true
  shown:
    doc: How many are shown.
    type: integer
    maximum: 10
    default: 3
components:
  payments:
    doc: Lists payments.
    features: [refunds, shown]
  payouts:
    doc: Lists payouts.
    deprecated: true
    features:
      - refunds: { deprecated: false }
";

    fn read(text: &str) -> (Reading, Vec<String>) {
        let source = Source::new("a.yaml", text);
        let reading = crate::lint(&source);
        let said = reading.diagnostics.iter().map(|it| {
            let help = it.help.as_ref().map(|help| help.message.clone()).unwrap_or_default();
            format!("{}: {}; {help}", source.slice(it.span), it.message)
        });
        let said = said.collect();
        (reading, said)
    }

    #[test]
    fn the_newer_keys() {
        let (reading, said) = read(TEXT);
        assert!(said.is_empty(), "{said:?}");
        let schema = reading.schema.unwrap();
        let defaults = (0..3).map(|value| defaults::resolve(&schema, &schema.components[0], 0, &[Some(value)]));
        let defaults: Vec<_> = defaults.collect();
        assert_eq!(defaults, [Some(Literal::Boolean(true)), None, Some(Literal::Boolean(false))]);
        assert_eq!(schema.operation.one_of, ["customer", "customer_account"]);
        let deprecated = schema.components.iter().map(|it| (it.deprecated, it.features[0].member.deprecated));
        assert_eq!(deprecated.collect::<Vec<_>>(), [(false, true), (true, false)]);
        assert_eq!(schema.components[0].features[1].member.kind.to_string(), "integer up to 10");
        assert_eq!(schema.object.fields[1].kind.to_string(), "expandable id");
        assert!(schema.operation.params[2].deprecated && schema.has_deprecated());
    }

    #[test]
    fn mistakes_in_the_newer_keys() {
        for (from, to, expected) in [
            (
                "default: 3",
                "default: 12",
                "12: `default` must be at most 10, found `12`; write a smaller number, or raise",
            ),
            ("maximum: 10", "maximum: ten", "ten: `maximum` must be a whole number, found text; write one in plain"),
            ("expandable: true", "maximum: 1", "id: an `id` needs a `prefix`; add what"),
            (
                "{ type: string, doc: Whose it is. }",
                "{ type: id, expandable: true, doc: Whose it is. }",
                "true: only a field of the response can be `expandable`; remove it",
            ),
            (
                "one_of: [customer, customer_account]",
                "one_of: [customer]",
                "customer: `one_of` needs at least two parameters; say",
            ),
            (
                "one_of: [customer, customer_account]",
                "one_of: [customer, costumer_account]",
                "costumer_account: there is no parameter `costumer_account`; did you mean",
            ),
            (
                "one_of: [customer, customer_account]",
                "one_of: [customer, components]",
                "components: `components` is `required`, so that",
            ),
            (
                "[US, GB, us-minor]",
                "[US, Us, US, GB, us-minor]",
                "Us: the value `Us` makes no Rust name of its own; a value needs",
            ),
            ("[US, GB, us-minor]", "[US, GB, us-minor, by]", "by: a fact can't have the value `by`; `by` names"),
            (
                "GB: undocumented",
                "GB: undocumentd",
                "undocumentd: the default for `GB` must be `true` or `false`, found text; did you mean",
            ),
            (
                "doc: Lists payments.",
                "doc: Lists payment #1 and others",
                "Lists payment #1 and others: the documentation ends where ` #` starts a comment; put it",
            ),
        ] {
            let (_, said) = read(&TEXT.replacen(from, to, 1));
            assert!(said.iter().any(|it| it.starts_with(expected)), "{expected}\n{said:#?}");
        }
    }
}
