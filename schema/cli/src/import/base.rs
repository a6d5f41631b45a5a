//! The schema that an import starts from: its YAML tree, and its rules by name.

use super::{
    error::Error,
    key_texts::{self, Texts},
    openapi_types::Type,
};
use schema::{
    Diagnostics, Severity, Source, Spanned, Text,
    ast::{self, Feature, FeatureSpec, File, Section},
    check,
    model::Fact,
    parse,
    vocabulary::{Default, Literal, NamedDefault, NamedRestriction, Restriction},
    yaml::{self, Node, Value},
};

/// A schema as written.
pub(crate) struct Base<'s> {
    pub(crate) source: &'s Source,
    pub(crate) root: Node,
    pub(crate) file: File,
}

/// The rules of a feature of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) ty: Type,
    pub(crate) default: NamedDefault,
    pub(crate) may_be: Option<NamedRestriction>,
    pub(crate) deprecated: bool,
}

impl Rules {
    pub(crate) fn texts(&self) -> Texts {
        let deprecated = key_texts::flag(self.deprecated);
        key_texts::feature(key_texts::ty(&self.ty), Some(&self.default), self.may_be.as_ref(), deprecated)
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

    /// Reads a schema that may still lack components.
    pub(crate) fn unchecked(source: &'s Source) -> Result<Base<'s>, Error> {
        let mut diagnostics = Diagnostics::default();
        let root = yaml::parse(source, &mut diagnostics);
        let layout = || Error::Layout { path: source.path().to_owned(), reason: "it can't be read".to_owned() };
        let root = root.ok_or_else(layout)?;
        Ok(Base { source, file: parse::file(source, &root, &mut diagnostics), root })
    }

    /// The facts of the schema.
    pub(crate) fn facts(&self) -> Vec<Fact> {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
        let fact = |fact: &ast::Fact| Fact {
            name: fact.name.value.clone(),
            doc: text(&fact.doc),
            account_field: text(&fact.account_field),
            values: fact.values.items.iter().map(|value| value.value.clone()).collect(),
        };
        self.file.facts.items.iter().map(fact).collect()
    }

    /// The entries of `params` or `fields`.
    pub(crate) fn members(&self, params: bool) -> &[ast::Member] {
        let members: Option<&Section<ast::Member>> = match params {
            true => self.file.operation.as_ref().map(|operation| &operation.params),
            false => self.file.object.as_ref().map(|object| &object.fields),
        };
        members.map_or(&[], |members| &members.items)
    }

    /// A parameter or field.
    pub(crate) fn member(&self, params: bool, name: &str) -> Option<&ast::Member> {
        self.members(params).iter().find(|member| member.name.value == name)
    }

    /// The parameter of type `components`.
    pub(crate) fn components_param(&self) -> Option<&str> {
        let is_components = |member: &&ast::Member| member.ty.name.as_ref().is_some_and(|ty| ty.value == "components");
        self.members(true).iter().find(is_components).map(|member| member.name.value.as_str())
    }

    /// A component.
    pub(crate) fn component(&self, name: &str) -> Option<&ast::Component> {
        self.file.components.items.iter().find(|component| component.name.value == name)
    }

    /// The feature in a component, with what differs there.
    pub(crate) fn own(&self, component: &str, feature: &str) -> Option<&FeatureSpec> {
        find(&self.component(component)?.features, feature)
    }

    /// The feature as components share it.
    pub(crate) fn shared(&self, feature: &str) -> Option<&FeatureSpec> {
        find(&self.file.features.items, feature)
    }

    /// The rules of a feature of a component, its own or shared.
    pub(crate) fn rules(&self, component: &str, feature: &str) -> Option<Rules> {
        let own = self.own(component, feature)?;
        let empty = FeatureSpec::default();
        let shared = self.shared(feature).unwrap_or(&empty);
        let default = own.default.as_ref().or(shared.default.as_ref());
        Some(Rules {
            ty: Type::of_feature(&own.ty.over(&shared.ty)),
            default: default.map_or(Default::Undocumented, |default| self.named_default(default)),
            may_be: own.may_be.as_ref().or(shared.may_be.as_ref()).map(named_restriction),
            deprecated: is(own.deprecated.or(shared.deprecated)),
        })
    }

    /// The texts of a feature's keys in one place.
    pub(crate) fn texts(&self, spec: &FeatureSpec) -> Texts {
        let default = spec.default.as_ref().map(|default| self.named_default(default));
        let may_be = spec.may_be.as_ref().map(named_restriction);
        let deprecated = spec.deprecated.map(|is| is.value.to_string());
        key_texts::feature(key_texts::written_type(&spec.ty), default.as_ref(), may_be.as_ref(), deprecated)
    }

    /// A default with its rows in the order of the fact's values.
    fn named_default(&self, default: &ast::Default) -> NamedDefault {
        let literal = |node: &Node| node.literal().unwrap_or(Literal::Null);
        match default {
            Default::Value(value) => Default::Value(literal(value)),
            Default::ByFact { fact, values } => {
                let rows = values.iter().filter_map(|(value, row)| {
                    let row = row.as_ref()?;
                    Some((value.value.clone(), (!check::is_undocumented(row)).then(|| literal(row))))
                });
                let mut values: Vec<(String, Option<Literal>)> = rows.collect();
                let known = self.file.facts.items.iter().find(|known| known.name.value == fact.value);
                values.sort_by_key(|(value, _)| {
                    known.and_then(|known| known.values.items.iter().position(|known| known.value == *value))
                });
                Default::ByFact { fact: fact.value.clone(), values }
            }
            Default::SameAs(other) => Default::SameAs(other.value.clone()),
            Default::OppositeOf(other) => Default::OppositeOf(other.value.clone()),
            Default::Undocumented => Default::Undocumented,
        }
    }

    /// The value of nested keys.
    pub(crate) fn word(&self, keys: &[&str]) -> Option<String> {
        keys.iter().try_fold(&self.root, |node, key| node.get(key)).map(|node| self.text(node))
    }

    /// A scalar as text.
    pub(crate) fn text(&self, node: &Node) -> String {
        match &node.value {
            Value::Text(text) => text.clone(),
            Value::Bool(value) => value.to_string(),
            _ => self.source.slice(node.span).to_owned(),
        }
    }
}

/// `true` if a key is present and `true`.
pub(crate) fn is(flag: Option<Spanned<bool>>) -> bool {
    flag.is_some_and(|flag| flag.value)
}

/// The texts of a parameter's or field's keys.
pub(crate) fn member_texts(member: &ast::Member) -> Texts {
    let flags = [member.required, member.deprecated].map(|flag| key_texts::flag(is(flag)));
    let [required, deprecated] = flags;
    key_texts::texts(key_texts::written_type(&member.ty), [required, None, None, deprecated])
}

fn find<'f>(features: &'f [Feature], name: &str) -> Option<&'f FeatureSpec> {
    features.iter().find(|feature| feature.name.value == name).map(|feature| &feature.spec)
}

fn named_restriction(restriction: &ast::Restriction) -> NamedRestriction {
    let only_when = restriction.only_when.iter().map(|(fact, value)| (fact.value.clone(), value.value.clone()));
    let mut only_when: Vec<(String, String)> = only_when.collect();
    only_when.sort();
    Restriction { value: restriction.value.value, only_when }
}
