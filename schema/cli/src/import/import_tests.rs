mod documents_tests;
mod releases_tests;
mod texts_tests;

use super::*;
use schema::Source;
use serde_json::{Value, json};

const TRUE: &str = "Whether it is there. This is `true` by default.";
const FALSE: &str = "Whether it is there. Defaults to `false`.";
const OWNER: &str = "Whether it is there. Can only be `false` for accounts where you collect requirements.";

/// A document in which each component has features, each with its description.
fn document(components: &[(&str, &[(&str, &str)])]) -> Value {
    let boolean = |_: &str| json!({ "type": "boolean" });
    spec(components, boolean)
}

fn spec(components: &[(&str, &[(&str, &str)])], kind: impl Fn(&str) -> Value) -> Value {
    let mut sent = json!({});
    let mut answered = json!({});
    let mut schemas = json!({});
    for (component, features) in components {
        let (mut request, mut response) = (json!({}), json!({}));
        for (feature, description) in *features {
            request[feature] = kind(feature);
            response[feature] = json!({ "type": "boolean", "description": description });
        }
        let enabled = json!({ "type": "boolean" });
        sent[component] =
            json!({ "properties": { "enabled": enabled, "features": { "type": "object", "properties": request } } });
        sent[component]["type"] = "object".into();
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{component}_{name}") });
        answered[component] = reference("config");
        schemas[format!("{component}_config")] =
            json!({ "type": "object", "properties": { "enabled": enabled, "features": reference("features") } });
        schemas[format!("{component}_features")] = json!({ "type": "object", "properties": response });
    }
    schemas["session"] = json!({ "type": "object", "x-resourceId": "session", "properties": {
        "object": { "type": "string", "enum": ["session"] },
        "components": { "$ref": "#/components/schemas/all" },
        "expires_at": { "type": "integer", "format": "unix-time", "description": "The end." },
    } });
    schemas["all"] = json!({ "type": "object", "properties": answered });
    let form = json!({ "type": "object", "required": ["components"], "properties": {
        "components": { "type": "object", "properties": sent },
        "note": { "type": "string" },
    } });
    let answer = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/session" } } });
    json!({
        "openapi": "3.0.0",
        "info": { "version": "2030-01-01" },
        "paths": { "/v1/account_sessions": { "post": {
            "description": "Opens it.",
            "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": form } } },
            "responses": { "200": { "content": answer } },
        } } },
        "components": { "schemas": schemas },
    })
}

fn onto(base: &str, document: &Value) -> Import {
    let document = serde_json::to_vec(document).unwrap();
    let imported = import(&document, Some(&Source::new("base.yaml", base)), None).unwrap();
    assert!(!imported.diagnostics.has_errors(), "{}\n{:?}", imported.text, imported.diagnostics);
    let again = import(&document, Some(&Source::new("base.yaml", imported.text.clone())), None).unwrap();
    assert_eq!(again.text, imported.text);
    assert_eq!(changes(&again), [""; 0]);
    imported
}

/// The changes in words.
fn changes(import: &Import) -> Vec<String> {
    import.difference.as_ref().unwrap().groups().iter().map(ToString::to_string).collect()
}

fn fresh(document: &Value) -> String {
    import(&serde_json::to_vec(document).unwrap(), None, None).unwrap().text
}

fn fails(document: &Value) -> String {
    import(&serde_json::to_vec(document).unwrap(), None, None).unwrap_err().to_string()
}

/// A schema without features and components.
const HEAD: &str = "\
# Kept.
api_version: 2029-01-01 # so is this

facts:
  liable: { account_field: controller.losses.payments, values: [stripe, application], doc: Who pays. }

account_types:
  standard: { liable: stripe }
  custom: { liable: application }
account_type_field: type # stays

operation:
  name: open
  doc: Opens it.
  method: POST
  path: /v1/account_sessions
  params:
    components: { type: components, required: true, doc: All. }
    note: { type: string, doc: Any text. }
  returns: session
object:
  name: session
  doc: It.
  fields:
    components: { type: components, doc: All. }
    expires_at: { type: timestamp, doc: The end. }

";

fn base(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

/// The schema after the import.
fn result(rest: &str) -> String {
    base(rest).replace("2029-01-01", "2030-01-01")
}

const TWO: &str = "\
features:
  # Seen by all.
  refunds: { doc: 'Refunds, it does.', default: true } # here

components:
  # Above a.
  a:
    doc: The first.
    features: [refunds]

  # Above c.
  c:
    features: # there
      # the one
      - refunds: { default: false } # otherwise
    doc: The third.

# The end.
";
