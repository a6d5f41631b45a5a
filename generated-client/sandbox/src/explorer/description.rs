//! The tables and accounts as JSON.

use std::collections::BTreeMap;

use runtime::reflect::{Api, ComponentInfo, Fact, Field, Type};
use serde_json::{Value, json};

use crate::{accounts::Account, state::State};

/// Faults to choose from. Any other text of a fault can be sent as well.
const FAULTS: [&str; 12] = [
    "status=500",
    "status=503",
    "status=409",
    "status=429; retry-after=1; should-retry=true",
    "status=500; during",
    "status=500; after",
    "delay=2s",
    "cut",
    "cut; after",
    "cut-body",
    "malformed",
    "truncated",
];

pub(crate) fn to_json(state: &State) -> Value {
    let versions: Vec<_> = state.versions.iter().map(|api| version(state, api)).collect();
    json!({ "versions": versions, "faults": FAULTS })
}

fn version(state: &State, api: &Api) -> Value {
    let accounts: Vec<_> = state.accounts.iter().map(|account| (&account.id, facts(account, api))).collect();
    json!({
        "version": api.version,
        "method": api.method,
        "path": api.path,
        "account_param": api.account_param().map(|param| param.name),
        "facts": list(api.facts, fact),
        "accounts": accounts,
        "params": list(api.params, field),
        "components": list(api.components, component),
    })
}

fn facts(account: &Account, api: &Api) -> BTreeMap<&'static str, &'static str> {
    account.fact_values(api).map(|(fact, value)| (fact.name, value)).collect()
}

fn fact(fact: &Fact) -> Value {
    json!({ "name": fact.name, "doc": fact.doc, "account_field": fact.account_field, "values": fact.values })
}

fn component(component: &ComponentInfo) -> Value {
    let features = list(component.features, |feature| field(&feature.field));
    json!({ "name": component.name, "doc": component.doc, "features": features })
}

fn field(field: &Field) -> Value {
    let Field { name, doc, required, clearable, .. } = field;
    let value_type = value_type(&field.value_type);
    json!({ "name": name, "doc": doc, "type": value_type, "required": required, "clearable": clearable })
}

fn list<T>(items: &[T], json: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(json).collect()
}

fn value_type(value_type: &Type) -> Value {
    match value_type {
        Type::Boolean => json!({ "kind": "boolean" }),
        Type::Integer => json!({ "kind": "integer" }),
        Type::Timestamp => json!({ "kind": "timestamp" }),
        Type::Id { prefix } => json!({ "kind": "id", "prefix": prefix }),
        Type::Secret => json!({ "kind": "secret" }),
        Type::Enum { values } => json!({ "kind": "enum", "values": values }),
        Type::Object { fields: of } => json!({ "kind": "object", "fields": list(of, field) }),
        Type::List(of) => json!({ "kind": "list", "of": self::value_type(of) }),
        Type::Components => json!({ "kind": "components" }),
        _ => json!({ "kind": "text" }),
    }
}
