//! The schema that an import starts from, with the places of everything in its text.

use super::{
    error::Error,
    openapi_types::{self as kind, Field, Kind, Type},
    written::{Default, Restriction, Rules},
    yaml_text as text,
};
use schema::{
    Diagnostics, Severity, Source,
    yaml::{self, Entry, Node, Value},
};

/// A schema as written.
pub(crate) struct Base<'s> {
    pub(crate) source: &'s Source,
    pub(crate) root: Node,
    pub(crate) facts: Vec<Fact>,
    pub(crate) features: Vec<(String, Written)>,
    pub(crate) components: Vec<(String, Vec<(String, Written)>)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) values: Vec<String>,
}

/// What is said of a feature in one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    pub(crate) ty: WrittenType,
    pub(crate) default: Option<self::Default>,
    pub(crate) may_be: Option<Restriction>,
}

/// What is said of a type in one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct WrittenType {
    name: Option<String>,
    prefix: Option<String>,
    of: Option<String>,
    values: Option<Vec<String>>,
    fields: Option<Vec<Field>>,
    clearable: Option<bool>,
}

impl WrittenType {
    /// This, and where it is silent, the other.
    fn over(&self, shared: &WrittenType) -> WrittenType {
        let (own, shared) = (self.clone(), shared.clone());
        WrittenType {
            name: own.name.or(shared.name),
            prefix: own.prefix.or(shared.prefix),
            of: own.of.or(shared.of),
            values: own.values.or(shared.values),
            fields: own.fields.or(shared.fields),
            clearable: own.clearable.or(shared.clearable),
        }
    }

    /// The type. `None` where there is none.
    fn kind(&self) -> Option<Type> {
        let values = || self.values.clone().unwrap_or_default();
        let fields = || self.fields.clone().unwrap_or_default();
        let kind = match (self.name.as_deref()?, self.of.as_deref()) {
            ("string", _) => Kind::String,
            ("integer", _) => Kind::Integer,
            ("timestamp", _) => Kind::Timestamp,
            ("secret", _) => Kind::Secret,
            ("components", _) => Kind::Components,
            ("id", _) => Kind::Id(self.prefix.clone().unwrap_or_default()),
            ("enum", _) => Kind::Enum(values()),
            ("object", _) => Kind::Object(fields()),
            ("list", Some("object")) => Kind::Objects(fields()),
            ("list", Some("enum")) => Kind::Enums(values()),
            ("list", Some("integer")) => Kind::Integers,
            ("list", _) => Kind::Strings,
            _ => Kind::Boolean,
        };
        Some(Type { kind, clearable: self.clearable == Some(true) })
    }

    /// That of a feature, which is boolean unless it says otherwise.
    fn feature(&self) -> Type {
        self.kind().unwrap_or(Type { kind: Kind::Boolean, clearable: self.clearable == Some(true) })
    }

    /// The keys of the type, as [`Type::keys`] has them; a boolean says nothing.
    pub(crate) fn texts(&self) -> [Option<String>; 6] {
        let name = self.name.clone().filter(|name| name != "boolean");
        let values = self.values.as_ref().map(|values| kind::list(values));
        let clearable = self.clearable.filter(|clearable| *clearable).map(|clearable| clearable.to_string());
        let fields = self.fields.as_ref().map(|fields| kind::written(fields));
        [name, self.prefix.clone(), self.of.clone(), values, fields, clearable]
    }
}

impl<'s> Base<'s> {
    /// Reads a schema without errors.
    pub(crate) fn read(source: &'s Source) -> Result<Base<'s>, Error> {
        let diagnostics = schema::read(source).diagnostics;
        match diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
            None => Base::unchecked(source),
            Some(first) => {
                let (line, column) = source.position(first.span.start);
                let path = source.path().to_owned();
                Err(Error::Base { path, line, column, message: first.message.clone() })
            }
        }
    }

