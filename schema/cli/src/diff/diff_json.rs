//! A difference for programs: everything that is known of each change, under keys that stay. Rules are written much as
//! in a description.

use super::change::{Aspect, Change, Difference, Edit, List, Pair, Subject};
use super::semver::Semver;
use schema::vocabulary::{Default, Kind, Literal, Member, NamedDefault, NamedRestriction};
use serde_json::{Map, Value, json};

pub(crate) fn describe(difference: &Difference) -> Value {
    json!({
        "old": difference.api_version.old,
        "new": difference.api_version.new,
        "semver": difference.semver().map(Semver::as_str),
        "changes": difference.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| _ = object.insert(key.to_owned(), value);
    set("semver", change.semver().as_str().into());
    set("text", change.to_string().into());
    let (kind, names) = subject(&change.subject);
    set("subject", kind.into());
    names.into_iter().for_each(|(key, name)| set(key, name.into()));
    match &change.edit {
        Edit::Added(of) => {
            set("change", "added".into());
            set("content", content(of));
        }
        Edit::Removed(of) => {
            set("change", "removed".into());
            set("content", content(of));
        }
        Edit::Changed(Pair { old, new }) => {
            set("change", "changed".into());
            match new {
                Aspect::Fact { fact, .. } => set("fact", fact.as_str().into()),
                Aspect::Order { list, .. } => set("list", list_name(*list).into()),
                _ => {}
            }
            set("aspect", key(new).into());
            set("old", value(old));
            set("new", value(new));
        }
    }
    Value::Object(object)
}

fn subject(subject: &Subject) -> (&'static str, Vec<(&'static str, &str)>) {
    match subject {
        Subject::Api => ("api", vec![]),
        Subject::Fact(name) => ("fact", vec![("fact", name)]),
        Subject::FactValue { fact, value } => ("fact_value", vec![("fact", fact), ("value", value)]),
        Subject::AccountType(name) => ("account_type", vec![("account_type", name)]),
        Subject::Operation => ("operation", vec![]),
        Subject::Param(name) => ("param", vec![("param", name)]),
        Subject::Object => ("object", vec![]),
        Subject::Field(name) => ("field", vec![("field", name)]),
        Subject::Feature(name) => ("feature", vec![("feature", name)]),
        Subject::Component(name) => ("component", vec![("component", name)]),
        Subject::ComponentFeature { component, feature } => {
            ("component_feature", vec![("component", component), ("feature", feature)])
        }
    }
}

fn content(aspects: &[Aspect]) -> Value {
    let entry = |aspect: &Aspect| match aspect {
        Aspect::Fact { fact, .. } => (fact.clone(), value(aspect)),
        _ => (key(aspect).to_owned(), value(aspect)),
    };
    let said = aspects.iter().filter(|aspect| !aspect.is_usual());
    said.map(entry).collect::<Map<_, _>>().into()
}

pub(crate) fn key(aspect: &Aspect) -> &'static str {
    match aspect {
        Aspect::Version(_) => "api_version",
        Aspect::Name(_) => "name",
        Aspect::Docs(_) => "doc",
        Aspect::Method(_) => "method",
        Aspect::Path(_) => "path",
        Aspect::AccountField(_) => "account_field",
        Aspect::AccountTypeField(_) => "account_type_field",
        Aspect::Values(_) => "values",
        Aspect::Fact { .. } => "value",
        Aspect::Type(_) => "type",
        Aspect::Clearable(_) => "clearable",
        Aspect::Required(_) => "required",
        Aspect::Features(_) => "features",
        Aspect::Default(_) => "default",
        Aspect::Restriction(_) => "may_be",
        Aspect::SameInEveryComponent(_) => "same_in_every_component",
        Aspect::Deprecated(_) => "deprecated",
        Aspect::OneOf(_) => "one_of",
        Aspect::Order { .. } => "order",
    }
}

fn value(aspect: &Aspect) -> Value {
    match aspect {
        Aspect::Version(text) | Aspect::Name(text) | Aspect::Docs(text) => json!(text),
        Aspect::Path(text) | Aspect::AccountField(text) => json!(text),
        Aspect::AccountTypeField(field) => json!(field),
        Aspect::Method(method) => json!(method.as_str()),
        Aspect::Values(names) | Aspect::Features(names) | Aspect::OneOf(names) => json!(names),
        Aspect::Order { names, .. } => json!(names),
        Aspect::Fact { value, .. } => json!(value),
        Aspect::Type(kind) => self::kind(kind),
        Aspect::Clearable(flag) | Aspect::Required(flag) | Aspect::SameInEveryComponent(flag) => json!(flag),
        Aspect::Deprecated(flag) => json!(flag),
        Aspect::Default(default) => self::default(default),
        Aspect::Restriction(rule) => rule.as_ref().map_or(Value::Null, restriction),
    }
}

fn list_name(list: List) -> &'static str {
    match list {
        List::Facts => "facts",
        List::Values => "values",
        List::AccountTypes => "account_types",
        List::Params => "params",
        List::RequiredParams => "required_params",
        List::Fields => "fields",
        List::Features => "features",
        List::Components => "components",
    }
}

fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Integer { maximum: Some(maximum) } => json!({ "type": "integer", "maximum": maximum }),
        Kind::Id { prefix, expandable: true } => json!({ "type": "id", "prefix": prefix, "expandable": true }),
        Kind::Id { prefix, .. } => json!({ "type": "id", "prefix": prefix }),
        Kind::Enum { values } => json!({ "type": "enum", "values": values }),
        Kind::Object { fields } => {
            let fields = fields.iter().map(|Member { name, doc, kind, clearable, required, .. }| {
                let ty = self::kind(kind);
                (name.clone(), json!({ "doc": doc, "type": ty, "clearable": clearable, "required": required }))
            });
            json!({ "type": "object", "fields": fields.collect::<Map<_, _>>() })
        }
        Kind::List(of) => json!({ "type": "list", "of": self::kind(of) }),
        simple => json!({ "type": simple.to_string() }),
    }
}

fn default(default: &NamedDefault) -> Value {
    match default {
        Default::Value(value) => literal(value),
        Default::ByFact { fact, values } => {
            let values: Map<String, Value> =
                values.iter().map(|(value, default)| (value.clone(), row(default))).collect();
            json!({ "by": fact, "values": values })
        }
        Default::SameAs(other) => json!({ "same_as": other }),
        Default::OppositeOf(other) => json!({ "opposite_of": other }),
        Default::Undocumented => json!("undocumented"),
    }
}

fn row(default: &Option<Literal>) -> Value {
    default.as_ref().map_or_else(|| json!({ "undocumented": true }), literal)
}

fn literal(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => json!(value),
        Literal::Integer(value) => json!(value),
        Literal::Text(text) => json!(text),
        Literal::List(items) => items.iter().map(self::literal).collect(),
    }
}

fn restriction(rule: &NamedRestriction) -> Value {
    json!({ "value": rule.value, "only_when": pairs(&rule.only_when) })
}

fn pairs(pairs: &[(String, String)]) -> Value {
    pairs.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect::<Map<_, _>>().into()
}
