//! A difference for programs: everything that is known of each change, under keys that stay. Rules are written much as
//! in a description.

use super::{Aspect, Change, Content, Difference, Edit, List, Pair, Semver, Subject};
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
        Edit::Changed(what) => {
            set("change", "changed".into());
            match what {
                Aspect::Fact { fact, .. } => set("fact", fact.as_str().into()),
                Aspect::Order { list, .. } => set("list", list_name(*list).into()),
                _ => {}
            }
            let (name, Pair { old, new }) = aspect(what);
            set("aspect", name.into());
            set("old", old);
            set("new", new);
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

fn content(content: &Content) -> Value {
    match content {
        Content::Fact { doc, account_field, values } => {
            json!({ "doc": doc, "account_field": account_field, "values": values })
        }
        Content::FactValue => json!({}),
        Content::AccountType(facts) => pairs(facts),
        Content::Member { doc, kind, clearable, required } => json!({
            "doc": doc,
            "type": self::kind(kind),
            "clearable": clearable,
            "required": required,
        }),
        Content::Feature { doc } => json!({ "doc": doc }),
        Content::Component { doc, features } => json!({ "doc": doc, "features": features }),
        Content::ComponentFeature { doc, kind, clearable, default, restriction, same_in_every_component } => json!({
            "doc": doc,
            "type": self::kind(kind),
            "clearable": clearable,
            "default": self::default(default),
            "may_be": restriction.as_ref().map(self::restriction),
            "same_in_every_component": same_in_every_component,
        }),
    }
}

fn aspect(aspect: &Aspect) -> (&'static str, Pair<Value>) {
    match aspect {
        Aspect::Version(versions) => ("api_version", both(versions, |version| version.as_str().into())),
        Aspect::Name(names) => ("name", both(names, |name| name.as_str().into())),
        Aspect::Docs(docs) => ("doc", both(docs, |doc| doc.as_str().into())),
        Aspect::Method(methods) => ("method", both(methods, |method| method.as_str().into())),
        Aspect::Path(paths) => ("path", both(paths, |path| path.as_str().into())),
        Aspect::AccountField(fields) => ("account_field", both(fields, |field| field.as_str().into())),
        Aspect::Fact { value, .. } => ("value", both(value, |value| json!(value))),
        Aspect::Type(kinds) => ("type", both(kinds, kind)),
        Aspect::Clearable(clearable) => ("clearable", both(clearable, |clearable| json!(clearable))),
        Aspect::Required(required) => ("required", both(required, |required| json!(required))),
        Aspect::Default(defaults) => ("default", both(defaults, default)),
        Aspect::Restriction(rules) => ("may_be", both(rules, |rule| rule.as_ref().map_or(Value::Null, restriction))),
        Aspect::SameInEveryComponent(same) => ("same_in_every_component", both(same, |same| json!(same))),
        Aspect::Order { names, .. } => ("order", both(names, |names| json!(names))),
    }
}

fn both<T>(pair: &Pair<T>, value: impl Fn(&T) -> Value) -> Pair<Value> {
    Pair { old: value(&pair.old), new: value(&pair.new) }
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
        Kind::Id { prefix } => json!({ "type": "id", "prefix": prefix }),
        Kind::Enum { values } => json!({ "type": "enum", "values": values }),
        Kind::Object { fields } => {
            let fields = fields.iter().map(|Member { name, doc, kind, clearable, required }| {
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
                values.iter().map(|(value, default)| (value.clone(), literal(default))).collect();
            json!({ "by": fact, "values": values })
        }
        Default::SameAs(other) => json!({ "same_as": other }),
        Default::OppositeOf(other) => json!({ "opposite_of": other }),
        Default::Undocumented => json!("undocumented"),
    }
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