    /// Reads a schema that may yet lack components.
    pub(crate) fn unchecked(source: &'s Source) -> Result<Base<'s>, Error> {
        let root = yaml::parse(source, &mut Diagnostics::default());
        let layout = || Error::Layout { path: source.path().to_owned(), reason: "it can't be read".to_owned() };
        let root = root.ok_or_else(layout)?;
        let mut base = Base { source, root, facts: Vec::new(), features: Vec::new(), components: Vec::new() };
        base.facts = entries(base.at(&["facts"])).map(|entry| base.fact(entry)).collect();
        let features = entries(base.at(&["features"]));
        base.features = features.map(|entry| (entry.key.value.clone(), base.written(&entry.value))).collect();
        let components = entries(base.at(&["components"]));
        let listed = |entry: &Entry| items(get(&entry.value, "features")).map(|item| base.item(item)).collect();
        base.components = components.map(|entry| (entry.key.value.clone(), listed(entry))).collect();
        Ok(base)
    }

    /// What stands under some keys.
    pub(crate) fn at(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(&self.root, |node, key| get(node, key))
    }

    /// A word that stands under some keys.
    pub(crate) fn word(&self, keys: &[&str]) -> Option<String> {
        self.at(keys).map(|node| self.text(node))
    }

    /// The parameter of the type `components`.
    pub(crate) fn holder(&self) -> Option<String> {
        let mut params = entries(self.at(&["operation", "params"]));
        let holder = params.find(|entry| get(&entry.value, "type").is_some_and(|node| self.text(node) == "components"));
        holder.map(|entry| entry.key.value.clone())
    }

    /// What the schema says of a feature of a component, by itself or for all that have the feature.
    pub(crate) fn rules(&self, component: &str, feature: &str) -> Option<Rules> {
        let own = self.own(component, feature)?;
        let empty = Written::default();
        let shared = self.shared(feature).unwrap_or(&empty);
        Some(Rules {
            kind: own.ty.over(&shared.ty).feature(),
            default: own.default.as_ref().or(shared.default.as_ref()).cloned().unwrap_or(Default::Undocumented),
            may_be: own.may_be.as_ref().or(shared.may_be.as_ref()).cloned(),
        })
    }

    /// What a component itself says of a feature.
    pub(crate) fn own(&self, component: &str, feature: &str) -> Option<&Written> {
        let (_, features) = self.components.iter().find(|(name, _)| name == component)?;
        features.iter().find(|(name, _)| name == feature).map(|(_, written)| written)
    }

    pub(crate) fn shared(&self, feature: &str) -> Option<&Written> {
        self.features.iter().find(|(name, _)| name == feature).map(|(_, written)| written)
    }

    /// A scalar as text.
    pub(crate) fn text(&self, node: &Node) -> String {
        match &node.value {
            Value::Text(text) => text.clone(),
            Value::Bool(value) => value.to_string(),
            _ => self.source.slice(node.span).to_owned(),
        }
    }

    /// The type that a map states. `None` where it states none.
    pub(crate) fn kind(&self, map: &Node) -> Option<Type> {
        self.ty(map).kind()
    }

    fn ty(&self, map: &Node) -> WrittenType {
        let word = |key: &str| get(map, key).map(|node| self.text(node));
        let values = get(map, "values").map(|node| items(Some(node)).map(|node| self.text(node)).collect());
        let clearable = get(map, "clearable").map(|node| matches!(node.value, Value::Bool(true)));
        let fields = get(map, "fields").map(|node| entries(Some(node)).map(|entry| self.field(entry)).collect());
        WrittenType { name: word("type"), prefix: word("prefix"), of: word("of"), values, fields, clearable }
    }

    fn field(&self, entry: &Entry) -> Field {
        Field {
            name: entry.key.value.clone(),
            kind: self.ty(&entry.value).feature(),
            required: get(&entry.value, "required").is_some_and(|node| matches!(node.value, Value::Bool(true))),
            doc: get(&entry.value, "doc").map(|node| self.text(node)).unwrap_or_default(),
        }
    }

    /// A value as it can be written anywhere, also within brackets.
    fn literal(&self, node: &Node) -> String {
        match &node.value {
            Value::Null => "null".to_owned(),
            Value::Text(text) => text::scalar(text, true),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.literal(item)).collect();
                format!("[{}]", items.join(", "))
            }
            _ => self.text(node),
        }
    }

    fn fact(&self, entry: &Entry) -> Fact {
        Fact {
            name: entry.key.value.clone(),
            field: get(&entry.value, "account_field").map(|node| self.text(node)).unwrap_or_default(),
            values: items(get(&entry.value, "values")).map(|node| self.text(node)).collect(),
        }
    }

    /// An item of a component's features: its name, with what differs.
    pub(crate) fn item(&self, item: &Node) -> (String, Written) {
        match &item.value {
            Value::Map(entries) => match entries.first() {
                Some(entry) => (entry.key.value.clone(), self.written(&entry.value)),
                None => (String::new(), Written::default()),
            },
            _ => (self.text(item), Written::default()),
        }
    }

    fn written(&self, map: &Node) -> Written {
        let default = get(map, "default").map(|node| self.ordered(Default::read(node, |node| self.literal(node))));
        Written { ty: self.ty(map), default, may_be: get(map, "may_be").map(|node| self.restriction(node)) }
    }

    /// A default with its rows in the order of the fact's values.
    fn ordered(&self, default: Default) -> Default {
        let Default::By(name, mut rows) = default else { return default };
        if let Some(fact) = self.facts.iter().find(|fact| fact.name == name) {
            rows.sort_by_key(|(value, _)| fact.values.iter().position(|known| known == value));
        }
        Default::By(name, rows)
    }

    fn restriction(&self, node: &Node) -> Restriction {
        let facts = entries(get(node, "only_when"));
        let mut only_when: Vec<(String, String)> =
            facts.map(|entry| (entry.key.value.clone(), self.text(&entry.value))).collect();
        only_when.sort();
        Restriction { value: get(node, "value").map(|node| self.text(node)).unwrap_or_default(), only_when }
    }
}

/// What a key of a map holds.
pub(crate) fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entries(Some(node)).find(|entry| entry.key.value == key).map(|entry| &entry.value)
}

/// The entries of a map; none of anything else.
pub(crate) fn entries(node: Option<&Node>) -> impl Iterator<Item = &Entry> {
    match node.map(|node| &node.value) {
        Some(Value::Map(entries)) => entries.iter(),
        _ => [].iter(),
    }
}

/// The items of a list; none of anything else.
pub(crate) fn items(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    match node.map(|node| &node.value) {
        Some(Value::List(items)) => items.iter(),
        _ => [].iter(),
    }
}
